import assert from "node:assert/strict";
import type { FaultAct } from "../../src/sandbox/faults.ts";
import type { HubSwitches } from "../../src/sandbox/hub.ts";
import { finding, startAt, type Scenario } from "../support/scenario.ts";

const JSON_HEADERS = { "content-type": "application/json" };

describe("what a refusal means, the Action against the sandbox", () => {
  let scenario: Scenario;
  let inputs: Record<string, string>;

  afterEach(() => scenario.end());

  async function start(profile = "chargeindia", switches: Partial<HubSwitches> = {}): Promise<void> {
    ({ scenario, inputs } = await startAt(profile, switches));
  }
  const answering = (status: number, body: unknown, when: "before" | "after" = "before"): FaultAct => ({
    kind: "answer",
    when,
    status,
    headers: JSON_HEADERS,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

  for (const profile of ["chargeindia", "ocpi-2.2.1"]) {
    describe(`profile ${profile}: a POST`, () => {
      beforeEach(() => start(profile));

      const refuse = (act: FaultAct, times?: number): void =>
        scenario.sandbox.hub.server.faults.add({
          method: "POST",
          path: "/",
          act,
          ...(times === undefined ? {} : { times }),
        });

      for (const [status, code] of [
        [400, 2001],
        [200, 2001],
        [404, 2000],
        [200, 3001],
        [422, 2001],
      ] as const) {
        it(`that is answered HTTP ${status} with ${code} after the hub used the token up is in doubt`, async () => {
          refuse(answering(status, { status_code: code }, "after"));
          const step = await scenario.run(inputs);
          assert.equal(step.outputs["result"], "in-doubt", step.raw);
          const { message, fix = "" } = finding(step, "HSK-11");
          assert.match(message, /refused the exchange, and does not accept the initial token any more/);
          assert.match(fix, /reset our registration and issue a new initial token/);
          assert.doesNotMatch(fix, /same initial token/);
          assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
          assert.equal(scenario.unsafe.length, 1);
        });

        it(`that is answered HTTP ${status} with ${code} while the token lives is refused`, async () => {
          refuse(answering(status, { status_code: code }));
          const step = await scenario.run(inputs);
          assert.equal(step.outputs["result"], "refused", step.raw);
          assert.deepEqual(scenario.sandbox.github.secretNames, []);
        });
      }

      it("that is refused is in doubt, too, while the hub gives no usable answer to the token", async () => {
        const { faults } = scenario.sandbox.hub.server;
        faults.add({
          method: "POST",
          path: "/",
          onHit: () => faults.add({ method: "GET", path: "/", act: answering(503, "") }),
          act: answering(400, { status_code: 2001 }),
        });
        const step = await scenario.run(inputs);
        assert.equal(step.outputs["result"], "in-doubt", step.raw);
        const { message, fix = "" } = finding(step, "HSK-11");
        assert.match(message, /then gave no usable answer: it is not known whether it registered/);
        assert.match(fix, /start a new run in 5 minutes/i);
        assert.doesNotMatch(fix, /reset/);
        // A later run finds out.
        faults.clear();
        scenario.abandonLock();
        assert.equal((await scenario.run(inputs)).outputs["result"], "connected");
      });

      for (const [status, body] of [
        [200, { status_code: 3000 }],
        [500, { status_code: 3000 }],
        [500, ""],
      ] as const) {
        it(`that the hub fails at twice with HTTP ${status} ${JSON.stringify(body)} is refused, and the platform is named`, async () => {
          refuse(answering(status, body));
          const step = await scenario.run(inputs);
          assert.equal(step.outputs["result"], "refused", step.raw);
          const { message, fix = "", who } = finding(step, "HSK-08");
          assert.match(message, /failed at the exchange twice, in the same way, and the initial token still works/);
          assert.match(fix, /It may be that it cannot use the platform/);
          assert.match(fix, new RegExp(scenario.sandbox.platform.origin));
          assert.equal(who, "platform");
          assert.doesNotMatch(step.raw, /reset our registration/);
          assert.equal(scenario.unsafe.length, 2);
          assert.deepEqual(scenario.sandbox.github.secretNames, []);
        });
      }

      it("that the hub fails at twice stays in doubt where its credentials show a token that is none of ours", async () => {
        refuse(answering(500, ""));
        const data = { token: "hub_0123************4567", url: "https://hub.example", roles: [] };
        const shown = answering(200, { status_code: 1000, timestamp: "2026-11-28T10:00:00Z", data });
        const path = profile === "chargeindia" ? "/ocpi/2.2.1/credentials" : "/hub/api/2.2.1/credentials";
        scenario.sandbox.hub.server.faults.add({ method: "GET", path, act: shown });
        const step = await scenario.run(inputs);
        assert.equal(step.outputs["result"], "in-doubt", step.raw);
        assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
      });

      for (const status of [408, 409, 502, 503, 504, 520] as const) {
        it(`that a gateway answers twice with HTTP ${status} stays in doubt`, async () => {
          refuse(answering(status, { status_code: 3000 }));
          const step = await scenario.run(inputs);
          assert.equal(step.outputs["result"], "in-doubt", step.raw);
          assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
        });
      }

      it("that the hub fails at in two ways stays in doubt", async () => {
        refuse(answering(500, ""), 1);
        refuse(answering(200, { status_code: 3000 }));
        assert.equal((await scenario.run(inputs)).outputs["result"], "in-doubt");
      });

      it("that the hub fails at twice, the second time after it registered, stays in doubt", async () => {
        refuse(answering(500, ""), 1);
        refuse(answering(500, "", "after"));
        const step = await scenario.run(inputs);
        assert.equal(step.outputs["result"], "in-doubt", step.raw);
        assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
      });

      it("that is answered HTTP 200 with an error of the hub's own is not called accepted", async () => {
        refuse(answering(200, { code: "7010", message: "already registered" }));
        const step = await scenario.run(inputs);
        assert.equal(step.outputs["result"], "in-doubt", step.raw);
        const { message } = finding(step, "HSK-12");
        assert.doesNotMatch(message, /accepted/);
        assert.match(message, /it may have refused/);
      });

      it("that is refused because of the platform says so beside what this run saw of it", async () => {
        scenario.sandbox.platform.tokenInstalled = false;
        const step = await scenario.run({ ...inputs, "check-platform": "warn" });
        assert.equal(step.outputs["result"], "refused", step.raw);
        assert.match(finding(step, "HSK-08").fix ?? "", /First fix what this run itself found at your platform/);
      });
    });

    describe(`profile ${profile}: a hub that redirects to the same path with a slash`, () => {
      beforeEach(() => start(profile, { slashes: true }));

      it("is followed there with the token, and with the POST once", async () => {
        const step = await scenario.run(inputs);
        assert.equal(step.outputs["result"], "connected", step.raw);
        const credentials = scenario.unsafe.filter((line) => line.startsWith("POST") && line.endsWith("/"));
        assert.equal(credentials.length, 1);
        assert.match(finding(step, "HUB-37").message, /answers at .*versions\/` what it is asked at/);
        assert.equal(step.outputs["errors"], "0");
        const asked = scenario.hubRequests.length;
        const again = await scenario.run({ ...inputs, "hub-token": scenario.hubToken });
        assert.equal(again.outputs["result"], "connected", again.raw);
        // The found form is kept: nothing is redirected twice.
        const redirected = scenario.sandbox.hub.server.requests
          .slice(asked)
          .filter(({ path, headers }) => !path.endsWith("/") && !isOfNobody(headers["authorization"]))
          .map(({ path }) => path);
        assert.equal(new Set(redirected).size, redirected.length);
      });

      it("is not followed a second time, nor to another place", async () => {
        const { hub } = scenario.sandbox;
        for (const location of ["/elsewhere/", "https://elsewhere.example/ocpi/versions/", "?a=b"]) {
          hub.server.faults.clear();
          hub.server.faults.add({
            method: "GET",
            path: "/",
            act: { kind: "answer", when: "before", status: 307, headers: { location }, body: "" },
          });
          const step = await scenario.run(inputs);
          assert.equal(step.outputs["result"], "unreachable", step.raw);
          assert.match(finding(step, "HUB-03").message, /redirects/);
        }
      });
    });
  }

  describe("the look at the platform", () => {
    for (const profile of ["chargeindia", "ocpi-2.2.1"]) {
      it(`${profile}: goes on to the details that its versions list, and no POST leaves when they are not there`, async () => {
        await start(profile);
        const { platform } = scenario.sandbox;
        const listed = `${platform.origin}/ocpi/cpo/2.2.1/details`;
        const data = [{ version: "2.2.1", url: listed }];
        const body = { status_code: 1000, timestamp: "2026-11-28T10:00:00Z", data };
        platform.server.faults.add({ method: "GET", path: "/ocpi/versions", act: answering(200, body) });
        const step = await scenario.run(inputs);
        assert.equal(step.outputs["result"], "not-ready", step.raw);
        const { message, fix = "" } = finding(step, "PRT-13");
        assert.match(message, new RegExp(`lists its OCPI 2.2.1 at ${listed}, which does not answer version details`));
        assert.match(fix, /list of versions/);
        assert.deepEqual(scenario.unsafe, []);
      });
    }

    it("sends the platform's token to no other origin", async () => {
      await start();
      const { platform, hub } = scenario.sandbox;
      const data = [{ version: "2.2.1", url: `${hub.origin}/ocpi/2.2.1` }];
      const body = { status_code: 1000, timestamp: "2026-11-28T10:00:00Z", data };
      platform.server.faults.add({ method: "GET", path: "/ocpi/versions", act: answering(200, body) });
      const step = await scenario.run(inputs);
      assert.match(finding(step, "PRT-19").message, /which is not on/);
      const { platform: ours } = scenario.sandbox;
      assert.ok(hub.server.requests.every(({ headers }) => !(headers["authorization"] ?? "").includes(ours.token)));
    });
  });

  describe("HTTP 405", () => {
    for (const [command, method] of [
      ["update", "PUT"],
      ["unregister", "DELETE"],
    ] as const) {
      const settings = { command, "initial-token": undefined };

      it(`to the ${method} of ${command} means that the hub has none, where it shows the credentials`, async () => {
        await start("ocpi-2.2.1");
        await scenario.run(inputs);
        scenario.sandbox.hub.server.faults.add({ method, path: "/", act: answering(405, "") });
        const step = await scenario.run({ ...inputs, ...settings, "hub-token": scenario.hubToken });
        assert.equal(step.outputs["result"], "refused", step.raw);
        const { message, fix = "" } = finding(step, command === "update" ? "HSK-25" : "HSK-35");
        assert.match(message, /it knows the registration, but it does not offer this request/);
        assert.doesNotMatch(fix, /Compare the party/);
      });

      it(`to the ${method} of ${command} means that it does not know the registration, where it shows none`, async () => {
        await start("ocpi-2.2.1");
        await scenario.run(inputs);
        const { faults } = scenario.sandbox.hub.server;
        faults.add({ method, path: "/", act: answering(405, "") });
        faults.add({ method: "GET", path: "/hub/api/2.2.1/credentials", act: answering(401, "") });
        const step = await scenario.run({ ...inputs, ...settings, "hub-token": scenario.hubToken });
        assert.equal(step.outputs["result"], "refused", step.raw);
        const { message, fix = "" } = finding(step, command === "update" ? "HSK-25" : "HSK-35");
        assert.match(message, /may not know the registration/);
        assert.doesNotMatch(fix, /Compare the party/);
      });
    }
  });
});

function isOfNobody(authorization = ""): boolean {
  return ["not-a-token", btoa("not-a-token")].includes(authorization.replace("Token ", ""));
}
