import assert from "node:assert/strict";
import { capsuleKey, sealCapsule } from "../../../src/core/onboarding/capsule.ts";
import { HubToken, PlatformToken } from "../../../src/core/ocpi/token.ts";
import { recoverHubToken, rotateToken, updateRegistration } from "../../../src/extension/flows/change.ts";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { configFor, EditorWindow, Profile } from "../../support/editor-window.ts";
import { FlowScene } from "../support/flow-scene.ts";
import { Keyring } from "../../support/keyring.ts";

describe("Update Registration, Rotate Token and Recover Hub Token, over real sockets", () => {
  const scene = new FlowScene();

  afterEach(async () => scene.end());

  it("recovers a hub token out of its capsule, and tells a capsule that is not whole from a wrong platform token", async () => {
    await scene.begin();
    const secrets = new Keyring();
    secrets.swallows = true;
    const window = scene.open(secrets);
    window.giveTokens(scene.sandbox);
    window.dialogs.pressed.push(["it could not be stored", undefined]);
    const failed = await exchange(window.flow, await window.open(scene.sandbox));
    const capsule = failed?.outcome.capsule ?? "";
    assert.equal(failed?.outcome.result, "unstored");
    const otherComputer = new Profile();
    const elsewhere = new EditorWindow(otherComputer);
    const entry = await elsewhere.open(scene.sandbox);
    const other = new PlatformToken("another_platform_token_0123456789abcdef");
    const asked = "platform token of that exchange";
    const kept = async (): Promise<string | undefined> => {
      const found = await entry.tokens.read(entry.key, "platform-token", entry.platformOrigin);
      return found.state === "stored" ? found.token.reveal() : undefined;
    };
    // The right token tells that the capsule is not whole; and only what opens one is kept.
    elsewhere.dialogs.typed.push(["recovery capsule", capsule.slice(0, -9)], [asked, scene.sandbox.platform.token]);
    elsewhere.dialogs.pressed.push(["the capsule is cut off or changed", "Try Again"]);
    assert.equal(await recoverHubToken(elsewhere.flow, entry), undefined);
    assert.deepEqual([await kept(), elsewhere.executed], [undefined, ["ocpi.recoverHubToken chargeindia"]]);
    // None is made here: it would open nothing.
    elsewhere.dialogs.typed.push(["recovery capsule", capsule], [asked, other.reveal()], [asked, "generate"]);
    assert.equal(await recoverHubToken(elsewhere.flow, entry), undefined);
    assert.match(elsewhere.dialogs.shown.at(-1) ?? "", /This token does not open the capsule\./);
    assert.equal(await kept(), undefined);
    // One that is stored and opens nothing gives way only after a question.
    const purpose = { origin: entry.platformOrigin, hub: entry.hubOrigin };
    await entry.tokens.write(entry.key, "platform-token", other, purpose, new Date());
    elsewhere.dialogs.typed.push(["recovery capsule", capsule], [asked, scene.sandbox.platform.token]);
    elsewhere.dialogs.pressed.push(["has a platform token already", "Replace"]);
    const ran = await recoverHubToken(elsewhere.flow, entry);
    assert.equal(ran?.outcome.result, "connected");
    assert.deepEqual([await scene.stored(elsewhere), await kept()], [scene.issued(), scene.sandbox.platform.token]);
    assert.match(elsewhere.dialogs.shown.join("\n"), /The platform token that is stored does not open the capsule\./);
    elsewhere.assertNoTokens(scene.tokens);
    otherComputer.end();
  });

  it("rotates the platform token, and keeps the new one once the Hub has it", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    await exchange(window.flow, entry);
    const successor = "new_platform_token_0123456789abcdef0123456789";
    scene.tokens.push(successor);
    window.dialogs.typed.push(["new platform token", successor]);
    // It is not in the platform yet: nothing changes, and the connection is what it was.
    assert.equal((await rotateToken(window.flow, entry))?.outcome.result, "not-ready");
    assert.match(window.dialogs.shown.at(-1) ?? "", /does not accept the new platform token yet/);
    const state = window.connections.stateOf(entry.key);
    assert.ok(state?.kind === "status" && state.status === "CONNECTED");
    scene.sandbox.platform.alsoAccept(successor);
    const ran = await rotateToken(window.flow, entry);
    assert.equal(ran?.outcome.result, "connected");
    assert.match(window.dialogs.shown.join("\n"), /Keep the old one valid for 24 hours/);
    const kept = await entry.tokens.read(entry.key, "platform-token", entry.platformOrigin);
    assert.ok(kept.state === "stored" && kept.token.reveal() === successor);
    assert.equal((await entry.tokens.read(entry.key, "new-platform-token", entry.platformOrigin)).state, "absent");
    assert.deepEqual(scene.unsafe(), ["POST", "PUT", "PUT"]);
    assert.equal((await updateRegistration(window.flow, entry))?.outcome.result, "connected");
    assert.equal(
      window.dialogs.shown.at(-1),
      `chargeindia: the Hub was sent ${scene.sandbox.platform.url}, IN*ABC (CPO, Your CPO Ltd). The platform token is the same as before.`,
    );
  });

  it("asks before each PUT to a hub that is not on this computer, and sends nothing without a yes", async () => {
    const window = await scene.begin();
    const hub = "https://hub.example.com";
    const entry = await window.open(scene.sandbox, configFor(scene.sandbox).replaceAll(/http:[^ \n]+/g, hub));
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
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    await exchange(window.flow, entry);
    const successor = "new_platform_token_0123456789abcdef0123456789";
    scene.tokens.push(successor);
    scene.sandbox.platform.alsoAccept(successor);
    scene.sandbox.hub.server.faults.add({
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
});
