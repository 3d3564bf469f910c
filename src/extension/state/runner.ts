import type {
  Connection,
  PreflightJob,
  RegistrationJob,
  RehearseJob,
  VerifyJob,
} from "../../core/onboarding/connection.ts";
import type { Outcome } from "../../core/onboarding/outcome.ts";
import type { Job } from "../../core/onboarding/run-task.ts";
import type { RunFrame } from "../../core/record/record.ts";
import type { AnyToken, PlatformToken } from "../../core/ocpi/token.ts";
import type { Clock, JournalEntry, PeerFetch, Ports } from "../../core/ports.ts";
import { editorWords } from "../../core/findings/editor-words.ts";
import type { CrashOutcome } from "../../core/record/crash-outcome.ts";
import type { RunRecord } from "../../core/record/record.ts";
import type { RunLog } from "../platform/log.ts";
import { random } from "../platform/random.ts";
import type { ConnectionEntry } from "./connection-entry.ts";
import { idOf, type ConnectionKey } from "./connection-key.ts";
import type { Changing, Doing } from "./connection-state.ts";
import type { Connections } from "./connections.ts";
import type { Issued } from "./journal.ts";
import { liveRunOf } from "./live-run.ts";
import type { RunUnderWay } from "./runs-under-way.ts";

/** What runs are made with: the window's connections, the way to a peer, and where to show what goes on. */
export interface RunnerDeps {
  readonly connections: Connections;
  readonly fetch: PeerFetch;
  readonly clock: Clock;
  readonly log: RunLog;
  readonly version: string;
  readonly show: Show;
  /** How the key of capsules is derived: who makes hundreds of runs derives it once. */
  readonly deriveKey?: RegistrationJob["deriveKey"];
}

/** Shows that something goes on, with a way to stop it, until it is ended. */
export type Show = (title: string, cancel: () => void) => ProgressHandle;

/** What is shown while a run goes on. */
export interface ProgressHandle {
  step(title: string): void;
  end(): void;
}

/** A run that has ended. */
export interface RunResult {
  readonly record: RunRecord;
  readonly outcome: Outcome;
}

/** A run that goes on. Once another one has taken its place, nothing of it is shown any more. */
interface ActiveRun {
  readonly key: ConnectionKey;
  readonly controller: AbortController;
  readonly ended: Promise<unknown>;
}

/** What a run is made of: its work, and what is known before it begins. */
interface Work {
  readonly doing: Doing;
  readonly tokens: readonly (AnyToken | undefined)[];
  readonly connection: Connection;
  /** One of many, or not asked for by a person: it is shown in the tree, and announced nowhere. */
  readonly quiet: boolean;
  /** In which the hub token is given. */
  readonly capsule?: string | undefined;
  readonly job: Job;
}

const commands: Readonly<Record<Doing, string>> = {
  exchanging: "exchange",
  verifying: "verify",
  rotating: "rotate",
  updating: "update",
  recovering: "recover",
  preflighting: "preflight",
  rehearsing: "rehearse",
};

/** Runs the core's jobs for connections: one at a time for each, and everything about it is told to `Connections`. */
export class Runner {
  readonly #deps: RunnerDeps;
  readonly #activeRuns = new Map<string, ActiveRun>();
  #everything = new AbortController();

  constructor(deps: RunnerDeps) {
    this.#deps = deps;
  }

  /** How many runs go on. */
  get running(): number {
    return this.#activeRuns.size;
  }

  isRunning(key: ConnectionKey): boolean {
    return this.#activeRuns.has(idOf(key));
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
    for (const active of this.#activeRuns.values()) {
      if (key === undefined || idOf(active.key) === idOf(key)) active.controller.abort();
    }
  }

  /** Ends when nothing goes on any more: for a window that is being closed. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#activeRuns.values()].map(({ ended }) => ended));
  }

  /** @returns undefined when something goes on with this connection already. */
  async verify(entry: ConnectionEntry, job: VerifyJob, { quiet = false } = {}): Promise<RunResult | undefined> {
    const { connection, hubToken, platform } = job;
    return this.#run(entry, {
      doing: "verifying",
      tokens: [hubToken, platform?.token],
      connection,
      quiet,
      job: { kind: "verify", verify: job, connection, warnings: [] },
    });
  }

  /** @returns undefined when something goes on with this connection already. */
  async register(entry: ConnectionEntry, doing: Changing, job: RegistrationJob): Promise<RunResult | undefined> {
    const { connection, initialToken, hubToken, platform, formerPlatformToken, capsule } = job;
    const registration = { deriveKey: this.#deps.deriveKey, ...job };
    return this.#run(entry, {
      doing,
      tokens: [initialToken, hubToken, platform?.token, formerPlatformToken, capsule?.token],
      connection,
      quiet: false,
      job: { kind: "registration", registration, connection, warnings: [] },
    });
  }

  /**
   * Plays the hub at the platform.
   * @returns undefined when something goes on with this connection already.
   */
  async preflight(entry: ConnectionEntry, connection: Connection, job: PreflightJob): Promise<RunResult | undefined> {
    return this.#run(entry, {
      doing: "preflighting",
      tokens: [job.platformToken, job.hub?.token],
      connection,
      quiet: false,
      job: { kind: "preflight", preflight: job, connection, warnings: [] },
    });
  }

  /**
   * Makes the hub's own calls on the platform.
   * @returns undefined when something goes on with this connection already.
   */
  async rehearse(entry: ConnectionEntry, connection: Connection, job: RehearseJob): Promise<RunResult | undefined> {
    return this.#run(entry, {
      doing: "rehearsing",
      tokens: [job.platformToken, job.hub?.hubToken],
      connection,
      quiet: false,
      job: { kind: "rehearse", rehearse: job, connection, warnings: [] },
    });
  }

  /**
   * Finishes what a closed window left in the journal: a token that had arrived is stored, a lock under which nothing was sent
   * is given back. A token that has vanished from the store, of which a window may hold an old copy, is found again first.
   */
  async finishCrashed(entry: ConnectionEntry, platformToken: PlatformToken | undefined): Promise<CrashOutcome> {
    const { journal, vault, hubOrigin } = entry;
    if (journal === undefined || this.isRunning(entry.key)) return { did: "nothing" };
    const found = await this.restoreIssued(entry, platformToken);
    if (found.did === "kept-capsule") return found;
    const left = journal.crashed();
    if (left === undefined || (await vault.holder()) === "elsewhere") return found;
    const { fetch, clock, log } = this.#deps;
    const { finishCrashedRun, opensItsHub } = await import("./jobs.ts");
    const done = await vault.whileHeld(left.origin ?? hubOrigin, async (held) => {
      const did = await finishCrashedRun(left, {
        platformToken,
        vault: held,
        now: clock.now().getTime(),
        opens: async (content) => opensItsHub(content, { fetch, clock, random }),
        know: (token) => log.hide(token),
      });
      log.info(`${entry.key.name}: after an interrupted run: ${did.did}`);
      const issue = did.did === "stored" ? held.takeIssue() : await this.#issueOf(entry, did, platformToken);
      if (issue !== undefined) journal.append({ phase: "stored" }, left.run, { issue });
      // A capsule that could not be opened or stored now may be later.
      else if (did.did !== "kept-capsule" && did.did !== "left-lock") journal.append({ phase: "ended" }, left.run);
      return did.did === "kept-capsule" && issue !== undefined ? ({ did: "nothing" } as const) : did;
    });
    await this.#deps.connections.refresh(entry.key);
    return done === undefined || done.did === "nothing" ? found : done;
  }

  /**
   * Stores the hub token that was issued last where this window has none, or an older one: another window may have written its
   * older copy of the store over it. Sends nothing.
   */
  async restoreIssued(entry: ConnectionEntry, platformToken: PlatformToken | undefined): Promise<CrashOutcome> {
    const { key, journal, tokens, hubOrigin } = entry;
    const issued = journal?.issued();
    if (journal === undefined || issued === undefined || !(await tokens.isBehind(key, issued)))
      return { did: "nothing" };
    const { capsule, issue, origin = hubOrigin } = issued;
    if (platformToken === undefined) return { did: "kept-capsule", capsule, why: "no-platform-token" };
    const { log, connections } = this.#deps;
    const { HubToken, openCapsule } = await import("./jobs.ts");
    const opened = await openCapsule(capsule, platformToken);
    if ("failure" in opened) return { did: "kept-capsule", capsule, why: "unopened" };
    const token = new HubToken(opened.content.token);
    log.hide(token);
    // Meanwhile another one may have been issued, or this one forgotten.
    if (journal.issued()?.issue !== issue) return { did: "nothing" };
    try {
      await tokens.writeIssued(key, token, origin, new Date(issued.at), issue);
    } catch (error) {
      const detail = error instanceof Error ? error.message : "";
      return { did: "kept-capsule", capsule, why: "vault", failure: { kind: "unavailable", detail } };
    }
    log.info(`${key.name}: the hub token had vanished from Secret Storage, and is there again`);
    await connections.refresh(key);
    return { did: "stored" };
  }

  /** The platform token gives way to another: what is kept of the hub token is to be opened with that one from now on. */
  async reseal({ journal }: ConnectionEntry, former: PlatformToken, successor: PlatformToken): Promise<void> {
    const issued: Issued | undefined = journal?.issued();
    if (journal === undefined || issued === undefined) return;
    const { resealCapsule } = await import("./jobs.ts");
    const capsule = await resealCapsule(issued.capsule, former, successor);
    if (capsule !== undefined) journal.reseal({ ...issued, capsule });
  }

  /** The window was closed after the token was stored, and before that was written down: which one it was. */
  async #issueOf(
    { key, tokens, hubOrigin }: ConnectionEntry,
    done: CrashOutcome,
    platformToken: PlatformToken | undefined,
  ): Promise<string | undefined> {
    const stored = await tokens.read(key, "hub-token", hubOrigin);
    if (done.did !== "kept-capsule" || stored.state !== "stored" || platformToken === undefined) return undefined;
    const { openCapsule } = await import("./jobs.ts");
    const opened = await openCapsule(done.capsule, platformToken);
    return "content" in opened && opened.content.token === stored.token.reveal() ? stored.issue : undefined;
  }

  async #run(entry: ConnectionEntry, work: Work): Promise<RunResult | undefined> {
    const id = idOf(entry.key);
    if (this.#activeRuns.has(id)) return undefined;
    const { connections, show } = this.#deps;
    const controller = new AbortController();
    const shown = work.quiet ? undefined : show(entry.key.name, () => controller.abort());
    controller.signal.addEventListener("abort", () => connections.setStopping(entry), { once: true });
    const ended = this.#perform(entry, work, controller.signal, shown);
    this.#activeRuns.set(id, { key: entry.key, controller, ended });
    connections.setRunning(entry, work.doing);
    try {
      return await ended;
    } finally {
      // Before it counts as ended: the lock that was seen while it went on is its own, and no interruption.
      await connections.refresh(entry.key);
      this.#activeRuns.delete(id);
      connections.underWay.end(entry.key);
      connections.setRunning(entry, undefined);
      shown?.end();
    }
  }

  async #perform(
    entry: ConnectionEntry,
    work: Work,
    cancelled: AbortSignal,
    shown: ProgressHandle | undefined,
  ): Promise<RunResult> {
    const { log, connections, clock } = this.#deps;
    const { doing, tokens, connection, job } = work;
    const jobs = await import("./jobs.ts");
    const { journal, vault } = entry;
    const phases: JournalEntry["phase"][] = [];
    const write = (written: JournalEntry): void => {
      // Before a run has the lock it has nothing to write down, and the journal may be another's.
      if (journal === undefined || vault.run === undefined) return;
      const issue = written.phase === "stored" ? vault.takeIssue() : undefined;
      // What comes in a capsule is issued as what comes in an answer.
      if (issue !== undefined && work.capsule !== undefined && !phases.includes("captured"))
        journal.append({ phase: "captured", capsule: work.capsule }, vault.run, { origin: entry.hubOrigin });
      const captured = written.phase === "captured" && { origin: entry.hubOrigin };
      journal.append(written, vault.run, { ...captured, ...(issue !== undefined && { issue }) });
    };
    const appendToJournal = (written: JournalEntry): void => {
      phases.push(written.phase);
      write(written);
      const activity = written.phase === "posting" ? "waiting" : doing;
      this.#later(entry, () => connections.setRunning(entry, activity));
    };
    vault.begin();
    const words = jobs.ownWords(connection, entry.description?.platformUrl?.value);
    const secrets = tokens.filter((token) => token !== undefined);
    for (const token of secrets) log.hide(token, words);
    const { profile } = connection;
    const frame = this.#frameOf(entry, doing, connection);
    const { record, outcome } = await jobs.performRun(this.#ports(entry, words, cancelled, appendToJournal, shown), {
      profile,
      words: editorWords,
      frame,
      secrets,
      job,
      follow: (soFar) => this.#showSoFar(entry, { hubTitle: profile.title, soFar }, shown !== undefined),
    });
    // What was captured and not stored stays in the journal for the next try; a run that only looked leaves it alone.
    if (phases.length > 0 && phases.at(-1) !== "captured" && phases.at(-1) !== "ended")
      tryTo(() => write({ phase: "ended" }));
    if (outcome.capsule !== undefined) log.info(jobs.capsuleLine(outcome.capsule));
    for (const line of jobs.adviceLines(record, editorWords)) log.info(line);
    log.info(`${entry.key.name}: ${record.result} at ${clock.now().toISOString()}`);
    // A run that was stopped before it found out anything does not replace what is known. A rehearsal may have left something.
    if (outcome.result !== "cancelled" || record.rehearsal.length > 0) await connections.setLast(entry, record);
    return { record, outcome };
  }

  /** Once the run has gone on: nothing may come between an answer and its capsule. */
  #later(entry: ConnectionEntry, show: () => void): void {
    queueMicrotask(() => {
      if (this.isRunning(entry.key)) show();
    });
  }

  /** Shows how far a run is; in the tree only one that a person began. */
  #showSoFar(entry: ConnectionEntry, run: RunUnderWay, isAsked: boolean): void {
    const { connections } = this.#deps;
    this.#later(entry, () => {
      connections.underWay.set(entry.key, run);
      if (isAsked) connections.setLive(entry, liveRunOf(run.soFar()));
    });
  }

  #ports(
    entry: ConnectionEntry,
    words: readonly string[],
    cancelled: AbortSignal,
    appendToJournal: Ports["appendToJournal"],
    shown: ProgressHandle | undefined,
  ): Ports {
    const { fetch, clock, log } = this.#deps;
    const { name } = entry.key;
    return {
      fetch,
      clock,
      random,
      mask: (token) => log.hide(token, words),
      progress: {
        step: (title) => {
          log.info(`${name}: ${title}`);
          shown?.step(title);
        },
        line: (text) => log.info(`  ${text}`),
      },
      appendToJournal,
      proven: () => undefined,
      cancelled,
    };
  }

  #frameOf({ key, description }: ConnectionEntry, doing: Doing, connection: Connection): RunFrame {
    return {
      tool: { name: "OCPI Onboarding", version: this.#deps.version },
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
}

/** What cannot be written down at the very end is no reason to lose what the run came to. */
function tryTo(write: () => void): void {
  try {
    write();
  } catch {
    // Such as a disk that is full: the next run finds the journal as it is, and looks for itself.
  }
}
