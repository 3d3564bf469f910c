import { debug, endGroup, info, startGroup } from "@actions/core";
import type { Finding } from "../core/findings/catalogue.ts";
import { wordsAmongMany } from "../core/findings/all-connections-words.ts";
import { plainLine } from "../core/ocpi/escape.ts";
import { Redaction } from "../core/ocpi/redaction.ts";
import { ownWords } from "../core/onboarding/own-words.ts";
import { performAll } from "../core/onboarding/perform-all.ts";
import { performRun } from "../core/onboarding/perform-run.ts";
import type { RunTask } from "../core/onboarding/run-task.ts";
import { HostTurns, hostOf } from "../core/peer/host-turns.ts";
import type { Ports } from "../core/ports.ts";
import type { RunRecord } from "../core/record/record.ts";
import { AllReport } from "../core/report/all-report.ts";
import { adviceLines } from "../core/report/to-do.ts";
import { readAllTask, type AllTask, type ConnectionTask } from "./all-task.ts";
import { reportAll, reportTurnedDown } from "./all-outputs.ts";
import { clock } from "./clock.ts";
import { givenSamples } from "./given-samples.ts";
import { hostView } from "./host-view.ts";
import type { Inputs } from "./inputs.ts";
import { jobOfTask } from "./job.ts";
import { LogOfOne } from "./log-of-one.ts";
import { maskToken } from "./masks.ts";
import { checkOutputsFile } from "./outputs-file.ts";
import { actionFetch } from "./peer-fetch.ts";
import { random } from "./random.ts";
import { frameOf, platformUrlOf } from "./run-frame.ts";
import { readRunnerContext } from "./runner-context.ts";
import { hasSummary, wordsFor } from "./step-summary.ts";
import { stopSignal } from "./stop-signal.ts";
import { profileOf } from "./task.ts";
import type { Task } from "./task-kinds.ts";
import { keepIssueOf } from "./issue-of-task.ts";
import { sendOnce } from "./unsafe-request.ts";

// With hundreds of connections the log goes on several times a second.
const LINES_AT_ONCE = 25;

/** One step for every connection of the config: each is looked at as a run of its own, and all of them are one report. */
export async function runAll(inputs: Inputs, unverified: boolean): Promise<void> {
  const startedAt = clock.now();
  const network = actionFetch(true);
  const stop = stopSignal();
  try {
    const context = await readRunnerContext(process.env, inputs.config);
    const read = readAllTask(inputs, { ...context, capsule: undefined, samples: await givenSamples(inputs) });
    const beside: Finding[] = unverified ? [{ code: "tls-switch-ignored" }] : [];
    const nowhere = checkOutputsFile(process.env, false);
    const faults = [...nowhere, ...("findings" in read ? read.findings : [])];
    const work = new Work(inputs, network.fetch, stop.signal, beside);
    if ("all" in read && faults.length === 0) {
      await work.lookAtAll(read.all);
      work.flush();
      await reportAll(work.report, inputs, startedAt);
    } else {
      const record = await work.turnDown([...beside, ...faults]);
      await reportTurnedDown(work.report, record, inputs, nowhere.length > 0);
    }
  } finally {
    stop.release();
    await network.close();
  }
}

/** The runs of one step, with what they share. */
class Work {
  readonly report: AllReport;
  readonly #inputs: Inputs;
  readonly #fetch: Ports["fetch"];
  readonly #cancelled: AbortSignal;
  /** What is found of the step, and so said of each connection. */
  readonly #beside: readonly Finding[];
  readonly #words: RunTask["words"];
  readonly #turns = new HostTurns(clock);
  /** Lines of the log that are not printed yet. */
  readonly #said: string[] = [];
  /** One issue after another: GitHub wants no two writes at once. */
  #issues: Promise<unknown> = Promise.resolve();

  constructor(inputs: Inputs, fetch: Ports["fetch"], cancelled: AbortSignal, beside: readonly Finding[]) {
    this.#inputs = inputs;
    this.#fetch = fetch;
    this.#cancelled = cancelled;
    this.#beside = beside;
    this.#words = wordsAmongMany(wordsFor(inputs), hasSummary(inputs));
    const wants = (ending: string): boolean => inputs.reportPath.some((path) => path.endsWith(ending));
    this.report = new AllReport(this.#words, {
      documents: wants(".json"),
      pages: wants(".md"),
      failures: wants(".xml"),
    });
  }

  /** What is wrong with the inputs is told as one run, of a connection that is called `all`. */
  async turnDown(faults: readonly Finding[]): Promise<RunRecord> {
    const words = wordsFor(this.#inputs);
    return this.#run({
      profile: profileOf(this.#inputs),
      words,
      frame: frameOf(this.#inputs, undefined),
      secrets: this.#inputs.secrets,
      job: { kind: "turned-down", faults },
    });
  }

  /** Looks at each connection, so many at a time as their hosts may be asked for. */
  async lookAtAll({ connections, waitForConnectedMs }: AllTask): Promise<void> {
    const redaction = new Redaction(connections.flatMap(wordsOf));
    for (const secret of this.#inputs.secrets) redaction.add(secret);
    const until = clock.now().getTime() + waitForConnectedMs;
    await performAll(
      connections,
      (one) => hostOf(urlOf(one)),
      async (one) => this.#lookAt(one, redaction, until),
      async (one, error) => this.#brokeAt(one, redaction, error),
    );
    this.report.arrange(connections.map(({ name }) => name));
  }

  async #lookAt(one: ConnectionTask, redaction: Redaction, until: number): Promise<void> {
    await this.#run({
      ...this.#taskOf(one, redaction),
      job: this.#job(one, until),
      keepIssue: this.#keepIssue(one.name, "task" in one.read ? one.read.task : undefined),
    });
  }

  /** Whatever breaks at one connection is told of this one. */
  async #brokeAt(one: ConnectionTask, redaction: Redaction, error: unknown): Promise<void> {
    const detail = error instanceof Error ? error.message : "unknown";
    const faults: Finding[] = [{ code: "unexpected", detail }];
    await this.#run({
      ...this.#taskOf(one, redaction),
      job: { kind: "turned-down", faults, result: "unreachable" },
    });
  }

  #taskOf({ name, read }: ConnectionTask, redaction: Redaction): Omit<RunTask, "job"> {
    const task = "task" in read ? read.task : undefined;
    return {
      profile: task?.job.connection.profile ?? profileOf(this.#inputs),
      words: this.#words,
      frame: frameOf({ ...this.#inputs, connection: name }, task),
      secrets: [],
      redaction,
    };
  }

  #job({ read }: ConnectionTask, until: number): RunTask["job"] {
    if (this.#cancelled.aborted) return { kind: "turned-down", faults: [{ code: "cancelled" }], result: "cancelled" };
    if ("findings" in read) return { kind: "turned-down", faults: read.findings, result: read.result };
    const host = hostOf(urlOf({ read }));
    const closedMs = this.#turns.closedMs(host);
    if (closedMs > 0) {
      const faults: Finding[] = [{ code: "host-holds-back", host, seconds: Math.ceil(closedMs / 1000) }];
      return { kind: "turned-down", faults, result: "unreachable" };
    }
    const job = jobOfTask(read.task, this.#inputs, this.#beside);
    if (job.kind !== "verify") return job;
    // The time is one for all: with hundreds that are OFFLINE the step would wait for hours.
    const waitForConnectedMs = Math.max(0, until - clock.now().getTime());
    return { ...job, verify: { ...job.verify, timeouts: { ...job.verify.timeouts, waitForConnectedMs } } };
  }

  #keepIssue(name: string, task: Task | undefined): RunTask["keepIssue"] {
    const keep = keepIssueOf(task, this.#inputs, (line) => info(`${name}: ${line}`), this.#cancelled);
    return (record) => {
      const kept = keep?.(record);
      if (kept === undefined) return undefined;
      return async () => {
        const done = this.#issues.then(kept);
        this.#issues = done.catch(() => undefined);
        return done;
      };
    };
  }

  /** Prints what was not printed yet. */
  flush(): void {
    if (this.#said.length > 0) info(this.#said.splice(0).join("\n"));
  }

  /** Makes one run and tells what came of it. */
  async #run(task: RunTask): Promise<RunRecord> {
    const log = new LogOfOne();
    const { record, crash } = await performRun(this.#ports(log), task);
    if (crash !== undefined) debug(crash);
    this.#tell(record, log);
    return record;
  }

  #ports(log: LogOfOne): Ports {
    return {
      fetch: this.#fetch,
      sendOnce,
      hosts: hostView,
      turns: this.#turns,
      progress: log,
      clock,
      random,
      mask: maskToken,
      // Nothing is changed that could be left half done.
      appendToJournal: () => undefined,
      proven: () => undefined,
      cancelled: this.#cancelled,
    };
  }

  /** One line in the log; of a connection that fails all lines, folded. */
  #tell(record: RunRecord, log: LogOfOne): void {
    const row = this.report.add(record);
    const line = plainLine(`${row.sign} ${row.connection}: ${row.headline}`.replaceAll("`", ""));
    if (row.passes) {
      this.#said.push(line);
      // A write each would cost more than the rest of the log.
      if (this.#said.length >= LINES_AT_ONCE) this.flush();
      return;
    }
    this.flush();
    startGroup(line);
    for (const said of [...log.lines, ...adviceLines(record, this.#words)]) info(said);
    endGroup();
  }
}

/** Where a connection is looked at: what may not be hammered. */
function urlOf({ read }: Pick<ConnectionTask, "read">): string {
  if (!("task" in read)) return "";
  const { task } = read;
  return task.command === "preflight" ? task.job.platformUrl : (task.job.connection.address?.origin ?? "");
}

function wordsOf({ name, read }: ConnectionTask): readonly string[] {
  if (!("task" in read)) return [name];
  const { task } = read;
  return ownWords(task.job.connection, platformUrlOf(task));
}
