import { NoVault } from "../core/onboarding/no-vault.ts";
import type { Clock, Vault } from "../core/ports.ts";
import { environmentScope, repositoryScope, secretLocation, type SecretScope } from "../github/secret-scope.ts";
import { SecretsVault, type Sealing } from "../github/secrets-vault.ts";
import { clock as clockOfRunner } from "./clock.ts";
import { CommandVault } from "./command-vault.ts";
import { requestWith } from "./github-requests.ts";
import { machineClock } from "./machine-clock.ts";
import { workspaceOf } from "./runner-context.ts";
import type { SecretLocation } from "./step-state.ts";
import { vaultCommand } from "./vault-command.ts";

/** The vault at a destination, written with this token. */
export function vaultAt(destination: SecretLocation, githubToken: string, clock: Clock): Vault {
  if (destination.store === "none") return new NoVault();
  if (destination.store === "command") return commandVaultAt(destination, clock);
  return new SecretsVault(requestWith(githubToken), scopeOf(destination), destination.secretName, clock, sealed);
}

/** Where the hub token would be kept there, as the vault's own `location` says it; undefined where it is kept nowhere. */
export function locationOf(destination: SecretLocation): string | undefined {
  if (destination.store === "none") return undefined;
  if (destination.store === "command") return commandVaultAt(destination, clockOfRunner).location;
  return secretLocation(scopeOf(destination), destination.secretName);
}

function commandVaultAt(
  { command, connection, secretName: secret }: Extract<SecretLocation, { readonly store: "command" }>,
  clock: Clock,
): CommandVault {
  const run = vaultCommand(command, workspaceOf(process.env), process.env, { secret, connection });
  return new CommandVault(run, command, { secret, connection }, clock, machineClock());
}

function scopeOf(destination: Extract<SecretLocation, { readonly owner: string }>): SecretScope {
  const { owner, repo, environment } = destination;
  const server = process.env["GITHUB_SERVER_URL"] || "https://github.com";
  return destination.store === "environment"
    ? environmentScope(owner, repo, environment, server)
    : repositoryScope(owner, repo, server);
}

/** The library is loaded when there is something to seal, which is before anything is sent to the hub. */
const sealed: Sealing = async (secret, publicKey) => (await import("../github/sealed-box.ts")).seal(secret, publicKey);
