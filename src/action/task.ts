import type { Finding } from "../core/findings/catalogue.ts";
import { unreadableSample } from "../core/checks/samples.ts";
import { checkDistinct, checkToken } from "../core/checks/payload.ts";
import { parseConfig, type ConfigFile } from "../core/config/config-file.ts";
import { describedConnection, describedPlatform, type PlatformDescription } from "../core/config/description.ts";
import {
  type Connection,
  type Timeouts,
  type PlatformJob,
  type PlatformSide,
  type RegistrationJob,
} from "../core/onboarding/connection.ts";
import { hasOnlyTokenCharacters, type AnyToken, type PlatformToken } from "../core/ocpi/token.ts";
import { failOns } from "../core/record/record.ts";
import { defaultProfile, profileNamed } from "../core/profiles/hubs.ts";
import type { Profile } from "../core/profiles/profile.ts";
import { readDescription } from "./connection-inputs.ts";
import { givenCapsule, withParties } from "./given-capsule.ts";
import { consentOf, refusalOf } from "./consent.ts";
import { isSecretName } from "../github/secret-name.ts";
import { notOneOf } from "./not-one-of.ts";
import { needs, purposes, type RegistrationCommand } from "./needs.ts";
import {
  commands,
  isReportPath,
  readDuration,
  tokenInputs,
  type Command,
  type DurationLimits,
  type Inputs,
  type TokenInput,
} from "./inputs.ts";
import { secretNameFor } from "./secret-location.ts";
import type { SecretLocation } from "./step-state.ts";
import type { Task, TaskCommons } from "./task-kinds.ts";
import { trustedEvents } from "./trusted-events.ts";
import type { RunnerContext } from "./runner-context.ts";
import type { IssueLocation } from "./track-issue.ts";

/** What every command reads, before it asks for what is its own. */
interface ReadInputs {
  readonly description: PlatformDescription | undefined;
  readonly timeouts: Timeouts;
  readonly common: TaskCommons;
}

// No request can be answered in no time, and no timer counts for weeks.
const REQUEST_TIMEOUT_MS: DurationLimits = { atLeast: 1, atMost: 600_000 };

/** Reads inputs and config into a task, or says everything that is wrong with them. */
export function readTask(inputs: Inputs, runner: RunnerContext): { task: Task } | { findings: readonly Finding[] } {
  const reader = new TaskReader(inputs, runner);
  const task = reader.read();
  return task === undefined || reader.findings.length > 0 ? { findings: reader.findings } : { task };
}

/** The profile that the inputs name, for what has to be said before the config is read. */
export function profileOf(inputs: Inputs): Profile {
  return profileNamed(inputs.hubProfile) ?? defaultProfile;
}

class TaskReader {
  readonly findings: Finding[] = [];
  readonly #inputs: Inputs;
  readonly #runner: RunnerContext;
  readonly #warnings: Finding[] = [];

  constructor(inputs: Inputs, runner: RunnerContext) {
    this.#inputs = inputs;
    this.#runner = runner;
  }

  read(): Task | undefined {
    const inputs = this.#inputs;
    const command = this.#oneOf("command", inputs.command, commands);
    if (command === undefined) return undefined;
    const refusal = refusalOf(command, inputs, this.#runner.event);
    if (refusal !== undefined) {
      this.findings.push(refusal);
      return undefined;
    }
    const { capsule } = this.#runner;
    // The run says this first: what else is missing may stand in the capsule.
    if (capsule !== undefined && "failure" in capsule) {
      this.findings.push({ code: "capsule-unopened", why: capsule.failure });
      return undefined;
    }
    const file = this.#config();
    // A file that cannot be read leaves nothing to compare the inputs with.
    if (this.findings.length > 0) return undefined;
    const requestTimeoutMs = this.#duration("request-timeout", inputs.requestTimeout, REQUEST_TIMEOUT_MS);
    const waitForConnectedMs = this.#duration("wait-for-connected", inputs.waitForConnected);
    const exposeHubToken = this.#flag("expose-hub-token", inputs.exposeHubToken);
    const isDry = this.#flag("dry-run", inputs.dryRun);
    const tracks = this.#flag("track-issue", inputs.trackIssue);
    this.#flag("summary", inputs.summary);
    this.#reportMisplaced(command, [
      { input: "dry-run", of: "exchange", value: isDry ? "true" : "" },
      { input: "track-issue", of: "verify", value: tracks ? "true" : "" },
      { input: "samples", of: "preflight", value: inputs.samples.join(" ") },
    ]);
    const timeouts = { requestTimeoutMs, waitForConnectedMs };
    const failOn = this.#oneOf("fail-on", inputs.failOn, failOns) ?? "error";
    for (const path of inputs.reportPath) {
      if (!isReportPath(path)) this.findings.push({ code: "input-report-path", value: path });
    }
    const common = { exposeHubToken, isDry, failOn, warnings: this.#warnings };
    const description = this.#description(command, file);
    const several = Object.keys(file?.connections ?? {}).length > 1;
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
        return this.#registration(command, several, read);
    }
  }

  /** Whether what is checked out is the repository's own, and may name the hosts to which tokens go. */
  get #isTrusted(): boolean {
    return trustedEvents.has(this.#runner.event);
  }

  #registration(
    command: RegistrationCommand,
    several: boolean,
    { description, timeouts, common }: ReadInputs,
  ): Task | undefined {
    const inputs = this.#inputs;
    const purpose = purposes[command];
    const { presentsPlatform } = needs[command];
    this.#checkTokens(command);
    const [hubToken, platformToken, newPlatformToken] = [
      this.#taken(command, "hub-token", inputs.hubToken),
      this.#taken(command, "platform-token", inputs.platformToken),
      this.#taken(command, "new-platform-token", inputs.newPlatformToken),
    ];
    const check = this.#oneOf("check-platform", inputs.checkPlatform, ["require", "warn", "off"]);
    const onlyLooks = hubToken !== undefined && purpose === "exchange";
    const vault = this.#vault(several, description?.name ?? "", onlyLooks, common.exposeHubToken);
    const capsule = hubToken === undefined ? this.#capsule(command, description, vault) : undefined;
    const connection = this.#connection(description, presentsPlatform);
    if (connection === undefined || check === undefined || vault === undefined) return undefined;
    const platform = sideOf(connection, description?.platformUrl?.value, newPlatformToken ?? platformToken, check);
    if (presentsPlatform && platform === undefined) return undefined;
    return {
      command,
      job: {
        purpose,
        dryRun: common.isDry ? { exposes: common.exposeHubToken } : undefined,
        connection: withParties(connection, this.#runner),
        hubToken,
        capsule,
        platform,
        rotates: newPlatformToken !== undefined,
        formerPlatformToken: newPlatformToken === undefined ? undefined : platformToken,
        timeouts,
      },
      takesInitialToken: needs[command].tokens["initial-token"] !== undefined,
      vault,
      githubToken: inputs.githubToken,
      ...common,
      // A dry run hands no hub token on, but may try how that would be.
      exposeHubToken: common.exposeHubToken && !common.isDry,
    };
  }

  /** Checks the tokens that the command takes; that one is missing which it cannot do without is a fault. */
  #checkTokens(command: Command): void {
    const { initialToken, platformToken, newPlatformToken, hubToken } = this.#inputs;
    const taken = {
      "initial-token": this.#taken(command, "initial-token", initialToken),
      "platform-token": this.#taken(command, "platform-token", platformToken),
      "new-platform-token": this.#taken(command, "new-platform-token", newPlatformToken),
      "hub-token": this.#taken(command, "hub-token", hubToken),
    };
    for (const input of tokenInputs) {
      const token = taken[input];
      if (token === undefined && needs[command].tokens[input] === "needed") this.#missing(input, true);
      if (token !== undefined)
        this.findings.push(...(isBlank(token) ? [{ code: "input-blank", input } as const] : checkToken(token, input)));
    }
    this.findings.push(...checkDistinct(taken));
  }

  /** A token that was given, where the command takes it. */
  #taken<T extends AnyToken>(command: Command, input: TokenInput, token: T | undefined): T | undefined {
    return needs[command].tokens[input] === undefined ? undefined : token;
  }

  /** The token in the recovery capsule, if everything that is sealed in it is what this job says. */
  #capsule(
    command: Command,
    description: PlatformDescription | undefined,
    vault: SecretLocation | undefined,
  ): RegistrationJob["capsule"] {
    const { recoveryCapsule } = this.#inputs;
    if (command === "recover" && recoveryCapsule === "") this.#missing("recovery-capsule", true);
    const capsule = givenCapsule(recoveryCapsule, this.#runner, description, vault);
    if (capsule === undefined || !("code" in capsule)) return capsule;
    this.findings.push(capsule);
    return undefined;
  }

  #vault(several: boolean, connection: string, registered: boolean, exposed: boolean): SecretLocation | undefined {
    const { hubTokenSecret, githubToken, storeEnvironment } = this.#inputs;
    const store = this.#oneOf("store", this.#inputs.store, ["repository", "environment", "none"]);
    if (store === undefined) return undefined;
    if (store === "none") {
      if (!exposed)
        this.findings.push({ code: "input-needs", input: "store", value: store, needs: "expose-hub-token: true" });
      return { store };
    }
    if (store === "environment" && storeEnvironment === "") this.#missing("store-environment", false);
    // A run with a hub token only looks, and needs no GitHub for that.
    if (githubToken === "" && !registered) this.#missing("github-token", true);
    if (!hasOnlyTokenCharacters(githubToken)) this.findings.push({ code: "token-characters", input: "github-token" });
    const secretName = secretNameFor(hubTokenSecret, several && store === "repository", connection);
    if (!isSecretName(secretName))
      this.findings.push({ code: "input-secret-name", input: "hub-token-secret", value: secretName });
    const { repository } = this.#runner;
    if ("malformed" in repository) {
      this.findings.push({ code: "input-repository", value: repository.malformed, keeps: "token" });
      return undefined;
    }
    return { store, ...repository, environment: store === "environment" ? storeEnvironment : "", secretName };
  }

  #preflight(read: ReadInputs): Task | undefined {
    const job = this.#platformJob("preflight", read);
    const { files: samples, findings } = this.#runner.samples;
    // What is no JSON is no sample: the run is told so before it sends anything.
    const unreadable = samples.flatMap(({ path, text }) => unreadableSample(text, path) ?? []);
    this.findings.push(...findings, ...unreadable);
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
    this.findings.push(...consent.faults);
    if (job === undefined) return undefined;
    const { connection } = job;
    const { hubToken } = this.#inputs;
    const at = connection.address && { ...connection, address: connection.address };
    const hub = at && hubToken && { hubToken, connection: at, timeouts: read.timeouts };
    return { command: "rehearse", job: { ...job, consent: consent.isGiven, hub }, ...read.common };
  }

  #platformJob(command: Command, { description, timeouts }: ReadInputs): PlatformJob | undefined {
    this.#checkTokens(command);
    if (description?.platformUrl === undefined) return undefined;
    const described = describedPlatform(description);
    if ("findings" in described) {
      this.findings.push(...described.findings);
      return undefined;
    }
    return {
      connection: described.connection,
      platformUrl: description.platformUrl.value,
      platformToken: this.#taken(command, "platform-token", this.#inputs.platformToken),
      requestTimeoutMs: timeouts.requestTimeoutMs,
    };
  }

  #verify({ description, timeouts, common }: ReadInputs, issue: IssueLocation | undefined): Task | undefined {
    this.#checkTokens("verify");
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
    this.findings.push({ code: "input-repository", value: repository.malformed, keeps: "issue" });
    return undefined;
  }

  #description(command: Command, file: ConfigFile | undefined): PlatformDescription | undefined {
    const { presentsPlatform, looksAtPlatform } = needs[command];
    const runner = this.#runner;
    const { initialToken, hubToken, platformToken } = this.#inputs;
    const takes = (input: TokenInput, token: AnyToken | undefined): boolean =>
      this.#taken(command, input, token) !== undefined;
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
    this.findings.push(...read.faults);
    this.#warnings.push(...read.warnings);
    return read.description;
  }

  #connection(description: PlatformDescription | undefined, registers: boolean): Connection | undefined {
    if (description?.hubUrl === undefined) return undefined;
    const { hubUrl } = description;
    const described = describedConnection({ ...description, hubUrl }, registers);
    if ("connection" in described) return described.connection;
    this.findings.push(...described.findings);
    return undefined;
  }

  #config(): ConfigFile | undefined {
    const { configText } = this.#runner;
    if (configText === undefined) return undefined;
    const parsed = parseConfig(configText, this.#inputs.config);
    if ("config" in parsed) return parsed.config;
    this.findings.push(...parsed.findings);
    return undefined;
  }

  #missing(input: string, secret: boolean): void {
    this.findings.push({
      code: "input-missing",
      input,
      secret,
      ...(this.#runner.fromFork ? { hint: "fork" as const } : {}),
    });
  }

  /** Inputs that are given, and belong to another command. */
  #reportMisplaced(
    command: Command,
    inputs: readonly { readonly input: string; readonly of: Command; readonly value: string }[],
  ): void {
    for (const { input, of, value } of inputs) {
      if (value !== "" && of !== command)
        this.findings.push({ code: "input-other-command", input, value, of, command });
    }
  }

  #duration(input: string, value: string, limits?: DurationLimits): number {
    const duration = readDuration(input, value, limits);
    if ("ms" in duration) return duration.ms;
    this.findings.push(duration.finding);
    return 0;
  }

  #flag(input: string, value: string): boolean {
    return this.#oneOf(input, value.toLowerCase(), ["true", "false"]) === "true";
  }

  #oneOf<T extends string>(input: string, value: string, allowed: readonly T[]): T | undefined {
    const found = allowed.find((one) => one === value);
    if (found === undefined) this.findings.push(notOneOf(input, value, allowed));
    return found;
  }
}

function isBlank(token: AnyToken): boolean {
  return token.reveal().trim() === "";
}

/** The platform as the hub is told of it; undefined where something of it is missing. */
function sideOf(
  { roles }: Connection,
  url: string | undefined,
  token: PlatformToken | undefined,
  check: PlatformSide["check"],
): PlatformSide | undefined {
  return token === undefined || url === undefined || roles.length === 0 ? undefined : { url, token, check };
}
