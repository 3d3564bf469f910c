import { actionWords } from "../../src/core/findings/action-words.ts";
import type { PlatformConnection } from "../../src/core/onboarding/connection.ts";
import { performRun } from "../../src/core/onboarding/perform-run.ts";
import type { Job } from "../../src/core/onboarding/run-task.ts";
import { HubToken, PlatformToken } from "../../src/core/ocpi/token.ts";
import type { Clock, PeerFetch } from "../../src/core/ports.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import type { Profile } from "../../src/core/profiles/profile.ts";
import type { RunRecord } from "../../src/core/record/record.ts";
import { reportDocument, reportJson } from "../../src/core/report/document.ts";
import { goLiveSheet } from "../../src/core/report/go-live.ts";
import { headline } from "../../src/core/report/headline.ts";
import { junitReport } from "../../src/core/report/junit.ts";
import { markdownReport } from "../../src/core/report/markdown.ts";
import { adviceLines, messageLines } from "../../src/core/report/to-do.ts";
import { trackedIssue } from "../../src/core/report/tracked-issue.ts";
import { runFrame } from "./silent-run.ts";

/** The platform of these runs: beyond this machine, so that every rule holds for it. */
export const PLATFORM = "https://platform.example";

/** A run at a platform, and what it is given. */
export interface PlatformRun {
  readonly command: "preflight" | "receivers" | "rehearse";
  readonly role: "CPO" | "EMSP";
  /** Undefined: none is given. */
  readonly token?: string | undefined;
  /** Test objects may be made on it. */
  readonly consent?: boolean;
  readonly overrides?: Readonly<Record<string, string>>;
  readonly profile?: Profile;
  /** What the platform answers. */
  readonly fetch: PeerFetch;
}

/** How it ended, and everything that it printed or wrote. */
export interface PlatformRunEnded {
  readonly record: RunRecord;
  readonly crash: string | undefined;
  readonly headline: string;
  readonly log: readonly string[];
  readonly summary: string;
  /** With the report, the outputs, JUnit, an issue and the message for the account team. */
  readonly sinks: string;
}

/** Performs a run at a platform in memory, by a clock that nothing waits for. */
export async function runAtPlatform({
  command,
  role,
  token,
  consent = false,
  overrides = {},
  profile = chargeindia,
  fetch,
}: PlatformRun): Promise<PlatformRunEnded> {
  const log: string[] = [];
  const say = (line: string): void => void log.push(line);
  const clock = new OrderedClock();
  const roles = [{ role, country_code: "IN", party_id: "ABC", business_details: { name: "Test" } }];
  const connection: PlatformConnection = {
    name: "test",
    profile,
    address: undefined,
    encodings: profile.encodings,
    allowedOrigins: [],
    roles,
    receivers: overrides,
    routing: [],
    warnings: [],
  };
  const platformUrl = `${PLATFORM}${profile.platformUrl === "versions" ? "/ocpi/versions" : "/ocpi/2.2.1"}`;
  const platformToken = token === undefined ? undefined : new PlatformToken(token);
  const at = { connection, platformUrl, platformToken, requestTimeoutMs: 30_000, hub: undefined };
  const common = { connection, warnings: [] };
  const jobs: Record<PlatformRun["command"], Job> = {
    preflight: { ...common, kind: "preflight", preflight: { ...at, samples: [], asksForOnboarding: true } },
    receivers: { ...common, kind: "receivers", receivers: at },
    rehearse: { ...common, kind: "rehearse", rehearse: { ...at, consent } },
  };
  let ids = 0;
  const { record, crash } = await performRun(
    {
      fetch,
      progress: { step: say, line: say },
      clock,
      random: { uuid: () => `id-${(ids += 1)}`, fraction: () => 0 },
      mask: () => undefined,
      appendToJournal: () => undefined,
      proven: () => undefined,
      cancelled: new AbortController().signal,
    },
    {
      profile,
      words: actionWords,
      frame: { ...runFrame, command, platformUrl, ownParties: roles, receiverOverrides: overrides },
      secrets: token === undefined ? [] : [new HubToken(token)],
      job: jobs[command],
    },
  );
  const first = headline(record);
  const document = reportDocument(record);
  const issue = trackedIssue(record, "test", actionWords);
  const summary = markdownReport(record, actionWords);
  const lines = [...log, ...adviceLines(record, actionWords), ...messageLines(record), first];
  const sinks = [
    ...lines,
    summary,
    JSON.stringify(document),
    reportJson(document),
    JSON.stringify(goLiveSheet(record)),
    junitReport(record),
    issue?.title,
    issue?.body,
  ];
  return { record, crash, headline: first, log: lines, summary, sinks: sinks.join("\n") };
}

/** A clock for which no test has to wait: of those who sleep, the one that is due first wakes first. */
class OrderedClock implements Clock {
  #ms = Date.parse("2026-11-22T10:00:00Z");
  readonly #sleeping: { readonly due: number; readonly wake: () => void }[] = [];

  now(): Date {
    return new Date(this.#ms);
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((wake) => {
      this.#sleeping.push({ due: this.#ms + Math.max(0, ms), wake });
      // A call that is under way goes on first.
      setImmediate(() => this.#wakeFirst());
    });
  }

  #wakeFirst(): void {
    const [first] = this.#sleeping.toSorted((a, b) => a.due - b.due);
    if (first === undefined) return;
    this.#sleeping.splice(this.#sleeping.indexOf(first), 1);
    this.#ms = Math.max(this.#ms, first.due);
    first.wake();
  }
}
