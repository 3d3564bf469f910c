import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writtenForms } from "../../src/core/ocpi/token-forms.ts";
import type { Clock, PeerFetch } from "../../src/core/ports.ts";
import type { Secret } from "../../src/core/ocpi/redaction.ts";
import { clock } from "../../src/extension/platform/clock.ts";
import { Connections } from "../../src/extension/state/connections.ts";
import type { ConnectionEntry } from "../../src/extension/state/connection-entry.ts";
import type { Choice, Dialogs, Question, TextQuestion, TokenQuestion } from "../../src/extension/platform/dialogs.ts";
import { loggedFetch } from "../../src/extension/platform/logged-fetch.ts";
import { editorFetch } from "../../src/extension/platform/peer-fetch.ts";
import { MemoryState, RunStore, type Memento } from "../../src/extension/state/run-store.ts";
import { Runner, type ProgressHandle } from "../../src/extension/state/runner.ts";
import { deriveOnce } from "./derived-once.ts";
import { MemorySecrets } from "../../src/extension/state/secret-storage.ts";
import type { FlowContext, FlowSettings } from "../../src/extension/flows/flow-context.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";

/** Answers a window's questions by script. Records what was asked and told, so that a test can search it for tokens. */
export class ScriptedDialogs implements Dialogs {
  readonly shown: string[] = [];
  readonly copied: string[] = [];
  /** The buttons of each notification that had any. */
  readonly offered: (readonly string[])[] = [];
  /** Whether the editor may use the clipboard. */
  copies = true;
  readonly saved: { readonly name: string; readonly text: string }[] = [];
  /** What is typed into a box whose title or prompt holds the text; `generate` presses the button. */
  readonly typed: [part: string, answer: string | undefined][] = [];
  /** Which button is pressed where a message holds the text. */
  readonly pressed: [part: string, button: string | undefined][] = [];
  /** What the last box said of the text that was typed. */
  fault: string | undefined;

  async askText(question: TextQuestion): Promise<string | undefined> {
    return this.askToken(question);
  }

  async askToken(question: TokenQuestion): Promise<string | undefined> {
    const text = `${question.title} ${question.prompt}`;
    this.shown.push(text);
    const answer = take(this.typed, text);
    assert.ok(answer !== undefined, `the script does not answer the box: ${text}`);
    const value = answer[1] === "generate" ? question.generate?.() : answer[1];
    this.fault = value === undefined ? undefined : question.check?.(value);
    if (this.fault !== undefined) this.shown.push(this.fault);
    return this.fault === undefined ? value : undefined;
  }

  async choose<T>(title: string, choices: readonly Choice<T>[]): Promise<T | undefined> {
    this.shown.push(
      title,
      ...choices.flatMap(({ label, description = "", detail = "" }) => [label, description, detail]),
    );
    const answer = take(this.pressed, title)?.[1];
    return choices.find(({ label }) => label === answer)?.value;
  }

  async confirm({ message, detail, actions }: Question): Promise<string | undefined> {
    this.shown.push(`${message} ${detail}`);
    const answer = take(this.pressed, message);
    assert.ok(answer !== undefined, `the script does not answer the question: ${message}`);
    assert.ok(answer[1] === undefined || actions.includes(answer[1]), `no such button: ${answer[1]}`);
    return answer[1];
  }

  async show(_severity: string, message: string, ...actions: readonly string[]): Promise<string | undefined> {
    this.shown.push(message);
    if (actions.length > 0) this.offered.push(actions);
    // Beside the name of the extension a notification is as wide as that.
    const fits = actions.length <= 2 && actions.join("").length <= 34;
    assert.ok(fits, `a notification has no room for its buttons: ${actions.join(" | ")}`);
    const answer = take(this.pressed, message)?.[1];
    assert.ok(answer === undefined || actions.includes(answer), `no such button: ${answer}`);
    return answer;
  }

  async copy(text: string): Promise<boolean> {
    if (this.copies) this.copied.push(text);
    return this.copies;
  }

  async save(name: string, text: string): Promise<void> {
    this.saved.push({ name, text });
  }
}

function take<T extends [string, unknown]>(from: T[], text: string): T | undefined {
  const index = from.findIndex(([part]) => text.includes(part));
  return index === -1 ? undefined : from.splice(index, 1)[0];
}

/** What survives a window: Secret Storage, the workspace's state, the journals. */
export class Profile {
  readonly secrets = new MemorySecrets();
  readonly state: Memento = new MemoryState();
  readonly journals = mkdtempSync(join(tmpdir(), "ocpi-journals-"));

  end(): void {
    rmSync(this.journals, { recursive: true, force: true });
  }

  /** Everything that lies open on the disk. */
  get files(): string {
    return readdirSync(this.journals)
      .map((name) => readFileSync(join(this.journals, name), "utf8"))
      .join("\n");
  }
}

let pids = 1000;
const alive = new Set<number>();

/** A window of the editor without an editor: everything behind the commands is real, and sends over real sockets. */
export class EditorWindow {
  static readonly config = "file:///acme/ocpi.yml";
  readonly dialogs = new ScriptedDialogs();
  readonly log: string[] = [];
  readonly executed: string[] = [];
  /** What was shown while a run went on. */
  readonly progress: { title: string; steps: string[]; ended: boolean; cancel: () => void }[] = [];
  readonly profile: Profile;
  readonly connections: Connections;
  readonly runner: Runner;
  readonly flow: FlowContext;
  /** By how much the window's clock is ahead, in milliseconds. */
  aheadMs = 0;
  readonly clock: Clock = { ...clock, now: () => new Date(clock.now().getTime() + this.aheadMs) };
  trusted = true;
  viewVisible = true;
  settings: FlowSettings = {
    checkPlatform: "require",
    timeouts: { requestTimeoutMs: 5000, waitForConnectedMs: 10_000 },
  };
  readonly #pid: number;

  constructor(profile: Profile, secrets: MemorySecrets = profile.secrets, fetch: PeerFetch = editorFetch) {
    this.profile = profile;
    this.#pid = pids++;
    alive.add(this.#pid);
    const owner = { host: "here", pid: this.#pid, isAlive: (pid: number) => alive.has(pid) };
    this.connections = new Connections(
      { secrets, runs: new RunStore(profile.state), folder: profile.journals },
      this.clock,
      owner,
    );
    const hidden: Secret[] = [];
    this.runner = new Runner({
      connections: this.connections,
      fetch: loggedFetch(fetch, (text) => this.log.push(text)),
      clock: this.clock,
      log: {
        info: (text) => this.log.push(text),
        error: (text) => this.log.push(text),
        hide: (token) => hidden.push(token),
      },
      version: "0",
      show: this.#show,
      deriveKey: deriveOnce,
    });
    this.flow = {
      connections: this.connections,
      runner: this.runner,
      dialogs: this.dialogs,
      clock: this.clock,
      isTrusted: () => this.trusted,
      isViewVisible: () => this.viewVisible,
      settings: () => this.settings,
      show: this.#show,
      execute: (command, key) => this.executed.push(key === undefined ? command : `${command} ${key.name}`),
    };
  }

  readonly #show = (title: string, cancel: () => void): ProgressHandle => {
    const shown: { title: string; steps: string[]; ended: boolean; cancel: () => void } = {
      title,
      steps: [],
      ended: false,
      cancel,
    };
    this.progress.push(shown);
    return {
      step: (step) => void shown.steps.push(step),
      end: () => {
        shown.ended = true;
      },
    };
  };

  /** Ends the window's process, whatever it was doing. */
  close(): void {
    alive.delete(this.#pid);
  }

  /** Opens `ocpi.yml` with one connection to the sandbox. */
  async open(sandbox: Sandbox, text = configFor(sandbox)): Promise<ConnectionEntry> {
    this.connections.setFile(EditorWindow.config, "work", text);
    await this.connections.refreshAll();
    const entry = this.connections.entry({ config: EditorWindow.config, name: "chargeindia" });
    assert.ok(entry !== undefined);
    return entry;
  }

  /** The boxes of *Exchange Credentials* get the sandbox's two tokens, once. */
  giveTokens({ initialToken, platform }: Sandbox): void {
    this.dialogs.typed.push(
      ["chargeindia: initial token", initialToken],
      ["chargeindia: platform token", platform.token],
    );
  }

  /** Nothing that a person or a file got to see holds a token, in whatever form it is written. */
  assertNoTokens(secrets: readonly (string | undefined)[]): void {
    const sinks: Record<string, string> = {
      log: this.log.join("\n"),
      dialogs: this.dialogs.shown.join("\n"),
      reports: JSON.stringify(this.connections.entries.map(({ key }) => this.connections.factsOf(key))),
      journals: this.profile.files,
    };
    for (const secret of secrets) {
      if (secret === undefined || secret.length < 8) continue;
      for (const form of [...writtenForms(secret), secret.slice(0, secret.length / 2)]) {
        for (const [sink, text] of Object.entries(sinks)) assert.ok(!text.includes(form), `a token is in the ${sink}`);
      }
    }
  }
}

/** The sandbox's connection as a file. */
export function configFor({ hub, platform }: Sandbox, more = ""): string {
  return `version: 1
connections:
  chargeindia:
    hub: { url: ${hub.origin} }
    platform:
      url: ${platform.url}
      roles:
        - { role: CPO, country_code: IN, party_id: ABC, business_details: { name: Your CPO Ltd } }
${more}`;
}
