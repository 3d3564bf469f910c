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

  it("recovers a hub token out of its capsule, and says what is wrong with a wrong one", async () => {
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
    elsewhere.dialogs.typed.push(
      ["recovery capsule", capsule],
      ["platform token", "another_platform_token_0123456789abcdef"],
    );
    assert.equal(await recoverHubToken(elsewhere.flow, entry), undefined);
    assert.match(elsewhere.dialogs.shown.join("\n"), /does not open this capsule/);
    await entry.tokens.forget(entry.key, "platform-token");
    elsewhere.dialogs.typed.push(["recovery capsule", capsule], ["platform token", scene.sandbox.platform.token]);
    const ran = await recoverHubToken(elsewhere.flow, entry);
    assert.equal(ran?.outcome.result, "connected");
    assert.equal(await scene.stored(elsewhere), scene.issued());
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
