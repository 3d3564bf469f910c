import * as vscode from "vscode";
import type { ConnectionStates } from "../state/connection-state.ts";
import { configDocuments } from "./config-documents.ts";
import { editorRange } from "./editor-range.ts";
import { lensesOf } from "./lenses.ts";

const MINUTE_MS = 60_000;
const SETTING = "codeLens.enabled";

/** Shows above each connection of an open file how it is, and what can be done. */
export class ConnectionLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #states: ConnectionStates;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: readonly { dispose(): void }[];
  readonly #timer: NodeJS.Timeout;
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(states: ConnectionStates) {
    this.#states = states;
    this.#disposables = [
      this.#changed,
      states.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`ocpi.${SETTING}`)) this.#changed.fire();
      }),
    ];
    // "3 min ago" has to stay true while the user looks at it.
    this.#timer = setInterval(() => {
      if (isLookedAt()) this.#changed.fire();
    }, MINUTE_MS);
  }

  dispose(): void {
    clearInterval(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!vscode.workspace.getConfiguration("ocpi", document).get(SETTING, true)) return [];
    return lensesOf(document.getText(), document.uri.toString(), this.#states, new Date()).map(
      ({ range, title, command = "", connection }) =>
        new vscode.CodeLens(editorRange(range), { title, command, arguments: command === "" ? [] : [connection] }),
    );
  }
}

function isLookedAt(): boolean {
  return vscode.window.visibleTextEditors.some(({ document }) => vscode.languages.match(configDocuments, document) > 0);
}
