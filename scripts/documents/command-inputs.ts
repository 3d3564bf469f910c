import { needs } from "../../src/action/needs.ts";
import { commands, tokenInputs, type Command } from "../../src/action/inputs.ts";

/** How a command takes an input: it cannot do without it, it makes something of it, or it leaves it alone. */
type Taken = "required" | "optional" | "";

const storing: readonly Command[] = ["exchange", "rotate", "update", "recover", "unregister"];
/** All that ask a hub or a platform. */
const asking = commands.filter((command) => command !== "plan");
const party = {
  required: ["exchange", "rotate", "update"],
  optional: ["verify", "preflight", "receivers", "rehearse"],
};

/**
 * Which commands take an input, of those that not every command takes. Of tokens it is said where the code reads it. What a
 * connection in `ocpi.yml` says is required only where the file does not say it.
 */
const inputs: Readonly<
  Record<string, { readonly required?: readonly string[]; readonly optional?: readonly string[] }>
> = {
  "hub-url": {
    required: ["exchange", "verify", "rotate", "update", "unregister"],
    optional: ["preflight", "receivers", "rehearse", "recover"],
  },
  "platform-url": {
    required: ["exchange", "preflight", "receivers", "rehearse", "rotate", "update"],
    optional: ["verify"],
  },
  role: party,
  "country-code": party,
  "party-id": party,
  "business-name": party,
  "recovery-capsule": { required: ["recover"], optional: ["exchange"] },
  store: { optional: storing },
  "vault-command": { optional: storing },
  "store-environment": { optional: storing },
  "hub-token-secret": { optional: storing },
  "github-token": { required: storing, optional: ["verify"] },
  "expose-hub-token": { optional: ["exchange", "rotate", "update", "recover"] },
  "check-platform": { optional: ["exchange", "rotate", "update"] },
  "wait-for-connected": { optional: ["exchange", "verify", "rehearse", "rotate", "update", "recover"] },
  "dry-run": { optional: ["exchange"] },
  samples: { optional: ["preflight"] },
  "allow-test-writes": { optional: ["rehearse"] },
  "track-issue": { optional: ["verify"] },
  "hub-tokens": { optional: ["verify", "preflight"] },
  "platform-tokens": { optional: ["verify", "preflight"] },
  "hub-profile": { optional: asking },
  "token-encoding": { optional: asking },
  "request-timeout": { optional: asking },
};

/** How a command takes an input. */
export function takenBy(command: Command, input: string): Taken {
  const token = tokenInputs.find((name) => name === input);
  if (token !== undefined) {
    const need = needs[command].tokens[token];
    return need === undefined ? "" : need === "needed" ? "required" : "optional";
  }
  const takes = inputs[input];
  if (takes === undefined) return "optional";
  if (takes.required?.includes(command) === true) return "required";
  return takes.optional?.includes(command) === true ? "optional" : "";
}

/** The inputs that a command cannot do without, of these. */
export function requiredBy(command: Command, names: readonly string[]): string[] {
  return names.filter((name) => takenBy(command, name) === "required");
}

/** Of which commands an input is for, in words; undefined where every command takes it. */
export function commandsOf(input: string): string | undefined {
  const those = (taken: Taken): string =>
    commands
      .filter((command) => takenBy(command, input) === taken)
      .map((command) => `\`${command}\``)
      .join(", ");
  const [required, optional] = [those("required"), those("optional")];
  if (required === "" && those("") === "") return undefined;
  if (required === "" && those("") === "`plan`") return "all but `plan`";
  return [
    ...(required === "" ? [] : [`Required: ${required}`]),
    ...(optional === "" ? [] : [`Optional: ${optional}`]),
  ].join(". ");
}
