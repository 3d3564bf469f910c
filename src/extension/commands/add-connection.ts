import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { KnownParts } from "../flows/add-connection.ts";
import { showProblems } from "../flows/flow-context.ts";
import type { Services } from "../services.ts";
import { configOf, textOf } from "../state/config-files.ts";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import { canTakeMore, UneditableConfig, withConnection, type NewConnection } from "../state/with-connection.ts";
import type { Command } from "./target.ts";

/** Describes one more connection in `ocpi.yml`, which is made if there is none. */
export const addConnection: Command = async (services) => {
  await services.ready;
  await addConnectionTo(services);
};

/**
 * Asks for a connection and writes it into a folder's `ocpi.yml`.
 * @param file the one that it goes into; without it the only folder's, or the chosen one's.
 * @param known what is not asked for again.
 * @returns the connection, ready to go on with; undefined when the person went away, or there is no folder.
 */
export async function addConnectionTo(
  services: Services,
  file?: vscode.Uri,
  known?: KnownParts,
): Promise<ConnectionEntry | undefined> {
  const folder = file === undefined ? await chooseFolder(services) : undefined;
  const config = folder === undefined ? file : configOf(folder.uri);
  if (config === undefined) return undefined;
  if (!canTakeMore(await textOf(config))) {
    await showProblems(services.flow, l10n.t("ocpi.yml has errors. Correct them first, then add a connection."));
    return undefined;
  }
  const names = services.connections.entries.flatMap(({ key }) => (key.config === config.toString() ? [key.name] : []));
  // Seldom needed, and so loaded only then.
  const { addConnection: ask } = await import("../email/index.ts");
  const described = await ask(services.flow.dialogs, names, known);
  if (described === undefined) return undefined;
  const after = await added(services, config, described);
  if (after === undefined) return undefined;
  if (!(await write(config, after))) {
    const message = l10n.t("ocpi.yml could not be written: check whether you may write in {0}.", config.fsPath);
    await services.flow.dialogs.show("error", message);
    return undefined;
  }
  await services.configs.reload();
  await services.connections.refresh({ config: config.toString(), name: described.name });
  return services.connections.entry({ config: config.toString(), name: described.name });
}

/** The file's text with the connection; undefined when there is no place for it, which a message says. */
async function added({ flow }: Services, config: vscode.Uri, described: NewConnection): Promise<string | undefined> {
  try {
    return withConnection(await textOf(config), described);
  } catch (error) {
    if (!(error instanceof UneditableConfig)) throw error;
    await showProblems(flow, error.message);
    return undefined;
  }
}

/** Says that there has to be a folder first, and opens one if the person wants that. */
export async function askForFolder({ flow }: Services): Promise<void> {
  const open = l10n.t("Open Folder");
  const message = l10n.t("A connection is described in ocpi.yml: open the folder it belongs to first.");
  if ((await flow.dialogs.show("info", message, open)) === open) {
    await vscode.commands.executeCommand("vscode.openFolder");
  }
}

async function chooseFolder(services: Services): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [only] = folders;
  if (folders.length > 1) {
    return services.flow.dialogs.choose(
      l10n.t("Which folder's ocpi.yml?"),
      folders.map((folder) => ({ label: folder.name, value: folder })),
    );
  }
  if (only === undefined) await askForFolder(services);
  return only;
}

/** Through the editor, so that it can be undone; saved, so that a pipeline finds it. @returns whether it is on the disk. */
async function write(config: vscode.Uri, text: string): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(config, { ignoreIfExists: true });
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  const document = await vscode.workspace.openTextDocument(config);
  const whole = new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
  const replacing = new vscode.WorkspaceEdit();
  replacing.replace(config, whole, text);
  if (!(await vscode.workspace.applyEdit(replacing)) || !(await document.save())) return false;
  await vscode.window.showTextDocument(document, { preview: false, preserveFocus: true });
  return true;
}
