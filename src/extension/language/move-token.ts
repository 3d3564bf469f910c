import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Description } from "../../core/config/description.ts";
import type { AnyToken } from "../../core/ocpi/token.ts";
import type { ConnectionKey } from "../state/connection-key.ts";
import { editorRange } from "./editor-range.ts";
import { literalTokensIn, type LiteralToken } from "./literal-tokens.ts";

/** The quick fix's own command: it is in no menu, because it says nothing without the place that it is for. */
export const moveTokenCommand = "_ocpi.moveTokenToSecretStorage";

/**
 * Stores a token that stood in the file.
 * @param description its connection, as the file describes it without any token: what the token is bound to.
 * @returns whether it is stored; false when the person decided otherwise, such as to keep the one that is stored.
 * @throws Error when the keyring did not keep it.
 */
export type StoreToken = (connection: ConnectionKey, description: Description, token: AnyToken) => Promise<boolean>;

/**
 * Moves a token out of the file into Secret Storage. It leaves the file only once it is stored.
 * @param config the URI of the file.
 * @param name the key that holds the token, with its path.
 */
export async function moveToken(config: string, name: string, storeToken: StoreToken): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(config, true));
  const worth = tokenNamed(name, document)?.worth;
  if (worth?.state !== "movable") return;
  const { token, description } = worth;
  try {
    if (!(await storeToken({ config, name: description.name }, description, token))) return;
  } catch {
    showMessage(l10n.t("The {0} could not be stored, so it is still in ocpi.yml. Is the keyring locked?", token.label));
    return;
  }
  if (await removeToken(document, name, token)) {
    showMessage(
      l10n.t(
        "The {0} is in Secret Storage now. Save ocpi.yml. If it was ever committed or shared, its history still holds the token: have it replaced by the side that issued it.",
        token.label,
      ),
    );
  } else {
    showMessage(
      l10n.t(
        "The {0} is in Secret Storage now, but it could not be removed from ocpi.yml: do it by hand.",
        token.label,
      ),
    );
  }
}

/** Takes the token out, wherever it stands by now: the file may have been edited while it was stored. */
async function removeToken(document: vscode.TextDocument, name: string, token: AnyToken): Promise<boolean> {
  const found = tokenNamed(name, document);
  if (found?.worth.state !== "movable" || !found.worth.token.equals(token)) return false;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, editorRange(found.removal.range), found.removal.replacement);
  return vscode.workspace.applyEdit(edit);
}

function tokenNamed(name: string, document: vscode.TextDocument): LiteralToken | undefined {
  return literalTokensIn(document.getText()).find((token) => token.name === name);
}

function showMessage(message: string): void {
  // Without a button VS Code shows one line of it.
  void vscode.window.showWarningMessage(message, l10n.t("OK"));
}
