import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { random } from "../platform/random.ts";
import { idOf, type ConnectionKey } from "../state/connection-key.ts";
import type { Connections } from "../state/connections.ts";
import { commandsIn, type ReportCommands } from "./report-buttons.ts";
import { reportHtml } from "./report-html.ts";
import type { FromPage, PageState, ReportLabels, ShownReport, ToPage } from "./report-messages.ts";
import { reportOf } from "./report-of-connection.ts";

/** What the pages need of the window. */
export interface ReportsDeps {
  readonly connections: Connections;
  /** Once it is known what is kept for each connection. */
  readonly ready: () => Promise<void>;
  /** The folder of the extension. */
  readonly extension: vscode.Uri;
  readonly commands: ReportCommands;
  /** Runs a command of the extension for a connection. */
  readonly run: (command: string, key: ConnectionKey) => void;
  /** Puts a text on the clipboard. @returns whether it is there. */
  readonly copy: (text: string) => Promise<boolean>;
}

/** What comes at once, such as ten answers, is shown together. */
const TOGETHER_MS = 50;

/** The reports that are open: one tab for each connection, which shows its current run, and its latest one when that has ended. */
export class ReportTabs implements vscode.Disposable {
  readonly #deps: ReportsDeps;
  readonly #viewType: string;
  readonly #tabs = new Map<string, ReportTab>();
  readonly #listening: { dispose(): void }[];

  constructor(deps: ReportsDeps, viewType: string) {
    this.#deps = deps;
    this.#viewType = viewType;
    const { connections } = deps;
    this.#listening = [
      connections.onDidChange((key) => this.#refresh(key)),
      connections.underWay.onDidChange((key) => this.#refresh(key)),
    ];
  }

  dispose(): void {
    for (const listening of this.#listening) listening.dispose();
    for (const tab of this.#tabs.values()) tab.panel.dispose();
  }

  /** Opens the tab of a connection, or brings it to the front. */
  open(key: ConnectionKey): void {
    const open = this.#tabs.get(idOf(key));
    if (open === undefined) {
      const panel = vscode.window.createWebviewPanel(this.#viewType, "", vscode.ViewColumn.Active);
      this.#add(panel, key);
      return;
    }
    open.panel.reveal();
    open.refresh();
  }

  /** Fills a tab that VS Code has opened again in a new window. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    if (isState(state) && !this.#tabs.has(idOf(state))) this.#add(panel, { config: state.config, name: state.name });
    else panel.dispose();
  }

  #add(panel: vscode.WebviewPanel, key: ConnectionKey): void {
    const tab = new ReportTab(panel, key, this.#deps);
    this.#tabs.set(idOf(key), tab);
    panel.onDidDispose(() => this.#tabs.delete(idOf(key)));
  }

  #refresh(key: ConnectionKey | undefined): void {
    if (key !== undefined) this.#tabs.get(idOf(key))?.refresh();
    else for (const tab of this.#tabs.values()) tab.refresh();
  }
}

/** One report. Its HTML is set once; from then on it is told what to show. */
class ReportTab {
  readonly panel: vscode.WebviewPanel;
  readonly #key: ConnectionKey;
  readonly #deps: ReportsDeps;
  #shown: ShownReport | undefined;
  #waiting = false;
  #shownAt = -Infinity;

  constructor(panel: vscode.WebviewPanel, key: ConnectionKey, deps: ReportsDeps) {
    this.panel = panel;
    this.#key = key;
    this.#deps = deps;
    const { webview } = panel;
    const folder = vscode.Uri.joinPath(deps.extension, "dist", "extension");
    const part = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    webview.onDidReceiveMessage((message: FromPage) => this.#hear(message));
    panel.title = this.#title;
    webview.html = reportHtml({
      cspSource: webview.cspSource,
      nonce: random.uuid(),
      language: vscode.env.language,
      script: part("report.js"),
      style: part("report.css"),
    });
  }

  get #title(): string {
    return l10n.t("OCPI {0}", this.#deps.connections.titleOf(this.#key));
  }

  /** Shows what is known now, soon, together with what else comes. */
  refresh(): void {
    // A page that is not seen is unloaded, and asks when it is there again.
    if (this.#waiting || !this.panel.visible) return;
    this.#waiting = true;
    const since = performance.now() - this.#shownAt;
    setTimeout(() => void this.#show(), Math.max(0, TOGETHER_MS - since));
  }

  async #show(): Promise<void> {
    this.#waiting = false;
    this.#shownAt = performance.now();
    const { connections, commands, ready } = this.#deps;
    await ready();
    const now = new Date();
    const report = await reportOf(this.#key, connections, commands, now);
    this.#shown = report;
    this.panel.title = this.#title;
    this.#tell({ kind: "report", key: this.#key, report, labels: labels(), now: now.getTime() });
  }

  #hear(message: FromPage): void {
    switch (message.kind) {
      case "ready":
        void this.#show();
        return;
      case "press":
        // Whatever a page may ask for: it runs what it shows, and nothing else.
        if (this.#shown !== undefined && commandsIn(this.#shown).has(message.command))
          this.#deps.run(message.command, this.#key);
        return;
      case "copy":
        void this.#copy(message.text);
    }
  }

  async #copy(text: string): Promise<void> {
    if (await this.#deps.copy(text)) this.#tell({ kind: "copied", text });
  }

  #tell(message: ToPage): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- VS Code's own, which goes to this page alone
    void this.panel.webview.postMessage(message);
  }
}

function isState(state: unknown): state is PageState {
  if (typeof state !== "object" || state === null || !("config" in state) || !("name" in state)) return false;
  return typeof state.config === "string" && typeof state.name === "string";
}

function labels(): ReportLabels {
  return {
    toDo: l10n.t("What to do now"),
    whatHappened: l10n.t("What happened"),
    findings: l10n.t("What else was found"),
    notes: l10n.t("Notes"),
    parties: l10n.t("Parties at the hub"),
    partners: l10n.t("Partners at the hub"),
    receivers: l10n.t("Where the hub calls your platform"),
    goLive: l10n.t("Go-live sheet"),
    signatures: l10n.t("Who signs"),
    message: l10n.t("Message for the account team"),
    subject: l10n.t("Subject:"),
    support: l10n.t("For the Hub's support"),
    requests: l10n.t("Requests"),
    endpoints: l10n.t("Endpoints of the hub"),
    ran: l10n.t("ran"),
    took: l10n.t("took"),
    correlationId: l10n.t("correlation id"),
    copy: l10n.t("Copy"),
    copied: l10n.t("Copied."),
    waiting: l10n.t("waiting for the answer"),
    running: l10n.t("running"),
    locations: l10n.t("locations that you see"),
  };
}
