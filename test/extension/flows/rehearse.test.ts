import assert from "node:assert/strict";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { rehearseTraffic } from "../../../src/extension/flows/rehearse.ts";
import { editorFetch } from "../../../src/extension/platform/peer-fetch.ts";
import type { ConnectionEntry } from "../../../src/extension/state/connection-entry.ts";
import { addressOf, sheetAt } from "../../../src/extension/view/sheet-page.ts";
import { treeOf, viewsOf } from "../../../src/extension/view/tree-model.ts";
import { startSandbox, type Sandbox } from "../../../src/sandbox/sandbox.ts";
import { configFor, EditorWindow, Profile } from "../../support/editor-window.ts";

/** Not on this computer, as far as anything in the extension can see: what is sent there gets to the sandbox's platform. */
const elsewhere = "https://platform.example.com";
const question = "Make the Hub's calls on platform.example.com?";

describe("Rehearse Traffic…, over real sockets", function () {
  // One request a second, as the platform is asked in a rehearsal.
  this.timeout(60_000);
  let sandbox: Sandbox;
  let profile: Profile;
  let window: EditorWindow;
  let entry: ConnectionEntry;

  beforeEach(async () => {
    sandbox = await startSandbox();
    profile = new Profile();
    const { origin } = new URL(sandbox.platform.url);
    window = new EditorWindow(profile, undefined, async (request) =>
      editorFetch({ ...request, url: request.url.replace(elsewhere, origin) }),
    );
    // It waits between two calls, which no test has to.
    window.clock.sleep = async () => undefined;
  });

  afterEach(async () => {
    await sandbox.stop();
    await window.runner.settled();
    window.assertNoTokens([sandbox.platform.token, sandbox.initialToken]);
    profile.end();
  });

  const sent = (): number => sandbox.platform.server.requests.length;
  const line = (label: string): string | undefined => {
    const views = viewsOf(window.connections.entries, window.connections);
    const lines = treeOf(views, new Date())[0]?.children.find((node) => node.label === "Go-live")?.children;
    return lines?.find((node) => node.label === label)?.description;
  };

  async function openElsewhere(role = "CPO"): Promise<void> {
    const { origin } = new URL(sandbox.platform.url);
    // It says of itself that it is there.
    sandbox.platform.switches.versionUrl = (url) => url.replace(origin, elsewhere);
    sandbox.platform.switches.lists = (all) => all.map((one) => ({ ...one, url: one.url.replace(origin, elsewhere) }));
    entry = await window.open(sandbox, configFor(sandbox).replace(origin, elsewhere).replace("CPO", role));
    window.dialogs.typed.push(["chargeindia: platform token", sandbox.platform.token]);
  }

  it("names the host, and what is made there, before anything is sent", async () => {
    for (const [role, made] of [
      ["CPO", /authorize a token that no eMSP issued, to start a session at a location that does not exist/],
      ["EMSP", /one test session and one test CDR, of 0 kWh and cost 0/],
    ] as const) {
      await openElsewhere(role);
      window.dialogs.pressed.push([question, undefined]);
      assert.equal(await rehearseTraffic(window.flow, entry), undefined);
      const asked = window.dialogs.shown.findLast((text) => text.startsWith(question)) ?? "";
      assert.match(asked, made);
      assert.match(asked, /ids that begin with OCPI-TEST-/);
    }
    assert.deepEqual([sent(), window.connections.factsOf(entry.key)?.rehearsal], [0, undefined]);
  });

  it("makes nothing on a platform where that was not allowed", async () => {
    await openElsewhere();
    window.dialogs.pressed.push([question, "Only Without Test Objects"]);
    const ran = await rehearseTraffic(window.flow, entry);
    assert.equal(ran?.outcome.result, "done");
    const changing = sandbox.platform.server.requests.filter(({ method }) => method !== "GET");
    assert.ok(changing.length > 0);
    for (const { headers, body } of changing) {
      assert.equal(body, "{}");
      assert.match(headers["authorization"] ?? "Token not-a-token", /^Token (?:not-a-token|bm90LWEtdG9rZW4=)$/);
    }
    // Receivers that refuse a wrong token are no traffic yet.
    assert.equal(line("Rehearsal"), "to do");
  });

  it("plays the whole of it where it was allowed, and shows the sheet", async () => {
    await openElsewhere();
    window.dialogs.pressed.push([question, "Rehearse on platform.example.com"]);
    const ran = await rehearseTraffic(window.flow, entry);
    assert.equal(ran?.outcome.result, "done");
    assert.ok(ran.record.rehearsal.length > 5 && ran.record.rehearsal.every(({ verdict }) => verdict === "works"));
    assert.equal(line("Rehearsal"), "done");
    const sheet = await sheetAt(addressOf(entry.key), window.connections, async () => undefined);
    assert.match(sheet, /\| ✅ \| Rehearsal \|/);
    assert.match(sheet, /### Go-live sheet/);
  });

  it("keeps what it had done, where it is stopped in the middle", async () => {
    await openElsewhere();
    window.dialogs.pressed.push([question, "Rehearse on platform.example.com"]);
    window.clock.sleep = async () => {
      if (sandbox.platform.server.requests.some(({ body }) => body.includes("OCPI-TEST-")))
        window.progress[0]?.cancel();
    };
    const ran = await rehearseTraffic(window.flow, entry);
    assert.equal(ran?.outcome.result, "cancelled");
    assert.equal(window.connections.factsOf(entry.key)?.rehearsal?.record.result, "cancelled");
    assert.match(
      window.dialogs.shown.at(-1) ?? "",
      /^chargeindia: Cancelled: the rehearsal was stopped before its end/,
    );
    assert.equal(line("Rehearsal"), "to do");
  });

  it("asks nothing for a sandbox's platform, and leaves alone what is known of the registration", async () => {
    entry = await window.open(sandbox);
    window.giveTokens(sandbox);
    await exchange(window.flow, entry);
    const before = window.connections.stateOf(entry.key);
    const shown = window.dialogs.shown.length;
    assert.equal((await rehearseTraffic(window.flow, entry))?.outcome.result, "done");
    assert.deepEqual(window.connections.stateOf(entry.key), before);
    assert.equal(window.dialogs.shown.length, shown + 1);
    assert.match(
      window.dialogs.shown.at(-1) ?? "",
      /The rehearsal of IN\*ABC \(CPO\) went well: \d+ lines of the go-live sheet work/,
    );
    assert.deepEqual([line("Rehearsal"), line("CONNECTED")], ["done", "done"]);
  });
});
