import * as vscode from "vscode";
import type { ConnectionStates } from "../state/connection-state.ts";
import { isWorkflow } from "./config-documents.ts";
import { editorRange } from "./editor-range.ts";
import { hoverAt } from "./hovers.ts";

/** Tells of the place under the pointer: how a connection is, what a key means, which URLs follow from one. */
export class ConnectionHovers implements vscode.HoverProvider {
  readonly #states: ConnectionStates;

  constructor(states: ConnectionStates) {
    this.#states = states;
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    if (isWorkflow(document.uri)) return undefined;
    const config = document.uri.toString();
    const hover = hoverAt(document.getText(), position, config, this.#states, new Date());
    if (hover === undefined) return undefined;
    const markdown = new vscode.MarkdownString(hover.markdown);
    // It holds words of the file and of hubs, which must not run commands.
    markdown.isTrusted = false;
    markdown.supportHtml = false;
    return new vscode.Hover(markdown, editorRange(hover.range));
  }
}
