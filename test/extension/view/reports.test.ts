import assert from "node:assert/strict";
import { editorWords } from "../../../src/core/findings/editor-words.ts";
import type { RunRecord } from "../../../src/core/record/record.ts";
import { reportDocument } from "../../../src/core/report/document.ts";
import { plainReport } from "../../../src/core/report/plain-report.ts";
import type { ReportPage } from "../../../src/core/report/page.ts";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { copyReport, saveReport } from "../../../src/extension/flows/export-report.ts";
import { verifyConnection } from "../../../src/extension/flows/verify.ts";
import type { ConnectionEntry } from "../../../src/extension/state/connection-entry.ts";
import { reportOf } from "../../../src/extension/view/report-of-connection.ts";
import type { ReportCommands } from "../../../src/extension/view/report-buttons.ts";
import type { ShownReport } from "../../../src/extension/view/report-messages.ts";
import { addressOf, keyAt, sheetAt } from "../../../src/extension/view/sheet-page.ts";
import { sandboxParty } from "../../../src/sandbox/party.ts";
import { startSandbox, type Sandbox } from "../../../src/sandbox/sandbox.ts";
import { usualPlatformToken } from "../../support/derived-once.ts";
import { EditorWindow, Profile } from "../../support/editor-window.ts";
import { reportCommands, textOf } from "../support/report-commands.ts";

describe("the report of a connection, over real sockets", () => {
  let sandbox: Sandbox;
  let profile: Profile;
  let window: EditorWindow;
  let entry: ConnectionEntry;
  let record: RunRecord;
  let commands: ReportCommands;
  /** What a page that is open is told while the exchange goes on. */
  const drawn: ReportPage[] = [];

  before(async () => {
    commands = await reportCommands();
    sandbox = await startSandbox({ activation: "by-desk" }, {}, {}, usualPlatformToken);
    profile = new Profile();
    window = new EditorWindow(profile);
    window.settings = { ...window.settings, timeouts: { requestTimeoutMs: 5000, waitForConnectedMs: 0 } };
    window.giveTokens(sandbox);
    entry = await window.open(sandbox);
    const { connections } = window;
    const looks: Promise<unknown>[] = [];
    const { dispose } = connections.underWay.onDidChange((key) => {
      looks.push(shown(window).then((report) => drawn.push(report)));
      assert.deepEqual(key, entry.key);
    });
    const ran = await exchange(window.flow, entry);
    await Promise.all(looks);
    dispose();
    assert.equal(ran?.outcome.result, "registered");
    ({ record } = ran);
  });

  after(async () => {
    await sandbox.stop();
    profile.end();
  });

  const shown = async ({ connections }: EditorWindow): Promise<ShownReport> =>
    reportOf(entry.key, connections, commands, new Date());

  it("draws each arrow while the run goes on, the POST before its answer, and no word of what is not known yet", () => {
    const waitingFor = drawn.flatMap(({ arrows }) => arrows.filter(({ outcome }) => outcome === "waiting"));
    assert.ok(waitingFor.some(({ what, to }) => what === "POST /ocpi/2.2.1/credentials" && to === "hub"));
    const counts = drawn.filter(({ tone }) => tone === "running").map(({ requests }) => requests.length);
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => a - b),
    );
    assert.ok((counts.at(-1) ?? 0) > 3, counts.join());
    assert.ok(drawn.some(({ steps }) => steps.some(({ status }) => status === "running")));
  });

  it("says of a registration that waits for the Hub what it waits for, who acts, and has the buttons that do it", async () => {
    const report = await shown(window);
    assert.equal(report.tone, "waiting");
    assert.match(textOf(report.headline), /^IN\*ABC \(CPO\) is registered/);
    assert.deepEqual(
      report.actions.map(({ label }) => label),
      ["Notify Me When CONNECTED"],
    );
    const buttons = report.toDo.flatMap((item) => item.buttons);
    const message = buttons.find(({ command }) => command === "ocpi.copyMessage");
    assert.equal(message?.label, "Copy Message for the Account Team");
  });

  it("is of the run that ended last, ten minutes later, too, and there again in the next window", async () => {
    const before = await shown(window);
    window.aheadMs = 600_000;
    sandbox.hub.activate(sandboxParty);
    await verifyConnection(window.flow, entry);
    const after = await shown(window);
    assert.notEqual(after.run?.correlationId, before.run?.correlationId);
    assert.equal(after.command, "verify");
    const next = new EditorWindow(profile);
    await next.open(sandbox);
    assert.deepEqual(await shown(next), { ...after });
  });

  it("says what begins one, where there is none", async () => {
    const none = await reportOf({ ...entry.key, name: "other" }, window.connections, commands, new Date());
    assert.match(textOf(none.headline), /^other was not checked yet/);
    assert.deepEqual(
      none.actions.map(({ label }) => label),
      ["Exchange Credentials", "Verify Connection", "Preflight"],
    );
  });

  it("can be taken along in a mail, and as the document that the Action writes, without any token", async () => {
    const { dialogs, flow } = window;
    await copyReport(flow, entry, { record });
    assert.equal(dialogs.copied.at(-1), plainReport(record, editorWords));
    await saveReport(flow, entry, { record });
    const [saved] = dialogs.saved;
    assert.equal(saved?.name, "ocpi-chargeindia.json");
    // The contract's report and nothing beside it.
    assert.equal(saved.text, `${JSON.stringify(reportDocument(record), undefined, 2)}\n`);
    assert.deepEqual(Object.keys(JSON.parse(saved.text) as object).toSorted(), [
      "command",
      "connection",
      "connection_status",
      "correlation_id",
      "findings",
      "finished_at",
      "handover",
      "hub",
      "parties",
      "profile",
      "receivers",
      "requests",
      "result",
      "schema",
      "started_at",
      "steps",
      "tool",
    ]);
    window.log.push(saved.text, ...dialogs.copied, JSON.stringify([...drawn, await shown(window)]));
    window.assertNoTokens([sandbox.initialToken, sandbox.platform.token, sandbox.hub.issuedToken(sandboxParty)]);
  });

  it("says when it cannot be saved", async () => {
    const { dialogs, flow } = window;
    const refusing = Object.assign(Object.create(dialogs) as typeof dialogs, {
      save: async () => Promise.reject(new Error("EACCES: permission denied")),
    });
    await saveReport({ ...flow, dialogs: refusing }, entry, { record });
    assert.equal(dialogs.shown.at(-1), "EACCES: permission denied");
  });
});

describe("the go-live sheet as a page", () => {
  const keys = ["file:///a%20b/ocpi.yml", "vscode-vfs://github/c/ocpi.yml"].map((config) => ({
    config,
    name: "one-2",
  }));

  it("has an address that tells the same name in two folders apart, and a title in it", () => {
    for (const key of keys) {
      assert.deepEqual(keyAt(addressOf(key)), key);
      assert.equal(addressOf(key).path, "/OCPI go-live sheet one-2.md");
    }
  });

  it("waits, in a new window, until that has read its files", async () => {
    const profile = new Profile();
    const { connections } = new EditorWindow(profile);
    let isReady = false;
    for (const key of keys) {
      const text = await sheetAt(addressOf(key), connections, async () => {
        isReady = true;
      });
      assert.ok(isReady);
      assert.match(text, /errors, so nothing can be said of one-2/);
    }
    profile.end();
  });
});
