import assert from "node:assert/strict";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { formIn } from "./token-forms.ts";

/**
 * No secret, in no written form, in what the process printed before any mask was applied, but for the masks themselves;
 * in no output but `hub-token`; not in the summary; not in the state.
 */
export function assertNoSecrets(step: StepResult, secrets: readonly string[]): void {
  const outputs = Object.entries(step.outputs).filter(([name]) => name !== "hub-token");
  const sinks: Record<string, string> = {
    log: step.raw
      .split("\n")
      .filter((line) => !line.startsWith("::add-mask::"))
      .join("\n"),
    summary: step.summary,
    // What a person sees of it: entities hide a token from a search, but not from a reader.
    "summary as it is shown": step.summary.replace(/&#(\d+);/g, (_all, code: string) =>
      String.fromCodePoint(Number(code)),
    ),
    state: step.stateFile,
    "files in the workspace": Object.values(step.workspace).join("\n"),
    ...Object.fromEntries(outputs.map(([name, value]) => [`output ${name}`, value])),
  };
  for (const [sink, text] of Object.entries(sinks)) {
    const shown = formIn(text, secrets);
    assert.ok(shown === undefined, `a token (${shown}) is in the ${sink}`);
  }
}
