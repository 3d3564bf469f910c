import assert from "node:assert/strict";
import { Scenario, finding } from "../support/scenario.ts";

interface Receiver {
  readonly module: string;
  readonly method: string;
  readonly url: string;
  readonly probe: { readonly outcome: string; readonly http_status?: number };
}

describe("receivers", () => {
  let scenario: Scenario;
  beforeEach(async () => (scenario = await Scenario.inProcess()));
  afterEach(async () => scenario.end());

  const given = { command: "receivers", "hub-url": undefined, "initial-token": undefined, "github-token": undefined };

  it("needs no token: each receiver of the role is called without one, and refuses", async () => {
    const step = await scenario.run({ ...given, "platform-token": undefined });
    assert.equal(step.outputs["result"], "done");
    const receivers = JSON.parse(step.outputs["receivers"] ?? "") as Receiver[];
    const { origin } = scenario.sandbox.platform;
    assert.deepEqual(
      receivers.map(({ module, method, url, probe }) => [module, method, url, probe.outcome]),
      [
        ["tokens", "PUT", `${origin}/ocpi/2.2.1/tokens/{country_code}/{party_id}/{token_uid}/authorize`, "guarded"],
        ["commands", "POST", `${origin}/ocpi/2.2.1/commands/{command}`, "guarded"],
        ["versions", "GET", `${origin}/ocpi/versions`, "guarded"],
      ],
    );
    for (const { headers, body } of scenario.sandbox.platform.server.requests) {
      assert.match(headers["authorization"] ?? "Token not-a-token", /^Token (?:not-a-token|bm90LWEtdG9rZW4=)$/);
      assert.match(body, /^(?:\{\})?$/);
    }
    assert.deepEqual(scenario.hubRequests, []);
    assert.match(step.summary, /refuses a call without a token, HTTP 401/);
    assert.match(step.outputs["handover"] ?? "", /commands {2}POST .* \(refuses a call without a token, HTTP 401\)/);
  });

  it("calls an open receiver an error, and says what can be done through it", async () => {
    const body = JSON.stringify({ status_code: 1000, timestamp: "2026-01-01T00:00:00Z", data: { result: "ACCEPTED" } });
    const { faults } = scenario.sandbox.platform.server;
    faults.add({
      method: "POST",
      path: "/ocpi/2.2.1/commands",
      act: { kind: "answer", when: "before", status: 200, body },
    });
    const step = await scenario.run(given);
    const open = finding(step, "RCV-08");
    assert.equal(open.severity, "error");
    assert.match(open.message, /Anyone on the internet can start and stop charging at your chargers/);
    assert.equal(step.exitCode, 1);
  });

  it("tells a proxy's 404 from a platform's", async () => {
    const { faults } = scenario.sandbox.platform.server;
    const answer = (status: number, body: string): void =>
      faults.add({
        method: "PUT",
        path: "/ocpi/2.2.1/tokens",
        times: 2,
        act: { kind: "answer", when: "before", status, body },
      });
    answer(404, "<html>404 page not found</html>");
    const step = await scenario.run(given);
    const { message: byProxy, fix } = finding(step, "RCV-07");
    assert.match(byProxy, /a proxy's answer, or a web server's: the call did not get to your OCPI code/);
    assert.match(fix ?? "", /^Let your proxy or web server pass `PUT tokens` on to your platform/);
    assert.match(step.summary, /curl -i -X PUT .* -d '\{\}'\n/);
    assert.match(step.summary, /<summary>Message for the account team \(send it when your platform is ready\)/);
    answer(
      404,
      JSON.stringify({ status_code: 2000, status_message: "no such route", timestamp: "2026-01-01T00:00:00Z" }),
    );
    const byPlatform = finding(await scenario.run(given), "RCV-07");
    assert.doesNotMatch(byPlatform.message, /proxy/);
    assert.match(byPlatform.message, /sends PUT to a CPO, where OCPI has POST to an eMSP/);
  });

  it("says that the role is missing where none is given", async () => {
    const none = { role: undefined, "country-code": undefined, "party-id": undefined, "business-name": undefined };
    const step = await scenario.run({ ...given, ...none });
    assert.match(finding(step, "RCV-23").message, /because no role is given/);
  });
});
