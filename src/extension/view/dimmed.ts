import * as vscode from "vscode";
import { iconColours } from "./icon-colours.ts";

/** What has an address of this scheme was known before, and could not be read now. It is the address of nothing. */
export const DIMMED_SCHEME = "ocpi-dimmed";

/** Dims such rows. A tree item has no colour of its own: VS Code colours a row by what its address is decorated with. */
export function dimRows(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: ({ scheme }) =>
      scheme === DIMMED_SCHEME ? { color: new vscode.ThemeColor(iconColours.idle) } : undefined,
  });
}
