import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Connections } from "./connections.ts";
import { wordsOf } from "./tree-model.ts";

/** The one item in the status bar: how many connections are CONNECTED, or what goes on. */
export class StatusBar implements vscode.Disposable {
  readonly #connections: Connections;
  readonly #item: vscode.StatusBarItem;
  readonly #listening: { dispose(): void };

  constructor(connections: Connections) {
    this.#connections = connections;
    this.#item = vscode.window.createStatusBarItem("ocpi.status", vscode.StatusBarAlignment.Left);
    this.#item.name = "OCPI";
    this.#listening = connections.onDidChange(() => this.show());
  }

  dispose(): void {
    this.#item.dispose();
    this.#listening.dispose();
  }

  /** Shows what is known now. */
  show(): void {
    const wanted = vscode.workspace.getConfiguration("ocpi").get("statusBar.visible", true);
    const entries = this.#connections.entries;
    if (!wanted || entries.length === 0) {
      this.#item.hide();
      return;
    }
    const states = entries.map(({ key }) => ({ name: key.name, state: this.#connections.stateOf(key) }));
    const running = states.filter(({ state }) => state?.kind === "running");
    const connected = states.filter(({ state }) => state?.kind === "status" && state.status === "CONNECTED");
    const urgent = states.some(({ state }) => state?.kind === "host-changed" || state?.kind === "interrupted");
    const [first] = running;
    const item = this.#item;
    if (first !== undefined) {
      item.text = `$(sync~spin) OCPI ${running.length === 1 ? first.name : running.length}`;
      item.tooltip = l10n.t("Click to cancel. What was sent to the Hub already is waited for.");
      item.command = "ocpi.cancel";
      item.accessibilityInformation = {
        label: l10n.t("OCPI: busy with {0}", running.map(({ name }) => name).join(", ")),
      };
    } else {
      const count = l10n.t("{0} of {1} connections CONNECTED", connected.length, states.length);
      item.text = `$(plug) ${connected.length}/${states.length}`;
      item.tooltip = tooltipOf(count, states);
      item.command = "ocpi.connections.focus";
      item.accessibilityInformation = { label: l10n.t("OCPI: {0}", count) };
    }
    item.backgroundColor = urgent ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    item.show();
  }
}

// A tooltip is to be read at a glance.
const LINES = 12;

function tooltipOf(
  count: string,
  states: readonly { readonly name: string; readonly state: ReturnType<Connections["stateOf"]> }[],
): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendText(`${count}\n\n`);
  const now = new Date();
  for (const { name, state } of states.slice(0, LINES)) {
    text.appendMarkdown("- ").appendText(`${name}: ${state === undefined ? "" : wordsOf(state, now)}\n`);
  }
  if (states.length > LINES) text.appendMarkdown("- ").appendText(l10n.t("and {0} more", states.length - LINES));
  return text;
}
