import { parse } from "yaml";
import { wrapped } from "../../src/sandbox/page-text.ts";
import { commands, type Command } from "../../src/action/inputs.ts";
import { commandsOf, requiredBy, takenBy } from "../documents/command-inputs.ts";
import { inputGroups } from "../documents/input-groups.ts";

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
}

const NAME_COLUMNS = 20;
const COLUMNS = 100;

/**
 * What `npm run action` takes: the commands, and the inputs by purpose.
 * @param text of `action.yml`, from which everything is said.
 */
export function help(text: string): string {
  const { inputs } = parse(text) as ActionFile;
  return page([
    "npm run action -- command=NAME INPUT=VALUE …",
    "",
    "Runs the Action of this folder, as a workflow does with the same inputs under with:.",
    "",
    ...entry("env:NAME", "as a value takes it from the environment: no token stands in a command line then"),
    ...entry("--quiet", "shows the steps and the step summary, and not the whole log and the outputs"),
    ...entry("--help COMMAND", "says what one command takes, such as: npm run action -- --help verify"),
    "",
    "COMMANDS",
    "",
    ...commands.flatMap((command) => entry(command, purposeOf(command, inputs))),
    "",
    "INPUTS",
    ...inputGroups(text).flatMap((group) => [
      "",
      `${plain(group.title)}:`,
      ...group.inputs.flatMap((name) => [
        ...entry(name, `${sentences(name, inputs)[0] ?? ""}${standardOf(name, inputs)}`),
        ...entry("", plain(commandsOf(name) ?? "")),
      ]),
    ]),
  ]);
}

/**
 * What one command takes: the inputs that it needs, and those that it can do without.
 * @param text of `action.yml`.
 */
export function helpOn(command: Command, text: string): string {
  const { inputs } = parse(text) as ActionFile;
  const names = inputGroups(text).flatMap((group) => group.inputs);
  const required = requiredBy(command, names);
  const optional = names.filter((name) => takenBy(command, name) === "optional" && name !== "command");
  const told = (name: string): string[] =>
    entry(name, `${sentences(name, inputs).join(" ")}${standardOf(name, inputs)}`);
  return page([
    `${command} ${purposeOf(command, inputs)}.`,
    "",
    "Required, as far as ocpi.yml does not say it:",
    ...required.flatMap(told),
    "",
    "Optional:",
    ...optional.flatMap(told),
  ]);
}

/** What `action.yml` says of a command, in the description of the input that names it. */
function purposeOf(command: Command, inputs: ActionFile["inputs"]): string {
  const [, ...parts] = (inputs["command"]?.description ?? "").split(/: |; /);
  const own = parts.find((part) => part.startsWith(`\`${command}\` `)) ?? "";
  return plain(own.slice(command.length + 3)).replace(/\.$/, "");
}

function sentences(name: string, inputs: ActionFile["inputs"]): string[] {
  // What the commands do stands above.
  if (name === "command") return ["One of the commands above."];
  return plain(inputs[name]?.description ?? "").split(/(?<=\.) (?=[A-Z])/);
}

function standardOf(name: string, inputs: ActionFile["inputs"]): string {
  const standard = inputs[name]?.default;
  return standard === undefined ? "" : ` [${standard}]`;
}

function entry(name: string, text: string): string[] {
  if (text === "") return [];
  return wrapped(`  ${name.padEnd(NAME_COLUMNS)}${text}`, COLUMNS, " ".repeat(NAME_COLUMNS + 2));
}

function plain(text: string): string {
  return text.replaceAll("`", "");
}

function page(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
