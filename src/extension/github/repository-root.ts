/** A repository on the disk, and where in it a file is. */
export interface InRepository {
  /** The URI of its folder, with a slash at the end. */
  readonly root: string;
  /** The file's path in it, such as `backend/ocpi.yml`. */
  readonly path: string;
}

/**
 * The repository that a file is in: the nearest folder, from the file's own upwards, that git knows as one; the file's own
 * folder where there is none. A virtual workspace shows one repository, and its root is the file's folder.
 * @param file the file's URI.
 * @param read reads a file; undefined where there is none.
 */
export async function repositoryOfFile(
  file: string,
  read: (uri: string) => Promise<string | undefined>,
): Promise<InRepository> {
  const own = new URL("./", file).href;
  const isOnDisk = ["file:", "vscode-remote:"].includes(new URL(file).protocol);
  const root = (isOnDisk ? await rootAbove(own, read) : undefined) ?? own;
  return { root, path: decodeURIComponent(file.slice(root.length)) };
}

async function rootAbove(own: string, read: (uri: string) => Promise<string | undefined>): Promise<string | undefined> {
  for (let folder = own, below = ""; folder !== below; below = folder, folder = new URL("../", folder).href) {
    // In a worktree and in a submodule `.git` is a file.
    if (((await read(`${folder}.git/config`)) ?? (await read(`${folder}.git`))) !== undefined) return folder;
  }
  return undefined;
}
