import type { Advice } from "../findings/sentence.ts";
import type { Words } from "../findings/words.ts";
import { isInSummary, notNeeded } from "./handover.ts";
import { isRotated, nextAfterDryRun, type RunRecord } from "../record/record.ts";

/** What is worth saying after a run at a sandbox: what it has shown, and how to begin with a real hub. */
export function sandboxAdvice(run: RunRecord, { realHub, sandboxDesk }: Words): Advice[] {
  if (isInSummary(run) && notNeeded(run) === undefined)
    return [{ fix: `This is a sandbox: you play the account team yourself, with ${sandboxDesk}.` }];
  const shown = shownBy(run);
  return shown === undefined
    ? []
    : [
        {
          ...realHub,
          fix: `This was a sandbox. ${shown}. To begin with a real hub, ask its account team for an initial token, and ${realHub.fix}.`,
        },
      ];
}

/** What a run has shown that did its work; undefined of one that did not, and of one that is to be done again at once. */
function shownBy(run: RunRecord): string | undefined {
  const { result, command, findings, registeredAt } = run;
  const isWell = findings.every(({ severity }) => severity !== "error");
  if (!isWell || nextAfterDryRun(run) !== undefined) return undefined;
  if (result === "connected" || (result === "registered" && run.reason?.finding.code === "status-not-shown")) {
    if (isRotated(run)) return "The hub took the new platform token, as a real one does";
    return registeredAt === undefined
      ? "A real connection that works looks like this, too"
      : "A real exchange ends like this, too: the hub issued its token, once, and the run kept it";
  }
  return result === "done" ? shownByWork[command] : undefined;
}

const shownByWork: Readonly<Record<string, string>> = {
  preflight: "A platform that passes like this is ready to be registered",
  receivers: "A real hub calls you at such URLs, too",
  rehearse: "A real hub makes the same calls, and the go-live sheet below is what gets signed",
  unregister: "A real registration ends like this, too",
};
