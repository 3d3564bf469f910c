import * as vscode from "vscode";

/** What when-clauses in the manifest ask for. */
export const contextKeys = {
  /** How the files with connections are: `missing`, `invalid`, `empty` or `valid`. Unset until they were looked for. */
  configState: "ocpi.configState",
  /** There is at least one connection, in a file or in the sandbox. */
  hasConnections: "ocpi.hasConnections",
  /** The two tokens of a file's connection are stored: the walkthrough's third step is done. */
  hasTokens: "ocpi.hasTokens",
  /** There is at least one connection in a file. */
  hasFileConnections: "ocpi.hasFileConnections",
  /** A token of at least one connection is stored, for whatever host. */
  hasStoredTokens: "ocpi.hasStoredTokens",
  /** The hub token of at least one connection is stored: there is a registration to change, and a token to hand on. */
  hasHubToken: "ocpi.hasHubToken",
  /** At least one connection has a report. */
  hasReport: "ocpi.hasReport",
  /** At least one connection is PLANNED: there is something to wait for. */
  hasPlanned: "ocpi.hasPlanned",
  /** The platform token of at least one connection is stored: traffic can be rehearsed. */
  hasPlatformToken: "ocpi.hasPlatformToken",
  /** A connection of a file is CONNECTED: the walkthrough's fourth step is done. */
  hasConnected: "ocpi.hasConnected",
  /** A workflow was written: the walkthrough's last step is done. */
  hasWorkflow: "ocpi.hasWorkflow",
  /** *Notify Me When CONNECTED* is on for a connection. */
  watching: "ocpi.watching",
  /** A hub token is stored that no person has said to be in the platform. */
  hasUninstalled: "ocpi.hasUninstalled",
  /** Something goes on with at least one connection. */
  running: "ocpi.running",
  /** The sandbox Hub runs. */
  sandboxRunning: "ocpi.sandboxRunning",
} as const;

/** Sets context keys, and only when they change. */
export class ContextKeys {
  readonly #values = new Map<string, unknown>();

  set(name: keyof typeof contextKeys, value: string | boolean): void {
    if (this.#values.get(name) === value) return;
    this.#values.set(name, value);
    void vscode.commands.executeCommand("setContext", contextKeys[name], value);
  }
}
