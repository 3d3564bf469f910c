import { hostname } from "node:os";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { clock } from "./platform/clock.ts";
import { ConfigFiles } from "./state/config-files.ts";
import { ConnectedWatch } from "./state/connected-watch.ts";
import { Connections, type ConnectionEntry } from "./state/connections.ts";
import { ContextKeys } from "./view/context-keys.ts";
import { EditorDialogs } from "./platform/editor-dialogs.ts";
import { HubParties } from "./state/hub-parties.ts";
import { issueForm } from "./platform/issue-form.ts";
import { Log } from "./platform/log.ts";
import { loggedFetch } from "./platform/logged-fetch.ts";
import { networkLine } from "./platform/network-settings.ts";
import { editorFetch } from "./platform/peer-fetch.ts";
import { showProgress } from "./view/run-progress.ts";
import { Reports } from "./view/reports.ts";
import { RunStore } from "./state/run-store.ts";
import { Runner, type Show } from "./state/runner.ts";
import { SandboxConnection } from "./state/sandbox-connection.ts";
import { StatusBar } from "./view/status-bar.ts";
import { StatusNews } from "./state/status-news.ts";
import { notify, openReportAction } from "./flows/notification.ts";
import type { FlowContext, FlowCommand, FlowSettings } from "./flows/flow-context.ts";
import { storedToken } from "./state/stored-token.ts";
import { look } from "./flows/verify.ts";
import type { ConnectionKey } from "./state/connection-key.ts";
import { someNames } from "./flows/some-names.ts";
import { ConnectionsView, trustMessage } from "./view/connections-view.ts";
import { stepsDone } from "./view/walkthrough.ts";

/** Everything that commands work with, put together once. Nothing is read or sent until {@link ready} is asked for. */
export class Services implements vscode.Disposable {
  readonly context: vscode.ExtensionContext;
  readonly log: Log;
  readonly connections: Connections;
  readonly configs: ConfigFiles;
  readonly runner: Runner;
  readonly view: ConnectionsView;
  readonly reports: Reports;
  readonly sandbox: SandboxConnection;
  readonly watch: ConnectedWatch;
  readonly news: StatusNews;
  readonly flow: FlowContext;
  readonly keys = new ContextKeys();
  readonly #statusBar: StatusBar;
  /** The folder of the journals and locks, which windows share. */
  readonly #runFiles: vscode.Uri;
  readonly #disposables: vscode.Disposable[];
  #ready: Promise<void> | undefined;

  constructor(context: vscode.ExtensionContext) {
    this.context = context;
    const channel = vscode.window.createOutputChannel("OCPI", { log: true });
    this.log = new Log(channel);
    const owner = { host: hostname(), pid: process.pid, isAlive };
    const folder = vscode.Uri.joinPath(context.globalStorageUri, "journals");
    this.#runFiles = folder;
    const kept = { secrets: context.secrets, runs: new RunStore(context.workspaceState), folder: folder.fsPath };
    this.connections = new Connections(kept, clock, owner);
    const fetch = loggedFetch(editorFetch, (text) => this.log.debug(text));
    const deps = { connections: this.connections, fetch, clock, log: this.log };
    const show: Show = (title, cancel) => showProgress(title, this.view.visible, cancel);
    this.runner = new Runner({
      ...deps,
      version: versionOf(context),
      show,
    });
    const parties = new HubParties(this.connections, deps, () => vscode.workspace.isTrusted);
    this.view = new ConnectionsView(this.connections, parties);
    this.configs = new ConfigFiles(this.connections, () => this.#tellState());
    this.reports = new Reports(this.connections, async () => this.ready);
    this.sandbox = new SandboxConnection(this.connections, context.extensionUri, (running) =>
      this.keys.set("sandboxRunning", running),
    );
    this.#statusBar = new StatusBar(this.connections);
    this.flow = this.#flow(show);
    this.watch = new ConnectedWatch(
      this.connections,
      clock,
      async (key) => this.#lookQuietly(key),
      (key) => this.#tellConnected(key),
    );
    this.news = new StatusNews(this.connections, (keys) => this.#tellOffline(keys));
    this.#disposables = [
      channel,
      this.view,
      this.configs,
      this.sandbox,
      this.#statusBar,
      this.watch,
      this.reports.register(),
      vscode.Disposable.from(this.news.listen()),
      vscode.Disposable.from(this.connections.onDidChange(() => this.#tellState())),
      context.secrets.onDidChange(({ key }) => void this.connections.refreshStored(key)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#tellState()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        this.#statusBar.show();
        if (change.affectsConfiguration("http")) this.#logNetwork();
      }),
    ];
  }

  /** Once the folders' config files and what is kept for their connections were read, which begins when somebody asks. */
  get ready(): Promise<void> {
    if (this.#ready === undefined) {
      this.#logNetwork();
      this.#ready = this.configs.begin();
      void this.#ready.then(async () => this.#followOthers()).catch((error: unknown) => this.log.error(String(error)));
    }
    return this.#ready;
  }

  /**
   * What other windows do is seen in the files of their runs. A hub token that this window's copy of Secret Storage lacks is
   * found again, before somebody misses it.
   */
  async #followOthers(): Promise<void> {
    // What is not there is not watched.
    await vscode.workspace.fs.createDirectory(this.#runFiles);
    const files = new vscode.RelativePattern(this.#runFiles, "*.lock");
    const watcher = vscode.workspace.createFileSystemWatcher(files);
    const changed = (file: vscode.Uri): void => {
      const name = file.path.slice(file.path.lastIndexOf("/") + 1);
      void this.connections.refreshFile(name).then(async (entry) => entry && this.#restore(entry));
    };
    watcher.onDidCreate(changed);
    watcher.onDidChange(changed);
    this.#disposables.push(watcher);
    await Promise.all(this.connections.entries.map(async (entry) => this.#restore(entry)));
  }

  /** Quietly: what cannot be opened or stored now is told when somebody does something with the connection. */
  async #restore(entry: ConnectionEntry): Promise<void> {
    if (this.runner.isRunning(entry.key)) return;
    const platformToken = await storedToken(entry, "platform-token").catch(() => undefined);
    await this.runner.restore(entry, platformToken).catch((error: unknown) => this.log.error(String(error)));
  }

  /** Does a command's work; what nobody expected is told in plain words, and its details go to the log. */
  async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.error(String(error instanceof Error ? error.stack : error));
      const show = l10n.t("Show Log");
      const report = l10n.t("Report Issue");
      const message = l10n.t("OCPI: something unexpected happened, and nothing more was sent. The log says what.");
      void this.flow.dialogs.tell("error", message, show, report).then((pressed) => {
        if (pressed === show) this.log.show();
        if (pressed === report) this.#reportIssue();
        return undefined;
      });
    }
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #logNetwork(): void {
    this.log.info(networkLine(vscode.workspace.getConfiguration("http"), process.env));
  }

  #tellState(): void {
    const { entries, configState } = this.connections;
    // Above an empty tree it would be in the way of the welcome.
    this.view.message = trustMessage(vscode.workspace.isTrusted || entries.length === 0);
    this.keys.set("configState", configState);
    this.keys.set("hasConnections", entries.length > 0);
    this.keys.set("running", this.runner.running > 0);
    // What was done stays done: a token may be forgotten, and a connection that worked may be OFFLINE.
    for (const step of stepsDone(entries, this.connections)) this.keys.set(step, true);
  }

  #flow(show: Show): FlowContext {
    return {
      show,
      connections: this.connections,
      runner: this.runner,
      dialogs: new EditorDialogs(),
      clock,
      isTrusted: () => vscode.workspace.isTrusted,
      isViewVisible: () => this.view.visible,
      settings,
      execute: (command, key) => (command === "ocpi.reportIssue" ? this.#reportIssue() : execute(command, key)),
    };
  }

  #reportIssue(): void {
    const system = `${process.platform} ${process.arch}`;
    const form = issueForm({ extension: versionOf(this.context), editor: vscode.version, system });
    void vscode.env.openExternal(vscode.Uri.parse(form, true));
  }

  async #lookQuietly(key: ConnectionKey): Promise<void> {
    const entry = this.connections.entry(key);
    if (entry?.connection === undefined || !vscode.workspace.isTrusted || this.runner.isRunning(key)) return;
    await look(this.flow, { ...entry, connection: entry.connection }, { quiet: true });
  }

  #tellConnected(key: ConnectionKey): void {
    notify(this.flow, key, "info", l10n.t("{0} is CONNECTED.", this.connections.titleOf(key)), [openReportAction()]);
  }

  #tellOffline(keys: readonly ConnectionKey[]): void {
    const [only] = keys;
    if (only !== undefined && keys.length === 1) {
      const message = l10n.t(
        "{0} was CONNECTED and is OFFLINE now: the Hub cannot reach your platform.",
        this.connections.titleOf(only),
      );
      notify(this.flow, only, "warning", message, [openReportAction()]);
    } else if (only !== undefined) {
      const message = l10n.t(
        "{0} connections were CONNECTED and are OFFLINE now: {1}. The Hub cannot reach your platform.",
        keys.length,
        someNames(keys.map((key) => this.connections.titleOf(key))),
      );
      void this.flow.dialogs.tell("warning", message);
    }
  }
}

function versionOf({ extension }: vscode.ExtensionContext): string {
  return String((extension.packageJSON as { version?: unknown }).version);
}

function settings(): FlowSettings {
  const given = vscode.workspace.getConfiguration("ocpi");
  return {
    checkPlatform: given.get("checkPlatform", "require"),
    patience: {
      requestTimeoutMs: given.get("requestTimeout", 30) * 1000,
      waitForConnectedMs: given.get("waitForConnected", 30) * 1000,
    },
  };
}

/** Where a flow leads to that is the editor's own. */
const builtIn: Partial<Record<FlowCommand, readonly [command: string, argument?: string]>> = {
  "ocpi.manageTrust": ["workbench.trust.manage"],
  "ocpi.openProblems": ["workbench.actions.view.problems"],
  "ocpi.openProxySettings": ["workbench.action.openSettings", "http.proxy"],
  "ocpi.openCertificateSettings": ["workbench.action.openSettings", "http.systemCertificates"],
};

function execute(command: FlowCommand, key?: ConnectionKey): void {
  const [id, ...given] = builtIn[command] ?? [command, ...(key === undefined ? [] : [key])];
  void vscode.commands.executeCommand(id, ...given);
}

/** Whether a process of this machine still runs. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process is one that runs.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
