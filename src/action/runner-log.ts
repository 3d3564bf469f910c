import { endGroup, info, startGroup } from "@actions/core";
import type { Progress } from "../core/ports.ts";

/** The job's log: one group for each step, so that a person sees the story first and its details on a click. */
export class RunnerLog implements Progress {
  #open = false;
  readonly #shown: string[] = [];

  step(title: string): void {
    this.end();
    startGroup(title);
    this.#open = true;
  }

  line(text: string): void {
    if (text.includes("ocpi-capsule:")) this.#shown.push(text);
    info(text);
  }

  /** Whether a recovery capsule stands in the log: a second time it would only be taken for another one. */
  shows(capsule: string): boolean {
    return this.#shown.some((text) => text.includes(capsule));
  }

  /** Closes the last group. */
  end(): void {
    if (this.#open) endGroup();
    this.#open = false;
  }
}
