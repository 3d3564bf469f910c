import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { FaultAct } from "../../src/sandbox/faults.ts";
import { type HubSwitches, type SandboxHub } from "../../src/sandbox/hub.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { finding, Scenario, startAt } from "../support/scenario.ts";
import { matchesReviewed } from "../support/snapshot.ts";

const party = { country_code: "IN", party_id: "ABC" };

/** The hub's version details, with each endpoint as it is to be written. */
function listEndpoints(
  { server, origin }: SandboxHub,
  write: (entry: { identifier: string; role: string; url: string }) => readonly unknown[],
): void {
  const endpoints = [
    ["credentials", "RECEIVER"],
    ["locations", "SENDER"],
    ["hubclientinfo", "RECEIVER"],
    ["hubclientinfo", "SENDER"],
  ].flatMap(([identifier = "", role = ""]) => {
    const path = role === "RECEIVER" && identifier === "hubclientinfo" ? "nowhere" : identifier;
    return write({ identifier, role, url: `${origin}/hub/api/2.2.1/${path}` });
  });
  const data = { version: "2.2.1", endpoints };
  const body = JSON.stringify({ status_code: 1000, timestamp: "2026-11-22T00:00:00Z", data });
  const headers = { "content-type": "application/json" };
  const act = { kind: "answer", when: "before", status: 200, body, headers } as const;
  // Below it are the modules.
  server.faults.add({ method: "GET", path: "/hub/api/2.2.1", exact: true, act });
}

describe("profile ocpi-2.2.1, the Action against a hub that keeps to the specification", () => {
  let scenario: Scenario;
  let inputs: Record<string, string>;

  async function start(switches: Partial<HubSwitches> = {}): Promise<void> {
    ({ scenario, inputs } = await startAt("ocpi-2.2.1", switches));
  }

  afterEach(() => scenario.end());

  /** The Authorization headers that the hub got, but for those with a made-up token. */
  const presented = (): string[] =>
    scenario.sandbox.hub.server.requests
      .map(({ headers }) => headers["authorization"] ?? "")
      .filter((authorization) => !["not-a-token", btoa("not-a-token")].includes(authorization.slice("Token ".length)));

  it("discovers everything from the versions URL, and needs no confirmation", async () => {
    await start();
    const step = await scenario.run(inputs);
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.deepEqual(scenario.unsafe, ["POST /hub/api/2.2.1/credentials"]);
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.equal(step.outputs["token-encoding"], "base64");
    assert.equal(step.outputs["hub-party"], "IN*CIH");
    assert.equal(step.outputs["warnings"], "0");
    assert.ok(scenario.hubRequests.every((line) => line.includes(" /hub/api/")));
    const again = await scenario.run({ ...inputs, "hub-token": scenario.hubToken });
    assert.equal(again.outputs["result"], "connected");
    assert.equal(scenario.unsafe.length, 1);
  });

  it("asks no more than it needs, as the record for review shows", async () => {
    await start({ activation: "by-desk" });
    const onLine = ({ text }: { readonly text: string }): void => {
      if (text.includes("is PLANNED")) scenario.sandbox.hub.activate(party);
    };
    assert.equal((await scenario.run(inputs, { onLine })).outputs["result"], "connected");
    const again = await scenario.run({ ...inputs, "hub-token": scenario.hubToken });
    assert.equal(again.outputs["result"], "connected", again.raw);
    await matchesReviewed("specified", scenario);
  });

  it("speaks plain to a hub that does not know Base64, and says so", async () => {
    await start({ encodings: ["plain"] });
    const step = await scenario.run(inputs);
    assert.equal(step.outputs["result"], "connected");
    assert.match(finding(step, "HUB-05").message, /as it is, not in Base64/);
  });

  it("says of a token that is given in Base64 already that it is, and nothing of the platform", async () => {
    await start();
    const initialToken = scenario.sandbox.hub.issueInitialToken({ role: "CPO", ...party }, randomUUID());
    const encoded = Buffer.from(initialToken).toString("base64");
    for (const secret of [initialToken, encoded]) scenario.isSecret(secret);
    const step = await scenario.run({ ...inputs, "initial-token": encoded });
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.equal(scenario.unsafe.length, 1);
    const { message, fix = "" } = finding(step, "PAY-08");
    assert.match(message, /`initial-token` seems to be in Base64 already/);
    assert.match(fix, /give what it decodes to/);
    assert.doesNotMatch(step.raw, /HUB-05|Check that the platform does the same/);
    // The hub token is as the hub gave it, and goes in Base64.
    assert.equal(step.outputs["token-encoding"], "base64");
    const { hubToken } = scenario;
    const encodedToken = Buffer.from(hubToken).toString("base64");
    scenario.isSecret(encodedToken);
    const verified = await scenario.run({ ...inputs, command: "verify", "hub-token": encodedToken });
    assert.match(finding(verified, "PAY-08").message, /`hub-token` seems to be in Base64 already/);
    assert.doesNotMatch(verified.raw, /HUB-05|Check that the platform does the same/);
  });

  it("says of a platform token that is given in Base64 already that it is", async () => {
    await start();
    const token = randomUUID();
    const encoded = Buffer.from(token).toString("base64");
    for (const secret of [token, encoded]) scenario.isSecret(secret);
    scenario.sandbox.platform.alsoAccept(token);
    const step = await scenario.run({ ...inputs, "platform-token": encoded });
    assert.match(finding(step, "PAY-08").message, /`platform-token` seems to be in Base64 already\. Your platform/);
    assert.doesNotMatch(step.raw, /Make the platform accept both forms/);
  });

  it("says of a token that the hub refuses that it may be in Base64 already", async () => {
    scenario = await Scenario.inProcess();
    const token = scenario.sandbox.hub.issueInitialToken({ role: "CPO", ...party }, randomUUID());
    const encoded = Buffer.from(token).toString("base64");
    for (const secret of [token, encoded]) scenario.isSecret(secret);
    const step = await scenario.run({ "initial-token": encoded });
    assert.equal(step.outputs["result"], "refused", step.raw);
    assert.match(finding(step, "PAY-08").message, /`initial-token` may be in Base64 already/);
  });

  it("says of a token that is too long because it is in Base64 already that it is", async () => {
    await start();
    const encoded = Buffer.from(scenario.sandbox.inputs["initial-token"] ?? "").toString("base64");
    scenario.isSecret(encoded);
    const step = await scenario.run({ ...inputs, "initial-token": encoded });
    assert.equal(step.outputs["result"], "invalid", step.raw);
    assert.match(finding(step, "PAY-02").message, /seems to be in Base64 already/);
    assert.deepEqual(scenario.hubRequests, []);
  });

  it("does not try the other encoding when the config names one", async () => {
    await start();
    const config = `version: 1\nconnections:\n  hub:\n    hub: { token_encoding: plain }\n`;
    const step = await scenario.run(inputs, { workspace: { "ocpi.yml": config } });
    assert.equal(step.outputs["result"], "refused");
    assert.ok(presented().every((authorization) => authorization.includes("_")));
  });

  it("does not try the other encoding when the input names one, which wins over the config", async () => {
    await start();
    const config = `version: 1\nconnections:\n  hub:\n    hub: { token_encoding: plain }\n`;
    const encoding = { "token-encoding": "base64" };
    const step = await scenario.run({ ...inputs, ...encoding }, { workspace: { "ocpi.yml": config } });
    assert.equal(step.outputs["result"], "connected");
    assert.match(finding(step, "INPUT").message, /Inputs win over the config file: `token-encoding`/);
    assert.ok(presented().every((authorization) => !authorization.includes("_")));
    const wrong = await scenario.run({ ...inputs, "token-encoding": "Base64" });
    assert.equal(wrong.outputs["result"], "invalid");
    assert.match(finding(wrong, "INPUT").message, /`token-encoding`/);
  });

  it("sends nothing that changes anything when the initial token does not open the versions", async () => {
    await start();
    scenario.isSecret("initial_0123456789abcdef01234567");
    const step = await scenario.run({ ...inputs, "initial-token": "initial_0123456789abcdef01234567" });
    assert.equal(step.outputs["result"], "refused");
    assert.deepEqual(scenario.unsafe, []);
    assert.deepEqual(scenario.sandbox.github.secretNames, []);
  });

  it("asks for nothing more when the details cannot be read after a lost POST", async () => {
    await start();
    const { faults } = scenario.sandbox.hub.server;
    const unreadable = { kind: "answer", when: "before", status: 404, body: "" } as const;
    // The look passes; the details are gone when the answer to the POST is.
    const gone = (): void => faults.add({ method: "GET", path: "/hub/api/2.2.1", act: unreadable });
    faults.add({ method: "POST", path: "/hub", times: 1, onHit: gone, act: { kind: "drop", when: "before" } });
    const step = await scenario.run(inputs);
    assert.equal(step.outputs["result"], "in-doubt", step.raw);
    assert.ok(!step.raw.includes("unexpected"), step.raw);
    assert.match(finding(step, "HSK-32").message, /An exchange was interrupted/);
    assert.match(step.summary, /please reset our registration/);
    assert.deepEqual(scenario.unsafe, ["POST /hub/api/2.2.1/credentials"]);
    assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
  });

  it("asks once in each encoding where an answer is no OCPI at all, and once with a made-up token", async () => {
    await start();
    const answer = { kind: "answer", when: "before", status: 404, body: "" } as const;
    scenario.sandbox.hub.server.faults.add({ method: "GET", path: "/hub", act: answer });
    const step = await scenario.run(inputs);
    assert.equal(step.outputs["result"], "unreachable", step.raw);
    assert.equal(presented().length, 2);
    assert.equal(scenario.hubRequests.length, 3);
  });

  it("wants the versions URL of both sides", async () => {
    await start();
    const { hub, platform } = scenario.sandbox;
    const origin = await scenario.run({ ...inputs, "hub-url": hub.origin });
    assert.equal(origin.outputs["result"], "invalid");
    assert.match(finding(origin, "PAY-10").message, /`hub-url` is .* not a versions URL/);
    const details = await scenario.run({ ...inputs, "platform-url": platform.url });
    assert.equal(details.outputs["result"], "not-ready");
    assert.match(finding(details, "PRT-10").fix ?? "", /list of versions/);
    assert.deepEqual(scenario.unsafe, []);
  });

  it("does not register at a hub that has no credentials endpoint", async () => {
    await start();
    const body = JSON.stringify({
      status_code: 1000,
      timestamp: "2026-11-22T00:00:00Z",
      data: { version: "2.2.1", endpoints: [] },
    });
    const headers = { "content-type": "application/json" };
    scenario.sandbox.hub.server.faults.add({
      method: "GET",
      path: "/hub/api/2.2.1",
      act: { kind: "answer", when: "before", status: 200, body, headers },
    });
    const step = await scenario.run(inputs);
    assert.equal(step.outputs["result"], "not-ready");
    assert.match(finding(step, "HUB-25").message, /does not list a `credentials` endpoint/);
    assert.equal(finding(step, "HUB-25").severity, "error");
    assert.match(step.summary, /Not ready: The hub does not list a `credentials` endpoint/);
    assert.notEqual(step.outputs["errors"], "0");
    assert.deepEqual(scenario.unsafe, []);
  });

  it("does not count a missing credentials endpoint as an error where nothing depends on it", async () => {
    await start();
    await scenario.run(inputs);
    listEndpoints(scenario.sandbox.hub, (entry) => (entry.identifier === "credentials" ? [] : [entry]));
    const step = await scenario.run({ ...inputs, "hub-token": scenario.hubToken });
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.equal(finding(step, "HUB-25").severity, "warning");
    const update = await scenario.run({ ...inputs, command: "update", "hub-token": scenario.hubToken });
    assert.equal(update.outputs["result"], "not-ready", update.raw);
    assert.equal(finding(update, "HUB-25").severity, "error");
  });

  for (const [what, write] of [
    ["capitals", (identifier: string) => identifier.toUpperCase()],
    [
      "camel case",
      (identifier: string) => ({ credentials: "Credentials", hubclientinfo: "hubClientInfo" })[identifier],
    ],
    ["snake case", (identifier: string) => ({ hubclientinfo: "hub_client_info" })[identifier]],
  ] as const) {
    it(`reads modules in ${what} as those that they name, and quotes them`, async () => {
      await start();
      listEndpoints(scenario.sandbox.hub, (entry) => [
        { ...entry, identifier: write(entry.identifier) ?? entry.identifier, role: entry.role.toLowerCase() },
      ]);
      const step = await scenario.run(inputs);
      assert.equal(step.outputs["result"], "connected", step.raw);
      assert.equal(step.outputs["warnings"], "0");
      assert.equal(finding(step, "HUB-24").severity, "info");
      assert.ok(finding(step, "HUB-24").message.includes(`"${write("hubclientinfo") ?? ""}"`));
      assert.match(step.outputs["endpoints"] ?? "", /"identifier":"hubclientinfo","role":"SENDER"/);
    });
  }

  describe("unregister", () => {
    it("ends the registration, sees that the token is dead, and forgets it", async () => {
      await start();
      await scenario.run(inputs);
      const hubToken = scenario.hubToken;
      const step = await scenario.run({ ...inputs, command: "unregister", "hub-token": hubToken });
      assert.equal(step.outputs["result"], "done", step.raw);
      assert.equal(step.conclusion, "success");
      assert.equal(scenario.sandbox.hub.statusOf(party), "NOT_REGISTERED");
      assert.deepEqual(scenario.sandbox.github.secretNames, []);
      assert.deepEqual(scenario.unsafe, ["POST /hub/api/2.2.1/credentials", "DELETE /hub/api/2.2.1/credentials"]);
    });

    it("keeps the token when the hub refuses", async () => {
      await start({ deletes: false });
      await scenario.run(inputs);
      const step = await scenario.run({ ...inputs, command: "unregister", "hub-token": scenario.hubToken });
      assert.equal(step.outputs["result"], "refused");
      assert.match(finding(step, "HSK-35").message, /did not end the registration/);
      assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN"]);
    });

    it("sends no DELETE before the vault was proven writable", async () => {
      await start();
      await scenario.run(inputs);
      const { hub } = scenario.sandbox;
      const step = await scenario.run({
        ...inputs,
        command: "unregister",
        "hub-token": scenario.hubToken,
        "github-token": undefined,
      });
      assert.equal(step.outputs["result"], "not-ready");
      assert.ok(!hub.server.requests.some(({ method }) => method === "DELETE"));
    });

    describe("whose DELETE meets trouble", () => {
      const longAgo = (): Date => new Date(Date.now() - 6 * 60_000);
      const fault = (act: FaultAct): void =>
        scenario.sandbox.hub.server.faults.add({ method: "DELETE", path: "/hub", times: 1, act });
      const unregister = async (hubToken: string): Promise<StepResult> =>
        scenario.run({ ...inputs, command: "unregister", "hub-token": hubToken });

      beforeEach(async () => {
        await start();
        await scenario.run(inputs);
      });

      it("takes the dead token for the answer that was lost", async () => {
        fault({ kind: "drop", when: "after" });
        const step = await unregister(scenario.hubToken);
        assert.equal(step.outputs["result"], "done", step.raw);
        assert.deepEqual(scenario.sandbox.github.secretNames, []);
      });

      for (const [what, act] of [
        ["was lost on the way", { kind: "drop", when: "before" }],
        ["met a server error", { kind: "answer", when: "before", status: 503, body: "" }],
      ] as const) {
        it(`keeps token and lock when the request ${what}, and sends it again in a later run`, async () => {
          fault(act);
          const { hubToken } = scenario;
          const step = await unregister(hubToken);
          assert.equal(step.outputs["result"], "in-doubt", step.raw);
          assert.match(finding(step, "HSK-35").message, /sent, but its outcome is not known/);
          assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN", "OCPI_HUB_TOKEN_PENDING"]);
          assert.equal((await unregister(hubToken)).outputs["result"], "in-doubt");
          scenario.sandbox.github.setSecret("OCPI_HUB_TOKEN_PENDING", "x", longAgo());
          assert.equal((await unregister(hubToken)).outputs["result"], "done");
          assert.deepEqual(scenario.sandbox.github.secretNames, []);
        });
      }

      it("does not believe a hub whose token still opens", async () => {
        fault({ kind: "answer", when: "before", status: 200, body: '{"status_code":1000}' });
        const step = await unregister(scenario.hubToken);
        assert.equal(step.outputs["result"], "in-doubt");
        assert.match(finding(step, "HSK-35").message, /still accepts the hub token/);
        assert.match(step.outputs["handover"] ?? "", /end our registration and revoke our token/);
        assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
      });

      it("forgets no token that the hub refuses for a moment only", async () => {
        fault({ kind: "drop", when: "before" });
        const { hubToken } = scenario;
        let refusals = 0;
        scenario.sandbox.hub.server.faults.add({
          method: "GET",
          path: "/hub/api",
          // The run looks at the hub with the token before it sends the DELETE: at its versions and their details. After it, both are
          // refused in each of two encodings.
          skip: 2,
          times: 4,
          notToken: btoa("not-a-token"),
          onHit: () => (refusals += 1),
          act: { kind: "answer", when: "before", status: 401, body: "" },
        });
        const step = await unregister(hubToken);
        assert.equal(refusals, 4);
        assert.equal(step.outputs["result"], "in-doubt", step.raw);
        assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), hubToken);
      });

      it("deletes nothing with a token that the hub does not know", async () => {
        scenario.isSecret("hub_0123456789abcdef01234567");
        const step = await unregister("hub_0123456789abcdef01234567");
        assert.equal(step.outputs["result"], "refused");
        assert.match(finding(step, "HSK-35").fix ?? "", /it was ended: delete the repository secret OCPI_HUB_TOKEN/);
        assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
        assert.ok(!scenario.unsafe.some((line) => line.startsWith("DELETE")));
      });
    });

    it("is not offered by ChargeIndia Hub", async () => {
      scenario = await Scenario.inProcess();
      const step = await scenario.run({ command: "unregister", "hub-token": "hub_0123456789abcdef01234567" });
      assert.equal(step.outputs["result"], "invalid");
      assert.deepEqual(scenario.hubRequests, []);
    });
  });
});
