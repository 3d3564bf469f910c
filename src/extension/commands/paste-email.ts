import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { storeGiven } from "../flows/tokens.ts";
import type { Services } from "../services.ts";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import { addConnectionTo, askForFolder } from "./add-connection.ts";
import { isInFile, type Command } from "./target.ts";

/**
 * Takes the account team's whole mail, and puts what is in it where it belongs: hub and party into `ocpi.yml`, the initial token
 * into Secret Storage.
 */
export const pasteEmail: Command = async (services) => {
  await services.ready;
  const { flow, connections, log } = services;
  // Before the mail is pasted: a folder that is opened then takes the window with it.
  if ((vscode.workspace.workspaceFolders ?? []).length === 0) return askForFolder(services);
  // Seldom needed, and so loaded only then.
  const { connectionInEmail, reviewEmail } = await import("../email/index.ts");
  const reviewed = await reviewEmail(flow.dialogs, async () => vscode.env.clipboard.readText());
  if (reviewed === undefined) return;
  const { known, token } = reviewed;
  if (token !== undefined) log.hide(token);
  const inFiles = connections.entries.filter((entry) => isInFile(services, entry));
  const about = await connectionInEmail(flow.dialogs, inFiles, known);
  const entry = about === "new" ? await addConnectionTo(services, undefined, known) : about;
  if (entry?.connection === undefined) return;
  const ready = { ...entry, connection: entry.connection };
  if (token !== undefined && !(await storeGiven(flow, ready, "initial-token", token))) return;
  await tellNext(services, entry, { isNew: about === "new", hasToken: token !== undefined });
};

async function tellNext(
  { flow }: Services,
  { key }: ConnectionEntry,
  { isNew, hasToken }: { readonly isNew: boolean; readonly hasToken: boolean },
): Promise<void> {
  if (!hasToken) {
    const set = l10n.t("Set Token…");
    const message = isNew
      ? l10n.t("{0} is in ocpi.yml now. No initial token was in the e-mail.", key.name)
      : l10n.t("{0} is in ocpi.yml already, and no initial token was in the e-mail.", key.name);
    if ((await flow.dialogs.show("info", message, set)) === set) flow.execute("ocpi.setToken", key);
    return;
  }
  const go = l10n.t("Exchange Credentials");
  const message = isNew
    ? l10n.t("{0} is in ocpi.yml now, and its initial token is in Secret Storage.", key.name)
    : l10n.t("{0} was in ocpi.yml already. Its initial token is in Secret Storage now.", key.name);
  if ((await flow.dialogs.show("info", message, go)) === go) flow.execute("ocpi.exchangeCredentials", key);
}
