import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import type * as vscode from "vscode";
import { HubToken } from "../../../src/core/ocpi/token.ts";
import { TransportFailure, type PeerRequest } from "../../../src/core/ports.ts";
import { issueForm } from "../../../src/extension/platform/issue-form.ts";
import { Log } from "../../../src/extension/platform/log.ts";
import { loggedFetch } from "../../../src/extension/platform/logged-fetch.ts";
import { networkLine } from "../../../src/extension/platform/network-settings.ts";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { sandboxParty } from "../../../src/sandbox/party.ts";
import { startSandbox, type Sandbox } from "../../../src/sandbox/sandbox.ts";
import { EditorWindow, Profile } from "../../support/editor-window.ts";

const original = globalThis.fetch;

/** VS Code's fetch throws an error that says nothing; only its cause says what happened. */
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
    window.giveTokens(sandbox);
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
      "Proxy Settings",
      "ocpi.openProxySettings",
    ],
    [
      "a certificate of an unknown authority",
      Object.assign(new Error("self-signed"), { code: "SELF_SIGNED_CERT_IN_CHAIN" }),
      "Certificate Settings",
      "ocpi.openCertificateSettings",
    ],
    [
      "a certificate that has expired",
      Object.assign(new Error("expired"), { code: "CERT_HAS_EXPIRED" }),
      "Retry",
      "ocpi.exchangeCredentials",
    ],
  ] as const) {
    it(`offers *${button}* for ${cause}`, async () => {
      const entry = await window.open(sandbox);
      globalThis.fetch = failing(beneath);
      window.dialogs.pressed.push(["chargeindia: ", button]);
      const ran = await exchange(window.flow, entry);
      assert.ok(ran !== undefined && ran.outcome.result !== "connected");
      await wait(10);
      assert.deepEqual(window.executed, [`${command} chargeindia`]);
      assert.equal(sandbox.hub.server.requests.length, 0);
    });
  }

  it("logs which server gave each answer, and nothing of a credentials endpoint's answer", async () => {
    const ran = await exchange(window.flow, await window.open(sandbox));
    assert.equal(ran?.outcome.result, "connected");
    const told = window.log.filter((line) => line.includes("X-Request-ID"));
    assert.ok(told.length > 0);
    for (const line of told) assert.match(line, /^GET http:\S+, X-Request-ID \S+: HTTP 200, content-type: application/);
    window.assertNoTokens([sandbox.hub.issuedToken(sandboxParty)]);
  });

  it("offers to report an error that it does not know", async () => {
    const entry = await window.open(sandbox);
    window.dialogs.pressed.push(["chargeindia: ", "Report Issue"]);
    const { waitForConnectedMs } = window.settings.timeouts;
    // No timer can be made from this time limit, which no compiler would let through.
    window.settings = { ...window.settings, timeouts: { waitForConnectedMs, requestTimeoutMs: 1n as never } };
    const ran = await exchange(window.flow, entry);
    assert.equal(ran?.record.reason?.finding.code, "unexpected");
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

describe("the log's level Debug", () => {
  const lines: string[] = [];
  const channel = { debug: (text: string) => void lines.push(text) } as unknown as vscode.LogOutputChannel;
  const token = new HubToken("hub_token_0123456789");

  function request(url: string, changes: Partial<PeerRequest> = {}): PeerRequest {
    const headers = { authorization: token.authorization("plain"), "x-request-id": "id-1" };
    return { method: "GET", url, headers, unsafe: false, signal: new AbortController().signal, ...changes };
  }

  async function logged(answer: () => Response, asked: PeerRequest): Promise<string[]> {
    lines.length = 0;
    const log = new Log(channel);
    log.hide(token);
    const fetch = loggedFetch(
      async () => answer(),
      (text) => log.debug(text),
    );
    await fetch(asked).catch(() => undefined);
    return [...lines];
  }

  it("tells which server answered, and no body, token, cookie or header that is not on its list", async () => {
    const headers = {
      server: `nginx\t${token.reveal()}`,
      via: "1.1 proxy.acme.example",
      "content-type": "application/json",
      "set-cookie": "session=1",
      authorization: token.reveal(),
      "x-token": "unknown",
    };
    const url = `https://hub.example.com/ocpi/versions?token=${token.reveal()}`;
    assert.deepEqual(await logged(() => new Response('{"data":"body"}', { headers }), request(url)), [
      "GET https://hub.example.com, X-Request-ID id-1: HTTP 200, content-type: application/json, server: nginx [hub token], via: 1.1 proxy.acme.example",
    ]);
  });

  it("says nothing of an answer that may hold a new token", async () => {
    const answer = (): Response => new Response("{}", { headers: { server: "unknown" } });
    for (const method of ["POST", "PUT", "DELETE"] as const)
      assert.deepEqual(await logged(answer, request("https://hub.example.com/x", { method, unsafe: true })), []);
    assert.deepEqual(await logged(answer, request("https://hub.example.com/ocpi/2.2.1/credentials/")), []);
  });

  it("tells at which address it failed, and no message, which may quote what was sent", async () => {
    const beneath = Object.assign(new Error(`not valid: ${token.reveal()}`), {
      code: "ECONNREFUSED",
      syscall: "connect",
      address: "10.0.0.1",
      port: 8080,
    });
    const cause = new TypeError("fetch failed", { cause: new AggregateError([beneath, beneath]) });
    const fail = (): never => {
      throw new TransportFailure("ECONNREFUSED", true, { cause });
    };
    assert.deepEqual(await logged(fail, request("https://hub.example.com/ocpi/versions")), [
      "GET https://hub.example.com, X-Request-ID id-1: ECONNREFUSED connect 10.0.0.1:8080",
    ]);
    assert.deepEqual(await logged(fail, request("https://hub.example.com/", { signal: AbortSignal.abort() })), []);
  });
});

describe("the line of the log about the network", () => {
  function lineFor(settings: Readonly<Record<string, unknown>>, environment = {}): string {
    return networkLine({ get: (key) => settings[key] }, environment);
  }

  it("says which proxy is set, without its login", () => {
    const line = lineFor(
      { proxy: "http://user:pass@proxy.acme.example:8080/path", proxySupport: "override", systemCertificates: true },
      { https_proxy: "http://user:pass@other" },
    );
    assert.match(line, /http\.proxy: http:\/\/proxy\.acme\.example:8080;/);
    assert.match(line, /http\.proxySupport: override;/);
    assert.match(line, /http\.systemCertificates: true;/);
    assert.match(line, /variables that are set: HTTPS_PROXY\.$/);
    assert.doesNotMatch(line, /user|pass\b|path/);
  });

  it("tells nothing of a proxy that is no URL, and says when there is none", () => {
    for (const proxy of ["user:pass@proxy:8080", "pass word", "pass"])
      assert.match(lineFor({ proxy }), /http\.proxy: set, but not a URL;/);
    assert.match(lineFor({ proxy: "" }), /http\.proxy: not set;/);
  });
});
