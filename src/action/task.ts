import type { Finding } from "../core/findings/catalogue.ts";
import type { ConfigFile } from "../core/config/config-file.ts";
import { describedConnection, describedPlatform, type PlatformDescription } from "../core/config/description.ts";
import type { Connection, PlatformJob } from "../core/onboarding/connection.ts";
import type { AnyToken } from "../core/ocpi/token.ts";
import { defaultProfile, profileNamed } from "../core/profiles/hubs.ts";
import type { Profile } from "../core/profiles/profile.ts";
import { readDescription } from "./connection-inputs.ts";
import { consentOf, refusalOf } from "./consent.ts";
import { GivenInputs } from "./given-inputs.ts";
import { needs } from "./needs.ts";
import { readConfigFile } from "./given-config.ts";
import { commands, tokensIn, tokensInputs, type Command, type Inputs, type TokenInput } from "./inputs.ts";
import { readPlan } from "./plan-task.ts";
import { registrationTask } from "./registration-task.ts";
import type { Task, ReadInputs } from "./task-kinds.ts";
import type { RunnerContext } from "./runner-context.ts";
import { readSettings } from "./settings.ts";
import { trustedEvents } from "./trusted-events.ts";
import type { IssueLocation } from "./track-issue.ts";

/** Reads inputs and config into a task, or into a plan, or says everything that is wrong with them. */
export function readTask(inputs: Inputs, runner: RunnerContext): { task: Task } | ReturnType<typeof readPlan> {
  if (inputs.command === "plan") return readPlan(inputs, runner);
  const misplaced = tokensInputs.filter((input) => tokensIn(inputs, input) !== undefined);
  if (misplaced.length > 0) {
    return { findings: misplaced.map((input) => ({ code: "tokens-without-all", input })) };
  }
  return readConnectionTask(inputs, runner);
}

/** Reads the task of one connection, or says everything that is wrong with it. */
export function readConnectionTask(
  inputs: Inputs,
  runner: RunnerContext,
): { task: Task } | { findings: readonly Finding[] } {
  const reader = new TaskReader(inputs, runner);
  const task = reader.read();
  const { faults } = reader;
  return task === undefined || faults.length > 0 ? { findings: faults } : { task };
}

/** The profile that the inputs name, for what has to be said before the config is read. */
export function profileOf(inputs: Inputs): Profile {
  return profileNamed(inputs.hubProfile) ?? defaultProfile;
}

class TaskReader {
  readonly #given: GivenInputs;
  readonly #warnings: Finding[] = [];

  constructor(inputs: Inputs, runner: RunnerContext) {
    this.#given = new GivenInputs(inputs, runner);
  }

  /** What is wrong with the inputs and the config. */
  get faults(): Finding[] {
    return this.#given.faults;
  }

  get #inputs(): Inputs {
    return this.#given.inputs;
  }

  get #runner(): RunnerContext {
    return this.#given.runner;
  }

  read(): Task | undefined {
    const inputs = this.#inputs;
    const command = this.#given.oneOf("command", inputs.command, commands);
    if (command === undefined || command === "plan") return undefined;
    const refusal = refusalOf(command, inputs, this.#runner.event);
    if (refusal !== undefined) {
      this.faults.push(refusal);
      return undefined;
    }
    const { capsule } = this.#runner;
    // The run says this first: what else is missing may stand in the capsule.
    if (capsule !== undefined && "failure" in capsule) {
      this.faults.push({ code: "capsule-unopened", why: capsule.failure });
      return undefined;
    }
    const file = readConfigFile(this.#given);
    // A file that cannot be read leaves nothing to compare the inputs with.
    if (this.faults.length > 0) return undefined;
    const { timeouts, tracks, ...settings } = readSettings(this.#given, command);
    const common = { ...settings, warnings: this.#warnings };
    const description = this.#description(command, file);
    const read = { description, timeouts, common };
    switch (command) {
      case "verify":
        return this.#verify(read, tracks ? this.#issue() : undefined);
      case "preflight":
        return this.#preflight(read);
      case "receivers":
        return this.#receivers(read);
      case "rehearse":
        return this.#rehearse(read);
      default:
        return registrationTask(
          command,
          this.#given,
          Object.keys(file?.connections ?? {}).length > 1,
          read,
          (of, registers) => this.#connection(of, registers),
        );
    }
  }

  /** Whether what is checked out is the repository's own, and may name the hosts to which tokens go. */
  get #isTrusted(): boolean {
    return trustedEvents.has(this.#runner.event);
  }

  #preflight(read: ReadInputs): Task | undefined {
    const job = this.#platformJob("preflight", read);
    const { files: samples, findings } = this.#runner.samples;
    this.faults.push(...findings);
    if (job === undefined) return undefined;
    const { hubToken, initialToken } = this.#inputs;
    const token = hubToken ?? initialToken;
    const { connection } = job;
    const { address } = connection;
    const hub =
      token === undefined || address === undefined ? undefined : { token, connection: { ...connection, address } };
    return {
      command: "preflight",
      job: { ...job, hub, samples, asksForOnboarding: token === undefined },
      ...read.common,
    };
  }

  #receivers(read: ReadInputs): Task | undefined {
    const job = this.#platformJob("receivers", read);
    return job && { command: "receivers", job, ...read.common };
  }

  #rehearse(read: ReadInputs): Task | undefined {
    const job = this.#platformJob("rehearse", read);
    const consent = consentOf(this.#inputs, read.description);
    this.faults.push(...consent.faults);
    if (job === undefined) return undefined;
    const { connection } = job;
    const { hubToken } = this.#inputs;
    const at = connection.address && { ...connection, address: connection.address };
    const hub = at && hubToken && { hubToken, connection: at, timeouts: read.timeouts };
    return { command: "rehearse", job: { ...job, consent: consent.isGiven, hub }, ...read.common };
  }

  #platformJob(command: Command, { description, timeouts }: ReadInputs): PlatformJob | undefined {
    this.#given.checkTokens(command);
    if (description?.platformUrl === undefined) return undefined;
    const described = describedPlatform(description);
    if ("findings" in described) {
      this.faults.push(...described.findings);
      return undefined;
    }
    return {
      connection: described.connection,
      platformUrl: description.platformUrl.value,
      platformToken: this.#given.taken(command, "platform-token", this.#inputs.platformToken),
      requestTimeoutMs: timeouts.requestTimeoutMs,
    };
  }

  #verify({ description, timeouts, common }: ReadInputs, issue: IssueLocation | undefined): Task | undefined {
    this.#given.checkTokens("verify");
    const { hubToken, platformToken: token } = this.#inputs;
    const connection = this.#connection(description, false);
    if (connection === undefined || hubToken === undefined) return undefined;
    const url = description?.platformUrl?.value;
    const platform = url === undefined || token === undefined ? undefined : { url, token };
    return { command: "verify", job: { connection, hubToken, platform, timeouts }, platformUrl: url, issue, ...common };
  }

  /** Where the connection's issue is kept. */
  #issue(): IssueLocation | undefined {
    const { repository, fromFork } = this.#runner;
    if (!("malformed" in repository)) return { ...repository, fork: fromFork };
    this.faults.push({ code: "input-repository", value: repository.malformed, keeps: "issue" });
    return undefined;
  }

  #description(command: Command, file: ConfigFile | undefined): PlatformDescription | undefined {
    const { presentsPlatform, looksAtPlatform } = needs[command];
    const runner = this.#runner;
    const { initialToken, hubToken, platformToken } = this.#inputs;
    const takes = (input: TokenInput, token: AnyToken | undefined): boolean =>
      this.#given.taken(command, input, token) !== undefined;
    const sources = { inputs: this.#inputs, file, runner, isTrusted: this.#isTrusted };
    const read = readDescription(sources, {
      presentsPlatform,
      looksAtPlatform,
      sends: {
        toHub: !looksAtPlatform || takes("initial-token", initialToken) || takes("hub-token", hubToken),
        toPlatform: takes("platform-token", platformToken),
      },
      recovers: command === "recover",
    });
    this.faults.push(...read.faults);
    this.#warnings.push(...read.warnings);
    return read.description;
  }

  #connection(description: PlatformDescription | undefined, registers: boolean): Connection | undefined {
    if (description?.hubUrl === undefined) return undefined;
    const { hubUrl } = description;
    const described = describedConnection({ ...description, hubUrl }, registers);
    if ("connection" in described) return described.connection;
    this.faults.push(...described.findings);
    return undefined;
  }
}
