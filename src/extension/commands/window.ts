import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { aboutConnection, hasHubToken, isInFile, keyIn, type Command } from "./target.ts";

/** Shows what was done, line by line, without any token. */
export const showLog: Command = async (services) => services.log.show();

/** Reads the files and the stores again. Sends nothing. */
export const refresh: Command = async (services) => {
  await services.ready;
  await services.configs.reload();
  await services.connections.refreshAll();
};

/**
 * Shows a connection in the sidebar, among many. VS Code's own search in a tree knows the names alone; this list knows state,
 * party and hub, too.
 */
export const findConnection = aboutConnection(async (services, { key }) => services.view.show(key));

/** Stops what goes on with a connection, or everything. */
export const cancel: Command = async (services, argument) => {
  services.runner.cancel(keyIn(services, argument));
};

/** Shows a connection where it is described. */
export const openConfig = aboutConnection(async (_services, entry) => {
  if (entry.source !== "file") return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(entry.key.config));
  const position = new vscode.Position(entry.line, 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(position, position) });
}, isInFile);

/** Looks again from time to time until the connection is CONNECTED. */
export const notifyWhenConnected = aboutConnection(async (services, entry) => {
  const began = services.watch.watch(entry.key);
  const message =
    began === "connected"
      ? l10n.t("{0} is CONNECTED already.", entry.key.name)
      : l10n.t(
          "{0} is looked at after 1, 5 and 15 minutes and then every hour, as long as this window is open.",
          entry.key.name,
        );
  void services.flow.dialogs.show("info", message);
}, hasHubToken);
