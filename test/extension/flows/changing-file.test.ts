import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { idOf } from "../../../src/extension/state/connection-key.ts";
import { rotateToken, updateRegistration } from "../../../src/extension/flows/change.ts";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { copyToken } from "../../../src/extension/flows/copy-token.ts";
import { verifyConnection } from "../../../src/extension/flows/verify.ts";
import { clock } from "../../../src/extension/platform/clock.ts";
import { HubParties } from "../../../src/extension/state/hub-parties.ts";
import { editorFetch } from "../../../src/extension/platform/peer-fetch.ts";
import { StatusNews } from "../../../src/extension/state/status-news.ts";
import { HubToken } from "../../../src/core/ocpi/token.ts";
import { sandboxParty } from "../../../src/sandbox/party.ts";
import { startSandbox, type Sandbox } from "../../../src/sandbox/sandbox.ts";
import { usualPlatformToken } from "../../support/derived-once.ts";
import { configFor, EditorWindow, Profile } from "../../support/editor-window.ts";

const config = EditorWindow.config;
const key = { config, name: "chargeindia" };

describe("an ocpi.yml that changes under a connection, over real sockets", () => {
  let sandbox: Sandbox;
  let profile: Profile;
  let window: EditorWindow;

  beforeEach(async () => {
    sandbox = await startSandbox({}, {}, {}, usualPlatformToken);
    profile = new Profile();
    window = new EditorWindow(profile);
    window.giveTokens(sandbox);
  });

  afterEach(async () => {
    await sandbox.stop();
    profile.end();
  });

  const state = (): string | undefined => window.connections.stateOf(key)?.kind;

  it("shows no state of one hub for another, and shows it again for the first", async () => {
    await exchange(window.flow, await window.open(sandbox));
    assert.equal(state(), "status");
    window.connections.setFile(config, "work", configFor(sandbox).replace(sandbox.hub.origin, "http://127.0.0.1:1"));
    const moved = window.connections.entry(key) ?? assert.fail();
    await moved.tokens.moveTo(key, "hub-token", moved.hubOrigin);
    await window.connections.refreshAll();
    // The new hub does not get the platform token either, before the user allows it.
    assert.equal(state(), "host-changed");
    await moved.tokens.moveTo(key, "platform-token", { origin: moved.platformOrigin, hub: moved.hubOrigin });
    await window.connections.refreshAll();
    assert.equal(state(), "unverified");
    assert.equal(window.connections.factsOf(key)?.last, undefined);
    const back = await window.open(sandbox);
    await moved.tokens.moveTo(key, "hub-token", back.hubOrigin);
    await moved.tokens.moveTo(key, "platform-token", { origin: back.platformOrigin, hub: back.hubOrigin });
    await window.connections.refreshAll();
    assert.equal(state(), "status");
  });

  for (const [what, gone] of [
    ["is gone, such as for another branch", () => window.connections.removeFile(config)],
    [
      "gives it another name",
      () => window.connections.setFile(config, "work", configFor(sandbox).replace("chargeindia:", "other:")),
    ],
  ] as const) {
    it(`keeps the report of a run that goes on while the file ${what}, and tells its end`, async () => {
      const told: string[] = [];
      window.connections.onDidChange((changed) => {
        if (changed !== undefined && window.runner.running === 0) told.push(idOf(changed));
      });
      const going = exchange(window.flow, await window.open(sandbox));
      while (window.runner.running === 0) await wait(1);
      gone();
      assert.equal((await going)?.outcome.result, "connected");
      assert.ok(told.includes(idOf(key)), "no listener was told of the end");
      await window.open(sandbox);
      await window.connections.refreshMoved();
      assert.equal(state(), "status");
    });
  }

  it("shows what is stored while the file has errors, also in a window that is opened then", async () => {
    await exchange(window.flow, await window.open(sandbox));
    const wrong = configFor(sandbox).replace("party_id: ABC", "party_id: ABCD");
    for (const seen of [window, new EditorWindow(profile)]) {
      seen.connections.setFile(config, "work", wrong);
      await seen.connections.refreshMoved();
      await seen.connections.refreshAll();
      assert.equal(seen.connections.stateOf(key)?.kind, "invalid");
      assert.equal(seen.connections.factsOf(key)?.hubToken.state, "stored");
      assert.equal(seen.connections.factsOf(key)?.platformToken.state, "stored");
    }
    const clipboard = { read: async () => "", write: async () => true };
    window.dialogs.pressed.push(["Copy the hub token", "Copy"]);
    const entry = window.connections.entry(key) ?? assert.fail();
    const atOnce = { ...window.flow.clock, now: () => new Date(), sleep: async () => undefined };
    assert.equal(await copyToken({ ...window.flow, clock: atOnce }, entry, "hub-token", clipboard), true);
  });

  it("shows the parties of one hub, and news of its connection, for no other hub", async () => {
    const offline: string[] = [];
    new StatusNews(window.connections, (keys) => offline.push(...keys.map(({ name }) => name))).listen();
    const log = { info: () => undefined, error: () => undefined, hide: () => undefined };
    const parties = new HubParties(window.connections, { fetch: editorFetch, clock, log }, () => true);
    const entry = await window.open(sandbox);
    await exchange(window.flow, entry);
    parties.read(key);
    while (parties.of(key)?.state === "reading") await wait(5);
    assert.equal(parties.of(key)?.state, "read");
    const listed = parties.lastRead(key);
    assert.ok(listed.some(({ party }) => party.party_id === "ABC"));

    const other = await startSandbox();
    try {
      // At the other hub, another computer registered the party, and its platform has been gone for a while.
      const elsewhere = new EditorWindow(new Profile());
      elsewhere.giveTokens(other);
      await exchange(elsewhere.flow, await elsewhere.open(other));
      other.platform.tokenInstalled = false;
      while (other.hub.statusOf(sandboxParty) !== "OFFLINE") await wait(20);
      elsewhere.profile.end();

      const moved = await window.open(other);
      assert.equal(parties.of(key), undefined);
      assert.deepEqual(parties.lastRead(key), []);
      const token = new HubToken(other.hub.issuedToken(sandboxParty) ?? "");
      await moved.tokens.write(key, "hub-token", token, moved.hubOrigin, new Date());
      await moved.tokens.forget(key, "platform-token");
      const ran = await verifyConnection(window.flow, moved);
      assert.equal(ran?.record.connectionStatus, "OFFLINE");
      assert.deepEqual(offline, []);
    } finally {
      await other.stop();
    }
    await window.open(sandbox);
    assert.equal(parties.of(key)?.state, "read");
    // While it is read again, and when that fails, what was read before is still known.
    parties.read(key);
    assert.deepEqual(parties.lastRead(key), listed);
  });

  it("works without its platform's url: verifies, and says what a change of the registration needs", async () => {
    await exchange(window.flow, await window.open(sandbox));
    const text = configFor(sandbox).replace(/^ +url: .*\n/m, "");
    window.connections.setFile(config, "work", text);
    await window.connections.refreshMoved();
    const entry = window.connections.entry(key) ?? assert.fail();
    assert.equal(entry.platformOrigin, "");
    assert.equal(state(), "status");
    assert.equal((await verifyConnection(window.flow, entry))?.outcome.result, "connected");
    const unsafe = sandbox.hub.server.requests.filter(({ method }) => method !== "GET").length;
    for (const change of [rotateToken, updateRegistration]) {
      assert.equal(await change(window.flow, entry), undefined);
      assert.match(window.dialogs.shown.at(-1) ?? "", /chargeindia has no platform\.url/);
    }
    assert.equal(sandbox.hub.server.requests.filter(({ method }) => method !== "GET").length, unsafe);
    // The platform token still belongs to the platform that it was stored for.
    assert.equal(
      (await entry.tokens.facts(key, "platform-token", new URL(sandbox.platform.url).origin)).state,
      "stored",
    );
  });
});
