import type { VaultFailure } from "../ports.ts";
import { warning, type Telling } from "./entry.ts";
import type { Said } from "./sentence.ts";

/** The issue of a connection could not be made what it ought to be. */
export interface IssueNotKept {
  readonly failure: VaultFailure;
  /** The event comes from a fork or from Dependabot. */
  readonly fork: boolean;
}

/** What keeps a pipeline from telling how a connection is in an issue. The run has done its work all the same. */
export const trackedIssueFindings = {
  "issue-not-kept": warning(
    "INPUT",
    "you",
    "GitHub, permissions for the GITHUB_TOKEN",
    (parameters: IssueNotKept, telling) => telling.words.ofPipeline(notKept(parameters, telling)),
  ),
};

function notKept({ failure, fork }: IssueNotKept, { words }: Telling): Said {
  const { status, kind } = failure;
  const answer = `GitHub answered ${words.vaultAnswer(failure)}.`;
  if (status === 410) {
    return {
      message: ["The issue of this connection could not be kept: the repository has no issues.", answer],
      fix: "Switch them on under `Settings → General → Features`, or remove `track-issue`.",
    };
  }
  if (status === 401) {
    return {
      message: ["The issue of this connection could not be kept: GitHub does not know the token.", answer],
      fix: "If `github-token` is given, its token is wrong or expired: store it again, or remove that line, so that the job's own token is used. Outside GitHub, give one that may write issues.",
    };
  }
  if (kind !== "forbidden" && kind !== "not-found") {
    return {
      message: ["The issue of this connection could not be kept.", answer],
      fix: `The next run tries again. If it fails again, ${words.lookAtVault(failure)}`,
    };
  }
  if (fork) {
    return {
      message: [
        "The issue of this connection could not be kept: a run for a pull request of a fork, or for Dependabot, may not write issues.",
        answer,
      ],
      fix: "No action needed: a run on `schedule`, `push` or `workflow_dispatch` keeps it.",
      toDo: false,
    };
  }
  return {
    message: ["The issue of this connection could not be kept: GitHub does not let this run write issues.", answer],
    fix: `Give the job the permission below, beside those that it has: GitHub takes away what is not named. A token of your own in \`github-token\` needs the permission \`Issues: write\`.`,
    snippet: "permissions: { contents: read, issues: write }",
  };
}
