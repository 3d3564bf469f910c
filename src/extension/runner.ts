import type { Connection, RegistrationJob, VerifyJob } from "../core/onboarding/connection.ts";
import type { Outcome } from "../core/onboarding/outcome.ts";
import type { recordOf } from "../core/onboarding/record.ts";
import type { Run } from "../core/onboarding/run.ts";
import type { AnyToken, PlatformToken } from "../core/ocpi/token.ts";
import type { Clock, JournalEntry, PeerFetch, Ports } from "../core/ports.ts";
import { editorVoice } from "../core/report/editor-voice.ts";
import { adviceLines, capsuleLine, orderLine } from "../core/report/messages.ts";
import type { Rescue } from "../core/report/rescue-story.ts";
import type { RunRecord } from "../core/report/report.ts";
import type { Activity, Doing } from "./connection-state.ts";
import { idOf, type Connections, type Entry } from "./connections.ts";
import { Journal } from "./journal.ts";
import type * as theJobs from "./jobs.ts";
import type { LastRun } from "./last-run.ts";
import { random } from "./random.ts";
import type { ConnectionKey } from "./token-store.ts";

/** Where a run writes its lines. */
export interface RunLog {
  info(text: string): void;
  error(text: string): void;
  /**
   * Takes a token out of everything that is written from now on.
   * @param words what the run says of itself, which the token may hold.
   */
  hide(token: AnyToken, words?: readonly string[]): void;
}

export interface RunnerMeans {
  readonly connections: Connections;
  readonly fetch: PeerFetch;
  readonly clock: Clock;
  readonly log: RunLog;
  readonly version: string;
  /** Where journals are kept. */
  readonly journals: string;
  readonly show: Show;
}

/** Shows that something goes on, with a way to stop it, until it is ended. */
export type Show = (title: string, cancel: () => void) => Shown;

export interface Shown {
  step(title: string): void;
  end(): void;
}

/** A run that has ended. */
export interface Ran {
  readonly record: RunRecord;
  readonly last: LastRun;
  readonly outcome: Outcome;
}

/** A run that goes on. Once another one has taken its place, nothing of it is shown any more. */
interface Attempt {
  readonly key: ConnectionKey;
  readonly controller: AbortController;
  readonly ended: Promise<unknown>;
}

/** What a run is made of: its work, and what is known before it begins. */
interface Work {
  readonly doing: Doing;
  readonly tokens: readonly (AnyToken | undefined)[];
  readonly connection: Connection;
  /** One of many, or in nobody's sight: it is shown in the tree, and announced nowhere. */
  readonly quiet: boolean;
  readonly job: (run: Run, jobs: Jobs) => Promise<Outcome>;
}

type Jobs = typeof theJobs;

const commands: Readonly<Record<Doing, string>> = {
  exchanging: "exchange",
  verifying: "verify",
  rotating: "rotate",
  updating: "update",
  recovering: "recover",
};

/** Runs the core's jobs for connections: one at a time for each, and everything about it is told to `Connections`. */
export class Runner {
  readonly #means: RunnerMeans;
  readonly #attempts = new Map<string, Attempt>();
  #everything = new AbortController();

  constructor(means: RunnerMeans) {
    this.#means = means;
  }

  /** How many runs go on. */
  get running(): number {
    return this.#attempts.size;
  }

  isRunning(key: ConnectionKey): boolean {
    return this.#attempts.has(idOf(key));
  }

  /** Is aborted when everything is stopped that goes on now. */
  get stopped(): AbortSignal {
    return this.#everything.signal;
  }

  /** Stops what goes on; what has been sent to the hub already is waited for. Without a key: everything. */
  cancel(key?: ConnectionKey): void {
    if (key === undefined) {
      this.#everything.abort();
      this.#everything = new AbortController();
    }
    for (const attempt of this.#attempts.values()) {
      if (key === undefined || idOf(attempt.key) === idOf(key)) attempt.controller.abort();
    }
  }

  /** Ends when nothing goes on any more: for a window that is being closed. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#attempts.values()].map(({ ended }) => ended));
  }

  /** @returns undefined when something goes on with this connection already. */
  async verify(entry: Entry, job: VerifyJob, { quiet = false } = {}): Promise<Ran | undefined> {
    const { connection, hubToken } = job;
    const tokens = [hubToken];
    return this.#run(entry, {
      doing: "verifying",
      tokens,
      connection,
      quiet,
      job: async (run, { verify }) => verify(run, job),
    });
  }

  /** @returns undefined when something goes on with this connection already. */
  async register(entry: Entry, doing: Exclude<Doing, "verifying">, job: RegistrationJob): Promise<Ran | undefined> {
    const { connection, initialToken, hubToken, platform, formerPlatformToken, capsule } = job;
    const tokens = [initialToken, hubToken, platform?.token, formerPlatformToken, capsule?.token];
    return this.#run(entry, {
      doing,
      tokens,
      connection,
      quiet: false,
      job: async (run, { register }) => register(run, job),
    });
  }

  /**
   * Finishes what a closed window left in the journal: a token that had arrived is stored, a slot under which nothing was
   * sent is withdrawn.
   */
  async finishLeft(entry: Entry, platformToken: PlatformToken | undefined): Promise<Rescue> {
    const journal = this.#journalOf(entry);
    const left = journal?.leftover();
    if (journal === undefined || left === undefined || this.isRunning(entry.key)) return { did: "nothing" };
    if ((await entry.vault.holder()) === "elsewhere") return { did: "nothing" };
    const { fetch, clock, log } = this.#means;
    const { opensItsHub, rescue } = await import("./jobs.ts");
    const done = await rescue(left, {
      platformToken,
      vault: entry.vault,
      now: clock.now().getTime(),
      opens: async (content) => opensItsHub(content, { fetch, clock, random }),
      know: (token) => log.hide(token),
    });
    log.info(`${entry.key.name}: after an interrupted run: ${done.did}`);
    await this.#means.connections.refresh(entry.key);
    // A capsule that could not be opened or stored now may be later.
    if (done.did === "kept-capsule" && !(await holdsTheStored(entry, done.capsule, platformToken))) return done;
    if (done.did !== "left-slot") journal.clear();
    return done.did === "kept-capsule" ? { did: "nothing" } : done;
  }

  /** What a run under a connection's former name left in its journal is its own from now on. */
  takeOver(former: ConnectionKey, connection: ConnectionKey): void {
    new Journal(this.#means.journals, former).moveTo(new Journal(this.#means.journals, connection));
  }

  async #run(entry: Entry, work: Work): Promise<Ran | undefined> {
    const id = idOf(entry.key);
    if (this.#attempts.has(id)) return undefined;
    const { connections, show } = this.#means;
    const controller = new AbortController();
    const shown = work.quiet ? undefined : show(entry.key.name, () => controller.abort());
    const ended = this.#perform(entry, work, controller.signal, shown);
    this.#attempts.set(id, { key: entry.key, controller, ended });
    connections.setRunning(entry, work.doing);
    try {
      return await ended;
    } finally {
      this.#attempts.delete(id);
      connections.setRunning(entry, undefined);
      shown?.end();
      await connections.refresh(entry.key);
    }
  }

  async #perform(entry: Entry, work: Work, cancelled: AbortSignal, shown: Shown | undefined): Promise<Ran> {
    const { log, connections, clock } = this.#means;
    const { doing, tokens, connection } = work;
    const jobs = await import("./jobs.ts");
    const journal = this.#journalOf(entry);
    const phases: JournalEntry["phase"][] = [];
    const keep = (written: JournalEntry): void => {
      phases.push(written.phase);
      journal?.append(written);
      this.#tellActivity(entry, written.phase === "posting" ? "waiting" : doing);
    };
    const words = jobs.ownWords(connection, entry.description?.platformUrl?.value);
    const ports = this.#ports(entry.key, words, cancelled, keep, shown);
    const run = new jobs.Run(ports, connection.profile, editorVoice, words);
    for (const token of tokens) if (token !== undefined) run.knowToken(token);
    run.line(orderLine(commands[doing], entry.key.name, connection.address.origin, connection.profile));
    run.found(connection.remarks);
    const outcome = await this.#outcomeOf(run, jobs, work.job, phases);
    const record = jobs.recordOf(run, outcome, this.#frameOf(entry, doing, connection));
    const last = jobs.lastRunOf(record);
    // What was captured and not stored stays in the journal for whoever tries again; a run that only looked leaves it alone.
    if (phases.length > 0 && phases.at(-1) !== "captured") journal?.clear();
    if (outcome.capsule !== undefined) log.info(capsuleLine(outcome.capsule));
    for (const line of adviceLines(record)) log.info(line);
    log.info(`${entry.key.name}: ${record.result} at ${clock.now().toISOString()}`);
    // A run that was stopped before it found out anything does not replace what is known.
    if (outcome.result !== "cancelled") await connections.setLast(entry, last);
    return { record, last, outcome };
  }

  /** Once whoever wrote the journal has gone on: nothing may come between an answer and its capsule. */
  #tellActivity(entry: Entry, activity: Activity): void {
    queueMicrotask(() => {
      if (this.isRunning(entry.key)) this.#means.connections.setRunning(entry, activity);
    });
  }

  /** Whatever broke in our own code: only a request that left can be in doubt. */
  async #outcomeOf(run: Run, jobs: Jobs, job: Work["job"], phases: readonly JournalEntry["phase"][]): Promise<Outcome> {
    try {
      return await job(run, jobs);
    } catch (error) {
      run.found([{ code: "unexpected", detail: error instanceof Error ? error.message : "unknown" }]);
      return jobs.untouched(phases.length === 0 ? "unreachable" : "in-doubt");
    }
  }

  #ports(
    key: ConnectionKey,
    words: readonly string[],
    cancelled: AbortSignal,
    keep: Ports["keep"],
    shown: Shown | undefined,
  ): Ports {
    const { fetch, clock, log } = this.#means;
    return {
      fetch,
      clock,
      random,
      mask: (token) => log.hide(token, words),
      progress: {
        step: (title) => {
          log.info(`${key.name}: ${title}`);
          shown?.step(title);
        },
        line: (text) => log.info(`  ${text}`),
      },
      keep,
      proven: () => undefined,
      cancelled,
    };
  }

  #frameOf({ key, description }: Entry, doing: Doing, connection: Connection): Parameters<typeof recordOf>[2] {
    return {
      tool: { name: "OCPI Onboarding", version: this.#means.version },
      command: commands[doing],
      connection: key.name,
      runUrl: undefined,
      hubUrl: connection.address.origin,
      platformUrl: description?.platformUrl?.value,
      ownParties: connection.roles,
      receiverOverrides: connection.receivers,
      routing: connection.routing,
      exposed: false,
      failOn: "error",
    };
  }

  /** A sandbox is gone with the window, and what it issued with it. */
  #journalOf({ key, source }: Entry): Journal | undefined {
    return source === "sandbox" ? undefined : new Journal(this.#means.journals, key);
  }
}

/** The window was closed after the token was stored, and before that was written down: then nothing is left to be done. */
async function holdsTheStored(
  { key, tokens, hubOrigin }: Entry,
  capsule: string,
  platformToken: PlatformToken | undefined,
): Promise<boolean> {
  const stored = await tokens.read(key, "hub-token", hubOrigin);
  if (stored.state !== "stored" || platformToken === undefined) return false;
  const { openCapsule } = await import("./jobs.ts");
  const opened = await openCapsule(capsule, platformToken);
  return "content" in opened && opened.content.token === stored.token.reveal();
}
