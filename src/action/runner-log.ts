import { endGroup, info, startGroup } from "@actions/core";
import type { Progress } from "../core/ports.ts";

/** The job's log: one group for each step, so that a person sees the story first and its details on a click. */
export class RunnerLog implements Progress {
  #open = false;

  step(title: string): void {
    this.end();
    startGroup(title);
    this.#open = true;
  }

  line(text: string): void {
    info(text);
  }

  /** Closes the last group. */
  end(): void {
    if (this.#open) endGroup();
    this.#open = false;
  }
}
