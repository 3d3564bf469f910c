import * as vscode from "vscode";
import type { ConnectionKey } from "../state/connection-key.ts";
import type { Connections } from "../state/connections.ts";
import { addressOf, pageAt, pages, type Page } from "./report-page.ts";

const SCHEME = "ocpi-report";

/** The report of each connection's last run, as a page to read: the same as the Action's step summary; and its go-live sheet. */
export class Reports implements vscode.TextDocumentContentProvider {
  readonly #connections: Connections;
  readonly #ready: () => Promise<void>;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;

  /** @param ready once it is known what is kept for each connection. */
  constructor(connections: Connections, ready: () => Promise<void>) {
    this.#connections = connections;
    this.#ready = ready;
  }

  /** Registers the pages, and keeps open ones up to date: of one that is not open VS Code does not ask for the text. */
  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      this.#connections.onDidChange((changed) => {
        if (changed === undefined) return;
        for (const page of pages) this.#changed.fire(uriOf(changed, page));
      }),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    return pageAt(uri, this.#connections, this.#ready);
  }

  /** Opens a page in the preview; as text where there is no preview. */
  async open(key: ConnectionKey, page: Page): Promise<void> {
    const uri = uriOf(key, page);
    try {
      await vscode.commands.executeCommand("markdown.showPreview", uri);
    } catch {
      await vscode.window.showTextDocument(uri, { preview: true });
    }
  }
}

function uriOf(key: ConnectionKey, page: Page): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, ...addressOf(key, page) });
}
