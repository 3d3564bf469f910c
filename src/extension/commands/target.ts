import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { partyName } from "../../core/ocpi/party.ts";
import { chooseConfig } from "../flows/config-choice.ts";
import { showProblems } from "../flows/flow-context.ts";
import type { Services } from "../services.ts";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import type { ConnectionKey } from "../state/connection-key.ts";
import { wordsOf } from "../view/connection-node.ts";

/** A command of the palette, the tree, a CodeLens or a menu. */
export type Command = (services: Services, argument: unknown) => Promise<void>;

/**
 * The connection that a command is about: the node's or the CodeLens's; the only one there is; or the one that is
 * chosen from a list.
 */
export async function targetOf(
  services: Services,
  argument: unknown,
  fits: (entry: ConnectionEntry) => boolean = () => true,
): Promise<ConnectionEntry | undefined> {
  const { connections, flow } = services;
  const key = keyIn(services, argument);
  if (key !== undefined) return connections.entry(key) ?? showGone(services, key);
  const inFile = argument instanceof vscode.Uri ? argument.toString() : undefined;
  const candidates = connections.entries.filter(
    (entry) => fits(entry) && (inFile === undefined || entry.key.config === inFile),
  );
  const [only] = candidates;
  if (candidates.length === 1) return only;
  if (candidates.length === 0) {
    await showNone(services);
    return undefined;
  }
  const now = new Date();
  return flow.dialogs.choose(
    l10n.t("Which connection?"),
    candidates.map((entry) => {
      const state = connections.stateOf(entry.key);
      return {
        label: entry.key.name,
        description: state === undefined ? "" : wordsOf(state, now),
        detail: [...(entry.connection?.roles ?? []).map(partyName), entry.hubOrigin, entry.folder].join(" · "),
        value: entry,
      };
    }),
  );
}

/** Whether the connections of a config are in the sidebar: of one that is anywhere else a message says what to do. */
export async function isInSidebar({ configs, flow }: Services, config: string): Promise<boolean> {
  if (configs.follows(config)) return true;
  const message = l10n.t(
    "This ocpi.yml is not at the root of an open folder. Open its folder, and its connections are in the sidebar.",
  );
  const open = l10n.t("Open Folder");
  if ((await flow.dialogs.show("warning", message, open)) === open)
    void vscode.commands.executeCommand("vscode.openFolder");
  return false;
}

/** A button or a CodeLens may be older than the file. */
async function showGone({ flow }: Services, { name }: ConnectionKey): Promise<undefined> {
  await flow.dialogs.show("info", l10n.t("{0} is not in ocpi.yml any more.", name));
  return undefined;
}

/** There is no connection for which the command makes sense. */
async function showNone({ connections, flow }: Services): Promise<void> {
  if (connections.entries.some(({ source }) => source === "file")) {
    const go = l10n.t("Exchange Credentials");
    const message = l10n.t("No connection has what this needs yet: Exchange Credentials comes first.");
    if ((await flow.dialogs.show("info", message, go)) === go) flow.execute("ocpi.exchangeCredentials");
    return;
  }
  if (connections.configState === "invalid") {
    await showProblems(flow, l10n.t("ocpi.yml has errors, so its connections are not known yet."));
    return;
  }
  const add = l10n.t("Add Connection…");
  const message = l10n.t("There is no connection in an ocpi.yml yet.");
  if ((await flow.dialogs.show("info", message, add)) === add) flow.execute("ocpi.addConnection");
}

/** A command that is about one connection: nothing happens without one. */
export function aboutConnection(
  work: (services: Services, entry: ConnectionEntry) => Promise<unknown>,
  fits?: (services: Services, entry: ConnectionEntry) => boolean,
): Command {
  return async (services, argument) => {
    await services.ready;
    const entry = await targetOf(services, argument, fits === undefined ? undefined : (one) => fits(services, one));
    if (entry !== undefined) await work(services, entry);
  };
}

/** A command that is about all connections of a file: the node's, the only one there is, or the one that is chosen. */
export function aboutFile(work: (services: Services, config: string) => Promise<unknown>): Command {
  return async (services, argument) => {
    await services.ready;
    const inFiles = services.connections.entries.filter((entry) => isInFile(services, entry));
    if (inFiles.length === 0) return showNone(services);
    const config = keyIn(services, argument)?.config ?? (await chooseConfig(services.flow.dialogs, inFiles));
    if (config !== undefined && inFiles.some(({ key }) => key.config === config)) await work(services, config);
  };
}

/** Whether a connection is described in a file, and not the sandbox's. */
export function isInFile(_services: Services, { source }: ConnectionEntry): boolean {
  return source === "file";
}

/** Whether a hub token of the connection is stored on this computer, for the hub that `ocpi.yml` names. */
export function hasHubToken({ connections }: Services, { key }: ConnectionEntry): boolean {
  return connections.factsOf(key)?.hubToken.state === "stored";
}

/** The connection that a node or a CodeLens stands for; undefined for the palette. */
export function keyIn({ view }: Services, argument: unknown): ConnectionKey | undefined {
  if (typeof argument === "string") return (view.nodeOf(argument) ?? goneNode(argument)).key;
  return isKey(argument) ? argument : undefined;
}

/** A node that went while its menu was open: its id tells whose it was. */
function goneNode(id: string): { key: ConnectionKey } {
  const [config = "", below = ""] = id.split("#");
  return { key: { config, name: below.split("/")[0] ?? "" } };
}

function isKey(argument: unknown): argument is ConnectionKey {
  return (
    typeof argument === "object" &&
    argument !== null &&
    "config" in argument &&
    typeof argument.config === "string" &&
    "name" in argument &&
    typeof argument.name === "string"
  );
}
