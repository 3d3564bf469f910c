import assert from "node:assert/strict";
import type { ConnectionEntry } from "../../../src/extension/state/connection-entry.ts";
import { editorWords } from "../../../src/core/findings/editor-words.ts";
import type { RunRecord } from "../../../src/core/record/record.ts";
import { reportDocument } from "../../../src/core/report/document.ts";
import { markdownReport } from "../../../src/core/report/markdown.ts";
import { addressOf, pageAt, pageOf, pages } from "../../../src/extension/view/report-page.ts";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { copyReport, saveReport } from "../../../src/extension/flows/export-report.ts";
import { sandboxParty } from "../../../src/sandbox/party.ts";
import { startSandbox, type Sandbox } from "../../../src/sandbox/sandbox.ts";
import { EditorWindow, Profile } from "../../support/editor-window.ts";

describe("the report of a connection's last run, over real sockets", () => {
  let sandbox: Sandbox;
  let profile: Profile;
  let window: EditorWindow;
  let entry: ConnectionEntry;
  let record: RunRecord;

  before(async () => {
    sandbox = await startSandbox();
    profile = new Profile();
    window = new EditorWindow(profile);
    window.giveTokens(sandbox);
    entry = await window.open(sandbox);
    const ran = await exchange(window.flow, entry);
    assert.equal(ran?.outcome.result, "connected");
    ({ record } = ran);
  });

  after(async () => {
    await sandbox.stop();
    profile.end();
  });

  it("is still there to be read when VS Code opens its page again in a new window, before that has read anything", async () => {
    const page = addressOf(entry.key, "report");
    const next = new EditorWindow(profile);
    assert.equal(next.connections.factsOf(entry.key), undefined);
    const text = await pageAt(page, next.connections, async () => void (await next.open(sandbox)));
    assert.match(text, /CONNECTED/);
    assert.equal(text, markdownReport(record, editorWords));
  });

  it("has an address that tells the same name in two folders apart, and a title in it", () => {
    const keys = ["file:///a%20b/ocpi.yml", "vscode-vfs://github/c/ocpi.yml"].map((config) => ({
      config,
      name: "one-2",
    }));
    for (const key of keys) {
      for (const page of pages) assert.deepEqual(pageOf(addressOf(key, page)), { page, key });
      assert.equal(addressOf(key, "report").path, "/OCPI one-2.md");
      assert.equal(addressOf(key, "go-live-sheet").path, "/OCPI go-live sheet one-2.md");
    }
  });

  it("says on its page what makes one, where there is none", async () => {
    const page = addressOf({ ...entry.key, name: "other" }, "report");
    assert.match(await pageAt(page, window.connections, async () => undefined), /^other was not checked yet/);
  });

  it("can be taken along as it is read, and as the document that the Action writes, without any token", async () => {
    const { dialogs, flow } = window;
    await copyReport(flow, entry, { record });
    assert.equal(dialogs.copied.at(-1), markdownReport(record, editorWords));
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
    window.log.push(saved.text, ...dialogs.copied);
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
