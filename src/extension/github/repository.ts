/** A repository at GitHub. */
export interface Repository {
  /** `github.com`, or the host of a GitHub Enterprise. */
  readonly host: string;
  readonly owner: string;
  readonly name: string;
}

// What git takes as a remote: https://host/owner/name.git, ssh://git@host:22/owner/name, git@host:owner/name.git
const remote =
  /(?:(?:https?|ssh|git):\/\/(?:[^\s/@]+@)?([\w.-]+)(?::\d+)?\/|[\w.-]+@([\w.-]+):\/?)([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?(?=[\s"']|$)/g;

/**
 * The repositories at GitHub that a text about remotes names, each once, in its order: `.git/config`, the output of
 * `git remote -v`, or URLs one a line.
 * @param enterprises the hosts of GitHub Enterprises; a remote anywhere else but at github.com is no repository of GitHub's.
 */
export function repositoriesIn(text: string, enterprises: readonly string[] = []): Repository[] {
  const found = new Map<string, Repository>();
  for (const [, inUrl, inScp, owner = "", name = ""] of text.matchAll(remote)) {
    // GitHub takes ssh at port 443, too, and under another name.
    const host = (inUrl ?? inScp ?? "").toLowerCase().replace(/^(?:ssh|www)\.github\.com$/, "github.com");
    if (host !== "github.com" && !enterprises.includes(host)) continue;
    const repository = { host, owner, name };
    const key = wordsOf(repository).toLowerCase();
    if (!found.has(key)) found.set(key, repository);
  }
  return [...found.values()];
}

/** The repository that the user wrote: `owner/name`, which is at github.com, or a URL. */
export function repositoryOf(text: string, enterprises: readonly string[] = []): Repository | undefined {
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(text.trim()) ?? [];
  if (owner !== undefined && name !== undefined) return { host: "github.com", owner, name };
  return repositoriesIn(text.trim(), enterprises)[0];
}

/** `owner/name`, with the host before it where it is not github.com. */
export function wordsOf({ host, owner, name }: Repository): string {
  return host === "github.com" ? `${owner}/${name}` : `${host}/${owner}/${name}`;
}

/** Where the REST API of a host is. GitHub, "GitHub Enterprise Server" and "data residency" of the REST API. */
export function apiOf(host: string): string {
  if (host === "github.com") return "https://api.github.com";
  return host.endsWith(".ghe.com") ? `https://api.${host}` : `https://${host}/api/v3`;
}
