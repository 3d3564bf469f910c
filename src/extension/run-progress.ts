import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { idOf, type Connections } from "./connections.ts";
import type { ConnectionKey } from "./token-store.ts";

interface Shown {
  readonly report: (message: string) => void;
  readonly end: () => void;
}

/**
 * Shows that something goes on: in the view, whose nodes say what, where it can be seen; otherwise as a notification
 * with a button that cancels.
 */
export class RunProgress implements vscode.Disposable {
  readonly #connections: Connections;
  readonly #isViewVisible: () => boolean;
  readonly #cancel: (key: ConnectionKey) => void;
  readonly #shown = new Map<string, Shown>();
  readonly #listening: { dispose(): void };

  constructor(connections: Connections, isViewVisible: () => boolean, cancel: (key: ConnectionKey) => void) {
    this.#connections = connections;
    this.#isViewVisible = isViewVisible;
    this.#cancel = cancel;
    this.#listening = connections.onDidChange((key) => {
      if (key !== undefined) this.#look(key);
    });
  }

  /** A step of a run begins. */
  step(key: ConnectionKey, title: string): void {
    this.#shown.get(idOf(key))?.report(title);
  }

  dispose(): void {
    this.#listening.dispose();
    for (const { end } of this.#shown.values()) end();
  }

  #look(key: ConnectionKey): void {
    const running = this.#connections.factsOf(key)?.running !== undefined;
    const shown = this.#shown.get(idOf(key));
    if (running && shown === undefined) this.#begin(key);
    if (!running && shown !== undefined) {
      this.#shown.delete(idOf(key));
      shown.end();
    }
  }

  #begin(key: ConnectionKey): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    let report = (_message: string): void => undefined;
    this.#shown.set(idOf(key), { report: (message) => report(message), end: resolve });
    const visible = this.#isViewVisible();
    const options: vscode.ProgressOptions = visible
      ? { location: { viewId: "ocpi.connections" } }
      : { location: vscode.ProgressLocation.Notification, cancellable: true, title: l10n.t("OCPI: {0}", key.name) };
    void vscode.window.withProgress(options, async (progress, token) => {
      report = (message) => progress.report({ message });
      token.onCancellationRequested(() => {
        report(l10n.t("waiting for what the Hub was asked already"));
        this.#cancel(key);
      });
      await promise;
    });
  }
}
