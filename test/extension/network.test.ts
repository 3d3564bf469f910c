import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { issueForm } from "../../src/extension/issue-form.ts";
import { exchange } from "../../src/extension/stories/exchange.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { EditorWindow, Profile } from "../support/editor-window.ts";

const original = globalThis.fetch;

/** What VS Code's fetch throws: what happened is beneath an error that says nothing. */
function failing(beneath: Error): typeof globalThis.fetch {
  return async () => {
    throw new TypeError("fetch failed", { cause: new Error("proxy", { cause: beneath }) });
  };
}

describe("an exchange that the network stands in the way of", () => {
  let sandbox: Sandbox;
  let profile: Profile;
  let window: EditorWindow;

  beforeEach(async () => {
    sandbox = await startSandbox();
    profile = new Profile();
    window = new EditorWindow(profile);
    window.dialogs.typed.push(
      ["chargeindia: initial token", sandbox.initialToken],
      ["chargeindia: platform token", sandbox.platform.token],
    );
  });

  afterEach(async () => {
    globalThis.fetch = original;
    await sandbox.stop();
    window.assertNoTokens([sandbox.initialToken, sandbox.platform.token]);
    profile.end();
  });

  for (const [cause, beneath, button, command] of [
    [
      "a proxy that asks for a login",
      Object.assign(new Error("407"), { connectResponseStatusCode: 407 }),
      "Open Proxy Settings",
      "ocpi.openProxySettings",
    ],
    [
      "a certificate that nobody vouches for",
      Object.assign(new Error("self-signed"), { code: "SELF_SIGNED_CERT_IN_CHAIN" }),
      "Open Certificate Settings",
      "ocpi.openCertificateSettings",
    ],
    [
      "a certificate that has expired",
      Object.assign(new Error("expired"), { code: "CERT_HAS_EXPIRED" }),
      "Show Log",
      "ocpi.showLog",
    ],
  ] as const) {
    it(`offers *${button}* for ${cause}`, async () => {
      const entry = await window.open(sandbox);
      globalThis.fetch = failing(beneath);
      window.dialogs.pressed.push(["chargeindia: ", button]);
      const ran = await exchange(window.story, entry);
      assert.ok(ran !== undefined && ran.outcome.result !== "connected");
      await wait(10);
      assert.deepEqual(window.executed, [`${command} chargeindia`]);
      assert.equal(sandbox.hub.server.requests.length, 0);
    });
  }

  it("offers to report what nobody foresaw", async () => {
    const entry = await window.open(sandbox);
    window.dialogs.pressed.push(["chargeindia: ", "Report Issue"]);
    const { waitForConnectedMs } = window.settings.patience;
    // A time limit that no timer can be made from.
    window.settings = { ...window.settings, patience: { waitForConnectedMs, requestTimeoutMs: -1 } };
    const ran = await exchange(window.story, entry);
    assert.equal(ran?.record.reason?.code, "unexpected");
    await wait(10);
    assert.deepEqual(window.executed, ["ocpi.reportIssue chargeindia"]);
  });
});

describe("the form for an issue", () => {
  it("is filled in with versions, in a way that VS Code opens as it is", () => {
    const form = issueForm({ extension: "1.2.3", editor: "1.105.0", system: "linux x64" });
    const { origin, pathname, searchParams } = new URL(form);
    assert.equal(`${origin}${pathname}`, "https://github.com/ocpi-onboarding/ocpi-onboarding/issues/new");
    assert.match(searchParams.get("body") ?? "", /\nOCPI Onboarding 1\.2\.3, VS Code 1\.105\.0, linux x64$/);
    // VS Code decodes what it is given, and encodes again only what no URL may hold.
    const opened = encodeURI(decodeURIComponent(form));
    assert.deepEqual([...new URL(opened).searchParams], [...searchParams]);
  });
});
