import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { setToken, setTokenAndRetry } from "../../../src/extension/flows/set-token.ts";
import { verifyConnection } from "../../../src/extension/flows/verify.ts";
import type { ConnectionEntry } from "../../../src/extension/state/connection-entry.ts";
import { sandboxParty } from "../../../src/sandbox/party.ts";
import type { EditorWindow } from "../../support/editor-window.ts";
import { FlowScene } from "../support/flow-scene.ts";

describe("what is offered after a failure, over real sockets", () => {
  const scene = new FlowScene();

  afterEach(async () => scene.end());

  /** A window with a connection that is CONNECTED. */
  async function connected(): Promise<[EditorWindow, ConnectionEntry]> {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    await exchange(window.flow, entry);
    window.dialogs.offered.length = 0;
    window.dialogs.shown.length = 0;
    return [window, entry];
  }

  it("goes from the notification straight to the box of the initial token that was refused, and exchanges with the new one", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    const wrong = "not_the_token_that_was_given";
    scene.tokens.push(wrong);
    window.dialogs.typed.push(["initial token", wrong], ["platform token", scene.sandbox.platform.token]);
    assert.equal((await exchange(window.flow, entry))?.outcome.result, "refused");
    assert.deepEqual(window.dialogs.offered.at(-1), ["Set and Retry", "Open Report"]);
    window.dialogs.shown.length = 0;
    // The one that was refused a moment ago is not sent once more by mistake.
    window.dialogs.typed.push(["initial token", wrong]);
    assert.equal(await setTokenAndRetry(window.flow, entry), undefined);
    assert.match(window.dialogs.fault ?? "", /This is the one that was refused/);
    window.dialogs.typed.push(["initial token", scene.sandbox.initialToken]);
    assert.equal((await setTokenAndRetry(window.flow, entry))?.outcome.result, "connected");
    // No list of tokens, and no question about the one that was refused.
    assert.match(window.dialogs.shown[0] ?? "", /^chargeindia: initial token The stored initial token was refused\./);
    assert.doesNotMatch(window.dialogs.shown.join("\n"), /which token|already/);
    assert.equal(await scene.stored(window), scene.issued());
  });

  it("asks for both tokens where the two were swapped, each of which may be what the other was", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.dialogs.typed.push(
      ["initial token", scene.sandbox.platform.token],
      ["platform token", scene.sandbox.initialToken],
    );
    const swapped = await exchange(window.flow, entry);
    assert.equal(swapped?.record.reason?.finding.code, "tokens-swapped");
    window.giveTokens(scene.sandbox);
    assert.equal((await setTokenAndRetry(window.flow, entry))?.outcome.result, "connected");
    assert.deepEqual(window.dialogs.typed, []);
  });

  it("takes an empty answer for a platform token that is installed by now", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    const { platform, initialToken } = scene.sandbox;
    const wrong = "not_the_token_that_was_given";
    platform.tokenInstalled = false;
    window.dialogs.typed.push(["initial token", wrong], ["platform token", platform.token]);
    assert.equal((await exchange(window.flow, entry))?.record.reason?.finding.code, "tokens-swapped");
    platform.tokenInstalled = true;
    window.dialogs.typed.push(["initial token", initialToken], ["installed in your platform now", ""]);
    assert.equal((await setTokenAndRetry(window.flow, entry))?.outcome.result, "connected");
  });

  it("asks whether the registration was reset, where a new initial token stands beside a refused hub token", async () => {
    const [window, entry] = await connected();
    const former = scene.issued();
    const fresh = scene.sandbox.hub.issueInitialToken(sandboxParty);
    scene.tokens.push(fresh);
    window.dialogs.pressed.push(["which token?", "initial token"]);
    window.dialogs.typed.push(["initial token", fresh]);
    await setToken(window.flow, entry);
    window.dialogs.pressed.push(["Did the account team reset", undefined]);
    assert.equal((await exchange(window.flow, entry))?.outcome.result, "refused");
    assert.equal(await scene.stored(window), former);
    window.dialogs.pressed.push(["Did the account team reset", "Register Again"]);
    assert.equal((await exchange(window.flow, entry))?.outcome.result, "connected");
    assert.notEqual(scene.issued(), former);
    assert.equal(await scene.stored(window), scene.issued());
  });

  it("asks for no token that was set since, and exchanges with that one", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    const wrong = "not_the_token_that_was_given";
    window.dialogs.typed.push(["initial token", wrong], ["platform token", scene.sandbox.platform.token]);
    await exchange(window.flow, entry);
    window.dialogs.pressed.push(["which token?", "initial token"]);
    window.dialogs.typed.push(["initial token", scene.sandbox.initialToken]);
    await setToken(window.flow, entry);
    assert.equal((await setTokenAndRetry(window.flow, entry))?.outcome.result, "connected");
  });

  it("leads from a suspended party to the account team and not to another token, however the hub says that it is", async () => {
    const [window, entry] = await connected();
    // As another hub may list it. The sidebar shows it, too.
    const { role, country_code, party_id } = sandboxParty;
    const listed = { role, country_code, party_id, status: "SUSPENDED", last_updated: "2026-11-29T10:00:00Z" };
    const body = JSON.stringify({ status_code: 1000, timestamp: "2026-11-29T10:00:00Z", data: listed });
    scene.sandbox.hub.server.faults.add({
      method: "GET",
      path: "/ocpi/2.2.1/hubclientinfo/",
      times: 10,
      act: { kind: "answer", when: "before", status: 200, headers: { "Content-Type": "application/json" }, body },
    });
    assert.equal((await verifyConnection(window.flow, entry))?.record.connectionStatus, "SUSPENDED");
    assert.match(window.dialogs.shown.at(-1) ?? "", /SUSPENDED by the account team/);
    scene.sandbox.hub.server.faults.clear();
    // As ChargeIndia Hub does: it refuses the token.
    scene.sandbox.hub.suspend(sandboxParty);
    window.dialogs.pressed.push(["chargeindia: ", "Copy Message"]);
    const ran = await verifyConnection(window.flow, entry);
    await wait(10);
    assert.equal(ran?.record.reason?.finding.code, "hub-token-refused");
    assert.match(window.dialogs.shown.at(-1) ?? "", /The message for the account team is ready\.$/);
    // What the report says first is what the first button does.
    assert.match(ran.record.reason?.fix ?? "", /^E-mail the account team the message for them/);
    assert.deepEqual(window.dialogs.offered, [
      ["Copy Message", "Open Report"],
      ["Copy Message", "Open Report"],
    ]);
    assert.deepEqual(window.executed, ["ocpi.copyMessage chargeindia"]);
    // No token of the user's was refused, and this one works again later: an older button asks which token, and before it is replaced.
    window.dialogs.pressed.push(["which token?", "hub token"], ["has a hub token already", undefined]);
    assert.equal(await setTokenAndRetry(window.flow, entry), undefined);
    assert.deepEqual(window.dialogs.pressed, []);
    assert.equal(await scene.stored(window), scene.issued());
  });
});
