import { isDeepStrictEqual } from "node:util";
import { connectionSuffix } from "../github/secret-name.ts";
import { defaults, type Inputs } from "./inputs.ts";
import type { RunnerContext } from "./runner-context.ts";
import type { SecretLocation } from "./step-state.ts";

/**
 * The place for the hub token that a state names, if these inputs can mean it.
 * @param found as it was read from the state: foreign text.
 */
export function placeNamedBy(
  inputs: Inputs,
  repository: RunnerContext["repository"],
): (found: unknown) => SecretLocation | undefined {
  const named = destinationsNamedBy(inputs, repository);
  return (found) => {
    if (inputs.store === "command") return commandPlace(inputs, found);
    return named.find((place) => isDeepStrictEqual(found, place));
  };
}

/** A command keeps the secret of each connection, and where the inputs name none only the config knows which it was. */
function commandPlace(inputs: Inputs, found: unknown): SecretLocation | undefined {
  const { connection = "" } = (found ?? {}) as { readonly connection?: unknown };
  const isMeant = inputs.connection === "" ? /^[a-z0-9-]+$/.test(String(connection)) : connection === inputs.connection;
  if (typeof connection !== "string" || !isMeant) return undefined;
  const place = {
    store: "command",
    command: inputs.vaultCommand,
    connection,
    secretName: secretNameFor(inputs.hubTokenSecret, false, connection),
  } as const;
  return isDeepStrictEqual(found, place) ? place : undefined;
}

/**
 * Every place for the hub token that these inputs can mean in this repository. There are two where only the config knows
 * whether the connection is one of several: the secret's name without the connection's, and with it.
 */
function destinationsNamedBy(inputs: Inputs, repository: RunnerContext["repository"]): readonly SecretLocation[] {
  const { store, storeEnvironment, hubTokenSecret, connection } = inputs;
  if (store === "none") return [{ store }];
  if ("malformed" in repository || (store !== "repository" && store !== "environment")) return [];
  const environment = store === "environment" ? storeEnvironment : "";
  const mayBeOneOfSeveral = store === "repository" && connection !== "";
  const names = (mayBeOneOfSeveral ? [false, true] : [false]).map((several) =>
    secretNameFor(hubTokenSecret, several, connection),
  );
  return [...new Set(names)].map((secretName) => ({ store, ...repository, environment, secretName }));
}

/** The inputs that name a place, as YAML. */
export function inputsFor(destination: SecretLocation | undefined): string[] {
  if (destination === undefined)
    return ["# store, store-environment and hub-token-secret as in the step that was ended"];
  if (destination.store === "none") return ["store: none", "expose-hub-token: true"];
  if (destination.store === "command")
    return [
      "store: command",
      `vault-command: ${JSON.stringify(destination.command)}`,
      `connection: ${destination.connection}`,
      `hub-token-secret: ${destination.secretName}`,
    ];
  const environment =
    destination.store === "environment"
      ? ["store: environment", `store-environment: ${JSON.stringify(destination.environment)}`]
      : [];
  return [...environment, `hub-token-secret: ${destination.secretName}`];
}

/** The secret's name, in capitals as GitHub keeps it. Several connections in one repository need one each. */
export function secretNameFor(given: string, several: boolean, connection: string): string {
  const own = several && given === defaults["hub-token-secret"] ? connectionSuffix(connection) : "";
  return given.toUpperCase() + own;
}
