import * as l10n from "@vscode/l10n";
import type { Dialogs } from "../platform/dialogs.ts";
import type { ConnectionEntry } from "../state/connection-entry.ts";

/**
 * The file that a command is about which does something with all connections of one. Which folder's is asked only where
 * several have one.
 * @param entries the connections that files describe.
 * @returns the config's URI; undefined when the person went away, or when there is none.
 */
export async function chooseConfig(dialogs: Dialogs, entries: readonly ConnectionEntry[]): Promise<string | undefined> {
  const folders = new Map(entries.map(({ key, folder }) => [key.config, folder]));
  const [only] = folders.keys();
  if (folders.size < 2) return only;
  return dialogs.choose(
    l10n.t("Which folder's ocpi.yml?"),
    [...folders].map(([config, folder]) => ({ label: folder, value: config })),
  );
}
