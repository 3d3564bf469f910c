import { stripVTControlCharacters } from "node:util";
import { pageLines, wrapped } from "./page-text.ts";
import type { LogLine, StepResult } from "./runner.ts";

/** Where a screen prints to. */
export interface Terminal {
  readonly write: (text: string) => void;
  readonly coloured: boolean;
  /** How wide it is; undefined for a file or a pipe, where nothing is broken or written over. */
  readonly columns?: number;
}

/** The terminal of this process. Colours are for a terminal, and for people who want them (no-color.org). */
export function standardOutput(): Terminal {
  const { stdout, env } = process;
  // A reader that is gone, such as `head`, ends no exchange: what is left is printed to nobody.
  stdout.on("error", () => undefined);
  // A dumb terminal writes over nothing, and one of no known width is as wide as it likes.
  const isTerminal = stdout.isTTY && env["TERM"] !== "dumb" && stdout.columns > 0;
  return {
    write: (text) => stdout.write(text),
    coloured: stdout.isTTY && stdout.hasColors(),
    ...(isTerminal ? { columns: stdout.columns } : {}),
  };
}

/** A step as the report has it. */
interface ReportedStep {
  readonly title: string;
  readonly status: "passed" | "warning" | "failed" | "skipped";
  readonly duration_ms: number;
}

const marks: Readonly<Record<ReportedStep["status"], string>> = {
  passed: "\u001B[32m✔\u001B[0m",
  warning: "\u001B[33m!\u001B[0m",
  failed: "\u001B[31m✘\u001B[0m",
  skipped: "–",
};

// The longest title of a step, and a gap.
const TITLE_COLUMNS = 46;

/** Prints a run: its log as GitHub shows it, or its steps alone; its outputs; its step summary. */
export class Screen {
  readonly #terminal: Terminal;
  #inGroup = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  title(text: string): void {
    this.text(`\n\u001B[1m${text}\u001B[0m`);
  }

  text(text: string): void {
    this.#print(`${text}\n`);
  }

  /** A command to copy, as it is. */
  command(text: string): void {
    this.text(`\u001B[36m${text}\u001B[0m`);
  }

  /** A line that may be long: its rest stands below it, further in. */
  prose(text: string): void {
    const indent = " ".repeat((/^ */.exec(text)?.[0].length ?? 0) + 2);
    for (const line of wrapped(text, this.#terminal.columns, indent)) this.text(line);
  }

  /** A sentence with its mark. */
  marked(status: "passed" | "warning" | "failed", text: string): void {
    this.prose(`  ${marks[status]} ${text}`);
  }

  /** One line of the log, as it comes. */
  line({ kind, text }: LogLine): void {
    switch (kind) {
      case "group":
        this.#inGroup = true;
        return this.text(`  \u001B[36m▾ ${text}\u001B[0m`);
      case "end-group":
        this.#inGroup = false;
        return undefined;
      case "error":
        return this.text(`  \u001B[31mError:\u001B[0m ${text}`);
      case "warning":
        return this.text(`  \u001B[33mWarning:\u001B[0m ${text}`);
      case "notice":
        return this.text(`  \u001B[32mNotice:\u001B[0m ${text}`);
      case "text":
        return text === "" ? undefined : this.text(`  ${this.#inGroup ? "  " : ""}${text}`);
      case "debug":
        return undefined;
    }
  }

  /** Which step is under way, until the next one or the end: for a terminal alone, which can write over it. */
  progress({ kind, text }: LogLine): void {
    if (this.#terminal.columns === undefined) return;
    if (kind === "group") this.#terminal.write(`\r\u001B[K  … ${text}`);
    if (kind === "end-group") this.#terminal.write("\r\u001B[K");
  }

  /**
   * The steps of a run with marks and times.
   * @param opens whether what a step did is shown where it failed, as GitHub opens its group.
   */
  steps(result: StepResult, opens: boolean): void {
    const { steps = [] } = JSON.parse(result.outputs["report"] || "{}") as { steps?: readonly ReportedStep[] };
    // A run that came to no report has nothing but its log.
    if (steps.length === 0) for (const line of result.log) this.line(line);
    for (const { title, status, duration_ms: ms } of steps) {
      this.text(
        `  ${marks[status]} ${title.padEnd(TITLE_COLUMNS)} ${status === "skipped" ? "" : timeOf(ms)}`.trimEnd(),
      );
      if (status === "failed" && opens) for (const line of linesUnder(title, result.log)) this.prose(`      ${line}`);
    }
    for (const line of result.postLog) this.line(line);
  }

  /** How the run ended, in the words of its annotation. */
  headline(result: StepResult): void {
    const said = result.log.findLast(({ kind }) => kind === "error" || kind === "warning" || kind === "notice");
    if (said === undefined) return this.marked("failed", `The step ended with exit code ${result.exitCode}.`);
    const status = said.kind === "notice" ? "passed" : said.kind === "warning" ? "warning" : "failed";
    return this.marked(status, `\u001B[1m${said.text}\u001B[0m`);
  }

  /** The outputs of a step that say something, long ones cut. */
  outputs(result: StepResult): void {
    for (const line of outputLines(result)) this.text(`  ${line.length > 98 ? `${line.slice(0, 97)}…` : line}`);
  }

  /** The step summary as a page shows it: what is folded stays folded. */
  summary(result: StepResult): void {
    const { columns } = this.#terminal;
    for (const line of pageLines(masked(result.summary, result), columns && columns - 2)) {
      this.text(line === "" ? "" : `  ${line}`);
    }
  }

  #print(text: string): void {
    this.#terminal.write(this.#terminal.coloured ? text : stripVTControlCharacters(text));
  }
}

/** The outputs of a step that say something, each on one line, masked as a runner masks its log. */
function outputLines(result: StepResult): string[] {
  return Object.entries(result.outputs)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name.padEnd(20)} ${masked(value, result).replaceAll("\n", " ⏎ ")}`);
}

/** What a step wrote, without the values that it masked. */
export function masked(text: string, { masks }: StepResult): string {
  let clean = text;
  for (const value of masks) if (value !== "") clean = clean.replaceAll(value, "***");
  return clean;
}

/** The lines of a group of the log. */
function linesUnder(title: string, log: readonly LogLine[]): string[] {
  const start = log.findIndex(({ kind, text }) => kind === "group" && text === title);
  if (start < 0) return [];
  const end = log.findIndex(({ kind }, index) => index > start && kind === "end-group");
  return log.slice(start + 1, end < 0 ? undefined : end).map(({ text }) => text);
}

function timeOf(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms`.padStart(7) : `${(ms / 1000).toFixed(1)} s`.padStart(7);
}
