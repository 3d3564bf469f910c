import type { Progress } from "../core/ports.ts";

// The reader of the log of one connection among many looks for why it failed, and finds all in the report.
const LINES_LIMIT = 200;

/** The log of one connection among many, kept until it is known whether anyone wants to read it. */
export class LogOfOne implements Progress {
  readonly lines: string[] = [];

  step(title: string): void {
    this.#add(`${title}:`);
  }

  line(text: string): void {
    this.#add(`  ${text}`);
  }

  #add(line: string): void {
    if (this.lines.length < LINES_LIMIT) this.lines.push(line);
    else if (this.lines.length === LINES_LIMIT) this.lines.push("  … and more.");
  }
}
