/** The hosts of what the settings `github-enterprise.uri` and `github-enterprise.uris` hold, each once. */
export function hostsOf(settings: readonly unknown[]): string[] {
  const hosts = settings.flat().flatMap((uri) => (typeof uri === "string" ? (URL.parse(uri)?.host ?? []) : []));
  return [...new Set(hosts)].filter((host) => host !== "");
}

/**
 * Whether a session of VS Code's one provider for all GitHub Enterprises is of this host. A session says so itself since VS
 * Code 1.141, by its authorization server; where it does not, only a single host leaves no doubt.
 * @param configured every host that VS Code is set up for.
 */
export function isSessionOf(session: object, host: string, configured: readonly string[]): boolean {
  if (!configured.includes(host)) return false;
  const server = "authorizationServer" in session ? session.authorizationServer : undefined;
  if (server === undefined || server === null) return configured.length === 1;
  return URL.parse(String(server))?.host === host;
}
