import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { InitialToken } from "../../../src/core/ocpi/token.ts";
import type { PeerFetch } from "../../../src/core/ports.ts";
import type { ConnectionEntry } from "../../../src/extension/state/connection-entry.ts";
import { editorFetch } from "../../../src/extension/platform/peer-fetch.ts";
import { rotateToken, updateRegistration } from "../../../src/extension/flows/change.ts";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { forgetToken, setToken } from "../../../src/extension/flows/set-token.ts";
import { verifyConnection } from "../../../src/extension/flows/verify.ts";
import { keyOf } from "../../../src/extension/state/token-store.ts";
import type { HubSwitches } from "../../../src/sandbox/hub.ts";
import { sandboxParty } from "../../../src/sandbox/party.ts";
import { startSandbox, type Sandbox } from "../../../src/sandbox/sandbox.ts";
import { usualPlatformToken } from "../../support/derived-once.ts";
import { CopiedSecrets } from "../../support/copied-secrets.ts";
import { EditorWindow, Profile } from "../../support/editor-window.ts";

const credentials = "/ocpi/2.2.1/credentials";
const successor = "new_platform_token_0123456789abcdef0123456789";

describe("windows on one folder, each with its own copy of Secret Storage", () => {
  let sandbox: Sandbox;
  let profile: Profile;
  let folder: string;
  const windows: EditorWindow[] = [];
  const tokens: (string | undefined)[] = [];

  async function begin(switches: Partial<HubSwitches> = {}): Promise<void> {
    sandbox = await startSandbox(switches, {}, {}, usualPlatformToken);
    profile = new Profile();
    folder = mkdtempSync(join(tmpdir(), "ocpi-secrets-"));
    tokens.splice(0, tokens.length, sandbox.initialToken, sandbox.platform.token, successor);
  }

  afterEach(async () => {
    tokens.push(issued());
    await sandbox.stop();
    for (const window of windows.splice(0)) {
      await window.runner.settled();
      window.assertNoTokens(tokens);
    }
    profile.end();
    rmSync(folder, { recursive: true });
  });

  /** Opens a window: it loads the store now, and never again. */
  async function open(): Promise<{ window: EditorWindow; entry: ConnectionEntry }> {
    const window = new EditorWindow(profile, new CopiedSecrets(join(folder, "secrets")));
    windows.push(window);
    window.giveTokens(sandbox);
    return { window, entry: await window.open(sandbox) };
  }

  const issued = (): string | undefined => sandbox.hub.issuedToken(sandboxParty);

  const unsafe = (): string[] =>
    sandbox.hub.server.requests.filter(({ method }) => method !== "GET").map(({ method }) => method);

  async function stored({ tokens: store, key, hubOrigin }: ConnectionEntry): Promise<string | undefined> {
    const token = await store.read(key, "hub-token", hubOrigin);
    return token.state === "stored" ? token.token.reveal() : undefined;
  }

  /** The next window on the folder has the hub's current token, whatever copy of the store was written last. */
  async function assertKept(): Promise<void> {
    const { window, entry } = await open();
    await verifyConnection(window.flow, entry);
    assert.ok((await stored(entry)) === issued(), "the hub token is lost");
  }

  it("send one POST, and lose no token, when one exchanges after the other", async () => {
    await begin();
    const [a, b] = [await open(), await open()];
    assert.equal((await exchange(a.window.flow, a.entry))?.outcome.result, "connected");
    // The second window has seen nothing of the exchange, and asks for the tokens again.
    const ran = await exchange(b.window.flow, b.entry);
    assert.equal(ran?.outcome.result, "connected");
    assert.deepEqual(unsafe(), ["POST", "PUT"]);
    await assertKept();
  });

  for (const count of [2, 3]) {
    it(`send one POST, and lose no token, when ${count} exchange at the same time`, async () => {
      await begin();
      const all = [];
      for (let each = 0; each < count; each += 1) all.push(await open());
      sandbox.hub.server.faults.add({ method: "POST", path: credentials, act: { kind: "delay", ms: 300 } });
      const ran = await Promise.all(all.map(({ window, entry }) => exchange(window.flow, entry)));
      const results = ran.map((each) => each?.outcome.result);
      assert.equal(unsafe().filter((method) => method === "POST").length, 1, results.join(", "));
      assert.equal(results.filter((result) => result === "connected").length, 1, results.join(", "));
      await assertKept();
    });
  }

  it("send one POST where one shows its question while the other exchanges", async () => {
    await begin();
    const [a, b] = [await open(), await open()];
    const asked = Promise.withResolvers<undefined>();
    const { askToken } = b.window.dialogs;
    b.window.dialogs.askToken = async (question) => {
      if (question.title.includes("platform token")) await asked.promise;
      return askToken.call(b.window.dialogs, question);
    };
    const waiting = exchange(b.window.flow, b.entry);
    assert.equal((await exchange(a.window.flow, a.entry))?.outcome.result, "connected");
    asked.resolve(undefined);
    assert.equal((await waiting)?.outcome.result, "not-ready");
    assert.deepEqual(unsafe(), ["POST", "PUT"]);
    await assertKept();
    // The same window exchanges once more: it has the other window's token now.
    assert.equal((await exchange(b.window.flow, b.entry))?.outcome.result, "connected");
    assert.deepEqual(unsafe(), ["POST", "PUT"]);
  });

  /** Writes a window's copy over what the other windows stored. */
  async function writeCopy({ tokens: store, key, hubOrigin }: ConnectionEntry): Promise<void> {
    await store.write(key, "initial-token", new InitialToken("initial_0123456789"), hubOrigin, new Date());
  }

  it("keep the successor of a token, whichever copy of the store is written last", async () => {
    await begin({ putRotates: true });
    const a = await open();
    await exchange(a.window.flow, a.entry);
    const b = await open();
    tokens.push(await stored(b.entry));
    assert.equal((await updateRegistration(a.window.flow, a.entry))?.outcome.result, "connected");
    assert.ok(tokens.at(-1) !== issued());
    await writeCopy(b.entry);
    assert.equal((await verifyConnection(b.window.flow, b.entry))?.outcome.result, "connected");
    assert.ok((await stored(b.entry)) === issued());
    await assertKept();
  });

  it("send nothing with a token whose successor only the new platform token opens", async () => {
    await begin({ putRotates: true });
    const a = await open();
    await exchange(a.window.flow, a.entry);
    const b = await open();
    tokens.push(await stored(b.entry));
    a.window.dialogs.typed.push(["new platform token", successor]);
    sandbox.platform.alsoAccept(successor);
    assert.equal((await rotateToken(a.window.flow, a.entry))?.outcome.result, "connected");
    await writeCopy(b.entry);
    const before = sandbox.hub.server.requests.length;
    const question = "another window wrote its older copy";
    b.window.dialogs.pressed.push([question, "Copy Recovery Capsule"], [question, undefined]);
    assert.equal(await verifyConnection(b.window.flow, b.entry), undefined);
    assert.equal(sandbox.hub.server.requests.length, before);
    assert.match(b.window.dialogs.copied[0] ?? "", /^ocpi-capsule:v1:/);
    b.window.dialogs.pressed.push(["which token?", "platform token"], ["has a platform token already", "Replace"]);
    b.window.dialogs.typed.length = 0;
    b.window.dialogs.typed.push(["platform token", successor]);
    await setToken(b.window.flow, b.entry);
    assert.equal((await verifyConnection(b.window.flow, b.entry))?.outcome.result, "connected");
    await assertKept();
  });

  it("find the hub token with the new platform token, after a rotation that keeps the hub token", async () => {
    await begin();
    const a = await open();
    await exchange(a.window.flow, a.entry);
    a.window.dialogs.typed.push(["new platform token", successor]);
    sandbox.platform.alsoAccept(successor);
    assert.equal((await rotateToken(a.window.flow, a.entry))?.outcome.result, "connected");
    await new CopiedSecrets(join(folder, "secrets")).delete(keyOf(a.entry.key, "hub-token"));
    await assertKept();
  });

  it("do not bring back a token that the user forgot, or replaced by hand", async () => {
    await begin();
    const a = await open();
    await exchange(a.window.flow, a.entry);
    a.window.dialogs.pressed.push(["forget which token?", "hub token"], ["Forget the hub token", "Forget"]);
    await forgetToken(a.window.flow, a.entry);
    const b = await open();
    b.window.dialogs.pressed.push(["there is nothing to verify", undefined]);
    await verifyConnection(b.window.flow, b.entry);
    assert.equal(await stored(b.entry), undefined);
    const other = "hub_0123456789abcdef";
    b.window.dialogs.pressed.push(["which token?", "hub token"]);
    b.window.dialogs.typed.push(["hub token", other]);
    await setToken(b.window.flow, b.entry);
    await verifyConnection(b.window.flow, b.entry);
    assert.equal(await stored(b.entry), other);
  });

  it("overwrite nothing when one of them was asleep in its POST", async () => {
    await begin();
    const [a, b] = [await open(), await open()];
    const woken = Promise.withResolvers<undefined>();
    const asleep: PeerFetch = async (request) => {
      const answer = await editorFetch(request);
      if (request.method === "POST") await woken.promise;
      return answer;
    };
    const sleeper = new EditorWindow(profile, new CopiedSecrets(join(folder, "secrets")), asleep);
    windows.push(sleeper);
    sleeper.giveTokens(sandbox);
    const sleeping = exchange(sleeper.flow, await sleeper.open(sandbox));
    while (issued() === undefined) await wait(10);
    const first = issued();
    tokens.push(first);
    // The sleeper's lock is younger than five minutes: no window takes it over, and none sends anything.
    assert.equal((await exchange(a.window.flow, a.entry))?.outcome.result, "in-doubt");
    assert.deepEqual(unsafe(), ["POST"]);
    // Then the account team resets the registration, and another window registers anew, six minutes later.
    for (const window of [b.window, sleeper]) window.aheadMs = 6 * 60_000;
    const fresh = sandbox.hub.issueInitialToken(sandboxParty);
    tokens.push(fresh);
    b.window.dialogs.typed.splice(0, 1, ["chargeindia: initial token", fresh]);
    assert.equal((await exchange(b.window.flow, b.entry))?.outcome.result, "connected");
    assert.ok(first !== issued());
    const question = "The hub issued its token for chargeindia, and it could not be stored.";
    sleeper.dialogs.pressed.push([question, "Retry"], [question, undefined]);
    woken.resolve(undefined);
    assert.equal((await sleeping)?.outcome.result, "unstored");
    await assertKept();
  });
});
