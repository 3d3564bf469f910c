import { repositoriesIn, type Repository } from "./repository.ts";

/**
 * The repositories at GitHub that are remotes of the folder with a config: another folder of the window may be another
 * company's, and a hub token proposed to go there would be one Enter away from it.
 * @param config the config's URI.
 * @param read reads a file; undefined where there is none.
 * @param enterprise the host of a GitHub Enterprise.
 */
export async function remotesBeside(
  config: string,
  read: (uri: string) => Promise<string | undefined>,
  enterprise: string | undefined,
): Promise<Repository[]> {
  // Without it there is no repository, or one whose files are elsewhere: then somebody writes its name.
  const text = await read(new URL(".git/config", config).href);
  return text === undefined ? [] : repositoriesIn(remoteSections(text), enterprise);
}

/** Of git's config file the sections about remotes; submodules and rewritten URLs, which stand there, too, are others'. */
function remoteSections(text: string): string {
  return text
    .split(/^(?=[ \t]*\[)/m)
    .filter((section) => /^[ \t]*\[remote\s/i.test(section))
    .join("");
}
