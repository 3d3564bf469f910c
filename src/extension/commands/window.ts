import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { notify } from "../flows/notification.ts";
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
export const notifyWhenConnected = aboutConnection(async ({ watch, flow }, { key }) => {
  if (watch.watch(key) === "connected") {
    void flow.dialogs.show("info", l10n.t("{0} is CONNECTED already.", key.name));
    return;
  }
  const message = l10n.t(
    "You are notified when {0} is CONNECTED: it is checked after 1, 5 and 15 minutes and then every hour, as long as this window is open.",
    key.name,
  );
  notify(flow, key, "info", message, [{ button: l10n.t("Stop Notifying"), command: "ocpi.stopNotifying" }]);
}, hasHubToken);

/** Ends that. */
export const stopNotifying = aboutConnection(
  async ({ watch, flow }, { key }) => {
    watch.stop(key);
    void flow.dialogs.show("info", l10n.t("{0}: you are not notified any more.", key.name));
  },
  ({ connections }, { key }) => connections.factsOf(key)?.watched === true,
);
