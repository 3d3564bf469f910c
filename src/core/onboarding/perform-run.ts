import type { Fact } from "../findings/catalogue.ts";
import { foremost } from "../findings/finding.ts";
import type { Secret } from "../ocpi/redaction.ts";
import type { JournalEntry, Ports } from "../ports.ts";
import type { Profile } from "../profiles/profile.ts";
import { orderLine } from "../record/log-lines.ts";
import type { RunRecord } from "../record/record.ts";
import type { Words } from "../findings/words.ts";
import type { Connection, RegistrationJob, VerifyJob } from "./connection.ts";
import { type Outcome, untouched } from "./outcome.ts";
import { ownWords } from "./own-words.ts";
import { recordOf, type RunFrame } from "../record/record-of.ts";
import { register } from "./registration.ts";
import { Run } from "./run.ts";
import { verify } from "./verify.ts";

/** What a face has gathered for a run: the job, or why there is none. */
export interface RunTask {
  readonly profile: Profile;
  readonly words: Words;
  /** What the report says of the run beside what the run records itself. */
  readonly frame: RunFrame;
  /** The secrets that were given. The face has masked them; from now on they are taken out of everything that leaves the run. */
  readonly secrets: readonly Secret[];
  readonly job: Job | TurnedDown;
}

/** A job, checked as far as it can be without a network. */
export type Job = {
  readonly connection: Connection;
  /** What the checks found that stops nothing. */
  readonly warnings: readonly Fact[];
} & (
  | { readonly kind: "verify"; readonly verify: VerifyJob }
  | { readonly kind: "registration"; readonly registration: RegistrationJob }
);

/** What is wrong with the inputs or the config: nothing is sent. */
export interface TurnedDown {
  readonly kind: "turned-down";
  readonly faults: readonly Fact[];
}

/** A run that has ended, for a face to show. */
export interface PerformedRun {
  readonly record: RunRecord;
  readonly outcome: Outcome;
  /** The stack of an error of our own code, redacted; undefined where nothing broke. */
  readonly crash: string | undefined;
}

/**
 * Performs one run for a face, from its gathered inputs to the record that the face shows. Never throws: an error of our own
 * code is a finding.
 */
export async function performRun(
  ports: Ports,
  { profile, words, frame, secrets, job }: RunTask,
): Promise<PerformedRun> {
  const journal = new WatchedJournal(ports.keep);
  const own = job.kind === "turned-down" ? [] : ownWords(job.connection, frame.platformUrl);
  const run = new Run({ ...ports, keep: (entry) => journal.append(entry) }, profile, words, own);
  for (const secret of secrets) run.redaction.add(secret);
  let crash: string | undefined;
  const outcome = await perform(run, frame, job).catch((error: unknown): Outcome => {
    crash = run.redaction.apply(String(error instanceof Error ? error.stack : error));
    const reason: Fact = { code: "unexpected", detail: error instanceof Error ? error.message : "unknown" };
    run.found([reason]);
    // Whatever broke: what the hub issued is still in its capsule, and only a request that left can be in doubt.
    return { ...untouched(journal.isBegun ? "in-doubt" : "unreachable", reason), capsule: journal.capsule };
  });
  return { record: recordOf(run, outcome, frame), outcome, crash };
}

/** Step 0: what was gathered, and what is to be said of it. */
function read(run: Run, { command }: RunFrame, job: Job | TurnedDown): void {
  run.begin("read");
  if (job.kind === "turned-down") {
    run.found(job.faults);
    return;
  }
  const { name, address, profile, warnings } = job.connection;
  run.line(orderLine(command, name, address.origin, profile));
  run.found([...job.warnings, ...warnings]);
}

async function perform(run: Run, frame: RunFrame, job: Job | TurnedDown): Promise<Outcome> {
  read(run, frame, job);
  switch (job.kind) {
    case "turned-down":
      return untouched("invalid", foremost(job.faults));
    case "verify":
      return verify(run, job.verify);
    case "registration":
      return register(run, job.registration);
  }
}

/** The durable state, and what of it counts when our own code breaks. */
class WatchedJournal {
  /** Whether the run has begun what changes something: a lock, or a request. */
  isBegun = false;
  /** What the hub issued and the vault does not hold yet. */
  capsule: string | undefined;
  readonly #keep: Ports["keep"];

  constructor(keep: Ports["keep"]) {
    this.#keep = keep;
  }

  append(entry: JournalEntry): void {
    // What is known here must not depend on a file that cannot be written.
    this.isBegun = true;
    if (entry.phase === "captured") this.capsule = entry.capsule;
    if (entry.phase === "stored") this.capsule = undefined;
    this.#keep(entry);
  }
}
