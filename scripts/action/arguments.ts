import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { closestMatch } from "leven";
import { parse } from "yaml";
import { commands, type Command } from "../../src/action/inputs.ts";
import { help, helpOn } from "./help.ts";

/** What `npm run action` was told to do. */
export type Told =
  | { readonly do: "run"; readonly inputs: Readonly<Record<string, string>>; readonly quiet: boolean }
  | { readonly do: "help"; readonly text: string }
  | { readonly do: "refuse"; readonly why: string };

// Farther away it is another word.
const MAX_DISTANCE = 4;

/**
 * Reads `command=verify hub-token=env:OCPI_HUB_TOKEN --quiet`.
 * @param env where `env:NAME` takes its values from, with GITHUB_OUTPUT as a whole path. No sentence holds an input's value.
 * @param actionFile the text of `action.yml`.
 */
export function readArguments(args: readonly string[], env: NodeJS.ProcessEnv, actionFile: string): Told {
  const known = Object.keys((parse(actionFile) as { inputs: object }).inputs);
  const read = optionsOf(args);
  if ("why" in read) return read;
  const { values, positionals } = read;
  if (values.help === true) return helped(positionals, actionFile);
  const inputs: Record<string, string> = {};
  for (const argument of positionals) {
    const [, name, value] = /^([\w-]+)=(.*)$/s.exec(argument) ?? [];
    if (name === undefined || value === undefined) return refuse(unreadable(argument));
    if (!known.includes(name)) return refuse(`There is no input ${shown(name)}.${meant(name, known)}`);
    const given = value.startsWith("env:") ? env[value.slice(4)] : value;
    if (given === undefined)
      return refuse(
        `The environment variable ${value.slice(4)} is not set. Set it before the run: export ${value.slice(4)}=…`,
      );
    inputs[name] = given;
  }
  const { command = "exchange", store } = inputs;
  if (!isCommand(command)) return refuse(`There is no command ${shown(command)}.${meant(command, commands)}`);
  const { GITHUB_OUTPUT: outputs = "" } = env;
  const make = "readable by you alone, before the run: umask 077; : > outputs.txt";
  if (store === "none" && outputs === "")
    return refuse(
      `With store=none the hub token is in the outputs alone. Set GITHUB_OUTPUT to a file that you make, ${make}`,
    );
  if (outputs !== "" && !existsSync(outputs))
    return refuse(`GITHUB_OUTPUT names ${outputs}, a file that does not exist. Make it, ${make}`);
  return { do: "run", inputs, quiet: values.quiet === true };
}

type Options =
  | { readonly values: { readonly help?: boolean; readonly quiet?: boolean }; readonly positionals: readonly string[] }
  | (Told & { readonly do: "refuse" });

function optionsOf(args: readonly string[]): Options {
  const options = { help: { type: "boolean", short: "h" }, quiet: { type: "boolean", short: "q" } } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    const unknown = args.find((arg) => arg.startsWith("-") && !["--help", "-h", "--quiet", "-q"].includes(arg)) ?? "";
    return refuse(`There is no option ${shown(unknown.replace(/=.*/s, ""))}: there are --help and --quiet.`);
  }
}

/** Help on everything, or on the command that was named, as `verify` or as `command=verify`. */
function helped(positionals: readonly string[], actionFile: string): Told {
  const named = positionals.map((one) => one.replace(/^command=/, "")).find((one) => !one.includes("="));
  if (named === undefined) return { do: "help", text: help(actionFile) };
  return isCommand(named)
    ? { do: "help", text: helpOn(named, actionFile) }
    : refuse(`There is no command ${shown(named)}.${meant(named, commands)}`);
}

/** An argument without `=`: a command that was written as other programs take one, or something that may be a token. */
function unreadable(argument: string): string {
  const command = commands.find((one) => one === argument) ?? closestMatch(argument, commands, { maxDistance: 2 });
  return command === undefined
    ? "Write each input as name=value. What there is, says: npm run action -- --help"
    : `Write each input as name=value. Did you mean command=${command}?`;
}

function meant(given: string, known: readonly string[]): string {
  const nearest = closestMatch(given.toLowerCase(), known, { maxDistance: MAX_DISTANCE });
  return nearest === undefined
    ? " What there is, says: npm run action -- --help"
    : ` Did you mean ${nearest}? What else there is, says: npm run action -- --help`;
}

/** A name that does not exist. What does not look like one may be a token, and is not repeated. */
function shown(name: string): string {
  return /^[a-z-]{1,24}$/i.test(name) ? name : "of that name";
}

function isCommand(text: string): text is Command {
  return commands.some((one) => one === text);
}

function refuse(why: string): Told & { readonly do: "refuse" } {
  return { do: "refuse", why };
}
