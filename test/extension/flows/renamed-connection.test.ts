import assert from "node:assert/strict";
import type { ConnectionEntry } from "../../../src/extension/state/connection-entry.ts";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { forgetToken } from "../../../src/extension/flows/set-token.ts";
import { verifyConnection } from "../../../src/extension/flows/verify.ts";
import { configFor, EditorWindow } from "../../support/editor-window.ts";
import { FlowScene } from "../support/flow-scene.ts";

describe("a connection that was given another name in ocpi.yml", () => {
  const scene = new FlowScene();

  afterEach(async () => scene.end());

  describe("with a connection that has another name in ocpi.yml now", () => {
    let window: EditorWindow;
    let renamed: ConnectionEntry;

    beforeEach(async () => {
      window = await scene.begin();
      window.giveTokens(scene.sandbox);
      await exchange(window.flow, await window.open(scene.sandbox));
      window.connections.setFile(
        EditorWindow.config,
        "work",
        configFor(scene.sandbox).replace("chargeindia:", "production:"),
      );
      await window.connections.refreshAll();
      renamed = window.connections.entry({ config: EditorWindow.config, name: "production" }) ?? assert.fail();
      assert.equal(window.connections.stateOf(renamed.key)?.kind, "token-needed");
    });

    it("uses the former tokens, once the user says that it is the same connection", async () => {
      window.dialogs.pressed.push(["Was production called chargeindia before?", "It Is the Same"]);
      const ran = await exchange(window.flow, renamed);
      assert.equal(ran?.outcome.result, "connected");
      assert.deepEqual(scene.unsafe(), ["POST", "PUT"]);
      const kept = await renamed.tokens.read(renamed.key, "hub-token", renamed.hubOrigin);
      assert.ok(kept.state === "stored" && kept.token.reveal() === scene.issued());
      assert.ok(![...(await scene.profile.secrets.keys())].some((key) => key.includes("|chargeindia|")));
    });

    it("takes nothing over when the user says that it is another, and can forget the former tokens", async () => {
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
      assert.ok(!(await scene.profile.secrets.keys()).some((key) => key.endsWith("|hub-token")));
    });

    it("sends nothing when the user does not answer", async () => {
      const before = scene.sandbox.hub.server.requests.length;
      window.dialogs.pressed.push(["Was production called chargeindia before?", undefined]);
      assert.equal(await verifyConnection(window.flow, renamed), undefined);
      assert.equal(scene.sandbox.hub.server.requests.length, before);
    });

    it("asks nothing when the token is for another hub", async () => {
      const elsewhere = configFor(scene.sandbox)
        .replace("chargeindia:", "production:")
        .replace(scene.sandbox.hub.origin, "http://127.0.0.1:1");
      window.connections.setFile(EditorWindow.config, "work", elsewhere);
      const entry = window.connections.entry(renamed.key) ?? assert.fail();
      window.dialogs.typed.push(["production: initial token", undefined]);
      assert.equal(await exchange(window.flow, entry), undefined);
      assert.doesNotMatch(window.dialogs.shown.join("\n"), /before\?/);
    });
  });
});
