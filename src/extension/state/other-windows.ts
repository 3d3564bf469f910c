import * as vscode from "vscode";
import type { RunLog } from "../platform/log.ts";
import type { ConnectionEntry } from "./connection-entry.ts";
import type { Connections } from "./connections.ts";
import type { Runner } from "./runner.ts";
import { storedToken } from "./stored-token.ts";

/**
 * What other windows do is seen in the files of their runs. A hub token that this window's copy of Secret Storage lacks is
 * found again, before a command misses it.
 */
export class OtherWindows implements vscode.Disposable {
  readonly #runFiles: vscode.Uri;
  readonly #connections: Connections;
  readonly #runner: Runner;
  readonly #log: RunLog;
  #watcher: vscode.FileSystemWatcher | undefined;

  /** @param runFiles the folder of the journals and locks, which windows share. */
  constructor(runFiles: vscode.Uri, connections: Connections, runner: Runner, log: RunLog) {
    this.#runFiles = runFiles;
    this.#connections = connections;
    this.#runner = runner;
    this.#log = log;
  }

  /** Begins to follow them, once the connections of this window are known. */
  async follow(): Promise<void> {
    // What is not there is not watched.
    await vscode.workspace.fs.createDirectory(this.#runFiles);
    const files = new vscode.RelativePattern(this.#runFiles, "*.lock");
    const watcher = vscode.workspace.createFileSystemWatcher(files);
    const changed = (file: vscode.Uri): void => {
      const name = file.path.slice(file.path.lastIndexOf("/") + 1);
      void this.#connections.refreshFile(name).then(async (entry) => entry && this.#restore(entry));
    };
    watcher.onDidCreate(changed);
    watcher.onDidChange(changed);
    this.#watcher = watcher;
    await Promise.all(this.#connections.entries.map(async (entry) => this.#restore(entry)));
  }

  dispose(): void {
    this.#watcher?.dispose();
  }

  /** Quietly: what cannot be opened or stored now is told when the user does something with the connection. */
  async #restore(entry: ConnectionEntry): Promise<void> {
    if (this.#runner.isRunning(entry.key)) return;
    const platformToken = await storedToken(entry, "platform-token").catch(() => undefined);
    await this.#runner.restoreIssued(entry, platformToken).catch((error: unknown) => this.#log.error(String(error)));
  }
}
