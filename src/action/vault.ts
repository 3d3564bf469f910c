import { NoVault } from "../core/onboarding/no-vault.ts";
import type { Clock, Vault } from "../core/ports.ts";
import { environmentScope, repositoryScope, secretLocation, type SecretScope } from "../github/secret-scope.ts";
import { SecretsVault } from "../github/secrets-vault.ts";
import { requestWith } from "./github-requests.ts";
import type { SecretLocation } from "./step-state.ts";

/** The vault at a destination, written with this token. */
export function vaultAt(destination: SecretLocation, githubToken: string, clock: Clock): Vault {
  if (destination.store === "none") return new NoVault();
  return new SecretsVault(requestWith(githubToken), scopeOf(destination), destination.secretName, clock);
}

/** Where the hub token would be kept there, as the vault's own `location` says it; undefined where it is kept nowhere. */
export function locationOf(destination: SecretLocation): string | undefined {
  return destination.store === "none" ? undefined : secretLocation(scopeOf(destination), destination.secretName);
}

function scopeOf(destination: Exclude<SecretLocation, { readonly store: "none" }>): SecretScope {
  const { owner, repo, environment } = destination;
  const server = process.env["GITHUB_SERVER_URL"] || "https://github.com";
  return destination.store === "environment"
    ? environmentScope(owner, repo, environment, server)
    : repositoryScope(owner, repo, server);
}
