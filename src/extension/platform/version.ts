import type * as vscode from "vscode";

/** The extension's version, as its manifest says it. */
export function versionOf({ extension }: vscode.ExtensionContext): string {
  return String((extension.packageJSON as { version?: unknown }).version);
}
