import { repositoryOfFile } from "./repository-root.ts";
import { repositoriesIn, wordsOf, type Repository } from "./repository.ts";

/** A repository at GitHub that a folder has as a remote. */
export interface Remote extends Repository {
  /** What git calls it: `origin`, `upstream`. */
  readonly remotes: readonly string[];
}

/**
 * The repositories at GitHub that are remotes of the repository with a config: another folder of the window may be another
 * company's, and a hub token proposed to go there would be one Enter away from it.
 * @param config the config's URI.
 * @param read reads a file; undefined where there is none.
 * @param enterprises the hosts of GitHub Enterprises.
 */
export async function remotesBeside(
  config: string,
  read: (uri: string) => Promise<string | undefined>,
  enterprises: readonly string[],
): Promise<Remote[]> {
  // Without it there is no repository, or one whose files are elsewhere: then the user writes its name.
  const { root } = await repositoryOfFile(config, read);
  const text = await read(`${root}.git/config`);
  const found = new Map<string, Remote>();
  for (const [remote, section] of remoteSections(text ?? "")) {
    for (const repository of repositoriesIn(section, enterprises)) {
      const key = wordsOf(repository).toLowerCase();
      const known = found.get(key);
      found.set(key, { ...(known ?? repository), remotes: [...new Set([...(known?.remotes ?? []), remote])] });
    }
  }
  return [...found.values()];
}

/** Of git's config file the sections about remotes by their names; submodules and rewritten URLs, there too, are others'. */
function remoteSections(text: string): (readonly [remote: string, section: string])[] {
  return text.split(/^(?=[ \t]*\[)/m).flatMap((section) => {
    const [, remote] = /^[ \t]*\[remote\s+"([^"\n]*)"/i.exec(section) ?? [];
    return remote === undefined ? [] : [[remote, section] as const];
  });
}
