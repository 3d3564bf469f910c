import type { MemorySecrets } from "../../../src/extension/state/secret-storage.ts";
import type { HubSwitches } from "../../../src/sandbox/hub.ts";
import { sandboxParty } from "../../../src/sandbox/party.ts";
import { startSandbox, type Sandbox } from "../../../src/sandbox/sandbox.ts";
import { usualPlatformToken } from "../../support/derived-once.ts";
import { EditorWindow, Profile } from "../../support/editor-window.ts";

/** What a flow is played in: a sandbox of its own, and the windows of one user. */
export class FlowScene {
  sandbox!: Sandbox;
  profile!: Profile;
  /** Every token that may be in no sink. */
  readonly tokens: string[] = [];
  readonly #windows: EditorWindow[] = [];

  /** Starts a sandbox, and opens a window of a user who has nothing yet. */
  async begin(switches: Partial<HubSwitches> = {}): Promise<EditorWindow> {
    this.sandbox = await startSandbox(switches, {}, {}, usualPlatformToken);
    this.profile = new Profile();
    this.tokens.splice(0, this.tokens.length, this.sandbox.initialToken, this.sandbox.platform.token);
    return this.open();
  }

  /** Opens one more window of the same user. */
  open(secrets?: MemorySecrets): EditorWindow {
    const window = new EditorWindow(this.profile, secrets);
    this.#windows.push(window);
    return window;
  }

  /** The hub token that the hub goes by now. */
  issued(): string | undefined {
    const token = this.sandbox.hub.issuedToken(sandboxParty);
    if (token !== undefined) this.tokens.push(token);
    return token;
  }

  /** The methods of the requests that changed something at the hub. */
  unsafe(): string[] {
    return this.sandbox.hub.server.requests.filter(({ method }) => method !== "GET").map(({ method }) => method);
  }

  /** The hub token that a window has. */
  async stored(window: EditorWindow): Promise<string | undefined> {
    const entry = window.connections.entry({ config: EditorWindow.config, name: "chargeindia" });
    const token = await entry?.tokens.read(entry.key, "hub-token", entry.hubOrigin);
    return token?.state === "stored" ? token.token.reveal() : undefined;
  }

  /** Ends it: no window has shown or written a token. */
  async end(): Promise<void> {
    this.issued();
    await this.sandbox.stop();
    for (const window of this.#windows.splice(0)) {
      await window.runner.settled();
      window.assertNoTokens(this.tokens);
    }
    this.profile.end();
  }
}
