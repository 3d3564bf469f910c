import { connectionSuffix } from "../../github/secret-name.ts";
/**
 * What the names of a connection's secrets end in, in a repository, as the Action does it for several connections; nothing in an
 * environment, which is the connection's own.
 * @param connection its name; left out for an environment.
 */
export function suffixOf(connection?: string): string {
  return connection === undefined ? "" : connectionSuffix(connection);
}

/**
 * The name of the secret with a connection's hub token: what a workflow that this extension writes reads, and what *Send Hub
 * Token to GitHub Secrets…* proposes. It does not depend on how many connections there are, so one more renames no secret.
 * @param connection its name; left out for an environment.
 */
export function hubTokenSecretOf(connection?: string): string {
  return `OCPI_HUB_TOKEN${suffixOf(connection)}`;
}
