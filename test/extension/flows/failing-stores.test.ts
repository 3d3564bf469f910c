import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { PlatformToken } from "../../../src/core/ocpi/token.ts";
import type { ConnectionEntry } from "../../../src/extension/state/connection-entry.ts";
import { runFile } from "../../../src/extension/state/run-files.ts";
import { rotateToken } from "../../../src/extension/flows/change.ts";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { copyToken } from "../../../src/extension/flows/copy-token.ts";
import { setToken } from "../../../src/extension/flows/set-token.ts";
import { verifyAll, verifyConnection } from "../../../src/extension/flows/verify.ts";
import type { HubSwitches } from "../../../src/sandbox/hub.ts";
import { sandboxParty } from "../../../src/sandbox/party.ts";
import { startSandbox, type Sandbox } from "../../../src/sandbox/sandbox.ts";
import { usualPlatformToken } from "../../support/derived-once.ts";
import { configFor, EditorWindow, Profile } from "../../support/editor-window.ts";
import { Keyring } from "../../support/keyring.ts";

const notStored = "could not be stored";
const successor = "new_platform_token_0123456789abcdef0123456789";

describe("stores of tokens and journals that fail", () => {
  let sandbox: Sandbox;
  let profile: Profile;
  let keyring: Keyring;
  let window: EditorWindow;
  let entry: ConnectionEntry;

  async function begin(switches: Partial<HubSwitches> = {}): Promise<void> {
    sandbox = await startSandbox(switches, {}, {}, usualPlatformToken);
    profile = new Profile();
    keyring = new Keyring();
    window = new EditorWindow(profile, keyring);
    window.giveTokens(sandbox);
    entry = await window.open(sandbox);
  }

  afterEach(async () => {
    window.assertNoTokens([sandbox.initialToken, sandbox.platform.token, successor, hubToken()]);
    await sandbox.stop();
    profile.end();
  });

  const hubToken = (): string | undefined => sandbox.hub.issuedToken(sandboxParty);

  async function stored(kind: "hub-token" | "platform-token" | "new-platform-token"): Promise<string | undefined> {
    const origin = kind === "hub-token" ? entry.hubOrigin : entry.platformOrigin;
    const token = await entry.tokens.read(entry.key, kind, origin);
    return token.state === "stored" ? token.token.reveal() : undefined;
  }

  const unsafe = (): string =>
    sandbox.hub.server.requests
      .filter(({ method }) => method !== "GET")
      .map(({ method }) => method)
      .join(" ");

  /** The platform token that the hub has: it was in the body of the last PUT. */
  function lastPut(): unknown {
    const put = sandbox.hub.server.requests.findLast(({ method }) => method === "PUT");
    return (JSON.parse(put?.body ?? "{}") as { token?: unknown }).token;
  }

  /** Unlocks the keyring, as the user would, at the question for which `left` scripted answers are left. */
  function unlockBefore(left: number): void {
    const { dialogs } = window;
    const confirm = dialogs.confirm.bind(dialogs);
    dialogs.confirm = async (question) => {
      if (dialogs.pressed.length === left)
        Object.assign(keyring, { locked: false, locksAtHubToken: false, swallows: false });
      return confirm(question);
    };
  }

  it("lose no token when the keyring is locked as it arrives, and go on once the keyring is unlocked", async () => {
    await begin();
    keyring.locksAtHubToken = true;
    window.dialogs.pressed.push([notStored, "Copy Hub Token"], [notStored, "Retry"], [notStored, "Retry"]);
    unlockBefore(1);
    const ran = await exchange(window.flow, entry);
    assert.equal(ran?.outcome.result, "connected");
    assert.deepEqual(window.dialogs.copied, [hubToken()]);
    assert.equal(await stored("hub-token"), hubToken());
    assert.equal(unsafe(), "POST PUT");
    assert.equal(window.connections.stateOf(entry.key)?.kind, "status");
  });

  it("rescue the hub token of a rotation with the new platform token, and let the rotation finish", async () => {
    await begin({ putRotates: true });
    await exchange(window.flow, entry);
    sandbox.platform.alsoAccept(successor);
    window.dialogs.typed.push(["new platform token", successor]);
    keyring.swallows = true;
    window.dialogs.pressed.push([notStored, "Copy Hub Token"], [notStored, "Retry"]);
    unlockBefore(1);
    const ran = await rotateToken(window.flow, entry);
    assert.equal(ran?.outcome.result, "connected");
    assert.equal(window.dialogs.copied.length, 1);
    assert.equal(await stored("hub-token"), hubToken());
    assert.equal(lastPut(), successor);
    assert.equal(await stored("platform-token"), successor);
    assert.equal(await stored("new-platform-token"), undefined);
  });

  it("open the journal of a window that was killed in a rotation", async () => {
    await begin({ putRotates: true });
    await exchange(window.flow, entry);
    sandbox.platform.alsoAccept(successor);
    window.dialogs.typed.push(["new platform token", successor]);
    const store = keyring.store.bind(keyring);
    const { promise: died, resolve: die } = Promise.withResolvers<void>();
    keyring.store = async (key, value) => {
      if (!key.endsWith("|hub-token")) return store(key, value);
      die();
      return new Promise(() => undefined);
    };
    void rotateToken(window.flow, entry);
    await died;
    keyring.store = store;
    window.close();
    window = new EditorWindow(profile, keyring);
    entry = await window.open(sandbox);
    const ran = await verifyConnection(window.flow, entry);
    assert.equal(ran?.outcome.result, "connected");
    assert.equal(await stored("hub-token"), hubToken());
    assert.match(
      window.dialogs.shown.at(-1) ?? "",
      /^The rotation of chargeindia was interrupted.* Rotate Token… goes on with the same new token\.$/,
    );
    const done = await rotateToken(window.flow, entry);
    assert.equal(done?.outcome.result, "connected");
    assert.equal(lastPut(), successor);
    assert.equal(await stored("platform-token"), successor);
  });

  it("do not say that the hub token works where the hub refuses it", async () => {
    await begin();
    await exchange(window.flow, entry);
    await entry.vault.takeLock();
    sandbox.hub.revoke(sandboxParty);
    await verifyConnection(window.flow, entry);
    assert.match(
      window.dialogs.shown.at(-1) ?? "",
      /^chargeindia: Refused: The hub does not accept the hub token\. The message/,
    );
    assert.equal(window.connections.stateOf(entry.key)?.kind, "failed");
  });

  it("do not stop an exchange that cannot write its journal", async () => {
    await begin();
    const journal = join(profile.journals, `${runFile(entry.key)}.jsonl`);
    mkdirSync(journal);
    const ran = await exchange(window.flow, entry);
    rmSync(journal, { recursive: true });
    assert.equal(ran?.outcome.result, "connected");
    assert.ok(ran.record.findings.some(({ finding }) => finding.code === "state-unwritable"));
    assert.match(window.dialogs.shown.at(-1) ?? "", /Your platform needs it, too/);
    assert.equal(window.connections.stateOf(entry.key)?.kind, "status");
  });

  it("send nothing where the lock cannot be written, and name no folder", async () => {
    await begin();
    rmSync(profile.journals, { recursive: true });
    writeFileSync(profile.journals, "");
    const ran = await exchange(window.flow, entry);
    rmSync(profile.journals);
    mkdirSync(profile.journals);
    assert.equal(ran?.outcome.result, "not-ready");
    assert.equal(unsafe(), "");
    const words = JSON.stringify(window.connections.factsOf(entry.key));
    assert.match(words, /the extension's own folder cannot be written: E[A-Z]+/);
    assert.ok(!words.includes(profile.journals));
  });

  it("start no further run for other connections once the keyring has failed", async () => {
    await begin();
    await exchange(window.flow, entry);
    const [one] = /^ {2}chargeindia:\n(?: {4}.*\n)+/m.exec(configFor(sandbox)) ?? assert.fail();
    const names = Array.from({ length: 30 }, (_, index) => `c-${index}`);
    const text = `version: 1\nconnections:\n${names.map((name) => one.replace("chargeindia", name)).join("")}`;
    const token = await entry.tokens.read(entry.key, "hub-token", entry.hubOrigin);
    assert.ok(token.state === "stored");
    window.connections.setFile(EditorWindow.config, "work", text);
    for (const { key, tokens, hubOrigin } of window.connections.entries)
      await tokens.write(key, "hub-token", token.token, hubOrigin, new Date());
    const get = keyring.get.bind(keyring);
    let asked = 0;
    keyring.get = async (key) => {
      asked += key.endsWith("|hub-token") ? 1 : 0;
      if (asked === 10) throw new Error("Cannot get secret of a locked object");
      return get(key);
    };
    await assert.rejects(verifyAll(window.flow), /locked/);
    await window.runner.settled();
    const looked = window.connections.entries.filter(({ key }) => window.connections.factsOf(key)?.last !== undefined);
    assert.ok(looked.length < 12, `${looked.length} were looked at`);
  });

  it("keep the new platform token of a rotation when the platform moves", async () => {
    await begin();
    await exchange(window.flow, entry);
    await entry.tokens.write(
      entry.key,
      "new-platform-token",
      new PlatformToken(successor),
      entry.platformOrigin,
      new Date(),
    );
    sandbox.platform.alsoAccept(successor);
    sandbox.hub.admitPlatform(moved(sandbox.platform.url));
    entry = await window.open(sandbox, configFor(sandbox).replace(sandbox.platform.url, moved(sandbox.platform.url)));
    window.dialogs.pressed.push(["now points", "Use It at the New Host"], ["now points", "Use It at the New Host"]);
    const ran = await rotateToken(window.flow, entry);
    assert.equal(ran?.outcome.result, "connected");
    assert.equal(lastPut(), successor);
  });

  it("replace a platform token only when the user says so: it may be the key to a capsule", async () => {
    await begin();
    keyring.swallows = true;
    window.dialogs.pressed.push([notStored, undefined]);
    assert.equal((await exchange(window.flow, entry))?.outcome.result, "unstored");
    keyring.swallows = false;
    window.dialogs.pressed.push(["which token?", "platform token"], ["has a platform token already", undefined]);
    await setToken(window.flow, entry);
    assert.equal(await stored("platform-token"), sandbox.platform.token);
    assert.equal((await exchange(window.flow, entry))?.outcome.result, "connected");
    assert.equal(unsafe(), "POST PUT");
    // The account team can issue another initial token, so this one is replaced without a question.
    window.dialogs.pressed.push(["which token?", "initial token"]);
    window.dialogs.typed.push(["initial token", "another_initial_token_0123456789"]);
    await setToken(window.flow, entry);
  });

  it("clear a token from a clipboard that the editor may not read", async () => {
    await begin();
    await exchange(window.flow, entry);
    const written: string[] = [];
    window.dialogs.pressed.push(["Copy the hub token", "Copy"]);
    const clock = { ...window.flow.clock, now: () => new Date(), sleep: async () => undefined };
    await copyToken({ ...window.flow, clock }, entry, "hub-token", {
      read: async () => Promise.reject(new Error("Read permission denied.")),
      write: async (text) => {
        written.push(text);
        return true;
      },
    });
    await wait(1);
    assert.deepEqual(written, [hubToken(), ""]);
  });
});

/** The same address by another name, which is another host. */
function moved(url: string): string {
  return url.replace("127.0.0.1", "localhost");
}
