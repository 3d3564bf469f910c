/** Where a secret lives at GitHub: the routes of its scope, and what is needed to write there. */
export interface SecretScope {
  /** `repository secret` */
  readonly words: string;
  readonly routes: { readonly publicKey: string; readonly secret: string };
  readonly parameters: Readonly<Record<string, string>>;
  readonly permission: string;
  /** A form at GitHub, filled in, that makes a token with just that permission. */
  readonly link: string;
}

/** The secrets of a repository, which every one of its workflows reads. */
export function repositoryScope(owner: string, repo: string, serverUrl: string): SecretScope {
  const query = `name=OCPI+onboarding&target_name=${encodeURIComponent(owner)}&expires_in=7&secrets=write`;
  return {
    words: "repository secret",
    routes: {
      publicKey: "/repos/{owner}/{repo}/actions/secrets/public-key",
      secret: "/repos/{owner}/{repo}/actions/secrets/{secret_name}",
    },
    parameters: { owner, repo },
    permission: "Secrets: write (repository)",
    link: `${serverUrl}/settings/personal-access-tokens/new?${query}`,
  };
}
