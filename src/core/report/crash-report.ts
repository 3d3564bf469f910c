import { commandAnswer } from "../findings/command-answer.ts";
import { page } from "../findings/pages.ts";
import { plainLine } from "../ocpi/escape.ts";
import type { JournalEntry, Vault, VaultFailure } from "../ports.ts";
import type { NotStored, CrashOutcome } from "../record/crash-outcome.ts";
import { capsuleLine } from "../record/log-lines.ts";

/** The post step's words: lines for the log, and a warning where the user has to act. */
export interface CrashReport {
  readonly warning?: string;
  readonly lines: readonly string[];
}

/**
 * Tells what was done.
 * @param where the inputs that name the place of the secret, as YAML lines, for a step that recovers the token.
 */
export function crashReport(
  done: CrashOutcome,
  { place, lockPlace, isPersistent }: Vault,
  where: readonly string[],
): CrashReport {
  switch (done.did) {
    case "nothing":
      return { lines: [] };
    case "withdrew":
      return { lines: [`The step was ended before it sent anything. The ${lockPlace} is deleted; start a new run.`] };
    case "gave-back":
      return { lines: [`The ${lockPlace} is deleted now: nothing is outstanding.`] };
    case "restored-lock":
      return {
        lines: [
          `The ${lockPlace} is there again: it notes that an earlier exchange is in doubt. Start a new run in 5 minutes.`,
        ],
      };
    case "lost-note":
      return {
        warning: `An earlier exchange is in doubt, and the ${lockPlace}, which notes that, may be gone${because(done.failure)}. Once GitHub works, start a new run; if the party stays PLANNED after one with the hub token, run command update.`,
        lines: [],
      };
    case "left-lock":
      return {
        warning: `The step was ended before it sent anything, but the ${lockPlace} may be left${because(done.failure)}. A new run takes it over 5 minutes after it was made.`,
        lines: [],
      };
    case "reported":
      return { warning: isPersistent ? interrupted[done.request](lockPlace) : interruptedUnnoted, lines: [] };
    case "stored":
      return {
        warning: `The step was ended before it had stored the hub token. It is stored now, as ${place}. ${nextRun(", 5 minutes from now: it goes on where this one stopped")}`,
        lines: [],
      };
    case "kept-capsule":
      return {
        warning: `The hub token that this step was given is not stored: ${plainLine(reason(done, place))}. Copy the recovery capsule from this log now.`,
        lines: recipe(done.capsule, done.why, where),
      };
  }
}

/**
 * The same of a run that had stored the hub token itself, and was ended before it could say so.
 * @param report what else was done.
 */
export function withKept({ warning, lines }: CrashReport, { did }: CrashOutcome, { place }: Vault): CrashReport {
  // What is said of an interrupted request says how to go on.
  if (did === "reported") return { warning: `${warning} ${undelivered}`, lines };
  const kept = `The step was ended before it was through, but the hub token is stored, as ${place}. ${nextRun(", 5 minutes from now: it finishes what is left to do")}`;
  return { warning: warning === undefined ? kept : `${kept} ${warning}`, lines };
}

const undelivered = `Your platform does not have the token yet, unless a later step of this job delivered it: with expose-hub-token: true the next run hands it on (${page("examples/exchange-and-deliver.yml")}).`;

function nextRun(how: string): string {
  return `Start a new run with it as hub-token${how}. ${undelivered}`;
}

/**
 * Tells what a run left whose place for the hub token the post step does not know: its inputs name another than the state,
 * or the state is none of our main run's. Nothing was done.
 */
export function unplacedReport({ phase, capsule, request, reported }: Unplaced, where: readonly string[]): CrashReport {
  if (reported) return { lines: [] };
  if (phase === "captured" && capsule !== undefined) {
    return {
      warning:
        "The hub token that this step was given is not stored: the inputs of this post step do not name the secret that it is for. Copy the recovery capsule from this log now.",
      lines: recipe(capsule, "vault", where),
    };
  }
  return phase === "posting" && request !== undefined ? { warning: interruptedUnnoted, lines: [] } : { lines: [] };
}

/** As much of a state as can be reported without a place. */
interface Unplaced {
  readonly phase: JournalEntry["phase"];
  readonly capsule: string | undefined;
  readonly request: "POST" | "PUT" | "DELETE" | undefined;
  readonly reported: boolean;
}

/**
 * Names the entries of a state that hold what no main run of ours writes, in one line. What they hold is not shown.
 * @param unfit their names.
 */
export function unfitLines(unfit: readonly string[]): string[] {
  if (unfit.length === 0) return [];
  const placeless =
    "The inputs of this post step do not name the secret of which its state speaks, so no secret is touched; a lock that the run may have left, at GitHub a _PENDING secret, is taken over by a new run 5 minutes after it was made. Inputs can be empty here in a composite action that another one uses.";
  const others = unfit.filter((name) => name !== "destination");
  const unread = `What its state says as ${others.join(", ")} is nothing that a main run of this step writes, so it is not used.`;
  return [[...(others.length < unfit.length ? [placeless] : []), ...(others.length > 0 ? [unread] : [])].join(" ")];
}

const interruptedUnnoted =
  "The step was ended while a request that changes something was on its way, so its outcome is not known. Start a new run with the same tokens: it finds out what can be found out.";

const interrupted: Readonly<Record<"POST" | "PUT" | "DELETE", (lockPlace: string) => string>> = {
  POST: (lockPlace) =>
    `The step was ended while the exchange was under way, so its outcome is not known. The ${lockPlace} keeps a note of it: start a new run with the initial token, 5 minutes from now; it finds out what can be found out.`,
  PUT: (lockPlace) =>
    `The step was ended while the hub was being told of the platform, so its outcome is not known. The hub token is stored, and the ${lockPlace} keeps a note: run the same command again, with it as hub-token, 5 minutes from now.`,
  DELETE: () =>
    "The step was ended while the registration was being ended, so its outcome is not known. Start a new run of command unregister, 5 minutes from now.",
};

function reason({ why, failure }: Extract<CrashOutcome, { did: "kept-capsule" }>, place: string): string {
  switch (why) {
    case "no-platform-token":
      return "the post step was given no platform-token to open its capsule with";
    case "unopened":
      return "the platform-token does not open its capsule; after rotate the new one does";
    case "no-token":
      return "no token was found in the hub's answer, which the capsule holds";
    case "secret-exists":
      return `there is a ${place} already, and a stored token is overwritten by none that was not seen to work`;
    case "nowhere":
      return "with store: none it is kept nowhere else, and the step was ended before it had reported everything";
    case "other-place":
      return `the capsule was sealed for another place than the ${place}`;
    case "vault":
      return `${failure?.command === undefined ? "GitHub" : "the vault command"} could not be used${because(failure)}`;
  }
}

function because(failure: VaultFailure | undefined): string {
  if (failure === undefined) return "";
  if (failure.command !== undefined) return ` (it answered ${commandAnswer(failure.command)})`;
  const status = failure.status === undefined ? "no answer" : `HTTP ${failure.status}`;
  return ` (${plainLine(failure.detail === "" ? status : `${status}, ${failure.detail}`)})`;
}

function recipe(capsule: string, why: NotStored, where: readonly string[]): string[] {
  const lines = [capsuleLine(capsule)];
  if (why === "no-token") return lines;
  return [
    ...lines,
    "Store it as the secret OCPI_RECOVERY_CAPSULE, and run this step in a workflow of its own:",
    "  - uses: ocpi-onboarding/ocpi-onboarding@v1",
    "    with:",
    "      command: recover",
    "      recovery-capsule: ${{ secrets.OCPI_RECOVERY_CAPSULE }}",
    "      platform-token: ${{ secrets.OCPI_PLATFORM_TOKEN }} # the one that the run sent: after rotate, the new one",
    ...(where.includes("store: command") ? [] : ["      github-token: ${{ secrets.OCPI_SECRETS_TOKEN }}"]),
    ...where.map((line) => `      ${line}`),
  ];
}
