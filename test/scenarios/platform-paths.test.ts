import assert from "node:assert/strict";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { finding, numbersFound, Scenario, startAt } from "../support/scenario.ts";

interface Receiver {
  readonly module: string;
  readonly url: string;
}

describe("where a platform is", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  /** The receivers of a step, and that its message to the account team has each of them and no other. */
  function receivers(step: StepResult): Record<string, string> {
    const all = JSON.parse(step.outputs["receivers"] ?? "") as Receiver[];
    const told = [...(step.outputs["handover"] ?? "").matchAll(/^- \w+ +\w+ +(http\S+)/gm)].map(([, url]) => url);
    assert.deepEqual(
      told,
      all.map(({ url }) => url),
    );
    return Object.fromEntries(all.map(({ module, url }) => [module, url]));
  }

  describe("below another path than the documented one", () => {
    beforeEach(async () => (scenario = await Scenario.inProcess({}, { below: "/api" })));

    it("is asked to be called there, whatever the run knows of it", async () => {
      const { origin, url, token } = scenario.sandbox.platform;
      assert.equal(url, `${origin}/api/ocpi/2.2.1`);
      const there = {
        tokens: `${url}/tokens/{country_code}/{party_id}/{token_uid}/authorize`,
        commands: `${url}/commands/{command}`,
        versions: `${origin}/ocpi/versions`,
      };
      for (const inputs of [{ command: "preflight" }, { command: "receivers" }, {}])
        assert.deepEqual(receivers(await scenario.run(inputs)), there, JSON.stringify(inputs));
      const known = { "hub-token": scenario.hubToken, "platform-token": undefined };
      assert.deepEqual(receivers(await scenario.run({ command: "verify", ...known })), there);
      assert.deepEqual(receivers(await scenario.run({ command: "receivers", ...known })), there);
      // They exist: nothing is there for another path.
      const headers = { authorization: `Token ${token}`, "content-type": "application/json" };
      const call = async (at: string): Promise<number> =>
        (await fetch(at.replace("{command}", "STOP_SESSION"), { method: "POST", headers, body: "{}" })).status;
      assert.notEqual(await call(there.commands), 404);
      assert.equal(await call(`${origin}/ocpi/2.2.1/commands/{command}`), 404);
    });

    it("is named by the list of versions where its path was mistyped, before anything is sent to the hub", async () => {
      const { origin, url } = scenario.sandbox.platform;
      for (const path of ["/ocpi/2.2", "/ocpi/v2.2.1", "/ocpi/2.2.1"]) {
        for (const command of ["preflight", "exchange"]) {
          const step = await scenario.run({ command, "platform-url": origin + path });
          const { who, message, fix = "" } = finding(step, "PRT-21");
          assert.equal(who, "you");
          assert.match(
            message,
            /^Your platform has nothing at `platform-url`, and answers at another address\. .*HTTP 404/,
          );
          assert.ok(fix.startsWith(`Did you mean \`${url}\`?`), fix);
          assert.equal(step.conclusion, "failure");
        }
      }
      assert.deepEqual(scenario.unsafe, []);
    });
  });

  it("is asked to be called where its own details have its modules, after an exchange, too", async () => {
    scenario = await Scenario.inProcess(
      {},
      { lists: (endpoints) => endpoints.map((one) => ({ ...one, url: one.url.replace("/2.2.1/", "/2.2.1/in/") })) },
    );
    const { url } = scenario.sandbox.platform;
    assert.equal(receivers(await scenario.run())["commands"], `${url}/in/commands/{command}`);
  });

  it("is found by its list of versions for a hub that asks for that, where the path was mistyped", async () => {
    const { scenario: started, inputs } = await startAt("ocpi-2.2.1");
    scenario = started;
    const { origin, versionsUrl } = scenario.sandbox.platform;
    const mistyped = { ...inputs, command: "preflight", "platform-url": `${origin}/ocpi/version` };
    const { fix = "" } = finding(await scenario.run(mistyped), "PRT-21");
    assert.ok(fix.startsWith(`Did you mean \`${versionsUrl}\`?`), fix);
    scenario.sandbox.platform.switches.healthPath = false;
    assert.doesNotMatch(finding(await scenario.run(mistyped), "PRT-21").fix ?? "", /Did you mean/);
  });

  it("is not guessed where its list of versions names nothing that answers", async () => {
    scenario = await Scenario.inProcess({}, { details: "404" });
    const step = await scenario.run({
      command: "preflight",
      "platform-url": `${scenario.sandbox.platform.origin}/ocpi/2.2`,
    });
    assert.doesNotMatch(finding(step, "PRT-21").fix ?? "", /Did you mean/);
  });

  it("is known by its version details to a hub that asks for these, and a list in their place is a warning", async () => {
    scenario = await Scenario.inProcess();
    const { origin, url } = scenario.sandbox.platform;
    const step = await scenario.run({ "platform-url": `${origin}/ocpi/versions` });
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.equal(step.outputs["warnings"], "1");
    const { severity, message, fix = "" } = finding(step, "PRT-10");
    assert.equal(severity, "warning");
    assert.match(message, /`platform-url` is the address of your list of versions, and ChargeIndia Hub asks for/);
    assert.ok(fix.startsWith(`Make \`${url}\` the \`platform-url\`.`), fix);
    // What the hub is told then has no warning.
    const update = { command: "update", "hub-token": scenario.hubToken, "initial-token": undefined };
    assert.deepEqual(
      numbersFound(await scenario.run(update)).filter((one) => / (?:warning|error)$/.test(one)),
      [],
    );
  });
});
