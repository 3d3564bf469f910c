import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { capsuleKey, sealCapsule } from "../../../src/core/onboarding/capsule.ts";
import { HubToken, PlatformToken } from "../../../src/core/ocpi/token.ts";
import { Journal } from "../../../src/extension/state/journal.ts";
import type { ConnectionEntry } from "../../../src/extension/state/connection-entry.ts";
import { MemorySecrets } from "../../../src/extension/state/secret-storage.ts";
import { recoverHubToken, rotateToken, updateRegistration } from "../../../src/extension/flows/change.ts";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { copyToken, type Clipboard } from "../../../src/extension/flows/copy-token.ts";
import { forgetToken, setToken } from "../../../src/extension/flows/set-token.ts";
import { verifyAll, verifyConnection } from "../../../src/extension/flows/verify.ts";
import { StatusNews } from "../../../src/extension/state/status-news.ts";
import { treeOf, type TreeNode } from "../../../src/extension/view/tree-model.ts";
import { keyOf } from "../../../src/extension/state/token-store.ts";
import type { HubSwitches } from "../../../src/sandbox/hub.ts";
import { sandboxParty } from "../../../src/sandbox/party.ts";
import { startSandbox, type Sandbox } from "../../../src/sandbox/sandbox.ts";
import { configFor, EditorWindow, Profile } from "../../support/editor-window.ts";
import { Keyring } from "../../support/keyring.ts";

/** The sidebar's tree as it is now. */
function treeSeen({ connections }: EditorWindow): TreeNode[] {
  const views = connections.entries.flatMap(({ key, folder, source }) => {
    const [state, facts] = [connections.stateOf(key), connections.factsOf(key)];
    return state === undefined || facts === undefined ? [] : [{ key, folder, source, state, facts }];
  });
  return treeOf(views, new Date());
}

class MemoryClipboard implements Clipboard {
  text = "";

  async read(): Promise<string> {
    return this.text;
  }

  async write(text: string): Promise<boolean> {
    this.text = text;
    return true;
  }
}

describe("the flows behind the commands, over real sockets", () => {
  let sandbox: Sandbox;
  let profile: Profile;
  const windows: EditorWindow[] = [];
  const tokens: string[] = [];

  async function begin(switches: Partial<HubSwitches> = {}): Promise<EditorWindow> {
    sandbox = await startSandbox(switches);
    profile = new Profile();
    tokens.splice(0, tokens.length, sandbox.initialToken, sandbox.platform.token);
    return open();
  }

  function open(secrets?: MemorySecrets): EditorWindow {
    const window = new EditorWindow(profile, secrets);
    windows.push(window);
    return window;
  }

  function issued(): string | undefined {
    const token = sandbox.hub.issuedToken(sandboxParty);
    if (token !== undefined) tokens.push(token);
    return token;
  }

  function unsafe(): string[] {
    return sandbox.hub.server.requests.filter(({ method }) => method !== "GET").map(({ method }) => method);
  }

  async function stored(window: EditorWindow): Promise<string | undefined> {
    const entry = window.connections.entry({ config: EditorWindow.config, name: "chargeindia" });
    const token = await entry?.tokens.read(entry.key, "hub-token", entry.hubOrigin);
    return token?.state === "stored" ? token.token.reveal() : undefined;
  }

  afterEach(async () => {
    issued();
    await sandbox.stop();
    for (const window of windows.splice(0)) {
      await window.runner.settled();
      window.assertNoTokens(tokens);
    }
    profile.end();
  });

  it("asks for two tokens, exchanges, stores, and is CONNECTED; run again it only looks and asks nothing", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    assert.equal(window.connections.stateOf(entry.key)?.kind, "token-needed");
    window.giveTokens(sandbox);
    const first = await exchange(window.flow, entry);
    assert.equal(first?.outcome.result, "connected");
    assert.equal(await stored(window), issued());
    assert.deepEqual(unsafe(), ["POST", "PUT"]);
    const state = window.connections.stateOf(entry.key);
    assert.ok(state?.kind === "status" && state.status === "CONNECTED");
    assert.equal(window.connections.factsOf(entry.key)?.initialToken.state, "absent");
    assert.match(window.dialogs.shown.join("\n"), /Your platform needs it, too/);
    const { versions, details } = first.last.looked;
    assert.deepEqual([versions?.url, versions?.opened], [`${sandbox.hub.origin}/ocpi/versions`, true]);
    assert.deepEqual([details?.url, details?.opened], [`${sandbox.hub.origin}/ocpi/2.2.1`, true]);
    const again = await exchange(window.flow, entry);
    assert.equal(again?.outcome.result, "connected");
    assert.deepEqual(unsafe(), ["POST", "PUT"]);
  });

  it("remembers the last run in a new window", async () => {
    const window = await begin();
    window.giveTokens(sandbox);
    await exchange(window.flow, await window.open(sandbox));
    window.close();
    const next = open();
    const entry = await next.open(sandbox);
    const state = next.connections.stateOf(entry.key);
    assert.ok(state?.kind === "status" && state.status === "CONNECTED");
  });

  it("sends nothing in Restricted Mode, and offers to change that", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    window.trusted = false;
    window.dialogs.pressed.push(["Restricted Mode", "Manage Workspace Trust"]);
    assert.equal(await exchange(window.flow, entry), undefined);
    assert.equal(await verifyConnection(window.flow, entry), undefined);
    await verifyAll(window.flow);
    assert.deepEqual(window.executed, ["ocpi.manageTrust"]);
    assert.equal(sandbox.hub.server.requests.length, 0);
    assert.equal(sandbox.platform.server.requests.length, 0);
  });

  it("checks tokens while they are typed, as the exchange would", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    window.dialogs.typed.push(["initial token", `${sandbox.initialToken} `]);
    assert.equal(await exchange(window.flow, entry), undefined);
    assert.match(window.dialogs.fault ?? "", /space|line break/i);
    window.dialogs.typed.push(["initial token", sandbox.initialToken], ["platform token", sandbox.initialToken]);
    assert.equal(await exchange(window.flow, entry), undefined);
    assert.match(window.dialogs.fault ?? "", /same/i);
    assert.equal(sandbox.hub.server.requests.length, 0);
  });

  it("makes a platform token that the Hub may use", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    sandbox.platform.tokenInstalled = false;
    window.dialogs.typed.push(["initial token", sandbox.initialToken], ["platform token", "generate"]);
    const ran = await exchange(window.flow, entry);
    // It is not installed in the platform yet, and so nothing was sent that changes anything.
    assert.equal(ran?.outcome.result, "not-ready");
    assert.deepEqual(unsafe(), []);
    const state = window.connections.stateOf(entry.key);
    assert.equal(state?.kind, "failed");
    assert.match(window.dialogs.shown.join("\n"), /platform/i);
  });

  it("tells of a wrong initial token what mends it", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    window.dialogs.typed.push(
      ["initial token", "not_the_token_that_was_given"],
      ["platform token", sandbox.platform.token],
    );
    window.dialogs.pressed.push(["chargeindia: ", "Set Token…"]);
    const ran = await exchange(window.flow, entry);
    assert.equal(ran?.outcome.result, "refused");
    assert.deepEqual([ran.last.looked.versions?.opened, ran.last.looked.versions?.httpStatus], [false, 401]);
    await wait(10);
    assert.deepEqual(window.executed, ["ocpi.setToken chargeindia"]);
  });

  it("asks before a stored token goes to a host that ocpi.yml names newly, and sends nothing until then", async () => {
    const window = await begin();
    window.giveTokens(sandbox);
    await exchange(window.flow, await window.open(sandbox));
    const other = await startSandbox();
    try {
      const moved = await window.open(other, configFor(other));
      const state = window.connections.stateOf(moved.key);
      assert.ok(state?.kind === "host-changed" && state.to === other.hub.origin);
      window.dialogs.pressed.push(["ocpi.yml now points chargeindia to", undefined]);
      assert.equal(await verifyConnection(window.flow, moved), undefined);
      assert.equal(other.hub.server.requests.length, 0);
      window.dialogs.pressed.push(
        ["ocpi.yml now points chargeindia to", "Use It at the New Host"],
        ["ocpi.yml now points chargeindia to", "Forget It…"],
        ["Forget the platform token of chargeindia?", "Forget"],
      );
      const ran = await verifyConnection(window.flow, moved);
      assert.equal(ran?.outcome.result, "refused");
    } finally {
      await other.stop();
    }
  });

  it("asks before the platform token goes to another hub than the one that it was given for, on this computer too", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    window.dialogs.pressed.push(["which token?", "platform token"]);
    window.dialogs.typed.push(["platform token", sandbox.platform.token]);
    await setToken(window.flow, entry);
    const other = await startSandbox();
    try {
      const text = configFor(sandbox).replace(sandbox.hub.origin, other.hub.origin);
      const moved = await window.open(sandbox, text);
      tokens.push(other.initialToken);
      window.dialogs.typed.push(["initial token", other.initialToken]);
      window.dialogs.pressed.push([`ocpi.yml now points chargeindia to ${other.hub.origin}`, undefined]);
      assert.equal(await exchange(window.flow, moved), undefined);
      assert.match(window.dialogs.shown.at(-1) ?? "", /The stored platform token belongs to http:\/\/127/);
      assert.equal(other.hub.server.requests.length, 0);
      assert.equal(window.connections.stateOf(moved.key)?.kind, "host-changed");
      // Once somebody has said so, it is that hub's.
      window.dialogs.pressed.push(["ocpi.yml now points chargeindia to", "Use It at the New Host"]);
      await exchange(window.flow, moved);
      assert.notEqual(other.hub.server.requests.length, 0);
      assert.deepEqual(window.dialogs.pressed, []);
    } finally {
      await other.stop();
    }
  });

  it("comes back interrupted from a window that was closed during the POST, and recovers", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    window.giveTokens(sandbox);
    // The hub never saw it, but the window cannot know.
    sandbox.hub.server.faults.add({
      method: "POST",
      path: "/ocpi/2.2.1/credentials",
      times: 1,
      act: { kind: "delay", ms: 1000 },
    });
    sandbox.hub.server.faults.add({
      method: "POST",
      path: "/ocpi/2.2.1/credentials",
      times: 1,
      act: { kind: "drop", when: "before" },
    });
    const lost = exchange(window.flow, entry);
    while (!unsafe().includes("POST")) await wait(10);
    const next = open();
    const waiting = await next.open(sandbox);
    assert.equal(next.connections.stateOf(waiting.key)?.kind, "elsewhere");
    window.close();
    await next.connections.refreshAll();
    assert.equal(next.connections.stateOf(waiting.key)?.kind, "interrupted");
    await lost;
    sandbox.hub.server.faults.clear();
    const ran = await verifyConnection(next.flow, waiting);
    assert.ok(ran?.outcome.result === "connected", ran?.last.headline);
    assert.equal(await stored(next), issued());
  });

  /** A window that is killed when the token has arrived, and is in the journal only. */
  async function killedWithToken(): Promise<EditorWindow> {
    class Dying extends MemorySecrets {
      dead = false;
      override async store(key: string, value: string): Promise<void> {
        if (key.endsWith("|hub-token")) this.dead = true;
        if (!this.dead) await profile.secrets.store(key, value);
      }
      override async get(key: string): Promise<string | undefined> {
        // The window is gone: nothing is answered any more.
        return this.dead ? new Promise(() => undefined) : profile.secrets.get(key);
      }
      override async delete(key: string): Promise<void> {
        if (!this.dead) await profile.secrets.delete(key);
      }
      override async keys(): Promise<string[]> {
        return profile.secrets.keys();
      }
    }
    await begin();
    const secrets = new Dying();
    const dying = new EditorWindow(profile, secrets);
    dying.giveTokens(sandbox);
    void exchange(dying.flow, await dying.open(sandbox));
    while (!secrets.dead) await wait(10);
    dying.close();
    return dying;
  }

  it("stores the token that was in the journal when the window was killed", async () => {
    const dying = await killedWithToken();
    const next = open();
    const entry = await next.open(sandbox);
    assert.equal(next.connections.stateOf(entry.key)?.kind, "interrupted");
    // Verify stores what had arrived, looks, and offers what would change something at the hub.
    next.dialogs.pressed.push(["the exchange was interrupted", "Exchange Credentials"]);
    assert.equal((await verifyConnection(next.flow, entry))?.outcome.result, "registered");
    assert.equal(await stored(next), issued());
    await wait(10);
    assert.deepEqual(next.executed, ["ocpi.exchangeCredentials chargeindia"]);
    assert.deepEqual(unsafe(), ["POST"]);
    const ran = await exchange(next.flow, entry);
    assert.equal(ran?.outcome.result, "connected");
    assert.deepEqual(unsafe(), ["POST", "PUT"]);
    dying.assertNoTokens(tokens);
  });

  it("goes on with an exchange that was interrupted under a former name, and stores the token in its journal", async () => {
    await killedWithToken();
    const next = open();
    const text = configFor(sandbox).replace("chargeindia:", "production:");
    next.connections.setFile(EditorWindow.config, "work", text);
    await next.connections.refreshAll();
    const [entry = assert.fail()] = next.connections.entries;
    assert.equal(next.connections.stateOf(entry.key)?.kind, "token-needed");
    next.dialogs.pressed.push(["Was production called chargeindia before?", "It Is the Same"]);
    assert.equal((await exchange(next.flow, entry))?.outcome.result, "connected");
    const kept = await entry.tokens.read(entry.key, "hub-token", entry.hubOrigin);
    assert.ok(kept.state === "stored" && kept.token.reveal() === issued());
    assert.equal(entry.journal?.leftover(), undefined);
    assert.deepEqual(unsafe(), ["POST", "PUT"]);
  });

  it("lets somebody copy the token, or mend the keyring and go on, when it cannot be stored", async () => {
    await begin();
    const secrets = new Keyring();
    secrets.swallows = true;
    const window = open(secrets);
    window.giveTokens(sandbox);
    const question = "The hub issued its token for chargeindia, and it could not be stored.";
    window.dialogs.pressed.push(
      [question, "Copy Hub Token"],
      [question, "Copy Recovery Capsule"],
      [question, "Retry"],
      [question, "Retry"],
    );
    const { confirm } = window.dialogs;
    window.dialogs.confirm = async (asked) => {
      // Before the last try somebody unlocks the keyring.
      if (window.dialogs.pressed.length === 1) secrets.swallows = false;
      return confirm.call(window.dialogs, asked);
    };
    const ran = await exchange(window.flow, await window.open(sandbox));
    assert.equal(ran?.outcome.result, "connected");
    const token = issued();
    assert.equal(window.dialogs.copied[0], token);
    assert.match(window.dialogs.copied[1] ?? "", /^ocpi-capsule:v1:/);
    assert.equal(await stored(window), token);
  });

  it("keeps a token that could not be stored until it can be, whatever is done in between", async () => {
    await begin();
    const secrets = new Keyring();
    secrets.swallows = true;
    const window = open(secrets);
    window.giveTokens(sandbox);
    const entry = await window.open(sandbox);
    window.dialogs.pressed.push(["it could not be stored", undefined]);
    assert.equal((await exchange(window.flow, entry))?.outcome.result, "unstored");
    // Somebody looks, gives up, and tries again with a keyring that is locked still.
    window.dialogs.pressed.push(
      ["got a hub token that could not be stored", "Copy Recovery Capsule"],
      ["got a hub token that could not be stored", undefined],
    );
    assert.equal(await verifyConnection(window.flow, entry), undefined);
    assert.equal(await exchange(window.flow, entry), undefined);
    assert.match(window.dialogs.copied[0] ?? "", /^ocpi-capsule:v1:/);
    secrets.swallows = false;
    const ran = await exchange(window.flow, entry);
    assert.equal(ran?.outcome.result, "connected");
    assert.equal(await stored(window), issued());
    assert.deepEqual(unsafe(), ["POST", "PUT"]);
    assert.equal(entry.journal?.leftover(), undefined);
  });

  it("knows a token that was stored a moment before the window was killed", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    window.giveTokens(sandbox);
    await exchange(window.flow, entry);
    // The process ended between the store's answer and the note of it.
    const key = await capsuleKey(new PlatformToken(sandbox.platform.token));
    const content = {
      token: new HubToken(issued() ?? ""),
      versionsUrl: `${sandbox.hub.origin}/ocpi/versions`,
      encoding: "plain" as const,
      parties: [sandboxParty],
      correlationId: "id",
      at: new Date(),
    };
    const journal = new Journal(profile.journals, entry.key);
    journal.append({ phase: "captured", capsule: sealCapsule(content, key) }, "a run");
    const ran = await exchange(window.flow, entry);
    assert.equal(ran?.outcome.result, "connected");
    assert.equal(journal.leftover(), undefined);
    assert.deepEqual(unsafe(), ["POST", "PUT"]);
  });

  it("recovers a hub token out of its capsule, and says what is wrong with a wrong one", async () => {
    await begin();
    const secrets = new Keyring();
    secrets.swallows = true;
    const window = open(secrets);
    window.giveTokens(sandbox);
    window.dialogs.pressed.push(["it could not be stored", undefined]);
    const failed = await exchange(window.flow, await window.open(sandbox));
    const capsule = failed?.outcome.capsule ?? "";
    assert.equal(failed?.outcome.result, "unstored");
    const otherComputer = new Profile();
    const elsewhere = new EditorWindow(otherComputer);
    const entry = await elsewhere.open(sandbox);
    elsewhere.dialogs.typed.push(
      ["recovery capsule", capsule],
      ["platform token", "another_platform_token_0123456789abcdef"],
    );
    assert.equal(await recoverHubToken(elsewhere.flow, entry), undefined);
    assert.match(elsewhere.dialogs.shown.join("\n"), /does not open this capsule/);
    await entry.tokens.forget(entry.key, "platform-token");
    elsewhere.dialogs.typed.push(["recovery capsule", capsule], ["platform token", sandbox.platform.token]);
    const ran = await recoverHubToken(elsewhere.flow, entry);
    assert.equal(ran?.outcome.result, "connected");
    assert.equal(await stored(elsewhere), issued());
    elsewhere.assertNoTokens(tokens);
    otherComputer.end();
  });

  it("rotates the platform token, and keeps the new one once the Hub has it", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    window.giveTokens(sandbox);
    await exchange(window.flow, entry);
    const successor = "new_platform_token_0123456789abcdef0123456789";
    tokens.push(successor);
    window.dialogs.typed.push(["new platform token", successor]);
    // It is not in the platform yet: nothing changes, and the connection is what it was.
    assert.equal((await rotateToken(window.flow, entry))?.outcome.result, "not-ready");
    assert.match(window.dialogs.shown.at(-1) ?? "", /does not accept the new platform token yet/);
    const state = window.connections.stateOf(entry.key);
    assert.ok(state?.kind === "status" && state.status === "CONNECTED");
    sandbox.platform.alsoAccept(successor);
    const ran = await rotateToken(window.flow, entry);
    assert.equal(ran?.outcome.result, "connected");
    assert.match(window.dialogs.shown.join("\n"), /Keep the old one valid for 24 hours/);
    const kept = await entry.tokens.read(entry.key, "platform-token", entry.platformOrigin);
    assert.ok(kept.state === "stored" && kept.token.reveal() === successor);
    assert.equal((await entry.tokens.read(entry.key, "new-platform-token", entry.platformOrigin)).state, "absent");
    assert.deepEqual(unsafe(), ["POST", "PUT", "PUT"]);
    assert.equal((await updateRegistration(window.flow, entry))?.outcome.result, "connected");
  });

  it("verifies once at a double click, and says nothing that is not so", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    window.giveTokens(sandbox);
    await exchange(window.flow, entry);
    const shown = window.dialogs.shown.length;
    const looks = await Promise.all([verifyConnection(window.flow, entry), verifyConnection(window.flow, entry)]);
    assert.deepEqual(looks.map((ran) => ran?.outcome.result).toSorted(), ["connected", undefined]);
    assert.deepEqual(window.dialogs.shown.slice(shown), []);
  });

  it("gives each copy a minute of its own", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    window.giveTokens(sandbox);
    await exchange(window.flow, entry);
    const clipboard = new MemoryClipboard();
    const minutes: (() => void)[] = [];
    const sleep = async (): Promise<void> => new Promise((done) => minutes.push(done));
    const flow = { ...window.flow, clock: { now: () => new Date(), sleep } };
    const ask = (): unknown => window.dialogs.pressed.push(["Copy the hub token of chargeindia?", "Copy"]);
    ask();
    await copyToken(flow, entry, "hub-token", clipboard);
    ask();
    await copyToken(flow, entry, "hub-token", clipboard);
    for (const left of [issued(), ""]) {
      minutes.shift()?.();
      await wait(10);
      assert.equal(clipboard.text, left);
    }
  });

  it("can copy the new platform token of a rotation that was begun, and forget it", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    window.giveTokens(sandbox);
    await exchange(window.flow, entry);
    window.dialogs.typed.push(["new platform token", "generate"]);
    window.dialogs.pressed.push(["does not accept the new platform token", "Copy Platform Token…"]);
    assert.equal((await rotateToken(window.flow, entry))?.outcome.result, "not-ready");
    assert.ok(window.executed.includes("ocpi.copyPlatformToken chargeindia"));
    const begun = await entry.tokens.read(entry.key, "new-platform-token", entry.platformOrigin);
    assert.ok(begun.state === "stored");
    tokens.push(begun.token.reveal());
    const clipboard = new MemoryClipboard();
    window.dialogs.pressed.push(["copy which token?", "new platform token"], ["Copy the new platform token", "Copy"]);
    assert.ok(await copyToken(window.flow, entry, "platform-token", clipboard));
    assert.equal(clipboard.text, begun.token.reveal());
    window.dialogs.pressed.push(["forget which token?", "new platform token"], ["Forget the new", "Forget"]);
    await forgetToken(window.flow, entry);
    assert.match(window.dialogs.shown.at(-1) ?? "", /the Hub may present it already/);
    assert.equal((await entry.tokens.read(entry.key, "new-platform-token", entry.platformOrigin)).state, "absent");
    // There is one left, and no question which.
    window.dialogs.pressed.push(["Copy the platform token", "Copy"]);
    assert.ok(await copyToken(window.flow, entry, "platform-token", clipboard));
    assert.equal(clipboard.text, sandbox.platform.token);
  });

  it("asks before each PUT to a hub that is not on this computer, and sends nothing without a yes", async () => {
    const window = await begin();
    const hub = "https://hub.example.com";
    const entry = await window.open(sandbox, configFor(sandbox).replaceAll(/http:[^ \n]+/g, hub));
    const platformToken = new PlatformToken("platform_0123456789abcdef0123456789abcdef");
    const now = new Date();
    await entry.tokens.write(entry.key, "platform-token", platformToken, entry.platformOrigin, now);
    const token = new HubToken("hub_0123456789abcdef");
    const content = { token, versionsUrl: `${hub}/ocpi/versions`, parties: [], correlationId: "c", at: now };
    const key = await capsuleKey(platformToken);
    window.dialogs.typed.push(["recovery capsule", sealCapsule({ ...content, encoding: "plain" }, key)]);
    window.dialogs.pressed.push(["Recover the hub token of hub.example.com for IN*ABC (CPO)?", undefined]);
    assert.equal(await recoverHubToken(window.flow, entry), undefined);
    assert.equal((await entry.tokens.read(entry.key, "hub-token", entry.hubOrigin)).state, "absent");
    await entry.tokens.write(entry.key, "hub-token", token, entry.hubOrigin, now);
    window.dialogs.typed.push(["new platform token", "generate"]);
    window.dialogs.pressed.push(
      ["Rotate the platform token at hub.example.com for IN*ABC (CPO)?", undefined],
      ["Update the registration at hub.example.com for IN*ABC (CPO)?", undefined],
    );
    assert.equal(await rotateToken(window.flow, entry), undefined);
    assert.equal(await updateRegistration(window.flow, entry), undefined);
    assert.deepEqual(window.dialogs.pressed, []);
    assert.equal(window.connections.factsOf(entry.key)?.last, undefined);
    assert.deepEqual(window.log, []);
  });

  it("goes on with the same new token after a rotation whose answer was lost", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    window.giveTokens(sandbox);
    await exchange(window.flow, entry);
    const successor = "new_platform_token_0123456789abcdef0123456789";
    tokens.push(successor);
    sandbox.platform.alsoAccept(successor);
    sandbox.hub.server.faults.add({
      method: "PUT",
      path: "/ocpi/2.2.1/credentials",
      times: 2,
      act: { kind: "drop", when: "after" },
    });
    window.dialogs.typed.push(["new platform token", successor]);
    assert.equal((await rotateToken(window.flow, entry))?.outcome.result, "in-doubt");
    assert.equal(window.connections.stateOf(entry.key)?.kind, "interrupted");
    const ran = await rotateToken(window.flow, entry);
    assert.equal(ran?.outcome.result, "connected");
  });

  it("tells PLANNED from CONNECTED, and OFFLINE", async () => {
    const window = await begin({ activation: "by-desk" });
    window.settings = { ...window.settings, timeouts: { requestTimeoutMs: 5000, waitForConnectedMs: 0 } };
    const entry = await window.open(sandbox);
    window.giveTokens(sandbox);
    const ran = await exchange(window.flow, entry);
    assert.equal(ran?.outcome.result, "registered");
    const status = (): unknown => {
      const state = window.connections.stateOf(entry.key);
      return state?.kind === "status" ? state.status : state?.kind;
    };
    assert.equal(status(), "PLANNED");
    sandbox.hub.activate(sandboxParty);
    while (sandbox.hub.statusOf(sandboxParty) !== "CONNECTED") await wait(50);
    await verifyConnection(window.flow, entry);
    assert.equal(status(), "CONNECTED");
    sandbox.platform.tokenInstalled = false;
    while (sandbox.hub.statusOf(sandboxParty) !== "OFFLINE") await wait(50);
    await verifyConnection(window.flow, entry);
    assert.equal(status(), "OFFLINE");
  });

  it("tells of a look that came to nothing where the sidebar does not show it, and offers to look again", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    window.giveTokens(sandbox);
    await exchange(window.flow, entry);
    sandbox.hub.server.faults.add({ method: "GET", path: "/ocpi/versions", act: { kind: "drop", when: "before" } });
    window.dialogs.shown.length = 0;
    assert.equal((await verifyConnection(window.flow, entry))?.outcome.result, "unreachable");
    assert.deepEqual(window.dialogs.shown, []);
    window.viewVisible = false;
    window.dialogs.pressed.push(["chargeindia: ", "Retry"]);
    await verifyConnection(window.flow, entry);
    await wait(10);
    assert.equal(window.dialogs.shown.length, 1);
    assert.deepEqual(window.executed, ["ocpi.verifyConnection chargeindia"]);
  });

  it("tells that a connection is OFFLINE now as news, and not a second time as the end of the look", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    window.giveTokens(sandbox);
    await exchange(window.flow, entry);
    window.viewVisible = false;
    const told: string[] = [];
    new StatusNews(window.connections, (keys) => told.push(...keys.map(({ name }) => name))).listen();
    await verifyConnection(window.flow, entry);
    sandbox.platform.tokenInstalled = false;
    while (sandbox.hub.statusOf(sandboxParty) !== "OFFLINE") await wait(50);
    window.dialogs.shown.length = 0;
    await verifyConnection(window.flow, entry);
    assert.deepEqual([told, window.dialogs.shown], [["chargeindia"], []]);
    // That it still is, is no news.
    await verifyConnection(window.flow, entry);
    assert.deepEqual([told.length, window.dialogs.shown.length], [1, 1]);
  });

  it("copies the hub token for the platform after a question, and clears the clipboard after a minute", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    window.giveTokens(sandbox);
    await exchange(window.flow, entry);
    const clipboard = new MemoryClipboard();
    const slept: number[] = [];
    const flow = {
      ...window.flow,
      clock: {
        now: () => new Date(),
        sleep: async (ms: number) => {
          slept.push(ms);
          assert.equal(clipboard.text, issued());
        },
      },
    };
    window.dialogs.pressed.push(["Copy the hub token of chargeindia?", "Copy"]);
    const done = await copyToken(flow, entry, "hub-token", clipboard);
    await wait(10);
    assert.ok(done);
    assert.deepEqual(slept, [60_000]);
    assert.equal(clipboard.text, "");
    const { hubToken } = window.connections.factsOf(entry.key) ?? {};
    assert.ok(hubToken?.state === "stored" && hubToken.handedOn);
  });

  it("sets and forgets tokens on request", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    window.dialogs.pressed.push(["which token?", "hub token"]);
    window.dialogs.typed.push(["hub token", "hub_0123456789abcdef"]);
    await setToken(window.flow, entry);
    assert.equal(await stored(window), "hub_0123456789abcdef");
    // Somebody had it to type it: it is not only on this computer.
    const { hubToken } = window.connections.factsOf(entry.key) ?? {};
    assert.ok(hubToken?.state === "stored" && hubToken.handedOn);
    window.dialogs.pressed.push(["which token?", "hub token"], ["has a hub token already", undefined]);
    await setToken(window.flow, entry);
    assert.equal(await stored(window), "hub_0123456789abcdef");
    window.dialogs.pressed.push(["forget which token?", "hub token"], ["Forget the hub token", "Forget"]);
    await forgetToken(window.flow, entry);
    assert.equal(await stored(window), undefined);
  });

  describe("with a connection that has another name in ocpi.yml now", () => {
    let window: EditorWindow;
    let renamed: ConnectionEntry;

    beforeEach(async () => {
      window = await begin();
      window.giveTokens(sandbox);
      await exchange(window.flow, await window.open(sandbox));
      window.connections.setFile(
        EditorWindow.config,
        "work",
        configFor(sandbox).replace("chargeindia:", "production:"),
      );
      await window.connections.refreshAll();
      renamed = window.connections.entry({ config: EditorWindow.config, name: "production" }) ?? assert.fail();
      assert.equal(window.connections.stateOf(renamed.key)?.kind, "token-needed");
    });

    it("uses the tokens of before, once somebody says that it is the same", async () => {
      window.dialogs.pressed.push(["Was production called chargeindia before?", "It Is the Same"]);
      const ran = await exchange(window.flow, renamed);
      assert.equal(ran?.outcome.result, "connected");
      assert.deepEqual(unsafe(), ["POST", "PUT"]);
      const kept = await renamed.tokens.read(renamed.key, "hub-token", renamed.hubOrigin);
      assert.ok(kept.state === "stored" && kept.token.reveal() === issued());
      assert.ok(![...(await profile.secrets.keys())].some((key) => key.includes("|chargeindia|")));
    });

    it("takes nothing over when it is another, and can forget what was left", async () => {
      window.dialogs.pressed.push(["Was production called chargeindia before?", "It Is Another"]);
      window.dialogs.typed.push(["production: initial token", undefined]);
      assert.equal(await exchange(window.flow, renamed), undefined);
      assert.equal((await renamed.tokens.facts(renamed.key, "hub-token", renamed.hubOrigin)).state, "absent");
      window.dialogs.pressed.push(
        ["forget which token?", "hub token"],
        ["Forget the hub token of chargeindia", "Forget"],
      );
      await forgetToken(window.flow, renamed);
      assert.match(window.dialogs.shown.join("\n"), /of chargeindia, which is not in ocpi\.yml any more/);
      assert.ok(!(await profile.secrets.keys()).some((key) => key.endsWith("|hub-token")));
    });

    it("sends nothing when nobody answers", async () => {
      const before = sandbox.hub.server.requests.length;
      window.dialogs.pressed.push(["Was production called chargeindia before?", undefined]);
      assert.equal(await verifyConnection(window.flow, renamed), undefined);
      assert.equal(sandbox.hub.server.requests.length, before);
    });

    it("asks nothing where the token is of another hub", async () => {
      const elsewhere = configFor(sandbox)
        .replace("chargeindia:", "production:")
        .replace(sandbox.hub.origin, "http://127.0.0.1:1");
      window.connections.setFile(EditorWindow.config, "work", elsewhere);
      const entry = window.connections.entry(renamed.key) ?? assert.fail();
      window.dialogs.typed.push(["production: initial token", undefined]);
      assert.equal(await exchange(window.flow, entry), undefined);
      assert.doesNotMatch(window.dialogs.shown.join("\n"), /before\?/);
    });
  });

  it("stops before the POST at once and leaves nothing", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    window.giveTokens(sandbox);
    sandbox.hub.server.faults.add({ method: "GET", path: "/ocpi", act: { kind: "delay", ms: 300 } });
    const running = exchange(window.flow, entry);
    while (sandbox.hub.server.requests.length === 0) await wait(5);
    assert.equal(window.connections.stateOf(entry.key)?.kind, "running");
    window.runner.cancel(entry.key);
    assert.equal((await running)?.outcome.result, "cancelled");
    assert.deepEqual(unsafe(), []);
    assert.ok(!(await profile.secrets.keys()).includes(keyOf(entry.key, "lock")));
  });

  it("waits for the answer when it is stopped after the POST, and keeps the token", async () => {
    const window = await begin();
    const entry = await window.open(sandbox);
    window.giveTokens(sandbox);
    sandbox.hub.server.faults.add({
      method: "POST",
      path: "/ocpi/2.2.1/credentials",
      act: { kind: "delay", ms: 300 },
    });
    const running = exchange(window.flow, entry);
    while (!unsafe().includes("POST")) await wait(5);
    // Nothing offers to stop what cannot be stopped any more.
    const nodes = treeSeen(window);
    assert.match(nodes[0]?.description ?? "", /^waiting for the Hub's answer…/);
    assert.doesNotMatch(nodes[0]?.contextValue ?? "", /\brunning\b/);
    window.runner.cancel(entry.key);
    await running;
    assert.equal(await stored(window), issued());
  });

  describe("with many connections", () => {
    const names = Array.from({ length: 30 }, (_none, index) => `c${index}`);
    let window: EditorWindow;

    /** Thirty connections; the first twenty have a token that works. */
    beforeEach(async () => {
      window = await begin();
      const entry = await window.open(sandbox);
      window.giveTokens(sandbox);
      await exchange(window.flow, entry);
      const token = new HubToken(issued() ?? "");
      const one = configFor(sandbox).split("\n").slice(3).join("\n");
      const text = ["version: 1", "connections:", ...names.flatMap((name) => [`  ${name}:`, one])].join("\n");
      window.connections.setFile(EditorWindow.config, "work", text);
      for (const { key, tokens: store, hubOrigin } of window.connections.entries.slice(0, 20)) {
        await store.write(key, "hub-token", token, hubOrigin, new Date());
      }
      window.progress.length = 0;
    });

    it("verifies every connection that has a token, eight at a time, as one thing that goes on", async () => {
      let most = 0;
      window.connections.onDidChange(() => {
        most = Math.max(most, window.runner.running);
      });
      const verified = await verifyAll(window.flow);
      assert.deepEqual(verified?.connected.toSorted(), names.slice(0, 20).toSorted());
      assert.deepEqual(verified?.others, []);
      assert.deepEqual(verified?.skipped.toSorted(), names.slice(20).toSorted());
      assert.deepEqual(verified?.stopped, []);
      assert.ok(most > 1 && most <= 8, String(most));
      const [shown, ...more] = window.progress;
      assert.deepEqual([shown?.title, shown?.steps.at(-1), shown?.ended], ["Verify All", "30 of 30", true]);
      assert.deepEqual(more, []);
    });

    it("is at an end also when the keyring is locked meanwhile", async () => {
      profile.secrets.get = async () => Promise.reject(new Error("the keyring is locked"));
      await assert.rejects(verifyAll(window.flow), /locked/);
      assert.deepEqual(
        window.progress.map(({ ended }) => ended),
        [true],
      );
    });

    it("stops all of it when it is told to", async () => {
      sandbox.hub.server.faults.add({ method: "GET", path: "/ocpi/versions", act: { kind: "delay", ms: 200 } });
      const verifying = verifyAll(window.flow);
      while (window.runner.running < 8) await wait(5);
      window.progress[0]?.cancel();
      const verified = await verifying;
      assert.deepEqual(verified?.connected, []);
      assert.deepEqual(verified?.others, []);
      assert.deepEqual(verified?.stopped.toSorted(), names.toSorted());
      // And only that: what begins afterwards goes on.
      sandbox.hub.server.faults.clear();
      assert.equal((await verifyAll(window.flow))?.connected.length, 20);
    });

    it("tells in one what is OFFLINE now, once", async () => {
      const told: string[][] = [];
      const news = new StatusNews(window.connections, (keys) => told.push(keys.map(({ name }) => name)));
      news.listen();
      await news.together(async () => verifyAll(window.flow));
      sandbox.platform.tokenInstalled = false;
      while (sandbox.hub.statusOf(sandboxParty) !== "OFFLINE") await wait(50);
      const verified = await news.together(async () => verifyAll(window.flow));
      assert.equal(verified?.others.length, 20);
      await news.together(async () => verifyAll(window.flow));
      assert.deepEqual(
        told.map((keys) => keys.toSorted()),
        [names.slice(0, 20).toSorted()],
      );
    });
  });
});
