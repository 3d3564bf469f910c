import { connectionSuffix } from "../github/secret-name.ts";
import { defaults, type Inputs } from "./inputs.ts";
import type { RunnerContext } from "./runner-context.ts";
import type { SecretLocation } from "./step-state.ts";

/**
 * Every place for the hub token that these inputs can mean in this repository. There are two where only the config knows
 * whether the connection is one of several: the secret's name without the connection's, and with it.
 */
export function destinationsNamedBy(
  inputs: Inputs,
  repository: RunnerContext["repository"],
): readonly SecretLocation[] {
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
