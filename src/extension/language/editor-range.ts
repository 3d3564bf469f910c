import * as vscode from "vscode";
import type { TextRange } from "./config-text.ts";

/** A range as VS Code has it. */
export function editorRange({ start, end }: TextRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
