/* oxlint-disable max-lines -- it is one list of the symptoms that users reported. */
import assert from "node:assert/strict";
import type { FaultAct } from "../../src/sandbox/faults.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { Scenario } from "../support/scenario.ts";

const JSON_HEADERS = { "content-type": "application/json" };
const envelope = (code: number, message?: string): string =>
  JSON.stringify({
    status_code: code,
    ...(message === undefined ? {} : { status_message: message }),
    timestamp: "2026-11-22T00:00:00Z",
  });

interface Symptom {
  readonly what: string;
  readonly method: "GET" | "POST";
  readonly path?: string;
  readonly times?: number;
  readonly answer: { readonly status: number; readonly body: string; readonly headers?: Record<string, string> };
  /** What comes after `times`. */
  readonly afterwards?: Symptom["answer"];
  readonly result: string;
  /** What the findings must say: what happened, and what to do now. */
  readonly says: readonly RegExp[];
}

const looks: readonly Symptom[] = [
  {
    what: "a web page",
    method: "GET",
    answer: { status: 200, body: "<!doctype html><title>Log in</title>", headers: { "content-type": "text/html" } },
    result: "unreachable",
    says: [/HTTP 200 with a web page/, /Check `hub-url`/],
  },
  {
    what: "nothing at all",
    method: "GET",
    answer: { status: 200, body: "" },
    result: "unreachable",
    says: [/HTTP 200 with an empty body/],
  },
  {
    what: "half a JSON text",
    method: "GET",
    answer: { status: 200, body: '{"status_code":1000,"data":[{"ver', headers: JSON_HEADERS },
    result: "unreachable",
    says: [/with a body that is not JSON/],
  },
  {
    what: "JSON that is no envelope",
    method: "GET",
    answer: { status: 422, body: '{"detail":"x"}', headers: JSON_HEADERS },
    result: "unreachable",
    says: [/HTTP 422 with JSON that is no OCPI answer/],
  },
  {
    what: "a status_code that is a text",
    method: "GET",
    answer: { status: 200, body: '{"status_code":"1000","data":[]}', headers: JSON_HEADERS },
    result: "unreachable",
    says: [/not in the OCPI envelope/, /the hub's operator/],
  },
  {
    what: "a redirect",
    method: "GET",
    answer: { status: 301, body: "", headers: { location: "https://elsewhere.example/" } },
    result: "unreachable",
    says: [/The hub redirects/, /trailing slash/],
  },
  {
    what: "404",
    method: "GET",
    answer: { status: 404, body: envelope(2003, "Not found"), headers: JSON_HEADERS },
    result: "unreachable",
    says: [/HTTP 404, OCPI code 2003 \(at ChargeIndia Hub: not found\)/, /Check `hub-url`/],
  },
  {
    what: "405",
    method: "GET",
    answer: { status: 405, body: "" },
    result: "unreachable",
    says: [/HTTP 405 with an empty body/],
  },
  {
    what: "429 that asks for an hour",
    method: "GET",
    answer: { status: 429, body: "", headers: { "retry-after": "3600" } },
    result: "unreachable",
    says: [/HTTP 429/, /fewer requests/],
  },
  {
    what: "code 2004, the Hub's rate limit",
    method: "GET",
    answer: { status: 200, body: envelope(2004), headers: { ...JSON_HEADERS, "retry-after": "3600" } },
    result: "unreachable",
    says: [/OCPI code 2004 \(at ChargeIndia Hub: rate limit exceeded\)/, /fewer requests/],
  },
  {
    what: "500",
    method: "GET",
    answer: { status: 500, body: "" },
    result: "unreachable",
    says: [/HTTP 500/, /The hub has a problem\. Start a new run later/],
  },
  {
    what: "code 2000 with the hub's words",
    method: "GET",
    answer: { status: 200, body: envelope(2000, "maintenance until noon"), headers: JSON_HEADERS },
    result: "unreachable",
    says: [/a general error.*"maintenance until noon"/],
  },
  {
    what: "code 3000",
    method: "GET",
    answer: { status: 200, body: envelope(3000), headers: JSON_HEADERS },
    result: "unreachable",
    says: [/OCPI code 3000 \(server error\)/],
  },
  {
    what: "a version list without 2.2.1",
    method: "GET",
    path: "/ocpi/versions",
    answer: {
      status: 200,
      body: JSON.stringify({ status_code: 1000, data: [{ version: "2.1.1", url: "https://x.example" }] }),
      headers: JSON_HEADERS,
    },
    result: "not-ready",
    says: [/does not offer OCPI 2\.2\.1; it offers `2\.1\.1`/],
  },
  {
    what: "versions that are no list",
    method: "GET",
    path: "/ocpi/versions",
    answer: {
      status: 200,
      body: JSON.stringify({ status_code: 1000, data: { version: "2.2.1" } }),
      headers: JSON_HEADERS,
    },
    result: "not-ready",
    says: [/did not answer a list of versions/],
  },
];

const posts: readonly Symptom[] = [
  {
    what: "401",
    method: "POST",
    answer: { status: 401, body: envelope(2002), headers: JSON_HEADERS },
    result: "refused",
    says: [/does not accept the initial token/, /used up or revoked/],
  },
  {
    what: "403",
    method: "POST",
    answer: { status: 403, body: "" },
    result: "refused",
    says: [/does not accept the initial token/],
  },
  {
    what: "405",
    method: "POST",
    answer: { status: 405, body: "" },
    result: "refused",
    says: [/registered already/, /please reset our registration and issue a new initial token/],
  },
  {
    what: "a redirect",
    method: "POST",
    answer: { status: 307, body: "", headers: { location: "https://elsewhere.example/" } },
    result: "refused",
    says: [/refused the exchange.*HTTP 307/],
  },
  {
    what: "404",
    method: "POST",
    answer: { status: 404, body: "" },
    result: "refused",
    says: [/refused the exchange.*HTTP 404/],
  },
  {
    what: "422 of a framework",
    method: "POST",
    answer: { status: 422, body: '{"detail":[]}', headers: JSON_HEADERS },
    result: "refused",
    says: [/HTTP 422 with JSON that is no OCPI answer/],
  },
  { what: "429", method: "POST", answer: { status: 429, body: "" }, result: "refused", says: [/HTTP 429/] },
  {
    what: "code 2000",
    method: "POST",
    answer: { status: 200, body: envelope(2000), headers: JSON_HEADERS },
    result: "refused",
    says: [/refused the exchange.*at ChargeIndia Hub: a general error/, /Compare the role/],
  },
  {
    what: "code 2001",
    method: "POST",
    answer: { status: 200, body: envelope(2001), headers: JSON_HEADERS },
    result: "refused",
    says: [/invalid or missing parameters/],
  },
  {
    what: "code 2002 at HTTP 200",
    method: "POST",
    answer: { status: 200, body: envelope(2002), headers: JSON_HEADERS },
    result: "refused",
    says: [/does not accept the initial token/],
  },
  {
    what: "code 3001",
    method: "POST",
    answer: { status: 200, body: envelope(3001), headers: JSON_HEADERS },
    result: "refused",
    says: [/could not use your platform/, /platform's log/],
  },
  {
    what: "code 3001 at HTTP 500",
    method: "POST",
    answer: { status: 500, body: envelope(3001), headers: JSON_HEADERS },
    result: "refused",
    says: [/could not use your platform/],
  },
  {
    what: "code 3002",
    method: "POST",
    answer: { status: 200, body: envelope(3002), headers: JSON_HEADERS },
    result: "refused",
    says: [/no OCPI version in common/, /Offer 2\.2\.1/],
  },
  {
    what: "code 3003",
    method: "POST",
    answer: { status: 200, body: envelope(3003), headers: JSON_HEADERS },
    result: "refused",
    says: [/lacks an endpoint/, /version details/],
  },
  {
    what: "500 twice",
    method: "POST",
    times: 2,
    answer: { status: 500, body: "" },
    result: "refused",
    says: [/failed at the exchange twice.*initial token still works/, /cannot use the platform.*the platform's log/],
  },
  {
    what: "500 once and 502 after it",
    method: "POST",
    times: 1,
    answer: { status: 500, body: "" },
    afterwards: { status: 502, body: "" },
    result: "in-doubt",
    says: [/sent again, and its outcome is not known/, /in 5 minutes/],
  },
  {
    what: "success without a token",
    method: "POST",
    answer: { status: 200, body: envelope(1000), headers: JSON_HEADERS },
    result: "in-doubt",
    says: [/holds no token.*sealed in the recovery capsule/],
  },
  {
    what: "a web page that says 200",
    method: "POST",
    answer: { status: 200, body: "<html></html>" },
    result: "in-doubt",
    says: [/neither with a token nor in the form of OCPI: it may have refused/],
  },
];

/** What the findings of a step say, with their fixes. */
function textOf(step: StepResult): string {
  const report = JSON.parse(step.outputs["report"] ?? "") as { findings: { message: string; fix?: string }[] };
  return report.findings.map(({ message, fix }) => `${message} ${fix ?? ""}`).join("\n");
}

describe("answers that are not as they should be, each in its own words", () => {
  let scenario: Scenario;

  beforeEach(async () => {
    scenario = await Scenario.inProcess();
  });

  afterEach(() => scenario.end());

  for (const { what, method, path = "/ocpi", times, answer, afterwards, result, says } of [...looks, ...posts]) {
    it(`${method}: ${what}`, async () => {
      const act: FaultAct = { kind: "answer", when: "before", ...answer };
      scenario.sandbox.hub.server.faults.add({ method, path, act, ...(times === undefined ? {} : { times }) });
      if (afterwards !== undefined) {
        const later: FaultAct = { kind: "answer", when: "before", ...afterwards };
        scenario.sandbox.hub.server.faults.add({ method, path, act: later });
      }
      const step = await scenario.run();
      assert.equal(step.outputs["result"], result, step.raw);
      for (const pattern of says) assert.match(textOf(step), pattern);
      // The lock stays while there is a doubt, and only then; nothing else is ever left.
      const left = result === "in-doubt" ? ["OCPI_HUB_TOKEN_PENDING"] : [];
      assert.deepEqual(scenario.sandbox.github.secretNames, left);
      if (method === "GET") assert.deepEqual(scenario.unsafe, []);
    });
  }

  // The calls that come after the POST, each with every kind of answer that is not OCPI.
  const html = { status: 200, body: "<!doctype html><title>x</title>", headers: { "content-type": "text/html" } };
  const later: readonly { what: string; answer: Symptom["answer"]; put: [string, RegExp]; list: RegExp }[] = [
    { what: "a web page", answer: html, put: ["in-doubt", /its answer cannot be read.*web page/], list: /web page/ },
    {
      what: "half a JSON text",
      answer: { status: 200, body: '{"status_code":1000,"da', headers: JSON_HEADERS },
      put: ["in-doubt", /its answer cannot be read/],
      list: /not JSON/,
    },
    {
      what: "a redirect",
      answer: { status: 302, body: "", headers: { location: "https://elsewhere.example/" } },
      put: ["registered", /refused its confirmation.*HTTP 302/],
      list: /HTTP 302/,
    },
    {
      what: "404",
      answer: { status: 404, body: "" },
      put: ["registered", /refused its confirmation.*HTTP 404/],
      list: /HTTP 404/,
    },
    {
      what: "405",
      answer: { status: 405, body: "" },
      put: ["connected", /does not take a confirmation.*HTTP 405/],
      list: /HTTP 405/,
    },
    {
      what: "429",
      answer: { status: 429, body: "", headers: { "retry-after": "3600" } },
      put: ["registered", /refused its confirmation.*HTTP 429/],
      list: /HTTP 429/,
    },
    {
      what: "500",
      answer: { status: 500, body: "" },
      put: ["in-doubt", /outcome is not known.*HTTP 500/],
      list: /HTTP 500/,
    },
    {
      what: "code 2001",
      answer: { status: 200, body: envelope(2001), headers: JSON_HEADERS },
      put: ["registered", /refused its confirmation.*OCPI code 2001/],
      list: /OCPI code 2001/,
    },
    {
      what: "code 3001",
      answer: { status: 200, body: envelope(3001), headers: JSON_HEADERS },
      put: ["registered", /refused its confirmation.*OCPI code 3001/],
      list: /OCPI code 3001/,
    },
  ];

  for (const { what, answer, put, list } of later) {
    it(`PUT: ${what}; the stored token is safe`, async () => {
      const act: FaultAct = { kind: "answer", when: "before", ...answer };
      scenario.sandbox.hub.server.faults.add({ method: "PUT", path: "/ocpi", act });
      // This Hub turns an unconfirmed party CONNECTED only by its account team.
      const wait = put[0] === "connected" ? "5s" : "0s";
      if (put[0] === "connected") scenario.sandbox.hub.switches.needsConfirmation = false;
      const step = await scenario.run({ "wait-for-connected": wait });
      assert.equal(step.outputs["result"], put[0], step.raw);
      assert.match(textOf(step), put[1]);
      assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
      assert.equal(scenario.sandbox.github.secretNames.length, put[0] === "in-doubt" ? 2 : 1);
    });

    it(`hubclientinfo: ${what}; the registration stands, its status is unknown`, async () => {
      const act: FaultAct = { kind: "answer", when: "before", ...answer };
      scenario.sandbox.hub.server.faults.add({ method: "GET", path: "/ocpi/2.2.1/hubclientinfo", act });
      const step = await scenario.run({ "wait-for-connected": "0s" });
      assert.equal(step.outputs["result"], "registered", step.raw);
      assert.match(step.outputs["connection-status"] ?? "", /^(?:UNKNOWN|NOT_LISTED)$/);
      assert.match(textOf(step), list);
      assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    });
  }

  for (const [what, answer] of [
    ["500", { status: 500, body: "" }],
    ["a web page", html],
    ["401", { status: 401, body: envelope(2002), headers: JSON_HEADERS }],
  ] as const) {
    it(`recovery: ${what} at every GET after a lost POST; nothing more is sent`, async () => {
      const { faults } = scenario.sandbox.hub.server;
      faults.add({ method: "POST", path: "/ocpi", times: 1, act: { kind: "drop", when: "after" } });
      // The look before the POST passes: versions, and details.
      faults.add({ method: "GET", path: "/ocpi", times: 2, act: { kind: "delay", ms: 0 } });
      faults.add({ method: "GET", path: "/ocpi", act: { kind: "answer", when: "before", ...answer } });
      const step = await scenario.run();
      assert.equal(step.outputs["result"], "in-doubt", step.raw);
      assert.match(textOf(step), /An exchange was interrupted/);
      assert.deepEqual(scenario.unsafe, ["POST /ocpi/2.2.1/credentials"]);
      assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
    });
  }

  it("recovery: reads the token back from a hub that shows it, and sends no second POST", async () => {
    const { hub, github, inputs } = scenario.sandbox;
    const { faults } = hub.server;
    const token = inputs["initial-token"] ?? "";
    const base = `${hub.origin}/ocpi/2.2.1`;
    const answer = (path: string, data: unknown, times = 1): void =>
      faults.add({
        method: "GET",
        path,
        token,
        times,
        act: {
          kind: "answer",
          when: "before",
          status: 200,
          body: JSON.stringify({ status_code: 1000, timestamp: "2026-11-22T00:00:00Z", data }),
          headers: JSON_HEADERS,
        },
      });
    // At such a hub the initial token opens what it opened before, and credentials show what was issued.
    const endpoints = ["credentials", "hubclientinfo"].map((identifier) => ({
      identifier,
      role: identifier === "credentials" ? "RECEIVER" : "SENDER",
      url: `${base}/${identifier}`,
    }));
    faults.add({
      method: "GET",
      path: "/ocpi/2.2.1/credentials",
      token,
      times: 1,
      act: { kind: "drop", when: "before" },
      // The first try of the GET is lost; by then it is known what the hub issued.
      onHit: () => answer("/ocpi/2.2.1/credentials", { token: scenario.hubToken, url: base, roles: [] }),
    });
    // At the look, and when the answer to the POST is lost.
    answer("/ocpi/versions", [{ version: "2.2.1", url: base }], 2);
    answer("/ocpi/2.2.1", { version: "2.2.1", endpoints }, 2);
    faults.add({ method: "POST", path: "/ocpi", times: 1, act: { kind: "drop", when: "after" } });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.match(step.raw, /The token of an interrupted exchange was read back from the hub/);
    assert.deepEqual(scenario.unsafe, ["POST /ocpi/2.2.1/credentials", "PUT /ocpi/2.2.1/credentials"]);
    assert.equal(github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN"]);
  });

  it("asks once where an answer is no OCPI at all, and says nothing of a limit", async () => {
    const { faults } = scenario.sandbox.platform.server;
    faults.add({ method: "GET", path: "/", act: { kind: "answer", when: "before", status: 401, body: "" } });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "not-ready", step.raw);
    // Versions and details, in both encodings; a refusal is not asked for again.
    assert.equal(scenario.platformRequests.length, 4, scenario.platformRequests.join("\n"));
  });

  it("waits as long as a busy hub asks for, and goes on", async () => {
    const { faults } = scenario.sandbox.hub.server;
    const answer = { status: 429, body: "", headers: { "retry-after": "1" } };
    faults.add({ method: "GET", path: "/ocpi/versions", times: 1, act: { kind: "answer", when: "before", ...answer } });
    const begun = Date.now();
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "connected");
    assert.ok(Date.now() - begun >= 1000);
  });

  for (const [what, body] of [
    ["no data", envelope(1000)],
    ["nothing at all", ""],
  ] as const) {
    it(`takes a PUT that is answered with ${what} for confirmed`, async () => {
      const act = { kind: "answer", when: "after", status: 200, body, headers: JSON_HEADERS } as const;
      scenario.sandbox.hub.server.faults.add({ method: "PUT", path: "/ocpi", times: 1, act });
      const step = await scenario.run();
      assert.equal(step.outputs["result"], "connected", step.raw);
      assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    });
  }

  /**
   * The POST is answered with a token that the sandbox does not know. The run cannot prove such a token, and does not
   * wait for the proof: what counts is that the run keeps it.
   */
  async function answeredWith(
    token: string,
    answer: { status: number; body: string; headers?: object },
  ): Promise<StepResult> {
    scenario.isSecret(token);
    const headers = { ...JSON_HEADERS, ...answer.headers };
    const act = { kind: "answer", when: "before", ...answer, headers } as const;
    scenario.sandbox.hub.server.faults.add({ method: "POST", path: "/ocpi", act });
    const step = await scenario.run({}, { onStart: (kill) => setTimeout(() => kill("SIGINT"), 2500) });
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), token);
    return step;
  }

  it("keeps a token that comes with an error, and says so", async () => {
    const token = "hub_9f86d081884c7d659a2feaa0";
    const step = await answeredWith(token, {
      status: 500,
      body: JSON.stringify({ status_code: 3000, data: { token } }),
    });
    assert.match(step.outputs["report"] ?? "", /issued a token in an answer that is an error/);
  });

  it("keeps a token that comes with much more header than usual, and asks for no packed answer", async () => {
    const token = "hub_5891b5b522d5df086d0ff0b1";
    const body = JSON.stringify({ status_code: 1000, data: { token } });
    await answeredWith(token, { status: 200, body, headers: { "x-gateway": "a".repeat(20_000) } });
    const post = scenario.sandbox.hub.server.requests.find(({ method }) => method === "POST");
    assert.equal(post?.headers["accept-encoding"], "identity");
  });

  it("salvages a token from an answer that broke off after it", async () => {
    const token = "hub_1b4f0e9851971998e7320785";
    const step = await answeredWith(token, {
      status: 200,
      body: `{"status_code":1000,"data":{"token":"${token}","url":"http`,
    });
    assert.match(step.outputs["report"] ?? "", /incomplete or broken/);
  });
});
