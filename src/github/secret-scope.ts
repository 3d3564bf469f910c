/** Where a secret lives at GitHub: the routes of its scope, and what is needed to write there. */
export interface SecretScope {
  /** `repository secret` */
  readonly words: string;
  /** What of the repository has it, where that is not the repository: ` of production`. */
  readonly of: string;
  /** `repository owner/name` */
  readonly where: string;
  readonly routes: { readonly publicKey: string; readonly secret: string };
  readonly parameters: Readonly<Record<string, string>>;
  readonly permission: string;
  /** What the job itself needs, in YAML, to be given secrets of this scope. */
  readonly jobLines: readonly string[];
  /** A form at GitHub, filled in, that makes a token with just that permission. */
  readonly link: string;
}

/** Where a secret is, so exactly that no other one is called the same. GitHub takes names of repositories in any case. */
export function secretLocation({ words, where }: SecretScope, name: string): string {
  return `${words} ${name} of ${where.toLowerCase()}`;
}

/** The secrets of a repository, which every one of its workflows reads when it is queued. */
export function repositoryScope(owner: string, repo: string, serverUrl: string): SecretScope {
  return {
    words: "repository secret",
    of: "",
    where: `repository ${owner}/${repo}`,
    routes: {
      publicKey: "/repos/{owner}/{repo}/actions/secrets/public-key",
      secret: "/repos/{owner}/{repo}/actions/secrets/{secret_name}",
    },
    parameters: { owner, repo },
    jobLines: [],
    permission: "Secrets: write (repository)",
    link: tokenForm(serverUrl, owner, "secrets"),
  };
}

/** The secrets of an environment, which a job reads when it starts, if it names the environment. */
export function environmentScope(owner: string, repo: string, environment: string, serverUrl: string): SecretScope {
  return {
    words: "environment secret",
    of: ` of ${environment}`,
    where: `environment ${environment} of the repository ${owner}/${repo}`,
    routes: {
      publicKey: "/repos/{owner}/{repo}/environments/{environment_name}/secrets/public-key",
      secret: "/repos/{owner}/{repo}/environments/{environment_name}/secrets/{secret_name}",
    },
    parameters: { owner, repo, environment_name: environment },
    jobLines: [`environment: { name: ${JSON.stringify(environment)}, deployment: false } # on the job`],
    permission: "Environments: write (repository)",
    link: tokenForm(serverUrl, owner, "environments"),
  };
}

function tokenForm(serverUrl: string, owner: string, permission: "secrets" | "environments"): string {
  const query = `name=OCPI+onboarding&target_name=${encodeURIComponent(owner)}&expires_in=7&${permission}=write`;
  return `${serverUrl}/settings/personal-access-tokens/new?${query}`;
}
