import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { capsuleKey, sealCapsule } from "../../../src/core/onboarding/capsule.ts";
import { HubToken, PlatformToken } from "../../../src/core/ocpi/token.ts";
import { Journal } from "../../../src/extension/state/journal.ts";
import { MemorySecrets } from "../../../src/extension/state/secret-storage.ts";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { verifyConnection } from "../../../src/extension/flows/verify.ts";
import { sandboxParty } from "../../../src/sandbox/party.ts";
import { configFor, EditorWindow } from "../../support/editor-window.ts";
import { FlowScene } from "../support/flow-scene.ts";
import { Keyring } from "../../support/keyring.ts";

describe("what a closed window or a locked keyring left", () => {
  const scene = new FlowScene();

  afterEach(async () => scene.end());

  it("comes back interrupted from a window that was closed during the POST, and recovers", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    // The hub never saw the POST, but the window cannot know that.
    scene.sandbox.hub.server.faults.add({
      method: "POST",
      path: "/ocpi/2.2.1/credentials",
      times: 1,
      act: { kind: "delay", ms: 1000 },
    });
    scene.sandbox.hub.server.faults.add({
      method: "POST",
      path: "/ocpi/2.2.1/credentials",
      times: 1,
      act: { kind: "drop", when: "before" },
    });
    const lost = exchange(window.flow, entry);
    while (!scene.unsafe().includes("POST")) await wait(10);
    const next = scene.open();
    const waiting = await next.open(scene.sandbox);
    assert.equal(next.connections.stateOf(waiting.key)?.kind, "elsewhere");
    window.close();
    await next.connections.refreshAll();
    assert.equal(next.connections.stateOf(waiting.key)?.kind, "interrupted");
    await lost;
    scene.sandbox.hub.server.faults.clear();
    const ran = await verifyConnection(next.flow, waiting);
    assert.ok(ran?.outcome.result === "connected", ran?.record.reason?.message[0]);
    assert.equal(await scene.stored(next), scene.issued());
  });

  /** A window that is killed when the token has arrived, and only the journal holds it. */
  async function killedWithToken(): Promise<EditorWindow> {
    class Dying extends MemorySecrets {
      dead = false;
      override async store(key: string, value: string): Promise<void> {
        if (key.endsWith("|hub-token")) this.dead = true;
        if (!this.dead) await scene.profile.secrets.store(key, value);
      }
      override async get(key: string): Promise<string | undefined> {
        // The window is gone: no call returns any more.
        return this.dead ? new Promise(() => undefined) : scene.profile.secrets.get(key);
      }
      override async delete(key: string): Promise<void> {
        if (!this.dead) await scene.profile.secrets.delete(key);
      }
      override async keys(): Promise<string[]> {
        return scene.profile.secrets.keys();
      }
    }
    await scene.begin();
    const secrets = new Dying();
    const dying = new EditorWindow(scene.profile, secrets);
    dying.giveTokens(scene.sandbox);
    void exchange(dying.flow, await dying.open(scene.sandbox));
    while (!secrets.dead) await wait(10);
    dying.close();
    return dying;
  }

  it("stores the token that was in the journal when the window was killed", async () => {
    const dying = await killedWithToken();
    const next = scene.open();
    const entry = await next.open(scene.sandbox);
    assert.equal(next.connections.stateOf(entry.key)?.kind, "interrupted");
    // Verify stores the token that had arrived, looks, and offers the exchange, which would change the registration.
    next.dialogs.pressed.push(["the exchange was stopped before its end", "Exchange Credentials"]);
    assert.equal((await verifyConnection(next.flow, entry))?.outcome.result, "registered");
    assert.equal(await scene.stored(next), scene.issued());
    await wait(10);
    assert.deepEqual(next.executed, ["ocpi.exchangeCredentials chargeindia"]);
    assert.deepEqual(scene.unsafe(), ["POST"]);
    const ran = await exchange(next.flow, entry);
    assert.equal(ran?.outcome.result, "connected");
    assert.deepEqual(scene.unsafe(), ["POST", "PUT"]);
    dying.assertNoTokens(scene.tokens);
  });

  it("goes on with an exchange interrupted under a former name, and stores the token in its journal", async () => {
    await killedWithToken();
    const next = scene.open();
    const text = configFor(scene.sandbox).replace("chargeindia:", "production:");
    next.connections.setFile(EditorWindow.config, "work", text);
    await next.connections.refreshAll();
    const [entry = assert.fail()] = next.connections.entries;
    assert.equal(next.connections.stateOf(entry.key)?.kind, "token-needed");
    next.dialogs.pressed.push(["Was production called chargeindia before?", "It Is the Same"]);
    assert.equal((await exchange(next.flow, entry))?.outcome.result, "connected");
    const kept = await entry.tokens.read(entry.key, "hub-token", entry.hubOrigin);
    assert.ok(kept.state === "stored" && kept.token.reveal() === scene.issued());
    assert.equal(entry.journal?.crashed(), undefined);
    assert.deepEqual(scene.unsafe(), ["POST", "PUT"]);
  });

  it("lets the user copy the token, or unlock the keyring and go on, when the token cannot be stored", async () => {
    await scene.begin();
    const secrets = new Keyring();
    secrets.swallows = true;
    const window = scene.open(secrets);
    window.giveTokens(scene.sandbox);
    const question = "The hub issued its token for chargeindia, and it could not be stored.";
    window.dialogs.pressed.push(
      [question, "Copy Hub Token"],
      [question, "Copy Recovery Capsule"],
      [question, "Retry"],
      [question, "Retry"],
    );
    const { confirm } = window.dialogs;
    window.dialogs.confirm = async (asked) => {
      // The user unlocks the keyring before the last try.
      if (window.dialogs.pressed.length === 1) secrets.swallows = false;
      return confirm.call(window.dialogs, asked);
    };
    const ran = await exchange(window.flow, await window.open(scene.sandbox));
    assert.equal(ran?.outcome.result, "connected");
    const token = scene.issued();
    assert.equal(window.dialogs.copied[0], token);
    assert.match(window.dialogs.copied[1] ?? "", /^ocpi-capsule:v1:/);
    assert.equal(await scene.stored(window), token);
  });

  it("keeps a token until it can be stored, whatever the user does in between", async () => {
    await scene.begin();
    const secrets = new Keyring();
    secrets.swallows = true;
    const window = scene.open(secrets);
    window.giveTokens(scene.sandbox);
    const entry = await window.open(scene.sandbox);
    window.dialogs.pressed.push(["it could not be stored", undefined]);
    assert.equal((await exchange(window.flow, entry))?.outcome.result, "unstored");
    // The user looks, gives up, and tries again while the keyring is still locked.
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
    assert.equal(await scene.stored(window), scene.issued());
    assert.deepEqual(scene.unsafe(), ["POST", "PUT"]);
    assert.equal(entry.journal?.crashed(), undefined);
  });

  it("knows a token that was stored a moment before the window was killed", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    await exchange(window.flow, entry);
    // The process ended between the store's answer and the note of it.
    const key = await capsuleKey(new PlatformToken(scene.sandbox.platform.token));
    const content = {
      token: new HubToken(scene.issued() ?? ""),
      versionsUrl: `${scene.sandbox.hub.origin}/ocpi/versions`,
      encoding: "plain" as const,
      parties: [sandboxParty],
      correlationId: "id",
      at: new Date(),
    };
    const journal = new Journal(scene.profile.journals, entry.key);
    journal.append({ phase: "captured", capsule: sealCapsule(content, key) }, "a run");
    const ran = await exchange(window.flow, entry);
    assert.equal(ran?.outcome.result, "connected");
    assert.equal(journal.crashed(), undefined);
    assert.deepEqual(scene.unsafe(), ["POST", "PUT"]);
  });
});
