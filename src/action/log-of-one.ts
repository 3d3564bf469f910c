import type { Progress } from "../core/ports.ts";

// The reader of the log of one connection among many looks for why it failed, and finds all in the report.
const LINES_LIMIT = 200;

/** The log of one connection among many, kept until it is known whether anyone wants to read it. */
export class LogOfOne implements Progress {
  readonly #makes: (() => string)[] = [];

  /** What was said, made now. */
  get lines(): readonly string[] {
    return this.#makes.map((make) => make());
  }

  step(title: string): void {
    this.#add(() => `${title}:`);
  }

  line(text: string): void {
    this.later(() => text);
  }

  later(make: () => string): void {
    this.#add(() => `  ${make()}`);
  }

  #add(make: () => string): void {
    if (this.#makes.length < LINES_LIMIT) this.#makes.push(make);
    else if (this.#makes.length === LINES_LIMIT) this.#makes.push(() => "  … and more.");
  }
}
