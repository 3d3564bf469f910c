import { hasOnlyTokenCharacters } from "../core/ocpi/token.ts";
import { isSecretName } from "../github/secret-name.ts";
import { commandFault } from "./command-file.ts";
import type { GivenInputs } from "./given-inputs.ts";
import { secretNameFor } from "./secret-location.ts";
import type { SecretLocation } from "./step-state.ts";

/** What the place of the hub token depends on, beside the inputs that name it. */
interface StoreNeeds {
  /** The config has several connections. */
  readonly several: boolean;
  /** The connection's name. */
  readonly connection: string;
  /** A run with a hub token only looks, and needs no GitHub for that. */
  readonly onlyLooks: boolean;
  /** The hub token is an output. */
  readonly exposed: boolean;
}

/** Where the inputs say that the hub token is kept; undefined where they say it wrongly. */
export function givenStore(
  given: GivenInputs,
  { several, connection, onlyLooks, exposed }: StoreNeeds,
): SecretLocation | undefined {
  const { githubToken, storeEnvironment, vaultCommand } = given.inputs;
  const store = given.oneOf("store", given.inputs.store, ["repository", "environment", "command", "none"]);
  if (vaultCommand !== "" && store !== "command")
    given.faults.push({ code: "input-needs", input: "vault-command", value: vaultCommand, needs: "store: command" });
  if (store === undefined) return undefined;
  if (store === "none") {
    if (!exposed)
      given.faults.push({ code: "input-needs", input: "store", value: store, needs: "expose-hub-token: true" });
    return { store };
  }
  if (store === "command") return givenCommand(given, connection);
  if (store === "environment" && storeEnvironment === "") given.missing("store-environment", false);
  if (githubToken === "" && !onlyLooks) given.missing("github-token", true);
  if (!hasOnlyTokenCharacters(githubToken)) given.faults.push({ code: "token-characters", input: "github-token" });
  const secretName = givenName(given, several && store === "repository", connection);
  const { repository } = given.runner;
  if ("malformed" in repository) {
    given.faults.push({ code: "input-repository", value: repository.malformed, keeps: "token" });
    return undefined;
  }
  return { store, ...repository, environment: store === "environment" ? storeEnvironment : "", secretName };
}

/** The command that keeps the hub token elsewhere. It needs no GitHub. */
function givenCommand(given: GivenInputs, connection: string): SecretLocation | undefined {
  const { vaultCommand: command } = given.inputs;
  const secretName = givenName(given, false, connection);
  if (command === "") {
    given.faults.push({ code: "input-needs", input: "store", value: "command", needs: "vault-command" });
    return undefined;
  }
  const fault = commandFault(command, given.runner.workspace);
  if (fault !== undefined) given.faults.push(fault);
  return { store: "command", command, connection, secretName };
}

function givenName(given: GivenInputs, several: boolean, connection: string): string {
  const { hubTokenSecret } = given.inputs;
  const secretName = secretNameFor(hubTokenSecret, several, connection);
  if (!isSecretName(secretName))
    given.faults.push({ code: "input-secret-name", input: "hub-token-secret", value: secretName });
  return secretName;
}
