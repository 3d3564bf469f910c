import assert from "node:assert/strict";
import { openCapsule } from "../../src/core/onboarding/capsule.ts";
import { PlatformToken } from "../../src/core/ocpi/token.ts";
import type { FaultAct } from "../../src/sandbox/faults.ts";
import { asSpecified } from "../../src/sandbox/hub.ts";
import { Scenario } from "../support/scenario.ts";

const SECRETS = "/repos/your-company/ocpi/actions/secrets";
const TOKEN = `${SECRETS}/OCPI_HUB_TOKEN`;

interface Call {
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly skip?: number;
  /** Whether it comes before anything was sent to the hub. */
  readonly before: boolean;
}

// The lock's path begins like the token's, so each of its calls is skipped where the token's is meant.
const calls: readonly Call[] = [
  { what: "GET of the public key", method: "GET", path: `${SECRETS}/public-key`, before: true },
  { what: "GET of the lock", method: "GET", path: `${TOKEN}_PENDING`, before: true },
  { what: "PUT of the lock", method: "PUT", path: `${TOKEN}_PENDING`, before: true },
  { what: "second look at the secret", method: "GET", path: TOKEN, skip: 2, before: true },
  { what: "PUT of the token", method: "PUT", path: TOKEN, skip: 1, before: false },
  { what: "DELETE of the lock", method: "DELETE", path: `${TOKEN}_PENDING`, before: false },
];

const refusals: readonly (readonly [string, FaultAct])[] = [
  ["401", { kind: "answer", when: "before", status: 401, body: '{"message":"Bad credentials"}' }],
  ["403", { kind: "answer", when: "before", status: 403, body: '{"message":"Resource not accessible"}' }],
  ["404", { kind: "answer", when: "before", status: 404, body: '{"message":"Not Found"}' }],
  ["422", { kind: "answer", when: "before", status: 422, body: '{"message":"Validation Failed"}' }],
  ["500", { kind: "answer", when: "before", status: 500, body: "" }],
  ["a reset", { kind: "drop", when: "before" }],
];

describe("GitHub is not trusted to be up, the Action against the sandbox", () => {
  for (const { what, before, ...at } of calls) {
    for (const [fault, act] of refusals) {
      it(`${fault} at the ${what}`, async () => {
        const scenario = await Scenario.inProcess({ probeEveryMs: 50 });
        const { github, platform } = scenario.sandbox;
        github.server.faults.add({ ...at, act });
        const step = await scenario.run({}, { withPost: false });
        const { result } = step.outputs;
        const vanishes = fault === "404" && at.method === "GET" && !at.path.endsWith("public-key");
        // GitHub says 404 of a secret that is not there.
        if (vanishes) assert.equal(result, "connected", step.raw);
        else if (before) {
          assert.match(result ?? "", /^(?:not-ready|in-doubt)$/, step.raw);
          assert.deepEqual(scenario.unsafe, []);
          assert.equal(github.secret("OCPI_HUB_TOKEN"), undefined);
        } else if (at.method === "PUT") {
          assert.equal(result, "unstored", step.raw);
          const opener = new PlatformToken(platform.token);
          const opened = await openCapsule(step.outputs["recovery-capsule"] ?? "", opener);
          assert.ok("content" in opened && opened.content.token === scenario.hubToken);
        } else {
          assert.equal(result, "connected", step.raw);
          assert.equal(github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
        }
        await scenario.end();
      });
    }
  }

  /** How often GitHub was asked this, for exactly this path. */
  const countOf = ({ githubRequests }: Scenario, line: string): number =>
    githubRequests.filter((asked) => asked === line).length;

  const passes: readonly (readonly [string, FaultAct])[] = [
    ["503", { kind: "answer", when: "before", status: 503, body: "" }],
    [
      "429 with Retry-After: 1",
      { kind: "answer", when: "before", status: 429, headers: { "retry-after": "1" }, body: "{}" },
    ],
    [
      "403 of a secondary rate limit with Retry-After: 1",
      {
        kind: "answer",
        when: "before",
        status: 403,
        headers: { "retry-after": "1" },
        body: '{"message":"You have exceeded a secondary rate limit."}',
      },
    ],
    ["a reset", { kind: "drop", when: "before" }],
    ["an answer that is lost", { kind: "drop", when: "after" }],
  ];

  for (const [fault, act] of passes) {
    it(`one ${fault} at the PUT of the token: it is sent once more, and stored`, async () => {
      const scenario = await Scenario.inProcess({ probeEveryMs: 50 });
      const { github } = scenario.sandbox;
      github.server.faults.add({ method: "PUT", path: TOKEN, skip: 1, times: 1, act });
      const step = await scenario.run({}, { withPost: false });
      assert.equal(step.outputs["result"], "connected", step.raw);
      assert.equal(github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
      assert.equal(countOf(scenario, `PUT ${TOKEN}`), 2);
      assert.equal(countOf(scenario, `PUT ${TOKEN}_PENDING`), 1);
      await scenario.end();
    });
  }

  it("a key that is changed during the POST: it is fetched anew, and the token is stored", async () => {
    const scenario = await Scenario.inProcess({ probeEveryMs: 50 });
    const { github, hub } = scenario.sandbox;
    const onHit = (): void => github.rotateKey();
    hub.server.faults.add({ method: "POST", path: "/ocpi", times: 1, onHit, act: { kind: "delay", ms: 0 } });
    const step = await scenario.run({}, { withPost: false });
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.equal(github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.equal(countOf(scenario, `PUT ${TOKEN}`), 2);
    // The look, and then the new one.
    assert.equal(countOf(scenario, `GET ${SECRETS}/public-key`), 2);
    await scenario.end();
  });

  for (const [what, method, path, skip] of [
    ["PUT of the token", "PUT", TOKEN, 1],
    ["DELETE of the lock", "DELETE", `${TOKEN}_PENDING`, 0],
  ] as const) {
    it(`silence at the ${what}: it is sent once more`, async function () {
      this.timeout(90_000);
      const scenario = await Scenario.inProcess({ probeEveryMs: 50 });
      const { github } = scenario.sandbox;
      github.server.faults.add({ method, path, skip, times: 1, act: { kind: "delay", ms: 25_000 } });
      const step = await scenario.run({}, { withPost: false });
      assert.equal(step.outputs["result"], "connected", step.raw);
      assert.equal(countOf(scenario, `${method} ${path}`), 2);
      assert.equal(github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
      assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN"]);
      await scenario.end();
    });
  }

  for (const [what, method, skip] of [
    ["second look at an abandoned lock", "GET", 1],
    ["DELETE of an abandoned lock", "DELETE", 0],
  ] as const) {
    for (const [fault, act] of refusals) {
      it(`${fault} at the ${what}: nothing is sent, and the lock stays`, async () => {
        const scenario = await Scenario.inProcess();
        const { github } = scenario.sandbox;
        scenario.abandonLock();
        github.server.faults.add({ method, path: `${TOKEN}_PENDING`, skip, act });
        const step = await scenario.run();
        // That it is not there any more says that another run was faster.
        assert.equal(step.outputs["result"], fault === "404" ? "in-doubt" : "not-ready", step.raw);
        assert.deepEqual(scenario.unsafe, []);
        assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
        assert.equal(countOf(scenario, `PUT ${TOKEN}_PENDING`), 0);
        await scenario.end();
      });
    }
  }

  for (const [fault, act] of refusals) {
    it(`${fault} at the DELETE of the token of a registration that is ended: it is told, and the work is done`, async () => {
      const scenario = await Scenario.inProcess(asSpecified);
      const { github, hub, platform } = scenario.sandbox;
      const inputs = {
        "hub-profile": "ocpi-2.2.1",
        "hub-url": hub.versionsUrl,
        "platform-url": `${platform.origin}/ocpi/versions`,
      };
      await scenario.run(inputs);
      const { hubToken } = scenario;
      // What passes by itself is tried four times; the lock's path begins alike.
      const times = fault === "500" || fault === "a reset" ? 4 : 1;
      github.server.faults.add({ method: "DELETE", path: TOKEN, times, act });
      const step = await scenario.run({ ...inputs, command: "unregister", "hub-token": hubToken });
      assert.equal(step.outputs["result"], "done", step.raw);
      assert.equal(countOf(scenario, `DELETE ${TOKEN}`), times);
      assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN"]);
      // GitHub says 404 of a secret that is gone.
      assert.equal(/could not be deleted/.test(step.raw), fault !== "404");
      await scenario.end();
    });
  }

  it("500 at the PUT of the lock, which is there all the same: it is told, with the way to go on", async () => {
    const scenario = await Scenario.inProcess();
    scenario.sandbox.github.server.faults.add({
      method: "PUT",
      path: `${TOKEN}_PENDING`,
      act: { kind: "answer", when: "after", status: 500, body: "" },
    });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "in-doubt", step.raw);
    assert.match(step.summary, /it takes the lock over, if there is one, and finds out what happened/);
    assert.deepEqual(scenario.unsafe, []);
    await scenario.end();
  });

  it("silence at the PUT of the lock: it may be there, so nothing is sent", async function () {
    this.timeout(60_000);
    const scenario = await Scenario.inProcess();
    const { faults } = scenario.sandbox.github.server;
    faults.add({ method: "PUT", path: `${TOKEN}_PENDING`, act: { kind: "delay", ms: 20_000 } });
    const step = await scenario.run({}, { withPost: false });
    assert.equal(step.outputs["result"], "in-doubt", step.raw);
    assert.deepEqual(scenario.unsafe, []);
    await scenario.end();
  });
});
