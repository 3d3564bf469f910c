import { summary, warning } from "@actions/core";
import { actionWords, actionWordsWithoutSummary } from "../core/findings/action-words.ts";
import { commandVaultWords } from "../core/findings/command-vault-words.ts";
import type { Words } from "../core/findings/words.ts";
import type { Inputs } from "./inputs.ts";

/** The bytes that a step summary may have. Above 1 MiB GitHub drops it whole. */
export const SUMMARY_LIMIT = 900_000;

/** Whether a summary is written: also where the input says neither yes nor no, because then the summary says that. */
export function hasSummary({ summary: given }: Inputs): boolean {
  return given.toLowerCase() !== "false";
}

/** The run's words: they name no place that this run does not write. */
export function wordsFor(inputs: Inputs): Words {
  const words = hasSummary(inputs) ? actionWords : actionWordsWithoutSummary;
  return inputs.store === "command" ? commandVaultWords(words) : words;
}

/** Writes the step summary. That it cannot be written is worth a warning, not a failure. */
export async function writeSummary(page: string): Promise<void> {
  const markdown = Buffer.from(page, "utf8");
  const cut = markdown.length > SUMMARY_LIMIT ? "\n\n… cut here.\n" : "";
  try {
    await summary.addRaw(markdown.subarray(0, SUMMARY_LIMIT).toString("utf8") + cut).write();
  } catch {
    if (process.env["GITHUB_STEP_SUMMARY"]) warning("The step summary could not be written.");
  }
}
