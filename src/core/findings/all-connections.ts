import { error } from "./entry.ts";
import { pipeline } from "./inputs.ts";
import { list } from "./prose.ts";
import { OURS } from "./rule-sources.ts";
import type { Said } from "./sentence.ts";

/** An input that holds the tokens of many connections. */
export type TokensInput = "hub-tokens" | "platform-tokens";

/** Why the tokens of many connections cannot be read. */
export type UnreadableTokens =
  | { readonly why: "size"; readonly bytes: number }
  | { readonly why: "json" | "object" }
  /** `at`: which of its entries has a value that is no text. */
  | { readonly why: "value"; readonly at: number }
  /** `at`: the line that is none. */
  | { readonly why: "line"; readonly at: number };

// Who has hundreds of connections looks into the file.
const SOME = 5;

const HOW = "Give a JSON object, or one line for each connection: its name, `=`, its token.";

/** What `connection: all` asks of the inputs, and what a run over many connections meets. */
export const allConnectionsFindings = {
  "all-other-command": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ command, commands }: { command: string; commands: readonly string[] }) => ({
      message: [
        `\`connection: all\` is for ${list(commands.map((name) => `\`command: ${name}\``))}, and this step has \`command: ${command}\`.`,
        "What changes something is done for one connection at a time, in a job of its own.",
      ],
      fix: "Name one connection in `connection`. To do it for all, let `command: plan` give the matrix: it takes `connection: all`, and makes a job for each. The example `fleet.yml` onboards hundreds so.",
      snippet: "connection: ${{ matrix.connection }}",
    })),
  ),
  "all-without-config": error(
    "CONFIG",
    "you",
    OURS,
    pipeline(({ path }: { path: string }) => ({
      message: [`\`connection: all\` means every connection of the config, and \`${path}\` has none.`],
      fix: "Describe the connections there, correct the input `config`, or check the repository out before this step.",
    })),
  ),
  "all-not-alone": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ inputs }: { inputs: readonly string[] }) => ({
      message: [
        `${list(inputs.map((name) => `\`${name}\``))} ${inputs.length === 1 ? "says" : "say"} something of one connection, and this step has \`connection: all\`.`,
      ],
      fix: "Remove what is of one connection. Tokens come in `hub-tokens` and `platform-tokens`; everything else stands in the config.",
    })),
  ),
  "all-issues": error(
    "INPUT",
    "you",
    "GitHub, rate limits for the REST API",
    pipeline(({ count, limit }: { count: number; limit: number }) => ({
      message: [
        `\`track-issue\` keeps one issue for each connection, and the config has ${count}.`,
        `With \`connection: all\` it takes ${limit} connections at most, because GitHub limits how much a job may ask and write in an hour.`,
      ],
      fix: "Remove `track-issue`: the summary has one table for all. Or track the issues in a matrix, with a job for each connection.",
    })),
  ),
  "tokens-without-all": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ input }: { input: TokensInput }) => ({
      message: [`The input \`${input}\` is for \`connection: all\`, and this step is about one connection.`],
      fix: `Set \`connection: all\`, or pass the token of the one connection as \`${singular(input)}\`.`,
    })),
  ),
  "tokens-missing": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ input, secrets, more }: MissingTokens) => ({
      message: [
        `The input \`${input}\` is missing or empty.`,
        "With `connection: all` it has one line for each connection: its name, `=`, its token.",
      ],
      fix: `Pass each token from its secret${more === 0 ? "" : `, and those of the ${more} other connections likewise`}. Are the secrets in an environment for each connection? Then no step reads them all: the example \`fleet.yml\` has a job for each.`,
      snippet: [
        `${input}: |`,
        ...secrets.map(({ connection, secret }) => `  ${connection}=\${{ secrets.${secret} }}`),
      ].join("\n"),
    })),
  ),
  "tokens-unreadable": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ input, fault }: { input: TokensInput; fault: UnreadableTokens }) => unreadable(input, fault)),
  ),
  "tokens-unknown": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ input, at, more, nearest, known }: UnknownName) => ({
      message: [
        `The input \`${input}\` names in its ${ordinal(at)} entry${more === 0 ? "" : `, and in ${more} more,`} no connection of the config.`,
        "What stands there is not shown: it may be a token.",
      ],
      fix: `${nearest === undefined ? "" : `Is \`${nearest}\` meant? `}Use the names of the connections (${list(
        known.map((name) => `\`${name}\``),
        SOME,
      )}) or of their secrets, and nothing else: no step needs every secret of a repository.`,
    })),
  ),
  "tokens-differ": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ input, connection }: { input: TokensInput; connection: string }) => ({
      message: [
        `The input \`${input}\` gives the connection \`${connection}\` two tokens that differ.`,
        "Which of them is meant is not known, so none is sent.",
      ],
      fix: `Leave one entry for \`${connection}\`: by its own name, or by the name of its secret.`,
    })),
  ),
  "token-not-among": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ input, connection, secret }: { input: TokensInput; connection: string; secret: string }) => ({
      message: [`The input \`${input}\` has no token for this connection.`],
      fix: "Add its line. If it is there, check the secret's name: a mistyped name, or a secret that was stored after the run was queued, gives an empty value.",
      snippet: `${connection}=\${{ secrets.${secret} }}`,
    })),
  ),
  "host-holds-back": error("NET", "you", "RFC 9110, Retry-After", ({ host, seconds }: HeldBack) => ({
    message: [
      `\`${host}\` asked for fewer requests, and for none in the next ${seconds} seconds.`,
      "So this connection was not looked at.",
    ],
    fix: "Run it again later, or ask the account team for a higher limit.",
  })),
};

/** The tokens of many connections, of which none was given. */
export interface MissingTokens {
  readonly input: TokensInput;
  /** The first connections, with the names of the secrets that would hold their tokens. */
  readonly secrets: readonly { readonly connection: string; readonly secret: string }[];
  /** How many other connections there are. */
  readonly more: number;
}

/** A name in a list of tokens that no connection has. */
export interface UnknownName {
  readonly input: TokensInput;
  /** Which entry it is, from 1. */
  readonly at: number;
  /** How many others there are. */
  readonly more: number;
  /** The connection that is probably meant. */
  readonly nearest: string | undefined;
  /** The connections, in the order in which they are told. */
  readonly known: readonly string[];
}

/** A host that wants no more requests for a while. */
export interface HeldBack {
  readonly host: string;
  readonly seconds: number;
}

function singular(input: TokensInput): string {
  return input.slice(0, -1);
}

function ordinal(at: number): string {
  const ending = { 1: "st", 2: "nd", 3: "rd" }[at % 100 > 10 && at % 100 < 14 ? 0 : at % 10] ?? "th";
  return `${at}${ending}`;
}

function unreadable(input: TokensInput, fault: UnreadableTokens): Said {
  switch (fault.why) {
    case "size":
      return {
        message: [`The input \`${input}\` has ${Math.ceil(fault.bytes / 1000)} kB.`, "It may have 100 kB at most."],
        fix: "Give the tokens of these connections alone, one line each, or split the connections over several steps with a config each.",
      };
    case "json":
      return { message: [`The input \`${input}\` begins like JSON, and is none.`], fix: HOW };
    case "object":
      return { message: [`The input \`${input}\` is JSON, but no object of names and tokens.`], fix: HOW };
    case "value":
      return {
        message: [`The input \`${input}\` has a value in its ${ordinal(fault.at)} entry that is no text.`],
        fix: HOW,
      };
    case "line":
      return {
        message: [
          `The input \`${input}\` is neither a JSON object nor lines of \`name=token\`: line ${fault.at} has no name before a \`=\`.`,
        ],
        fix: HOW,
      };
  }
}
