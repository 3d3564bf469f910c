import { openCapsule } from "../core/onboarding/capsule.ts";
import { opensItsHub } from "../core/onboarding/capsule-hub.ts";
import type { Connection, RegistrationJob, VerifyJob } from "../core/onboarding/connection.ts";
import type { Outcome } from "../core/onboarding/outcome.ts";
import { recordOf, untouched } from "../core/onboarding/record.ts";
import { register } from "../core/onboarding/registration.ts";
import { rescue } from "../core/onboarding/rescue.ts";
import { Run } from "../core/onboarding/run.ts";
import { verify } from "../core/onboarding/verify.ts";
import type { AnyToken, PlatformToken } from "../core/ocpi/token.ts";
import type { Clock, JournalEntry, PeerFetch, Ports } from "../core/ports.ts";
import { editorVoice } from "../core/report/editor-voice.ts";
import { adviceLines, orderLine } from "../core/report/messages.ts";
import type { Rescue } from "../core/report/rescue-story.ts";
import type { RunRecord } from "../core/report/report.ts";
import type { Doing } from "./connection-state.ts";
import { idOf, type Connections, type Entry } from "./connections.ts";
import { Journal } from "./journal.ts";
import { lastRunOf, type LastRun } from "./last-run.ts";
import { random } from "./random.ts";
import type { ConnectionKey } from "./token-store.ts";

/** Where a run writes its lines. */
export interface RunLog {
  info(text: string): void;
  error(text: string): void;
  /** Takes a token out of everything that is written from now on. */
  hide(token: AnyToken): void;
}

export interface RunnerMeans {
  readonly connections: Connections;
  readonly fetch: PeerFetch;
  readonly clock: Clock;
  readonly log: RunLog;
  readonly version: string;
  /** Where journals are kept. */
  readonly journals: string;
  readonly onStep?: (key: ConnectionKey, title: string) => void;
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

  /** Stops what goes on; what has been sent to the hub already is waited for. Without a key: everything. */
  cancel(key?: ConnectionKey): void {
    for (const attempt of this.#attempts.values()) {
      if (key === undefined || idOf(attempt.key) === idOf(key)) attempt.controller.abort();
    }
  }

  /** Ends when nothing goes on any more: for a window that is being closed. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#attempts.values()].map(({ ended }) => ended));
  }

  /** @returns undefined when something goes on with this connection already. */
  async verify(entry: Entry, job: VerifyJob): Promise<Ran | undefined> {
    return this.#run(entry, "verifying", [job.hubToken], job.connection, async (run) => verify(run, job));
  }

  /** @returns undefined when something goes on with this connection already. */
  async register(entry: Entry, doing: Exclude<Doing, "verifying">, job: RegistrationJob): Promise<Ran | undefined> {
    const tokens = [job.initialToken, job.hubToken, job.platform?.token, job.formerPlatformToken, job.capsule?.token];
    const known = tokens.filter((token) => token !== undefined);
    return this.#run(entry, doing, known, job.connection, async (run) => register(run, job));
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

  async #run(
    entry: Entry,
    doing: Doing,
    tokens: readonly AnyToken[],
    connection: Connection,
    work: (run: Run) => Promise<Outcome>,
  ): Promise<Ran | undefined> {
    const id = idOf(entry.key);
    if (this.#attempts.has(id)) return undefined;
    const { connections } = this.#means;
    const controller = new AbortController();
    const ended = this.#perform(entry, doing, tokens, connection, work, controller.signal);
    this.#attempts.set(id, { key: entry.key, controller, ended });
    connections.setRunning(entry.key, doing);
    try {
      return await ended;
    } finally {
      this.#attempts.delete(id);
      connections.setRunning(entry.key, undefined);
      await connections.refresh(entry.key);
    }
  }

  async #perform(
    entry: Entry,
    doing: Doing,
    tokens: readonly AnyToken[],
    connection: Connection,
    work: (run: Run) => Promise<Outcome>,
    cancelled: AbortSignal,
  ): Promise<Ran> {
    const { log, connections, clock } = this.#means;
    const journal = this.#journalOf(entry);
    const phases: JournalEntry["phase"][] = [];
    const ports = this.#ports(entry.key, cancelled, (written) => {
      phases.push(written.phase);
      journal?.append(written);
    });
    const run = new Run(ports, connection.profile, editorVoice);
    for (const token of tokens) run.knowToken(token);
    run.line(orderLine(commands[doing], entry.key.name, connection.address.origin, connection.profile));
    run.found(connection.remarks);
    const outcome = await this.#outcomeOf(run, work, phases);
    const record = recordOf(run, outcome, this.#frameOf(entry, doing, connection));
    const last = lastRunOf(record);
    // What was captured and not stored stays in the journal for whoever tries again; a run that only looked leaves it alone.
    if (phases.length > 0 && phases.at(-1) !== "captured") journal?.clear();
    if (outcome.capsule !== undefined) log.info(`Recovery capsule: ${outcome.capsule}`);
    for (const line of adviceLines(record)) log.info(line);
    log.info(`${entry.key.name}: ${record.result} at ${clock.now().toISOString()}`);
    // A run that was stopped before it found out anything does not replace what is known.
    if (outcome.result !== "cancelled") await connections.setLast(entry.key, last);
    return { record, last, outcome };
  }

  /** Whatever broke in our own code: only a request that left can be in doubt. */
  async #outcomeOf(
    run: Run,
    work: (run: Run) => Promise<Outcome>,
    phases: readonly JournalEntry["phase"][],
  ): Promise<Outcome> {
    try {
      return await work(run);
    } catch (error) {
      run.found([{ code: "unexpected", detail: error instanceof Error ? error.message : "unknown" }]);
      return untouched(phases.length === 0 ? "unreachable" : "in-doubt");
    }
  }

  #ports(key: ConnectionKey, cancelled: AbortSignal, keep: Ports["keep"]): Ports {
    const { fetch, clock, log, onStep } = this.#means;
    return {
      fetch,
      clock,
      random,
      mask: (token) => log.hide(token),
      progress: {
        step: (title) => {
          log.info(`${key.name}: ${title}`);
          onStep?.(key, title);
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
  const opened = await openCapsule(capsule, platformToken);
  return "content" in opened && opened.content.token === stored.token.reveal();
}
