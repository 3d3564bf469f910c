import * as vscode from "vscode";
import { editorFlow } from "./editor-flow.ts";
import type { FlowCommand, FlowContext } from "./flows/flow-context.ts";
import { remediesFor } from "./flows/notify-result.ts";
import { notifyConnected, notifyOffline } from "./flows/notify-status.ts";
import { lookQuietly } from "./flows/verify.ts";
import { clock } from "./platform/clock.ts";
import { commandTitles } from "./platform/command-titles.ts";
import { Log } from "./platform/log.ts";
import { loggedFetch } from "./platform/logged-fetch.ts";
import { networkLine } from "./platform/network-settings.ts";
import { editorFetch } from "./platform/peer-fetch.ts";
import { versionOf } from "./platform/version.ts";
import { ConfigFiles } from "./state/config-files.ts";
import { ConnectedWatch } from "./state/connected-watch.ts";
import { Connections } from "./state/connections.ts";
import { DeskWatch } from "./state/desk-watch.ts";
import { HubParties } from "./state/hub-parties.ts";
import { OtherWindows } from "./state/other-windows.ts";
import { RunStore } from "./state/run-store.ts";
import { Runner, type Show } from "./state/runner.ts";
import { SandboxConnection, sandboxKey } from "./state/sandbox-connection.ts";
import { StoresWatch } from "./state/stores-watch.ts";
import { StatusNews } from "./state/status-news.ts";
import { thisWindow } from "./state/this-window.ts";
import { ConnectionsView, trustMessage } from "./view/connections-view.ts";
import { ContextKeys } from "./view/context-keys.ts";
import { offered } from "./view/palette.ts";
import { Reports } from "./view/reports.ts";
import { showProgress } from "./view/run-progress.ts";
import { StatusBar } from "./view/status-bar.ts";
import { stepsDone } from "./view/walkthrough.ts";

/** Everything that commands work with, put together once. Nothing is read or sent until {@link ready} is asked for. */
export class Services implements vscode.Disposable {
  readonly context: vscode.ExtensionContext;
  readonly log: Log;
  readonly connections: Connections;
  readonly configs: ConfigFiles;
  readonly runner: Runner;
  readonly parties: HubParties;
  readonly view: ConnectionsView;
  readonly reports: Reports;
  readonly sandbox: SandboxConnection;
  readonly watch: ConnectedWatch;
  readonly news: StatusNews;
  readonly flow: FlowContext;
  readonly keys = new ContextKeys();
  readonly #otherWindows: OtherWindows;
  readonly #disposables: vscode.Disposable[];
  #ready: Promise<void> | undefined;

  constructor(context: vscode.ExtensionContext) {
    this.context = context;
    const channel = vscode.window.createOutputChannel("OCPI", { log: true });
    this.log = new Log(channel);
    // The folder of the journals and locks, which windows share.
    const runFiles = vscode.Uri.joinPath(context.globalStorageUri, "journals");
    const kept = { secrets: context.secrets, runs: new RunStore(context.workspaceState), folder: runFiles.fsPath };
    this.connections = new Connections(kept, clock, thisWindow());
    const fetch = loggedFetch(editorFetch, (text) => this.log.debug(text));
    const deps = { connections: this.connections, fetch, clock, log: this.log };
    const show: Show = (title, cancel) => showProgress(title, this.view.visible, cancel);
    const version = versionOf(context);
    this.runner = new Runner({ ...deps, version, show });
    this.parties = new HubParties(this.connections, deps, () => vscode.workspace.isTrusted);
    this.sandbox = new SandboxConnection(this.connections, context.extensionUri, (running) =>
      this.keys.set("sandboxRunning", running),
    );
    this.view = new ConnectionsView(this.connections, this.parties, this.sandbox);
    this.configs = new ConfigFiles(this.connections, () => this.#showState());
    const { connections, runner } = this;
    this.flow = editorFlow({ connections, runner, show, isViewVisible: () => this.view.visible }, version);
    this.reports = new Reports({
      connections,
      ready: async () => this.ready,
      extension: context.extensionUri,
      commands: {
        byTitle: commandTitles(context),
        // The buttons of a report are those of a notification.
        remediesFor: (remedy) => remediesFor(remedy).map(({ button: label, command }) => ({ label, command })),
      },
      run: (command, key) => this.flow.execute(command as FlowCommand, key),
      copy: async (text) => this.flow.dialogs.copy(text),
    });
    this.watch = new ConnectedWatch(
      connections,
      clock,
      async (key) => lookQuietly(this.flow, key),
      (key) => notifyConnected(this.flow, key),
    );
    const desk = new DeskWatch(connections, sandboxKey, async (key) => lookQuietly(this.flow, key));
    this.news = new StatusNews(connections, (keys) => notifyOffline(this.flow, keys));
    this.#otherWindows = new OtherWindows(runFiles, connections, runner, this.log);
    const statusBar = new StatusBar(connections);
    this.#disposables = [
      channel,
      this.view,
      this.configs,
      this.sandbox,
      statusBar,
      this.watch,
      this.#otherWindows,
      new StoresWatch(connections),
      this.reports.register(),
      vscode.Disposable.from(this.news.listen()),
      vscode.Disposable.from(connections.onDidChange(() => this.#showState())),
      context.secrets.onDidChange(({ key }) => void connections.refreshStored(key)),
      this.sandbox.onDidChangeDesk(() => void desk.changed(this.sandbox.desk)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#showState()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        statusBar.show();
        if (change.affectsConfiguration("http")) this.#logNetwork();
      }),
    ];
  }

  /** Once the folders' config files and what is kept for their connections were read, which begins at the first call. */
  get ready(): Promise<void> {
    if (this.#ready === undefined) {
      this.#logNetwork();
      this.#ready = this.configs.begin();
      void this.#ready
        .then(async () => this.#otherWindows.follow())
        .catch((error: unknown) => this.log.error(String(error)));
    }
    return this.#ready;
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #logNetwork(): void {
    this.log.info(networkLine(vscode.workspace.getConfiguration("http"), process.env));
  }

  /** Tells VS Code what the view, its menus and the walkthrough ask for: how the connections are. */
  #showState(): void {
    const { entries, configState } = this.connections;
    // Above an empty tree it would be in the way of the welcome.
    this.view.message = trustMessage(vscode.workspace.isTrusted || entries.length === 0);
    this.keys.set("configState", configState);
    this.keys.set("hasConnections", entries.length > 0);
    const has = offered(entries, this.connections);
    for (const key of Object.keys(has) as (keyof typeof has)[]) this.keys.set(key, has[key]);
    this.keys.set("running", this.runner.running > 0);
    // What was done stays done: a token may be forgotten, and a connection that worked may be OFFLINE.
    for (const step of stepsDone(entries, this.connections)) this.keys.set(step, true);
  }
}
