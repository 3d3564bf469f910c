import { stripVTControlCharacters } from "node:util";
import type { LogLine, StepResult } from "./runner.ts";

/** Prints a step as GitHub shows it: the log with its groups, the outputs, the step summary. */
export class Screen {
  // Colours are for a terminal, and for people who want them (no-color.org).
  readonly #coloured = process.stdout.isTTY && !process.env["NO_COLOR"];
  readonly #write: (text: string) => void;
  #inGroup = false;

  constructor(write: (text: string) => void) {
    this.#write = (text) => write(this.#coloured ? text : stripVTControlCharacters(text));
  }

  title(text: string): void {
    this.#write(`\n\u001B[1m${text}\u001B[0m\n`);
  }

  text(text: string): void {
    this.#write(`${text}\n`);
  }

  /** One line of the log, as it comes. */
  line({ kind, text }: LogLine): void {
    switch (kind) {
      case "group":
        this.#inGroup = true;
        return this.#write(`  \u001B[36m▾ ${text}\u001B[0m\n`);
      case "end-group":
        this.#inGroup = false;
        return undefined;
      case "error":
        return this.#write(`  \u001B[31mError:\u001B[0m ${text}\n`);
      case "warning":
        return this.#write(`  \u001B[33mWarning:\u001B[0m ${text}\n`);
      case "notice":
        return this.#write(`  \u001B[32mNotice:\u001B[0m ${text}\n`);
      case "text":
        return text === "" ? undefined : this.#write(`  ${this.#inGroup ? "  " : ""}${text}\n`);
      case "debug":
        return undefined;
    }
  }

  /** The outputs of a step that say something, long ones cut. */
  outputs(result: StepResult): void {
    for (const [name, value] of Object.entries(result.outputs)) {
      if (value === "") continue;
      const line = mask(value, result.masks).replaceAll("\n", " ⏎ ");
      this.#write(`  ${name.padEnd(20)} ${line.length > 90 ? `${line.slice(0, 89)}…` : line}\n`);
    }
  }

  /** The step summary as a page shows it: details closed, tables as they are. */
  summary(result: StepResult): void {
    const page = mask(result.summary, result.masks)
      .replace(/<details><summary>(.*?)<\/summary>[\s\S]*?<\/details>/g, "▸ $1")
      .replace(/<\/?(?:code|sub)>/g, "")
      .replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
    for (const line of page.trimEnd().split("\n")) this.#write(`  ${line}\n`);
  }
}

function mask(text: string, masks: readonly string[]): string {
  let clean = text;
  for (const value of masks) if (value !== "") clean = clean.replaceAll(value, "***");
  return clean;
}
