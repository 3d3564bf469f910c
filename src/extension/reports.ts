import * as vscode from "vscode";
import { idOf, type Connections } from "./connections.ts";
import type { ConnectionKey } from "./token-store.ts";

const SCHEME = "ocpi-report";

/** The report of each connection's last run, as a page to read: the same as the Action's step summary. */
export class Reports implements vscode.TextDocumentContentProvider {
  readonly #connections: Connections;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #opened = new Map<string, ConnectionKey>();
  readonly onDidChange = this.#changed.event;

  constructor(connections: Connections) {
    this.#connections = connections;
  }

  /** Registers the pages, and keeps open ones up to date. */
  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      this.#connections.onDidChange((changed) => {
        for (const [uri, key] of this.#opened) {
          if (changed !== undefined && idOf(changed) === idOf(key)) this.#changed.fire(vscode.Uri.parse(uri));
        }
      }),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const key = this.#opened.get(uri.toString());
    return (key === undefined ? undefined : this.#connections.factsOf(key)?.last?.markdown) ?? "";
  }

  /** Opens the report in the preview; as text where there is no preview. */
  async open(key: ConnectionKey): Promise<void> {
    // The query tells the same name in two folders apart.
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/OCPI ${key.name}.md`, query: key.config });
    this.#opened.set(uri.toString(), key);
    try {
      await vscode.commands.executeCommand("markdown.showPreview", uri);
    } catch {
      await vscode.window.showTextDocument(uri, { preview: true });
    }
  }
}
