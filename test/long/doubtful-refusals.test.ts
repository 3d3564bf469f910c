import assert from "node:assert/strict";
import { finding, Scenario } from "../support/scenario.ts";

const unauthorised = '{"status_code":2002,"timestamp":"2026-11-28T10:00:00Z"}';
const parties = "/ocpi/2.2.1/hubclientinfo";

describe("a hub that refuses a part of what it is asked, the Action against the sandbox", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  const refuseTheParties = (status = 403): void =>
    scenario.sandbox.hub.server.faults.add({
      method: "GET",
      path: parties,
      act: { kind: "answer", when: "before", status, body: unauthorised },
    });

  it("is told of, and the registration stays one, when that is its list of parties", async () => {
    scenario = await Scenario.inProcess();
    assert.equal((await scenario.run()).outputs["result"], "connected");
    refuseTheParties();
    const step = await scenario.run({ "hub-token": scenario.hubToken, "wait-for-connected": "0s" });
    assert.equal(step.outputs["result"], "registered", step.raw);
    assert.equal(step.outputs["connection-status"], "UNKNOWN");
    assert.equal(finding(step, "HCI-17").severity, "error");
    assert.equal(step.conclusion, "failure");
    assert.match(step.outputs["handover"] ?? "", /accept our token for .* at your versions, but not at hubclientinfo/);
    assert.equal(scenario.unsafe.length, 2);
  });

  it("is still told an outstanding confirmation, after which it may refuse nothing more", async () => {
    scenario = await Scenario.inProcess();
    const { hub, github } = scenario.sandbox;
    hub.server.faults.add({ method: "PUT", path: "/ocpi", times: 2, act: { kind: "drop", when: "before" } });
    assert.equal((await scenario.run()).outputs["result"], "in-doubt");
    scenario.abandonLock();
    hub.server.faults.add({
      method: "GET",
      path: parties,
      times: 2,
      act: { kind: "answer", when: "before", status: 401, body: unauthorised },
    });
    const step = await scenario.run({ "hub-token": scenario.hubToken });
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.equal(step.conclusion, "success");
    assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN"]);
  });

  it("has a token stored out of its capsule, although it shows that token no parties", async () => {
    scenario = await Scenario.inProcess();
    const { github } = scenario.sandbox;
    github.server.faults.add({
      method: "PUT",
      path: "/repos/your-company/ocpi/actions/secrets/OCPI_HUB_TOKEN",
      skip: 1,
      act: { kind: "answer", when: "before", status: 403, body: "{}" },
    });
    const first = await scenario.run();
    assert.equal(first.outputs["result"], "unstored", first.raw);
    github.server.faults.clear();
    scenario.abandonLock();
    refuseTheParties();
    const step = await scenario.run({
      command: "recover",
      "recovery-capsule": first.outputs["recovery-capsule"],
      "initial-token": undefined,
      "wait-for-connected": "0s",
    });
    assert.equal(step.outputs["result"], "registered", step.raw);
    assert.equal(github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
  });

  it("gets no registration by an initial token that was given as the hub token", async () => {
    scenario = await Scenario.inProcess();
    const initialToken = scenario.sandbox.inputs["initial-token"] ?? "";
    const step = await scenario.run({ "hub-token": initialToken, "initial-token": undefined });
    assert.equal(step.outputs["result"], "refused", step.raw);
    assert.match(finding(step, "HCI-17").fix ?? "", /an initial token is treated like this, too/);
    assert.deepEqual(scenario.unsafe, []);
  });

  it("is spoken to in Base64 when its versions are open to everybody and nothing else is open to plain tokens", async () => {
    scenario = await Scenario.inProcess({ encodings: ["base64"] });
    const { hub } = scenario.sandbox;
    const body = JSON.stringify({
      status_code: 1000,
      timestamp: "2026-11-28T10:00:00Z",
      data: [{ version: "2.2.1", url: `${hub.origin}/ocpi/2.2.1` }],
    });
    hub.server.faults.add({
      method: "GET",
      path: "/ocpi/versions",
      act: { kind: "answer", when: "before", status: 200, headers: { "content-type": "application/json" }, body },
    });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.equal(step.outputs["token-encoding"], "base64");
    const again = await scenario.run({ "hub-token": scenario.hubToken });
    assert.equal(again.outputs["result"], "connected", again.raw);
    assert.equal(scenario.unsafe.length, 2);
  });

  for (const [what, act] of [
    ["a 503", { status: 503, body: "" }],
    ["a web page", { status: 403, headers: { "content-type": "text/html" }, body: "<!doctype html>" }],
    ["a 404", { status: 404, body: "{}" }],
  ] as const) {
    it(`is not taken to refuse a token that it refused in one encoding, and answered with ${what} in the other`, async () => {
      scenario = await Scenario.inProcess();
      const { hub } = scenario.sandbox;
      const token = "hub_0123456789abcdef01234567";
      hub.server.faults.add({
        method: "GET",
        path: "/ocpi",
        token: Buffer.from(token, "utf8").toString("base64"),
        act: { kind: "answer", when: "before", ...act },
      });
      const step = await scenario.run({ "hub-token": token, "initial-token": undefined });
      assert.equal(step.outputs["result"], "unreachable", step.raw);
    });
  }

  it("is asked once more after a lost answer as soon as it can be told what it makes of the initial token", async () => {
    scenario = await Scenario.inProcess();
    const { hub } = scenario.sandbox;
    const initialToken = scenario.sandbox.inputs["initial-token"] ?? "";
    hub.server.faults.add({ method: "POST", path: "/ocpi", times: 1, act: { kind: "drop", when: "before" } });
    // After the POST the hub refuses the token for a while in one encoding, and is down in the other.
    hub.server.faults.add({
      method: "GET",
      path: "/ocpi",
      skip: 2,
      token: initialToken,
      act: { kind: "answer", when: "before", status: 401, body: unauthorised },
    });
    hub.server.faults.add({
      method: "GET",
      path: "/ocpi",
      token: Buffer.from(initialToken, "utf8").toString("base64"),
      act: { kind: "answer", when: "before", status: 503, body: "" },
    });
    const first = await scenario.run();
    assert.equal(first.outputs["result"], "in-doubt", first.raw);
    assert.match(first.raw, /gives no usable answer now/);
    assert.doesNotMatch(first.raw, /does not accept the initial token any more/);
    hub.server.faults.clear();
    scenario.abandonLock();
    const second = await scenario.run();
    assert.equal(second.outputs["result"], "connected", second.raw);
  });

  describe("and whose versions are open to everybody", () => {
    const openVersions = (): void => {
      const { hub } = scenario.sandbox;
      const data = [{ version: "2.2.1", url: `${hub.origin}/ocpi/2.2.1` }];
      const body = JSON.stringify({ status_code: 1000, timestamp: "2026-11-28T10:00:00Z", data });
      hub.server.faults.add({
        method: "GET",
        path: "/ocpi/versions",
        act: { kind: "answer", when: "before", status: 200, headers: { "content-type": "application/json" }, body },
      });
    };

    for (const [what, data] of [
      ["something else that is called a token", { session: { token: "csrf_abcdef_0123456789" } }],
      ["a token that opens nothing", { token: "bogus_abcdef_0123456789" }],
    ] as const) {
      it(`loses no token that works to ${what} in the answer to the PUT`, async () => {
        scenario = await Scenario.inProcess();
        openVersions();
        const body = JSON.stringify({ status_code: 1000, timestamp: "2026-11-28T10:00:00Z", data });
        scenario.sandbox.hub.server.faults.add({
          method: "PUT",
          path: "/ocpi",
          act: { kind: "answer", when: "after", status: 200, body },
        });
        const step = await scenario.run();
        assert.equal(step.outputs["result"], "connected", step.raw);
        assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
      });
    }

    it("loses no token that works to one at which its details break down", async () => {
      scenario = await Scenario.inProcess();
      openVersions();
      const { faults } = scenario.sandbox.hub.server;
      const bogus = "bogus_abcdef_0123456789";
      const body = JSON.stringify({ status_code: 1000, timestamp: "2026-11-28T10:00:00Z", data: { token: bogus } });
      faults.add({ method: "PUT", path: "/ocpi", act: { kind: "answer", when: "after", status: 200, body } });
      for (const token of [bogus, btoa(bogus)]) {
        const act = { kind: "answer", when: "before", status: 500, body: "" } as const;
        faults.add({ method: "GET", path: "/ocpi/2.2.1", token, act });
      }
      const step = await scenario.run();
      assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken, step.raw);
      assert.equal(step.outputs["result"], "connected", step.raw);
    });

    it("is believed only the second time that it refuses its new token the details", async () => {
      scenario = await Scenario.inProcess({ putRotates: true });
      openVersions();
      const { hub, github } = scenario.sandbox;
      hub.server.faults.add({
        method: "GET",
        path: "/ocpi/2.2.1",
        // The look of the initial token was the first one, and the successor's comes next.
        skip: 1,
        times: 1,
        act: { kind: "answer", when: "before", status: 401, body: unauthorised },
      });
      const step = await scenario.run();
      assert.equal(step.outputs["result"], "connected", step.raw);
      assert.equal(github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    });

    it("has the POST sent in the other encoding when it refuses the initial token in both and then for the POST", async () => {
      scenario = await Scenario.inProcess({ encodings: ["base64"], initialTokenOpensVersions: false });
      openVersions();
      const step = await scenario.run();
      assert.equal(step.outputs["result"], "connected", step.raw);
      assert.equal(step.outputs["token-encoding"], "base64");
    });
  });
});
