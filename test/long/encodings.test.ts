import assert from "node:assert/strict";
import type { HubSwitches } from "../../src/sandbox/hub.ts";
import type { SeenRequest } from "../../src/sandbox/server.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { finding, Scenario, startAt } from "../support/scenario.ts";

const nobodys = "hub_0123456789abcdef01234567";
const profiles = [
  { profile: "chargeindia", first: "plain", other: "base64" },
  { profile: "ocpi-2.2.1", first: "base64", other: "plain" },
] as const;
/** What servers answer to a token in the form that they do not take. */
const refusals: readonly HubSwitches["refusal"][] = [
  { status: 400, code: 2001 },
  { status: 200, code: 2001 },
  { status: 200, code: 2002 },
  { status: 403, code: 2000 },
  { status: 500, code: 3000 },
  { status: 500, code: 2000 },
  { status: 200, code: 3000 },
];

describe("a hub that takes the token in one form, the Action against the sandbox", () => {
  let scenario: Scenario;
  let inputs: Record<string, string>;

  afterEach(() => scenario.end());

  async function start(profile: string, switches: Partial<HubSwitches>): Promise<void> {
    ({ scenario, inputs } = await startAt(profile, switches));
  }

  for (const { profile, first, other } of profiles) {
    for (const refusal of refusals) {
      it(`${profile}: is found out when it answers HTTP ${refusal.status} with ${refusal.code} to the first one`, async () => {
        await start(profile, { encodings: [other], refusal });
        const step = await scenario.run(inputs);
        assert.equal(step.outputs["result"], "connected", step.raw);
        assert.equal(step.outputs["token-encoding"], other);
        assert.match(finding(step, "HUB-05").message, /takes the token only/);
        for (const command of ["exchange", "verify"] as const) {
          const asked = scenario.sandbox.hub.server.requests.length;
          const again = await scenario.run({ ...inputs, command, "hub-token": scenario.hubToken });
          assert.equal(again.outputs["result"], "connected", again.raw);
          // Nothing is asked twice in the form that does not work.
          const failing = scenario.sandbox.hub.server.requests.slice(asked).filter(isIn(first, scenario.hubToken));
          assert.equal(new Set(failing.map(({ path }) => path)).size, failing.length, again.raw);
        }
      });
    }

    it(`${profile}: is found out when it breaks down at the first one, with no more words`, async () => {
      await start(profile, { encodings: [other] });
      const { faults } = scenario.sandbox.hub.server;
      const initial = scenario.sandbox.inputs["initial-token"] ?? "";
      for (const body of ["", "3000", "Internal Server Error"]) {
        faults.clear();
        const token = first === "plain" ? initial : btoa(initial);
        faults.add({ method: "GET", path: "/", token, act: { kind: "answer", when: "before", status: 500, body } });
        const step = await scenario.run({ ...inputs, "dry-run": undefined, "github-token": undefined });
        assert.equal(step.outputs["result"], "not-ready", step.raw);
        assert.equal(step.outputs["token-encoding"], other);
      }
    });
  }

  describe("and breaks down at a token that it cannot decode", () => {
    for (const { profile } of profiles) {
      it(`${profile}: refuses a hub token that nobody issued`, async () => {
        await start(profile, { encodings: ["base64"], crashesUndecoded: true });
        const step = await scenario.run({ ...inputs, "hub-token": nobodys, "initial-token": undefined });
        assert.equal(step.outputs["result"], "refused", step.raw);
        const { message, fix = "" } = finding(step, "HSK-23");
        assert.match(message, /does not accept the hub token/);
        assert.doesNotMatch(fix, /delete|anew|new initial token/);
        assert.match(fix, /later.*set `token-encoding`/s);
        assert.match(finding(step, "HUB-05").message, /breaks down at the token as it is, each time/);
      });

      it(`${profile}: registers, and its registration is seen to work`, async () => {
        await start(profile, { encodings: ["base64"], crashesUndecoded: true });
        const step = await scenario.run(inputs);
        assert.equal(step.outputs["result"], "connected", step.raw);
        const again = await scenario.run({ ...inputs, command: "verify", "hub-token": scenario.hubToken });
        assert.equal(again.outputs["result"], "connected", again.raw);
      });
    }

    it("is seen to have ended a registration", async () => {
      await start("ocpi-2.2.1", { encodings: ["base64"], crashesUndecoded: true });
      await scenario.run(inputs);
      const step = await scenario.run({ ...inputs, command: "unregister", "hub-token": scenario.hubToken });
      assert.equal(step.outputs["result"], "done", step.raw);
      assert.deepEqual(scenario.sandbox.github.secretNames, []);
    });
  });

  describe("and answers of its own to a token that it does not know", () => {
    for (const refusal of [
      { status: 200, code: 2001 },
      { status: 400, code: 2001 },
      { status: 400, code: 2004 },
    ] as const) {
      it(`HTTP ${refusal.status} with ${refusal.code}: the words lead to the token and to its encoding`, async () => {
        await start("chargeindia", { refusal });
        const step = await scenario.run({ ...inputs, "hub-token": nobodys, "initial-token": undefined });
        assert.equal(step.outputs["result"], "unreachable", step.raw);
        const { fix = "", message } = finding(step, "HUB-09");
        assert.match(message, /"Unauthorized"/);
        assert.match(fix, /Check that the token is the whole one.*set `token-encoding`/s);
        assert.doesNotMatch(fix, /Check `hub-url`/);
      });
    }
  });

  it("is not asked in the other form after it was asked in vain, or too often", async () => {
    await start("chargeindia", {});
    const { hub } = scenario.sandbox;
    for (const act of [
      { kind: "drop", when: "before" },
      { kind: "answer", when: "before", status: 429, body: "" },
    ] as const) {
      hub.server.faults.clear();
      hub.server.faults.add({ method: "GET", path: "/ocpi", act });
      const asked = hub.server.requests.length;
      const step = await scenario.run(inputs);
      assert.equal(step.outputs["result"], "unreachable", step.raw);
      assert.ok(hub.server.requests.slice(asked).every(isIn("plain", scenario.sandbox.inputs["initial-token"] ?? "")));
    }
  });

  it("says of a hub token with a character that no token has what is wrong with it", async () => {
    await start("chargeindia", {});
    scenario.isSecret("hub_0123456789abcdef");
    const step = await scenario.run({ ...inputs, "hub-token": "hub_0123456789abcdef…", "initial-token": undefined });
    assert.equal(step.outputs["result"], "invalid", step.raw);
    assert.match(finding(step, "PAY-03").message, /`hub-token` .*shortened/);
    assert.deepEqual(scenario.hubRequests, []);
    scenario.isSecret("hub_0123456789abcdefé");
    const other = await scenario.run({ ...inputs, "hub-token": "hub_0123456789abcdefé", "initial-token": undefined });
    assert.equal(other.outputs["result"], "refused", other.raw);
    assert.match(finding(other, "HSK-23").message, /a blank, or one beyond ASCII/);
    assert.doesNotMatch(finding(other, "HSK-23").fix ?? "", /suspended/);
  });
});

describe("a platform that takes the token in one form, the Action against the sandbox", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  const answers: readonly (readonly [status: number, body: string])[] = [
    [400, '{"status_code":2001}'],
    [200, '{"status_code":2001}'],
    [200, '{"status_code":2004,"status_message":"Unknown token"}'],
    [500, ""],
    [500, '{"status_code":3000}'],
    [404, ""],
  ];
  for (const [status, body] of answers) {
    it(`is found out when it answers HTTP ${status} ${body} to the first one`, async () => {
      scenario = await Scenario.inProcess();
      const { platform } = scenario.sandbox;
      // The token as it is; the Hub's own requests, too, are answered like that.
      const act = { kind: "answer", when: "before", status, body } as const;
      platform.server.faults.add({ method: "GET", path: "/ocpi", token: platform.token, act });
      const step: StepResult = await scenario.run();
      assert.match(finding(step, "PRT-05").message, /takes the platform token only in Base64/);
      const ours = platform.server.requests.filter(isIn("base64", platform.token));
      assert.deepEqual(ours.map(({ path }) => path).toSorted(), ["/ocpi/2.2.1", "/ocpi/versions"]);
    });
  }
});

/** Whether a request came with the token in this form. */
function isIn(encoding: "plain" | "base64", token: string): (request: SeenRequest) => boolean {
  const written = encoding === "plain" ? token : Buffer.from(token, "utf8").toString("base64");
  return ({ headers }) => headers["authorization"] === `Token ${written}`;
}
