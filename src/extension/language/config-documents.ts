import * as vscode from "vscode";

/** The files that all of this is for, wherever they are: also in virtual workspaces, and without the YAML extension. */
export const configDocuments: vscode.DocumentSelector = { pattern: "**/ocpi.yml" };

/** A workflow may have the same name, and is another file. */
export function isWorkflow(uri: vscode.Uri): boolean {
  return uri.toString().includes("/.github/");
}

/**
 * Whether a document is such a file itself, and not what a diff or a review shows of it: its past should not be among the
 * problems of today.
 */
export function isConfigDocument(document: vscode.TextDocument): boolean {
  if (vscode.languages.match(configDocuments, document) === 0 || isWorkflow(document.uri)) return false;
  const { uri } = document;
  return (
    uri.scheme === "untitled" ||
    vscode.workspace.getWorkspaceFolder(uri) !== undefined ||
    vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true
  );
}
