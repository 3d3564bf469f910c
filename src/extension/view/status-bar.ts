import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { isUrgent } from "../state/connection-state.ts";
import { idOf, type ConnectionKey } from "../state/connection-key.ts";
import type { Connections } from "../state/connections.ts";
import { statusLines, type NamedState } from "./status-lines.ts";

// `checked 3 min ago` stays true: VS Code does not ask for a tooltip when it is read.
const MINUTE_MS = 60_000;

/** The one item in the status bar: how many connections are CONNECTED, or what goes on. */
export class StatusBar implements vscode.Disposable {
  readonly #connections: Connections;
  readonly #item: vscode.StatusBarItem;
  readonly #listening: { dispose(): void };
  readonly #minute: NodeJS.Timeout;
  /** What was read of each connection: most changes are those of one, of perhaps a thousand. */
  readonly #states = new Map<string, NamedState>();

  constructor(connections: Connections) {
    this.#connections = connections;
    this.#item = vscode.window.createStatusBarItem("ocpi.status", vscode.StatusBarAlignment.Left);
    this.#item.name = "OCPI";
    this.#listening = connections.onDidChange((key) => this.#changed(key));
    this.#minute = setInterval(() => this.show(), MINUTE_MS);
  }

  dispose(): void {
    this.#item.dispose();
    this.#listening.dispose();
    clearInterval(this.#minute);
  }

  /** Shows what is known now. */
  show(): void {
    this.#states.clear();
    for (const { key } of this.#connections.entries) this.#read(key);
    this.#showRead();
  }

  /** Shows the change of one connection, or of several where none is named. */
  #changed(key: ConnectionKey | undefined): void {
    if (key === undefined || !this.#states.has(idOf(key))) {
      this.show();
      return;
    }
    this.#read(key);
    this.#showRead();
  }

  #read(key: ConnectionKey): void {
    const state = this.#connections.stateOf(key);
    this.#states.set(idOf(key), { name: this.#connections.titleOf(key), state });
  }

  #showRead(): void {
    const wanted = vscode.workspace.getConfiguration("ocpi").get("statusBar.visible", true);
    const states = [...this.#states.values()];
    if (!wanted || states.length === 0) {
      this.#item.hide();
      return;
    }
    const running = states.filter(({ state }) => state?.kind === "running");
    const connected = states.filter(({ state }) => state?.kind === "status" && state.status === "CONNECTED");
    const [first] = running;
    const item = this.#item;
    if (first !== undefined) {
      item.text = `$(sync~spin) OCPI ${running.length === 1 ? first.name : running.length}`;
      const stops = running.some(
        ({ state }) => state?.kind === "running" && state.doing !== "waiting" && !state.stopping,
      );
      item.tooltip = stops
        ? l10n.t("Click to cancel. What was sent to the Hub already is waited for.")
        : l10n.t("Waiting for the Hub's answer: nothing stops that.");
      item.command = stops ? "ocpi.cancel" : "ocpi.connections.focus";
      item.accessibilityInformation = {
        label: l10n.t("OCPI: {0} is running", running.map(({ name }) => name).join(", ")),
      };
    } else {
      const count = l10n.t("{0} of {1} connections CONNECTED", connected.length, states.length);
      item.text = `$(plug) ${connected.length}/${states.length}`;
      item.tooltip = tooltipOf(count, states);
      item.command = "ocpi.connections.focus";
      item.accessibilityInformation = { label: l10n.t("OCPI: {0}", count) };
    }
    item.backgroundColor = states.some(({ state }) => state !== undefined && isUrgent(state))
      ? new vscode.ThemeColor("statusBarItem.warningBackground")
      : undefined;
    item.show();
  }
}

function tooltipOf(count: string, states: readonly NamedState[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendText(`${count}\n\n`);
  for (const line of statusLines(states, new Date())) text.appendMarkdown("- ").appendText(`${line}\n`);
  return text;
}
