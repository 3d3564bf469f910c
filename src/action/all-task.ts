import type { TokensInput } from "../core/findings/all-connections.ts";
import type { Finding } from "../core/findings/catalogue.ts";
import { HubToken, PlatformToken } from "../core/ocpi/token.ts";
import type { FailOn } from "../core/record/record.ts";
import { connectionSuffix } from "../github/secret-name.ts";
import { commandsForAll, type CommandForAll } from "./all-commands.ts";
import { refusalOf } from "./consent.ts";
import { readConfigFile } from "./given-config.ts";
import { GivenInputs } from "./given-inputs.ts";
import { commands, defaults, tokensIn, type Command, type Inputs } from "./inputs.ts";
import type { RunnerContext } from "./runner-context.ts";
import { nearestFirst, nearestName } from "./nearest-names.ts";
import { readSettings } from "./settings.ts";
import { readConnectionTask } from "./task.ts";
import type { Task } from "./task-kinds.ts";

/** GitHub counts what a job asks and writes: with an issue for each, so many connections are within its limits. */
const ISSUES_LIMIT = 100;

/** What is to be done for every connection, checked as far as it can be without a network. */
export interface AllTask {
  readonly command: CommandForAll;
  readonly failOn: FailOn;
  /** In milliseconds, for all of them together. */
  readonly waitForConnectedMs: number;
  readonly connections: readonly ConnectionTask[];
}

/** The task of one of them, or why there is none. */
export interface ConnectionTask {
  readonly name: string;
  readonly read: { readonly task: Task } | { readonly findings: readonly Finding[]; readonly result?: "not-ready" };
}

/**
 * Reads inputs and config into a task for each connection of the config. What is wrong with the inputs is said once, and stops
 * all; what is wrong with one connection stops that one.
 */
export function readAllTask(
  inputs: Inputs,
  runner: RunnerContext,
): { all: AllTask } | { findings: readonly Finding[] } {
  const given = new GivenInputs(inputs, runner);
  const { faults } = given;
  const command = commandOf(given);
  if (command === undefined) return { findings: faults };
  const file = readConfigFile(given);
  if (faults.length > 0) return { findings: faults };
  const names = Object.keys(file?.connections ?? {});
  if (file === undefined || names.length === 0) {
    return { findings: [{ code: "all-without-config", path: inputs.config }] };
  }
  const { timeouts, failOn, tracks } = readSettings(given, command);
  if (tracks && names.length > ISSUES_LIMIT) {
    faults.push({ code: "all-issues", count: names.length, limit: ISSUES_LIMIT });
  }
  reportAlone(given);
  if (command === "verify" && inputs.hubTokens === undefined) reportNoTokens(given, names);
  const tokens = {
    "hub-tokens": tokensOf("hub-tokens", given, names),
    "platform-tokens": tokensOf("platform-tokens", given, names),
  };
  if (faults.length > 0) return { findings: faults };
  const connections = names.map((name) => ({ name, read: readOne(name, command, given, tokens) }));
  return { all: { command, failOn, waitForConnectedMs: timeouts.waitForConnectedMs, connections } };
}

type Tokens = Readonly<Record<TokensInput, ReadonlyMap<string, string> | undefined>>;

/** The command, if it is one that looks at every connection, and may run here. */
function commandOf(given: GivenInputs): CommandForAll | undefined {
  const { inputs, runner, faults } = given;
  const known: Command | undefined = given.oneOf("command", inputs.command, commands);
  if (known === undefined) return undefined;
  const command = commandsForAll.find((one) => one === known);
  const refusal: Finding | undefined =
    command === undefined
      ? { code: "all-other-command", command: known, commands: commandsForAll }
      : refusalOf(command, inputs, runner.event);
  if (refusal !== undefined) faults.push(refusal);
  return refusal === undefined ? command : undefined;
}

/** Inputs that say something of one connection, beside those that `hub-twice` and its like are for. */
function reportAlone({ inputs, faults }: GivenInputs): void {
  const { role, countryCode, partyId, businessName, initialToken, platformToken, hubToken, platformUrl } = inputs;
  const alone = {
    "initial-token": initialToken,
    "platform-token": platformToken,
    "hub-token": hubToken,
    "platform-url": platformUrl,
    role,
    "country-code": countryCode,
    "party-id": partyId,
    "business-name": businessName,
  };
  const names = Object.entries(alone).flatMap(([name, value]) => (value === undefined || value === "" ? [] : [name]));
  if (names.length > 0) faults.push({ code: "all-not-alone", inputs: names });
}

// What the README calls the secret of a platform token.
const PLATFORM_TOKEN_SECRET = "OCPI_PLATFORM_TOKEN";

/** The name of a connection's secret, as one of several in a repository. */
function secretOf(input: TokensInput, connection: string, { hubTokenSecret }: Inputs): string {
  const name = input === "platform-tokens" ? PLATFORM_TOKEN_SECRET : hubTokenSecret;
  return (name || defaults["hub-token-secret"]).toUpperCase() + connectionSuffix(connection);
}

// As many lines show how it is written.
const SHOWN = 5;

/** Without the tokens of a `verify` nothing can be looked at. */
function reportNoTokens(given: GivenInputs, connections: readonly string[]): void {
  const { faults, inputs, runner } = given;
  const input = "hub-tokens";
  if (runner.fromFork) return given.missing(input, true);
  const secrets = connections
    .slice(0, SHOWN)
    .map((connection) => ({ connection, secret: secretOf(input, connection, inputs) }));
  faults.push({ code: "tokens-missing", input, secrets, more: connections.length - secrets.length });
}

/** The tokens of an input by connection; undefined where it was not given. An empty one is none. */
function tokensOf(
  input: TokensInput,
  { inputs, faults }: GivenInputs,
  connections: readonly string[],
): ReadonlyMap<string, string> | undefined {
  const list = tokensIn(inputs, input);
  if (list === undefined) return undefined;
  if (list.fault !== undefined) faults.push({ code: "tokens-unreadable", input, fault: list.fault });
  const names = new Map(
    connections.flatMap((name) => [[name, name] as const, [secretOf(input, name, inputs), name] as const]),
  );
  const tokens = new Map<string, string>();
  const unknown: { readonly at: number; readonly name: string }[] = [];
  const differing = new Set<string>();
  for (const [index, { name, value }] of list.entries.entries()) {
    // GitHub takes the name of a secret in any letters.
    const connection = names.get(name) ?? names.get(name.toUpperCase());
    if (connection === undefined) unknown.push({ at: index + 1, name });
    else if (value !== "" && value !== (tokens.get(connection) ?? value)) differing.add(connection);
    else if (value !== "") tokens.set(connection, value);
  }
  const [first] = unknown;
  if (first !== undefined) {
    // Who has a token already is not meant.
    const open = [...names.keys()].filter((name) => !tokens.has(names.get(name) ?? ""));
    const nearest = names.get(nearestName(first.name, open) ?? "");
    const known = nearestFirst(first.name, connections);
    faults.push({ code: "tokens-unknown", input, at: first.at, more: unknown.length - 1, nearest, known });
  }
  for (const connection of differing) faults.push({ code: "tokens-differ", input, connection });
  return tokens;
}

/** The task of one connection; one without the token that the step is about is not ready. */
function readOne(
  name: string,
  command: CommandForAll,
  { inputs, runner }: GivenInputs,
  tokens: Tokens,
): ConnectionTask["read"] {
  const hubToken = tokens["hub-tokens"]?.get(name);
  const platformToken = tokens["platform-tokens"]?.get(name);
  const input = command === "verify" ? "hub-tokens" : "platform-tokens";
  if (tokens[input] !== undefined && tokens[input].get(name) === undefined) {
    const secret = secretOf(input, name, inputs);
    return { findings: [{ code: "token-not-among", input, connection: name, secret }], result: "not-ready" };
  }
  return readConnectionTask(
    {
      ...inputs,
      connection: name,
      hubTokens: undefined,
      platformTokens: undefined,
      hubToken: hubToken === undefined ? undefined : new HubToken(hubToken),
      platformToken: platformToken === undefined ? undefined : new PlatformToken(platformToken),
    },
    runner,
  );
}
