import { getInput } from "@actions/core";
import type { Finding } from "../core/findings/catalogue.ts";
import type { Secret } from "../core/ocpi/redaction.ts";
import { HubToken, InitialToken, PlatformToken } from "../core/ocpi/token.ts";
import { maskInput, maskInputs } from "./masks.ts";
import { maskable, readTokenList, type TokenList } from "./token-list.ts";

/** The commands that this version has. */
export const commands = [
  "exchange",
  "verify",
  "preflight",
  "receivers",
  "rehearse",
  "rotate",
  "update",
  "recover",
  "unregister",
  "plan",
] as const;

/** A command of the Action. */
export type Command = (typeof commands)[number];

/** The inputs as they were given: tokens untrimmed, and of the others an empty one was not given. */
export interface Inputs {
  readonly command: string;
  readonly config: string;
  readonly connection: string;
  readonly hubProfile: string;
  readonly hubUrl: string;
  readonly platformUrl: string;
  readonly role: string;
  readonly countryCode: string;
  readonly partyId: string;
  readonly businessName: string;
  readonly initialToken: InitialToken | undefined;
  readonly platformToken: PlatformToken | undefined;
  readonly hubToken: HubToken | undefined;
  readonly newPlatformToken: PlatformToken | undefined;
  /** The tokens of many connections, by name; undefined where none were given. */
  readonly hubTokens: TokenList | undefined;
  readonly platformTokens: TokenList | undefined;
  readonly recoveryCapsule: string;
  /** Globs, one a line. */
  readonly samples: readonly string[];
  /** Untrimmed: blanks are no consent, and were given. */
  readonly allowTestWrites: string;
  readonly tokenEncoding: string;
  readonly store: string;
  readonly vaultCommand: string;
  readonly storeEnvironment: string;
  readonly hubTokenSecret: string;
  readonly githubToken: string;
  readonly dryRun: string;
  readonly exposeHubToken: string;
  readonly checkPlatform: string;
  readonly waitForConnected: string;
  readonly requestTimeout: string;
  readonly failOn: string;
  readonly reportPath: readonly string[];
  readonly summary: string;
  readonly trackIssue: string;
  /** The secrets among them: no output may hold them. */
  readonly secrets: readonly Secret[];
}

/** The defaults of `action.yml`, for a caller that is no runner. */
export const defaults = {
  command: "exchange",
  config: "ocpi.yml",
  "token-encoding": "auto",
  store: "repository",
  "hub-token-secret": "OCPI_HUB_TOKEN",
  "dry-run": "false",
  "expose-hub-token": "false",
  "check-platform": "require",
  "wait-for-connected": "2m",
  "request-timeout": "30s",
  "fail-on": "error",
  summary: "true",
  "track-issue": "false",
} as const;

/** The inputs that hold credentials tokens. */
export const tokenInputs = ["initial-token", "platform-token", "new-platform-token", "hub-token"] as const;

/** One of them. */
export type TokenInput = (typeof tokenInputs)[number];

/** The inputs that hold the tokens of many connections. */
export const tokensInputs = ["hub-tokens", "platform-tokens"] as const;

/** The inputs that hold secrets. */
export const secretInputs = [...tokenInputs, ...tokensInputs, "github-token"] as const;

/**
 * Reads the step's inputs from the environment, as the runner passes them. A secret is masked the moment it is read, so
 * before anything else is printed.
 */
export function readInputs(): Inputs {
  const secrets: Secret[] = [];
  /** A token's input exactly as it was given: a line break at its end is a fault to report, not to hide. */
  const secret = (name: TokenInput | "github-token"): string => {
    const value = getInput(name, { trimWhitespace: false });
    maskInput(value);
    const token = value.trim();
    if (token !== "") secrets.push({ label: name.replaceAll("-", " "), reveal: () => token });
    return value;
  };
  const token = <T>(name: TokenInput, make: new (value: string) => T): T | undefined => {
    const value = secret(name);
    return value === "" ? undefined : new make(value);
  };
  const tokens = (name: (typeof tokensInputs)[number]): TokenList | undefined => {
    const text = getInput(name, { trimWhitespace: false });
    if (text.trim() === "") return undefined;
    const list = readTokenList(text);
    const label = name.slice(0, -1).replace("-", " ");
    const values = maskable(text, list);
    maskInputs(values);
    for (const value of values) {
      const one = value.trim();
      secrets.push({ label, reveal: () => one });
    }
    return list;
  };
  return {
    command: setting("command"),
    config: setting("config"),
    connection: getInput("connection"),
    hubProfile: getInput("hub-profile"),
    hubUrl: getInput("hub-url"),
    platformUrl: getInput("platform-url"),
    role: getInput("role"),
    countryCode: getInput("country-code"),
    partyId: getInput("party-id"),
    businessName: getInput("business-name"),
    initialToken: token("initial-token", InitialToken),
    platformToken: token("platform-token", PlatformToken),
    hubToken: token("hub-token", HubToken),
    newPlatformToken: token("new-platform-token", PlatformToken),
    hubTokens: tokens("hub-tokens"),
    platformTokens: tokens("platform-tokens"),
    recoveryCapsule: getInput("recovery-capsule"),
    samples: linesOf("samples"),
    allowTestWrites: getInput("allow-test-writes", { trimWhitespace: false }),
    tokenEncoding: setting("token-encoding"),
    store: setting("store"),
    vaultCommand: getInput("vault-command"),
    storeEnvironment: getInput("store-environment"),
    hubTokenSecret: setting("hub-token-secret"),
    githubToken: secret("github-token").trim(),
    dryRun: setting("dry-run"),
    exposeHubToken: setting("expose-hub-token"),
    checkPlatform: setting("check-platform"),
    waitForConnected: setting("wait-for-connected"),
    requestTimeout: setting("request-timeout"),
    failOn: setting("fail-on"),
    reportPath: linesOf("report-path"),
    summary: setting("summary"),
    trackIssue: setting("track-issue"),
    secrets,
  };
}

/** The tokens that such an input holds; undefined where it was not given. */
export function tokensIn(inputs: Inputs, input: (typeof tokensInputs)[number]): TokenList | undefined {
  return input === "hub-tokens" ? inputs.hubTokens : inputs.platformTokens;
}

function linesOf(name: string): string[] {
  return getInput(name)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function setting(name: keyof typeof defaults): string {
  return getInput(name) || defaults[name];
}

const units = { s: 1000, m: 60_000, h: 3_600_000 } as const;

/** What a duration may be, in milliseconds. */
export interface DurationLimits {
  readonly atLeast: number;
  readonly atMost: number;
}

/** A duration such as `30s`, `2m` or `1h`, in milliseconds. */
export function readDuration(
  input: string,
  value: string,
  { atLeast, atMost }: DurationLimits = { atLeast: 0, atMost: Infinity },
): { ms: number } | { finding: Finding } {
  const [, count, unit] = /^(\d{1,6})([smh])$/.exec(value) ?? [];
  // What is written otherwise is no number, and within no limits.
  const ms = Number(count) * units[unit as keyof typeof units];
  return ms >= atLeast && ms <= atMost ? { ms } : { finding: { code: "input-duration", input, value } };
}

/** Whether a report can be written to a file of this name: its ending says how. */
export function isReportPath(path: string): boolean {
  return /\.(?:json|md|xml)$/.test(path);
}
