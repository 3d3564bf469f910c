import assert from "node:assert/strict";
import { openCapsule } from "../../src/core/onboarding/capsule.ts";
import { PlatformToken } from "../../src/core/ocpi/token.ts";
import type { HubSwitches } from "../../src/sandbox/hub.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { finding, Scenario } from "../support/scenario.ts";

const SECRETS = "/repos/your-company/ocpi/actions/secrets";
const SUCCESSOR = "5b3f9c0e7a6d4182b5c9e0f1a2d3b4c5d6e7f8091a2b3c4d";
const longAgo = (): Date => new Date(Date.now() - 6 * 60_000);
const body = (request: { body: string } | undefined): { token?: string; url?: string; roles?: unknown } =>
  JSON.parse(request?.body ?? "{}") as { token?: string };

describe("rotate and update, the Action against the sandbox", () => {
  let scenario: Scenario;

  async function registered(switches: Partial<HubSwitches> = {}): Promise<void> {
    scenario = await Scenario.inProcess(switches);
    scenario.isSecret(SUCCESSOR);
    assert.equal((await scenario.run()).outputs["result"], "connected");
  }

  afterEach(() => scenario.end());

  async function rotate(inputs: Record<string, string | undefined> = {}): Promise<StepResult> {
    return scenario.run({
      command: "rotate",
      "initial-token": undefined,
      "hub-token": scenario.sandbox.github.secret("OCPI_HUB_TOKEN"),
      "new-platform-token": SUCCESSOR,
      ...inputs,
    });
  }

  const puts = (): string[] => scenario.unsafe.filter((line) => line.startsWith("PUT"));

  it("gives the hub the new platform token, and says what to do next", async () => {
    await registered();
    scenario.sandbox.platform.alsoAccept(SUCCESSOR);
    const step = await rotate();
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.equal(
      body(scenario.sandbox.hub.server.requests.findLast(({ method }) => method === "PUT")).token,
      SUCCESSOR,
    );
    assert.match(step.summary, /new token into the secret behind .*platform-token.*24 hours|24 hours/);
    assert.match(step.summary, /### Message for the account team/);
    assert.match(step.outputs["handover"] ?? "", /revoke the token that you used before, 24 hours after that time/);
    assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN"]);
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
  });

  it("sends nothing while the platform does not accept the new token", async () => {
    await registered();
    const step = await rotate();
    assert.equal(step.outputs["result"], "not-ready");
    assert.equal(finding(step, "PRT-04").severity, "error");
    assert.equal(puts().length, 1);
  });

  it("keeps the token that the hub issued in its answer, once that works", async () => {
    await registered({ putRotates: true });
    scenario.sandbox.platform.alsoAccept(SUCCESSOR);
    const before = scenario.hubToken;
    const step = await rotate({ "expose-hub-token": "true" });
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.notEqual(scenario.hubToken, before);
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.equal(step.outputs["hub-token"], scenario.hubToken);
    assert.equal(step.outputs["hub-token-stored-in"], "repository secret OCPI_HUB_TOKEN");
  });

  it("asks once more when the answer was lost, with the same body", async () => {
    await registered();
    scenario.sandbox.platform.alsoAccept(SUCCESSOR);
    scenario.sandbox.hub.server.faults.add({
      method: "PUT",
      path: "/ocpi",
      times: 1,
      act: { kind: "drop", when: "after" },
    });
    const step = await rotate();
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.equal(puts().length, 3);
  });

  it("is in doubt when the hub died with its answer, keeps the lock, and goes on in a later run", async () => {
    await registered();
    const { hub, github, platform } = scenario.sandbox;
    platform.alsoAccept(SUCCESSOR);
    hub.server.faults.add({ method: "PUT", path: "/ocpi", times: 2, act: { kind: "drop", when: "before" } });
    const step = await rotate();
    assert.equal(step.outputs["result"], "in-doubt", step.raw);
    assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN", "OCPI_HUB_TOKEN_PENDING"]);
    // A plain exchange would give the hub the old token back.
    assert.match(step.outputs["report"] ?? "", /Rotate again in 5 minutes, with the same new token/);
    assert.doesNotMatch(step.outputs["report"] ?? "", /tart a new run/);
    assert.equal((await rotate()).outputs["result"], "in-doubt");
    github.setSecret("OCPI_HUB_TOKEN_PENDING", "x", longAgo());
    assert.equal((await rotate()).outputs["result"], "connected");
    assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN"]);
  });

  it("seals the token that it cannot store with the new platform token, which recovers it", async () => {
    await registered({ putRotates: true });
    const { github, platform, inputs } = scenario.sandbox;
    platform.alsoAccept(SUCCESSOR);
    const answer = { kind: "answer", when: "before", status: 403, body: "{}" } as const;
    github.server.faults.add({ method: "PUT", path: `${SECRETS}/OCPI_HUB_TOKEN`, skip: 1, times: 1, act: answer });
    const step = await rotate();
    assert.equal(step.outputs["result"], "unstored", step.raw);
    assert.match(step.summary, /command: recover\n\s*recovery-capsule: /);
    const capsule = step.outputs["recovery-capsule"] ?? "";
    assert.ok("failure" in (await openCapsule(capsule, new PlatformToken(inputs["platform-token"] ?? ""))));
    github.setSecret("OCPI_HUB_TOKEN_PENDING", "x", longAgo());
    const tooEarly = await scenario.run({
      command: "recover",
      "recovery-capsule": capsule,
      "platform-token": SUCCESSOR,
      "initial-token": undefined,
    });
    assert.equal(tooEarly.outputs["result"], "not-ready", tooEarly.raw);
    assert.match(finding(tooEarly, "VAULT").fix ?? "", /The token in the capsule works\..*delete the .*OCPI_HUB_TOKEN/);
    // The user follows the advice: deletes the secret of the dead token, and passes the capsule.
    await fetch(`${github.origin}/desk/secrets/OCPI_HUB_TOKEN`, {
      method: "DELETE",
      headers: { "x-sandbox-desk": "1" },
    });
    github.setSecret("OCPI_HUB_TOKEN_PENDING", "x", longAgo());
    const recovered = await scenario.run({
      command: "recover",
      "recovery-capsule": capsule,
      "platform-token": SUCCESSOR,
      "initial-token": undefined,
    });
    assert.equal(recovered.outputs["result"], "connected", recovered.raw);
    assert.equal(github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
  });

  it("says that the platform has to accept the new token first, also when it does not get the old one", async () => {
    await registered();
    for (const former of [scenario.sandbox.inputs["platform-token"], undefined]) {
      const step = await rotate({ "platform-token": former });
      assert.equal(step.outputs["result"], "not-ready", step.raw);
      const { message, fix = "" } = finding(step, "PRT-04");
      assert.match(`${message} ${fix}`, /new/);
      assert.doesNotMatch(`${message} ${fix}`, /put that token back there/);
    }
  });

  it("says that the hub refuses, and changes nothing", async () => {
    await registered();
    scenario.sandbox.platform.alsoAccept(SUCCESSOR);
    const answer = { kind: "answer", when: "before", status: 200, body: '{"status_code":2001}' } as const;
    scenario.sandbox.hub.server.faults.add({ method: "PUT", path: "/ocpi", times: 1, act: answer });
    const step = await rotate();
    assert.equal(step.outputs["result"], "refused", step.raw);
    assert.match(finding(step, "HSK-25").message, /The hub refused the update.*The registration is as it was/);
    assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN"]);
  });

  it("needs a strong new token that is not the old one, and the hub token", async () => {
    scenario = await Scenario.inProcess();
    const same = await rotate({
      "new-platform-token": scenario.sandbox.inputs["platform-token"],
      "hub-token": "hub_0123456789",
    });
    assert.match(finding(same, "PAY-07").message, /`platform-token` and `new-platform-token` are the same/);
    const none = await rotate({ "hub-token": undefined, "new-platform-token": undefined });
    assert.match(none.outputs["report"] ?? "", /`new-platform-token` is missing[^]*`hub-token` is missing/);
    const weak = await rotate({
      "hub-url": "https://hub.example.com",
      "platform-url": "https://platform.example.com/ocpi/2.2.1",
      "new-platform-token": "hunter2hunter2",
      "hub-token": "hub_0123456789",
    });
    assert.match(finding(weak, "PAY-06").message, /`new-platform-token` is too easy to guess/);
    assert.deepEqual(scenario.hubRequests, []);
  });

  it("does not touch a registration that another run is changing", async () => {
    await registered();
    scenario.sandbox.platform.alsoAccept(SUCCESSOR);
    scenario.sandbox.github.setSecret("OCPI_HUB_TOKEN_PENDING", "x");
    const step = await rotate();
    assert.equal(step.outputs["result"], "in-doubt");
    assert.equal(puts().length, 1);
  });

  it("update sends the present url and roles", async () => {
    await registered();
    const step = await scenario.run({
      command: "update",
      "business-name": "A New Name Ltd",
      "initial-token": undefined,
      "hub-token": scenario.hubToken,
    });
    assert.equal(step.outputs["result"], "connected", step.raw);
    const sent = body(scenario.sandbox.hub.server.requests.findLast(({ method }) => method === "PUT"));
    assert.match(JSON.stringify(sent.roles), /A New Name Ltd/);
    assert.equal(sent.token, scenario.sandbox.inputs["platform-token"]);
  });
});

describe("recover, the Action against the sandbox", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  async function unstored(): Promise<string> {
    scenario = await Scenario.inProcess();
    const { github } = scenario.sandbox;
    const answer = { kind: "answer", when: "before", status: 403, body: "{}" } as const;
    github.server.faults.add({ method: "PUT", path: `${SECRETS}/OCPI_HUB_TOKEN`, skip: 1, times: 1, act: answer });
    const step = await scenario.run({}, { withPost: false });
    assert.equal(step.outputs["result"], "unstored");
    github.setSecret("OCPI_HUB_TOKEN_PENDING", "x", longAgo());
    return step.outputs["recovery-capsule"] ?? "";
  }

  it("stores and confirms, in the workflow that lost the token", async () => {
    const capsule = await unstored();
    const step = await scenario.run({ command: "recover", "recovery-capsule": capsule });
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.deepEqual(scenario.unsafe, ["POST /ocpi/2.2.1/credentials", "PUT /ocpi/2.2.1/credentials"]);
  });

  it("stores on another machine that has nothing else, and leaves the confirmation to a later run", async () => {
    const capsule = await unstored();
    const { inputs, github } = scenario.sandbox;
    const step = await scenario.runOnly({
      command: "recover",
      "recovery-capsule": capsule,
      "platform-token": inputs["platform-token"] ?? "",
      "github-token": inputs["github-token"] ?? "",
      "wait-for-connected": "0s",
    });
    assert.equal(step.outputs["result"], "registered", step.raw);
    assert.match(step.outputs["report"] ?? "", /not confirmed yet/);
    assert.equal(github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.deepEqual(scenario.unsafe, ["POST /ocpi/2.2.1/credentials"]);
    github.setSecret("OCPI_HUB_TOKEN_PENDING", "x", longAgo());
    const later = await scenario.run({ "hub-token": scenario.hubToken });
    assert.equal(later.outputs["result"], "connected", later.raw);
    assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN"]);
  });

  it("stores although the platform is down, and leaves the confirmation to a run that finds it up", async () => {
    const capsule = await unstored();
    const { github, platform } = scenario.sandbox;
    const down = { kind: "answer", when: "before", status: 503, body: "" } as const;
    platform.server.faults.add({ method: "GET", path: "/ocpi", act: down });
    const step = await scenario.run({ command: "recover", "recovery-capsule": capsule, "wait-for-connected": "0s" });
    assert.equal(step.outputs["result"], "registered", step.raw);
    assert.equal(github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.deepEqual(scenario.unsafe, ["POST /ocpi/2.2.1/credentials"]);
    platform.server.faults.clear();
    github.setSecret("OCPI_HUB_TOKEN_PENDING", "x", longAgo());
    assert.equal((await scenario.run({ "hub-token": scenario.hubToken })).outputs["result"], "connected");
    assert.deepEqual(scenario.unsafe, ["POST /ocpi/2.2.1/credentials", "PUT /ocpi/2.2.1/credentials"]);
    assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN"]);
  });

  it("refuses a capsule that is missing, does not open, is for another hub, or would overwrite a secret", async () => {
    const capsule = await unstored();
    const before = scenario.hubRequests.length;
    const cases = [
      { inputs: {}, says: /`recovery-capsule` is missing/, result: "invalid" },
      { inputs: { "platform-token": "another_0123456789abcdef01234" }, says: /does not open/, result: "invalid" },
      { inputs: { "hub-url": "http://127.0.0.1:9" }, says: /It was sealed for the hub/, result: "invalid" },
    ];
    for (const [index, { inputs, says, result }] of cases.entries()) {
      const given = index === 0 ? {} : { "recovery-capsule": capsule };
      const step = await scenario.run({ command: "recover", ...given, ...inputs });
      assert.equal(step.outputs["result"], result, step.raw);
      assert.match(step.outputs["report"] ?? "", says);
    }
    assert.equal(scenario.hubRequests.length, before);
    scenario.sandbox.github.setSecret("OCPI_HUB_TOKEN", "a token that somebody stored");
    const step = await scenario.run({ command: "recover", "recovery-capsule": capsule });
    assert.equal(step.outputs["result"], "not-ready");
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), "a token that somebody stored");
    assert.equal(step.outputs["recovery-capsule"], capsule);
  });
});
