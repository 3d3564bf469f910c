import { error, warning } from "./entry.ts";
import { ISSUES } from "./issues.ts";
import { capitalised, foreign } from "./prose.ts";
import { OURS } from "./rule-sources.ts";

/** What ended a run from outside of the exchange. */
export const runFindings = {
  "lease-expired": error("HSK-32", "you", OURS, () => ({
    message: ["This run took too long, so it sent nothing more."],
    fix: "Wait 5 minutes, then run the same command again.",
  })),
  "not-verified": warning("HCI-12", "you", OURS, (_, { words }) => ({
    message: ["The run was stopped before it had seen whether the party is CONNECTED."],
    fix: `${capitalised(words.verify)}: it only checks.`,
  })),
  cancelled: error("INPUT", "you", OURS, (_, { words }) => ({
    message: ["The run was stopped before anything was changed."],
    fix: `${capitalised(words.rerun)} when you are ready.`,
  })),
  unexpected: error("INPUT", "you", OURS, ({ detail }: { detail: string }, { words }) => ({
    message: ["Something happened that OCPI Onboarding did not foresee.", `It is ${foreign(detail)}.`],
    fix: `Keep ${words.thisLog}, above all a text in it that begins with \`ocpi-capsule:\`. ${capitalised(words.rerun)} after 5 minutes. If it fails again, ${words.openIssue(ISSUES)}; it holds no token.`,
    remedy: "report-issue",
  })),
};
