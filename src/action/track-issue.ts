import { createHash } from "node:crypto";
import type { Finding } from "../core/findings/catalogue.ts";
import type { Words } from "../core/findings/words.ts";
import { partyName } from "../core/ocpi/party.ts";
import { UNNAMED_CONNECTION } from "../core/onboarding/connection.ts";
import type { RunTask } from "../core/onboarding/run-task.ts";
import type { RunRecord } from "../core/record/record.ts";
import { trackedIssue } from "../core/report/tracked-issue.ts";
import { IssueKeeper, type WantedIssue } from "../github/issues.ts";
import { requestWith } from "./github-requests.ts";
import { clock } from "./clock.ts";

/** A repository for the issue of a connection. */
export interface IssueLocation {
  readonly owner: string;
  readonly repo: string;
  /** The event comes from a fork or from Dependabot, and so may not write. */
  readonly fork: boolean;
}

/** What the keeping of an issue needs of a run. */
interface IssueTask {
  readonly location: IssueLocation;
  readonly githubToken: string;
  readonly words: Words;
  /** Shows a line in the log. */
  readonly say: (line: string) => void;
  readonly cancelled: AbortSignal;
}

/** Keeps the issue of a run's connection at GitHub. That it cannot is a warning: the run has done its work. */
export function issueOf({ location, githubToken, words, say, cancelled }: IssueTask): RunTask["keepIssue"] {
  return (record) => {
    const connection = nameOf(record);
    const issue = trackedIssue(record, connection, words);
    if (issue === undefined) return undefined;
    const { essence, ...rest } = issue;
    const wanted: WantedIssue = {
      ...rest,
      about: { connection, hub: record.hub.url },
      digest: createHash("sha256").update(essence).digest("hex"),
    };
    return async (): Promise<readonly Finding[]> => {
      const kept = await new IssueKeeper(requestWith(githubToken), location, clock, cancelled).keep(wanted);
      if ("failure" in kept) return [{ code: "issue-not-kept", failure: kept.failure, fork: location.fork }];
      const { did, number } = kept.ok;
      if (number === undefined) say("GitHub: there is no issue of this connection, and none is needed.");
      else say(`GitHub: issue #${number} ${did === "nothing" ? "says this already" : `is ${did}`}.`);
      return [];
    };
  };
}

/** What the connection is called: by its parties, where only inputs describe it, because then others have no name either. */
function nameOf({ connection, ownParties }: RunRecord): string {
  if (connection !== UNNAMED_CONNECTION || ownParties.length === 0) return connection;
  return ownParties.map((party) => `${partyName(party)} (${party.role})`).join(", ");
}
