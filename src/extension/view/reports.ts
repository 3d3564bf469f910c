import * as vscode from "vscode";
import type { ConnectionKey } from "../state/connection-key.ts";
import type { ReportsDeps, ReportTabs } from "./report-tabs.ts";
import { addressOf, sheetAt } from "./sheet-page.ts";

const SCHEME = "ocpi-report";

/** What is read of a connection: its report, a page of our own, and its go-live sheet, a Markdown document that prints well. */
export class Reports implements vscode.TextDocumentContentProvider {
  static readonly viewType = "ocpi-report-page";
  readonly #deps: ReportsDeps;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  #tabs: Promise<ReportTabs> | undefined;

  constructor(deps: ReportsDeps) {
    this.#deps = deps;
  }

  /** Registers the pages. The code of reports is loaded with the first one that is opened, or that VS Code opens again. */
  register(): vscode.Disposable {
    const { connections } = this.#deps;
    return vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.window.registerWebviewPanelSerializer(Reports.viewType, {
        deserializeWebviewPanel: async (panel, state) => (await this.#loaded()).restore(panel, state),
      }),
      // Of a sheet that is not open VS Code does not ask for the text.
      connections.onDidChange((changed) => {
        const keys = changed === undefined ? connections.entries.map(({ key }) => key) : [changed];
        for (const key of keys) this.#changed.fire(uriOf(key));
      }),
      { dispose: () => void this.#tabs?.then((tabs) => tabs.dispose()) },
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    return sheetAt(uri, this.#deps.connections, this.#deps.ready);
  }

  /** Opens the report of a connection, or brings it to the front: it shows what is known now, and goes on showing it. */
  async open(key: ConnectionKey): Promise<void> {
    (await this.#loaded()).open(key);
  }

  /** Opens the go-live sheet in the preview; as text where there is no preview. */
  async openSheet(key: ConnectionKey): Promise<void> {
    const uri = uriOf(key);
    try {
      await vscode.commands.executeCommand("markdown.showPreview", uri);
    } catch {
      await vscode.window.showTextDocument(uri, { preview: true });
    }
  }

  #loaded(): Promise<ReportTabs> {
    this.#tabs ??= import("./report-tabs.ts").then(({ ReportTabs: Tabs }) => new Tabs(this.#deps, Reports.viewType));
    return this.#tabs;
  }
}

function uriOf(key: ConnectionKey): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, ...addressOf(key) });
}
