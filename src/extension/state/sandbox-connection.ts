import { pathToFileURL } from "node:url";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Description } from "../../core/config/description.ts";
import { InitialToken, PlatformToken } from "../../core/ocpi/token.ts";
import { defaultProfile } from "../../core/profiles/hubs.ts";
import type { ConnectionEntry } from "./connection-entry.ts";
import type { ConnectionKey } from "./connection-key.ts";
import type { Connections } from "./connections.ts";
import { MemoryState, RunStore } from "./run-store.ts";
import { SandboxHub, type DeskState, type DeskSwitch, type SandboxAddress } from "./sandbox-hub.ts";
import { MemorySecrets } from "./secret-storage.ts";

/** The sandbox's connection, which is in no file. */
export const sandboxKey: ConnectionKey = { config: "ocpi-sandbox:/ocpi.yml", name: "sandbox" };

/** *Start Sandbox Hub*: a Hub and a platform on this computer, and a connection to them that is gone with the window. */
export class SandboxConnection implements vscode.Disposable {
  readonly #connections: Connections;
  readonly #hub: SandboxHub;
  readonly #notify: (running: boolean) => void;
  readonly #deskChanged = new vscode.EventEmitter<void>();
  readonly onDidChangeDesk = this.#deskChanged.event;
  #desk: DeskState | undefined;

  constructor(connections: Connections, extension: vscode.Uri, tell: (running: boolean) => void) {
    this.#connections = connections;
    this.#notify = tell;
    const bundle = pathToFileURL(vscode.Uri.joinPath(extension, "dist", "extension", "sandbox.mjs").fsPath);
    this.#hub = new SandboxHub(
      bundle,
      () => this.#gone(),
      (desk) => this.#setDesk(desk),
    );
  }

  /** The account team's desk, while the sandbox runs. */
  get desk(): DeskState | undefined {
    return this.#desk;
  }

  /** Turns a switch of the desk. */
  press(which: DeskSwitch, on: boolean): void {
    this.#hub.press(which, on);
  }

  /**
   * Starts it and puts its connection into the sidebar, with the tokens that its account team hands over.
   * @throws Error with a plain sentence when it does not start.
   */
  async start(): Promise<ConnectionEntry | undefined> {
    const address = await this.#hub.start();
    const secrets = new MemorySecrets();
    const kept = { secrets, runs: new RunStore(new MemoryState()) };
    this.#connections.setSandbox(sandboxKey, l10n.t("Sandbox on this computer"), descriptionOf(address), kept);
    const entry = this.#connections.entry(sandboxKey);
    if (entry !== undefined) {
      const now = new Date();
      const { key, tokens, hubOrigin, platformOrigin } = entry;
      const forPlatform = { origin: platformOrigin, hub: hubOrigin };
      await tokens.write(key, "initial-token", new InitialToken(address.initialToken), hubOrigin, now);
      await tokens.write(key, "platform-token", new PlatformToken(address.platformToken), forPlatform, now);
      await this.#connections.refresh(key);
    }
    this.#notify(true);
    return entry;
  }

  async stop(): Promise<void> {
    await this.#hub.stop();
    this.#gone();
  }

  dispose(): void {
    void this.#hub.stop();
    this.#deskChanged.dispose();
  }

  #setDesk(desk: DeskState | undefined): void {
    this.#desk = desk;
    this.#deskChanged.fire();
  }

  #gone(): void {
    this.#setDesk(undefined);
    this.#connections.removeFile(sandboxKey.config);
    this.#notify(false);
  }
}

function descriptionOf({ hubUrl, platformUrl, party }: SandboxAddress): Description {
  const source = { name: "sandbox" };
  return {
    name: sandboxKey.name,
    profile: defaultProfile,
    hubUrl: { value: hubUrl, source },
    encoding: "auto",
    allowedOrigins: [],
    platformUrl: { value: platformUrl, source },
    roles: [{ ...party, business_details: { name: "Your CPO Ltd" } }],
    receivers: [],
    routing: [],
    sourceOfRole: () => source,
  };
}
