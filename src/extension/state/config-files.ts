import * as vscode from "vscode";
import { FILE_LIMIT } from "../../core/config/config-yaml.ts";
import type { Connections } from "./connections.ts";

const NAME = "ocpi.yml";
// Long enough for a word to be typed to its end.
const DEBOUNCE_MS = 300;

/** The config files of the workspace, whether they are open or not. */
export interface ConfigTexts {
  /** Those that are known now, by the URI of the file. */
  all(): Iterable<readonly [config: string, text: string]>;
  /** Calls back when one was read, has changed, or is gone: then its text is undefined. */
  onDidChange(listener: (config: string, text: string | undefined) => void): { dispose(): void };
}

/**
 * The `ocpi.yml` at the root of each folder: read when asked to, followed from then on, with what is typed and not saved
 * yet. Reading needs no trust, sends nothing, and works in virtual workspaces.
 */
export class ConfigFiles implements ConfigTexts, vscode.Disposable {
  readonly #connections: Connections;
  readonly #disposables: vscode.Disposable[] = [];
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #watchers = new Map<string, vscode.Disposable>();
  readonly #onDidLoad: () => void;
  readonly #texts = new Map<string, string>();
  readonly #listeners = new Set<(config: string, text: string | undefined) => void>();

  /** @param onDidLoad called back after each look at a file, whether it is there or not. */
  constructor(connections: Connections, onDidLoad: () => void) {
    this.#connections = connections;
    this.#onDidLoad = onDidLoad;
  }

  all(): Iterable<readonly [config: string, text: string]> {
    return this.#texts;
  }

  onDidChange(listener: (config: string, text: string | undefined) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Reads every folder's file, and follows them. */
  async begin(): Promise<void> {
    this.#disposables.push(
      vscode.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) this.#forget(uri);
        for (const folder of added) void this.#follow(folder);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#later(document)),
      vscode.workspace.onDidOpenTextDocument((document) => this.#later(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#later(document)),
    );
    const folders = vscode.workspace.workspaceFolders ?? [];
    for (const folder of folders) this.#watch(folder);
    // Read all at once, and told of in the order of the folders.
    const texts = await Promise.all(folders.map(async ({ uri }) => textOf(configOf(uri))));
    for (const [index, { uri, name }] of folders.entries()) this.#set(configOf(uri).toString(), name, texts[index]);
    await this.#connections.refreshMoved();
    this.#onDidLoad();
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const disposable of [...this.#disposables, ...this.#watchers.values()]) disposable.dispose();
  }

  /** Whether it is the config at the root of a folder of this window, whose connections are in the sidebar. */
  follows(config: string): boolean {
    return this.#texts.has(config);
  }

  /** Reads every file again. */
  async reload(): Promise<void> {
    await Promise.all((vscode.workspace.workspaceFolders ?? []).map(async (folder) => this.#load(folder)));
  }

  async #follow(folder: vscode.WorkspaceFolder): Promise<void> {
    this.#watch(folder);
    await this.#load(folder);
  }

  #watch(folder: vscode.WorkspaceFolder): void {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, NAME));
    const load = (): void => void this.#load(folder);
    watcher.onDidCreate(load);
    watcher.onDidChange(load);
    watcher.onDidDelete(load);
    this.#watchers.set(folder.uri.toString(), watcher);
  }

  #forget(folder: vscode.Uri): void {
    this.#watchers.get(folder.toString())?.dispose();
    this.#watchers.delete(folder.toString());
    this.#set(configOf(folder).toString(), "", undefined);
  }

  #later(document: vscode.TextDocument): void {
    const folder = vscode.workspace.getWorkspaceFolder(document.uri);
    if (folder === undefined || document.uri.toString() !== configOf(folder.uri).toString()) return;
    const id = document.uri.toString();
    clearTimeout(this.#timers.get(id));
    this.#timers.set(
      id,
      setTimeout(() => void this.#load(folder), DEBOUNCE_MS),
    );
  }

  async #load(folder: vscode.WorkspaceFolder): Promise<void> {
    const config = configOf(folder.uri);
    this.#set(config.toString(), folder.name, await textOf(config));
    await this.#connections.refreshMoved();
  }

  #set(config: string, folder: string, text: string | undefined): void {
    // A file is heard of more than once: when it is typed in, when it is saved, when it is seen on the disk.
    if (text !== undefined && text === this.#texts.get(config)) return;
    if (text === undefined) {
      this.#texts.delete(config);
      this.#connections.removeFile(config);
    } else {
      this.#texts.set(config, text);
      this.#connections.setFile(config, folder, text);
    }
    for (const listener of this.#listeners) listener(config, text);
    this.#onDidLoad();
  }
}

/** Where a folder's config is. */
export function configOf(folder: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(folder, NAME);
}

/** A file's text as the user sees it: with what is not saved yet. Undefined when there is none. */
export async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined && !open.isClosed) return open.getText();
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    // Of a file that is too large nothing is kept but that it is.
    return new TextDecoder().decode(bytes.subarray(0, FILE_LIMIT + 1));
  } catch {
    return undefined;
  }
}
