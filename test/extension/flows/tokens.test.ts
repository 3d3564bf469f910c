import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { rotateToken } from "../../../src/extension/flows/change.ts";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { copyToken } from "../../../src/extension/flows/copy-token.ts";
import type { Clipboard } from "../../../src/extension/platform/brief-copy.ts";
import { forgetToken, setToken } from "../../../src/extension/flows/set-token.ts";
import { verifyConnection } from "../../../src/extension/flows/verify.ts";
import { startSandbox } from "../../../src/sandbox/sandbox.ts";
import { HubToken } from "../../../src/core/ocpi/token.ts";
import { INSTALLED } from "../../../src/extension/state/checklist.ts";
import { treeOf, viewsOf } from "../../../src/extension/view/tree-model.ts";
import { everyNode } from "../../support/tree-views.ts";
import { configFor } from "../../support/editor-window.ts";
import { FlowScene } from "../support/flow-scene.ts";

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

describe("the tokens of a connection, on request and at another host", () => {
  const scene = new FlowScene();

  afterEach(async () => scene.end());

  it("asks before a stored token goes to a host that ocpi.yml names newly, and sends nothing until then", async () => {
    const window = await scene.begin();
    window.giveTokens(scene.sandbox);
    await exchange(window.flow, await window.open(scene.sandbox));
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

  it("asks before a platform token that was given for one hub goes to another, also on this computer", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.dialogs.pressed.push(["which token?", "platform token"]);
    window.dialogs.typed.push(["platform token", scene.sandbox.platform.token]);
    await setToken(window.flow, entry);
    const other = await startSandbox();
    try {
      const text = configFor(scene.sandbox).replace(scene.sandbox.hub.origin, other.hub.origin);
      const moved = await window.open(scene.sandbox, text);
      scene.tokens.push(other.initialToken);
      window.dialogs.typed.push(["initial token", other.initialToken]);
      window.dialogs.pressed.push([`ocpi.yml now points chargeindia to ${other.hub.origin}`, undefined]);
      assert.equal(await exchange(window.flow, moved), undefined);
      assert.match(window.dialogs.shown.at(-1) ?? "", /The stored platform token belongs to http:\/\/127/);
      assert.equal(other.hub.server.requests.length, 0);
      assert.equal(window.connections.stateOf(moved.key)?.kind, "host-changed");
      // Once the user has allowed it, the token belongs to that hub.
      window.dialogs.pressed.push(["ocpi.yml now points chargeindia to", "Use It at the New Host"]);
      await exchange(window.flow, moved);
      assert.notEqual(other.hub.server.requests.length, 0);
      assert.deepEqual(window.dialogs.pressed, []);
    } finally {
      await other.stop();
    }
  });

  it("leaves each copy on the clipboard for a minute of its own", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
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
    for (const left of [scene.issued(), ""]) {
      minutes.shift()?.();
      await wait(10);
      assert.equal(clipboard.text, left);
    }
  });

  it("can copy the new platform token of a rotation that was begun, and forget it", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    await exchange(window.flow, entry);
    window.dialogs.typed.push(["new platform token", "generate"]);
    window.dialogs.pressed.push(["does not accept the new platform token", "Copy Platform Token…"]);
    assert.equal((await rotateToken(window.flow, entry))?.outcome.result, "not-ready");
    assert.ok(window.executed.includes("ocpi.copyPlatformToken chargeindia"));
    const begun = await entry.tokens.read(entry.key, "new-platform-token", entry.platformOrigin);
    assert.ok(begun.state === "stored");
    scene.tokens.push(begun.token.reveal());
    const clipboard = new MemoryClipboard();
    window.dialogs.pressed.push(["copy which token?", "new platform token"], ["Copy the new platform token", "Copy"]);
    assert.ok(await copyToken(window.flow, entry, "platform-token", clipboard));
    assert.equal(clipboard.text, begun.token.reveal());
    window.dialogs.pressed.push(["forget which token?", "new platform token"], ["Forget the new", "Forget"]);
    await forgetToken(window.flow, entry);
    assert.match(window.dialogs.shown.at(-1) ?? "", /the Hub may present it already/);
    assert.equal((await entry.tokens.read(entry.key, "new-platform-token", entry.platformOrigin)).state, "absent");
    // One platform token is left, so no question asks which.
    window.dialogs.pressed.push(["Copy the platform token", "Copy"]);
    assert.ok(await copyToken(window.flow, entry, "platform-token", clipboard));
    assert.equal(clipboard.text, scene.sandbox.platform.token);
  });

  it("copies the hub token for the platform after a question, and clears the clipboard after a minute", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    await exchange(window.flow, entry);
    const clipboard = new MemoryClipboard();
    const slept: number[] = [];
    const flow = {
      ...window.flow,
      clock: {
        now: () => new Date(),
        sleep: async (ms: number) => {
          slept.push(ms);
          assert.equal(clipboard.text, scene.issued());
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

  it("takes no copy for a delivery: only a person's word makes the token's node and the checklist's line done, for that token", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    await exchange(window.flow, entry);
    /** The node of the token, and the line of the checklist, as the sidebar shows them. */
    const shown = (): string[] => {
      const nodes = [...everyNode(treeOf(viewsOf(window.connections.entries, window.connections), new Date()))];
      return nodes
        .filter(({ label }) => label === "Token" || label === "Hub token installed")
        .map(({ description, icon, contextValue }) => `${description} | ${icon} | ${contextValue}`);
    };
    const to_do = "to do | circle-outline | line byPerson";
    assert.deepEqual(shown(), ["only on this computer | warning | step token hasHubToken hasReport", to_do]);
    window.dialogs.pressed.push(["Copy the hub token of", "Copy"], ["Is it in your platform?", "Mark as Installed"]);
    await copyToken(window.flow, entry, "hub-token", new MemoryClipboard());
    await wait(10);
    assert.deepEqual(window.executed, ["ocpi.markAsInstalled chargeindia"]);
    assert.deepEqual(shown(), ["copied, not confirmed | warning | step token hasHubToken hasReport", to_do]);
    await window.connections.confirm(entry, INSTALLED, new Date());
    assert.deepEqual(shown(), [
      "hub token stored | pass | step token hasHubToken done hasReport",
      "done, by you | pass | line byPerson done",
    ]);
    // Another hub token is not in the platform because its predecessor was.
    await wait(5);
    await entry.tokens.write(entry.key, "hub-token", new HubToken("hub_0123456789abcdef"), entry.hubOrigin, new Date());
    await window.connections.refresh(entry.key);
    assert.deepEqual(shown(), ["only on this computer | warning | step token hasHubToken hasReport", to_do]);
  });

  it("sets and forgets tokens on request", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.dialogs.pressed.push(["which token?", "hub token"]);
    window.dialogs.typed.push(["hub token", "hub_0123456789abcdef"]);
    await setToken(window.flow, entry);
    assert.equal(await scene.stored(window), "hub_0123456789abcdef");
    // The user typed the token, so it exists outside this computer, too.
    const { hubToken } = window.connections.factsOf(entry.key) ?? {};
    assert.ok(hubToken?.state === "stored" && hubToken.handedOn);
    window.dialogs.pressed.push(["which token?", "hub token"], ["has a hub token already", undefined]);
    await setToken(window.flow, entry);
    assert.equal(await scene.stored(window), "hub_0123456789abcdef");
    window.dialogs.pressed.push(["forget which token?", "hub token"], ["Forget the hub token", "Forget"]);
    await forgetToken(window.flow, entry);
    assert.equal(await scene.stored(window), undefined);
  });
});
