import { error, note, warning, type Telling } from "./entry.ts";
import { foreign, list, quoted } from "./prose.ts";
import { OURS } from "./rule-sources.ts";
import type { Said } from "./sentence.ts";

/** Why a text is no consent to test objects on a platform. */
export type NoConsent = "blank" | "scheme" | "path" | "port" | "star" | "other";

/** Why an input may be missing. */
type MissingHint = "fork" | "no-connection";

/** Why outputs cannot be written there, before any is. */
export type OutputsNowhere = "unset" | "missing" | "folder";

const outputsFaults: Readonly<Record<OutputsNowhere, (path: string) => string>> = {
  unset: () => "is not set",
  missing: (path) => `names ${path}, a file that does not exist`,
  folder: (path) => `names ${path}, which is a folder`,
};

/** An input that has a fixed set of values, and was given another. */
export interface NotOneOf {
  readonly input: string;
  readonly value: string;
  readonly allowed: readonly string[];
  /** The value that was probably meant. */
  readonly nearest: string | undefined;
}

/** An input that a command cannot do without. */
export interface MissingInput {
  readonly input: string;
  readonly secret: boolean;
  readonly hint?: MissingHint;
}

/** A name that no connection has. */
export interface UnknownConnection {
  readonly name: string;
  /** The connections that there are, in the order in which they are told. */
  readonly known: readonly string[];
  /** The connection that was probably meant. */
  readonly nearest: string | undefined;
  /** Whether the command looks at every connection, too. */
  readonly takesAll: boolean;
}

// Who has hundreds of connections looks into the file.
const SOME = 5;
const ALL = " `connection: all` means every one of them.";

/** How an input names the host to which a token goes. */
const namingOrigin = {
  "hub-url": {
    fix: "Add the hub's own address as `hub-url` to the step, or run it on `push` or `schedule`.",
    snippet: "hub-url: https://hub.chargeindia.com # the address that the account team gave you",
  },
  "platform-url": {
    fix: "Add your platform's own address as `platform-url` to the step, leave `platform-token` out, or run it on `push` or `schedule`.",
    snippet: "platform-url: https://your-platform.com/ocpi/2.2.1 # the address of your own platform",
  },
} as const;

/**
 * What is wrong with what a pipeline gave the run, or with what its inputs name. Only a pipeline has inputs: another face says
 * that in its own words.
 */
export const inputFindings = {
  "input-missing": error(
    "INPUT",
    "you",
    OURS,
    pipeline((missing: MissingInput) => missingInput(missing)),
  ),
  "input-blank": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ input }: { input: string }) => ({
      message: [`The input \`${input}\` is blank.`, "It holds nothing but spaces or line breaks."],
      fix: `Give \`${input}\` its value, or leave it out. If it comes from a secret, store the secret again.`,
    })),
  ),
  "input-not-one-of": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ input, value, allowed, nearest }: NotOneOf) => ({
      message: [`The input \`${input}\` is ${quoted(value)}, which is not one of its values.`],
      fix: `${nearest === undefined ? "" : `Did you mean ${code(nearest)}? `}Use one of: ${allowed.map(code).join(", ")}.`,
    })),
  ),
  "input-duration": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ input, value }: { input: string; value: string }) => ({
      message: [`The input \`${input}\` is ${quoted(value)}, which is not a duration.`],
      fix: /^\d+$/.test(value)
        ? `A bare number has no unit: write \`${value}s\` for seconds or \`${value}m\` for minutes.`
        : `Write it as \`30s\`, \`2m\` or \`1h\`${input === "request-timeout" ? ": at least `1s`, at most `10m`" : ""}.`,
    })),
  ),
  "outputs-nowhere": error(
    "INPUT",
    "you",
    "GitHub, workflow commands",
    pipeline(({ path, why }: { path: string; why: OutputsNowhere }) => ({
      message: [
        `GITHUB_OUTPUT ${outputsFaults[why](quoted(path))}.`,
        why === "unset"
          ? "The hub token would be printed, and anyone who reads the log could use it."
          : "The outputs of this step would be lost, and the hub token may be one of them.",
      ],
      fix: "In a GitHub workflow the runner alone sets GITHUB_OUTPUT: remove what else sets it. Elsewhere create a file before the run that you alone can read, `umask 077; : > outputs.txt`, and name it in GITHUB_OUTPUT.",
    })),
  ),
  "input-secret-name": error(
    "INPUT",
    "you",
    "GitHub, naming your secrets",
    pipeline(({ value }: { input: string; value: string }) => ({
      message: [
        `The secret that keeps the hub token would be called ${quoted(value)}, and no secret of this name can be used for that.`,
      ],
      fix: "Correct `hub-token-secret`: use letters, digits and `_`; do not begin with a digit or with `GITHUB_`, and do not end with `_PENDING`, which is the lock of another token's exchange. The default is `OCPI_HUB_TOKEN`, with the connection's name behind it where the config has several.",
    })),
  ),
  "input-repository": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ value, keeps }: { value: string; keeps: "token" | "issue" }) => ({
      message: [
        `GITHUB_REPOSITORY is ${value === "" ? "not set" : quoted(value)}, so it is not known in which repository to keep ${keeps === "token" ? "the hub token" : "the issue"}.`,
      ],
      fix: "Run this as a step of a GitHub workflow; elsewhere set GITHUB_REPOSITORY to `owner/name`.",
    })),
  ),
  "party-incomplete": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ missing }: { missing: readonly string[] }) => ({
      message: [
        `The inputs \`role\`, \`country-code\`, \`party-id\` and \`business-name\` go together, but ${list(missing)} ${missing.length === 1 ? "is" : "are"} missing.`,
      ],
      fix: "Give all four, or none of them and `roles` in the config.",
    })),
  ),
  "input-report-path": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ value }: { value: string }) => ({
      message: [
        `The input \`report-path\` names ${quoted(value)}, which does not end in \`.json\`, \`.md\` or \`.xml\`.`,
      ],
      fix: "Write one path a line, each ending in `.json` for the report as data, `.md` for a page to read, or `.xml` for the tests tab of a CI (JUnit).",
    })),
  ),
  "input-needs": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ input, value, needs }: { input: string; value: string; needs: string }) => ({
      message: [`The input \`${input}: ${value}\` needs \`${needs}\`.`],
      fix: `Add \`${needs}\` to the step.`,
    })),
  ),
  "input-other-command": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ input, value, of, command }: { input: string; value: string; of: string; command: string }) => ({
      message: [`\`${input}: ${value}\` is for \`command: ${of}\`, and this step has \`command: ${command}\`.`],
      fix: `Remove \`${input}\` from this step, or give it to a step with \`command: ${of}\`.`,
    })),
  ),
  "consent-unused": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ command }: { command: string }) => ({
      message: [
        `The input \`allow-test-writes\` is for \`command: rehearse\`, and this is ${quoted(command)}.`,
        "It says that test objects may be made on your platform, which no other command does.",
      ],
      fix: "Remove it, or set `command: rehearse`.",
    })),
  ),
  "consent-host": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ why, value, host }: { why: NoConsent; value: string; host: string }) => ({
      message: [
        `The input \`allow-test-writes\` ${noConsents[why](quoted(value))}.`,
        "Test objects are made on no host but the one that is named so.",
      ],
      fix: `If \`${host}\` is the platform for it, write its host name and nothing else. To try only what a platform has to refuse, leave the input out.`,
      snippet: `allow-test-writes: ${host}`,
    })),
  ),
  "hub-twice": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ input, file }: { input: string; file: string }) => ({
      message: [
        `The input \`hub-url\` points to ${input}, but the config says ${file}.`,
        "A token for one hub must not be sent to another.",
      ],
      fix: "Remove the input, or correct the one that is wrong.",
    })),
  ),
  "event-refused": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ command, event }: { event: string; command: string }) => ({
      message: [
        `\`command: ${command}\` changes something at ${command === "rehearse" ? "your platform where `allow-test-writes` is given" : "the hub"}, and does not run on the event ${foreign(event)}.`,
        "On it, people who may not write to this repository could choose what is sent.",
      ],
      fix: "Run it on `workflow_dispatch`, `push`, `schedule`, `release`, `deployment` or `repository_dispatch`.",
    })),
  ),
  "event-needs-origin": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ event, input, named }: { event: string; input: "hub-url" | "platform-url"; named: string }) => ({
      message: [
        `On the event ${foreign(event)} the token is sent only to a host that an input names, and \`${input}\` is not given.`,
        `Only the config file names ${quoted(named)}, and a pull request may have written that file.`,
      ],
      ...namingOrigin[input],
    })),
  ),
  "event-ignores-origins": note(
    "INPUT",
    "you",
    OURS,
    pipeline(({ event, origins }: { event: string; origins: readonly string[] }) => ({
      message: [
        `On the event ${foreign(event)} the \`allowed_origins\` of the config file do not count, because a pull request may have written them: no token goes to ${list(origins.map(quoted))}.`,
      ],
    })),
  ),
  "tls-switch-ignored": warning(
    "NET",
    "you",
    OURS,
    pipeline(() => ({
      message: [
        "The environment switches the verification of certificates off (`NODE_TLS_REJECT_UNAUTHORIZED=0`).",
        "This run verifies them all the same, because a token would go to anyone who answers.",
      ],
      fix: "Remove the variable. A private certificate authority is trusted with `NODE_EXTRA_CA_CERTS`, which names a file with its certificate.",
    })),
  ),
  "input-overrides-file": note(
    "INPUT",
    "you",
    OURS,
    pipeline(({ inputs }: { inputs: readonly string[] }) => ({
      message: [`Inputs win over the config file: ${list(inputs.map(code))}.`],
    })),
  ),
  "config-missing": error(
    "CONFIG",
    "you",
    OURS,
    pipeline(
      ({ path, workspaceEmpty, missing }: { path: string; workspaceEmpty: boolean; missing: readonly string[] }) => ({
        message: [
          `There is no \`${path}\`${workspaceEmpty ? " (the workspace is empty)" : ""}, and the inputs alone do not describe the connection${missing.length === 0 ? "" : `: ${list(missing.map(code))} ${missing.length === 1 ? "is" : "are"} missing`}.`,
        ],
        fix: workspaceEmpty
          ? "Check the repository out before this step, or give `hub-url`, `platform-url` and the party as inputs."
          : "Create the file, correct the input `config`, or give `hub-url`, `platform-url` and the party as inputs.",
        ...(workspaceEmpty
          ? { snippet: "- uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1" }
          : {}),
      }),
    ),
  ),
  "connection-unknown": error(
    "CONFIG",
    "you",
    OURS,
    pipeline(({ name, known, nearest, takesAll }: UnknownConnection) => ({
      message: [`The config has no connection ${quoted(name)}.`],
      fix: `${nearest === undefined ? "" : `Did you mean ${code(nearest)}? `}It has ${someOf(known)}.${takesAll ? ALL : ""}`,
    })),
  ),
  "connection-ambiguous": error(
    "CONFIG",
    "you",
    OURS,
    pipeline(({ known, takesAll }: { known: readonly string[]; takesAll: boolean }) => ({
      message: [`The config has ${known.length} connections, and the input \`connection\` does not say which.`],
      fix: `Set \`connection\` to one of them: ${someOf(known)}.${takesAll ? ALL : ""}`,
    })),
  ),
  "capsule-differs": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ what, sealed, given }: { what: keyof typeof sealedThing; sealed: string; given: string }) => ({
      message: [
        "The recovery capsule belongs to another registration than this job.",
        `It was sealed for the ${sealedThing[what]} ${quoted(sealed)}, and the job says ${quoted(given)}. Nothing was sent.`,
      ],
      fix: `${correction[what]} Nothing is lost: the capsule can be opened again.`,
    })),
  ),
};

/** The sentences of what only a pipeline can find. */
export function pipeline<P>(say: (parameters: P) => Said): (parameters: P, telling: Telling) => Said {
  return (parameters, { words }) => words.ofPipeline(say(parameters));
}

function someOf(connections: readonly string[]): string {
  return list(connections.map(code), SOME);
}

function code(name: string): string {
  return `\`${name}\``;
}

const noConsents: Readonly<Record<NoConsent, (value: string) => string>> = {
  blank: () => "is blank, and so names no host",
  scheme: (value) => `is ${value}, with a scheme before the host name`,
  path: (value) => `is ${value}, with more behind the host name than a host has`,
  port: (value) => `is ${value}, with a port behind the host name`,
  star: (value) => `is ${value}, which stands for more than one host`,
  other: (value) => `names ${value}, which is not the host of \`platform-url\``,
};

const sealedThing = { hub: "hub", parties: "parties", connection: "connection", secret: "place" } as const;
const correction = {
  hub: "Pass the `hub-url` or the `connection` that the capsule was made for, or its own capsule for this one.",
  parties:
    "Pass the `connection`, or the role and party, that the capsule was made for, or its own capsule for this one.",
  connection: "Pass the `connection` that the capsule was made for, or its own capsule for this one.",
  secret: "Run it in the repository of the capsule, with the same `store`, `store-environment` and `hub-token-secret`.",
} as const;

// The secrets' names that the README suggests.
const secretNames: Readonly<Record<string, string>> = {
  "initial-token": "OCPI_INITIAL_TOKEN",
  "platform-token": "OCPI_PLATFORM_TOKEN",
  "hub-token": "OCPI_HUB_TOKEN",
  "github-token": "OCPI_SECRETS_TOKEN",
};

function missingInput({ input, secret, hint }: MissingInput): Said {
  if (hint === "fork") {
    return {
      message: [
        `The input \`${input}\` is empty: workflows that are triggered from a fork, or by Dependabot, get no secrets.`,
      ],
      fix: "Run this from a branch of the repository itself.",
    };
  }
  if (secret) {
    return {
      message: [`The input \`${input}\` is missing or empty.`],
      fix: `Pass \`${input}\` from a secret. If you do, check the secret's name: a mistyped name, or a secret of an environment that the job does not name, gives an empty value.`,
      snippet: `${input}: \${{ secrets.${secretNames[input] ?? "…"} }}`,
    };
  }
  const elsewhere = hint === "no-connection" ? ", or describe the connection in `ocpi.yml`" : "";
  return { message: [`The input \`${input}\` is missing.`], fix: `Give \`${input}\`${elsewhere}.` };
}
