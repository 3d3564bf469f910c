import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "./support/extension.ts";

/** The config of a folder of the workspace. */
export function configIn(folder: string): vscode.Uri {
  const found = vscode.workspace.workspaceFolders?.find(({ name }) => name === folder);
  assert.ok(found !== undefined, `no folder ${folder}`);
  return vscode.Uri.joinPath(found.uri, "ocpi.yml");
}

/** A connection as commands are told of it. */
export function keyOf(folder: string, name = "chargeindia"): { config: string; name: string } {
  return { config: configIn(folder).toString(), name };
}

/** What stands above a folder's connection: the extension's own words for its state. */
export async function stateIn(folder: string): Promise<string> {
  // VS Code has lenses only for what is open.
  await vscode.workspace.openTextDocument(configIn(folder));
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    configIn(folder),
  );
  return lenses[0]?.command?.title ?? "";
}

/** Waits until the state is like this; what is stored is looked at a moment later. */
export async function becomes(folder: string, state: RegExp): Promise<void> {
  await eventually(
    () => stateIn(folder),
    (shown) => state.test(shown),
    `the state in ${folder}`,
  );
}
