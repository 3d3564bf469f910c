import assert from "node:assert/strict";
import { asSpecified, type HubSwitches } from "../../src/sandbox/hub.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { finding, Scenario } from "../support/scenario.ts";
import { tokenForms } from "../support/token-forms.ts";

function envelope(code: number, message: string, data?: unknown): string {
  return JSON.stringify({ status_code: code, status_message: message, data, timestamp: "2026-11-29T10:00:00Z" });
}

/** What the report says that the hub said to the last request of this method. */
function saidTo(method: string, step: StepResult): string | undefined {
  const report = JSON.parse(step.outputs["report"] ?? "{}") as {
    requests: { method: string; status_message?: string }[];
  };
  return report.requests.findLast((request) => request.method === method)?.status_message;
}

describe("the hub's own words about what it refuses, the Action against the sandbox", () => {
  let scenario: Scenario;

  async function start(switches: Partial<HubSwitches> = {}): Promise<void> {
    scenario = await Scenario.inProcess(switches);
  }

  function refuse(method: string, status: number, body: string, when: "before" | "after" = "before"): void {
    const headers = { "content-type": "application/json" };
    scenario.sandbox.hub.server.faults.add({
      method,
      path: "/",
      act: { kind: "answer", when, status, headers, body },
    });
  }

  afterEach(() => scenario.end());

  for (const [what, status, code, check, told] of [
    ["a refusal", 400, 2001, "HSK-11", "Party IN*ABC is not on the list of this hub"],
    ["a refusal with HTTP 200", 200, 2001, "HSK-11", "Unknown role"],
    ["a refusal of the token", 401, 2002, "HSK-07", "Invalid Authorization header"],
    ["that it is registered already", 405, 2000, "HSK-06", "Use PUT"],
    ["that the platform is of no use", 200, 3001, "HSK-08", "No usable answer of the versions"],
    ["that no version fits", 200, 3002, "HSK-09", "Offered: 2.1.1"],
    ["that an endpoint is missing", 200, 3003, "HSK-10", "The tokens endpoint is missing"],
  ] as const) {
    it(`are shown of ${what}: in the log, the summary, the report and the message`, async () => {
      await start();
      const words = told.replace("2.1.1", "the version 2.1.1");
      refuse("POST", status, envelope(code, words));
      const step = await scenario.run();
      assert.equal(step.outputs["result"], "refused", step.raw);
      assert.ok(finding(step, check).message.includes(`: "${words}"`), finding(step, check).message);
      assert.equal(saidTo("POST", step), words);
      assert.ok(step.raw.includes(words));
      assert.ok(step.summary.includes(words));
      assert.ok((step.outputs["handover"] ?? "").includes(`Your answer: ${words}`), step.outputs["handover"]);
    });
  }

  it("are shown of a confirmation, an update and an end that it refuses", async () => {
    await start({ ...asSpecified, basePath: "/ocpi", encodings: ["plain"] });
    refuse("PUT", 400, envelope(2001, "No business today"));
    refuse("DELETE", 400, envelope(2001, "No way out"));
    const first = await scenario.run();
    assert.equal(first.outputs["result"], "connected", first.raw);
    assert.match(finding(first, "HSK-25").message, /refused its confirmation.*: "No business today"/);
    const inputs = { "initial-token": undefined, "hub-token": scenario.hubToken };
    const update = await scenario.run({ ...inputs, command: "update" });
    assert.match(finding(update, "HSK-25").message, /refused the update.*: "No business today"/);
    assert.equal(saidTo("PUT", update), "No business today");
    const profile = { "hub-profile": "ocpi-2.2.1", "hub-url": scenario.sandbox.hub.versionsUrl };
    const end = await scenario.run({ ...inputs, ...profile, command: "unregister" });
    assert.match(finding(end, "HSK-35").message, /did not end the registration.*: "No way out"/);
    assert.equal(saidTo("DELETE", end), "No way out");
  });

  it("are shown of a confirmation that it does not take", async () => {
    await start();
    refuse("PUT", 405, envelope(2000, "There is no PUT here"));
    const step = await scenario.run({ "wait-for-connected": "0s" });
    assert.match(finding(step, "HSK-26").message, /: "There is no PUT here"/);
  });

  it("name the fields of ours that it complains about, and the fix names what carries them", async () => {
    await start();
    const value = "value-that-was-sent";
    const loc = ["body", "roles", 0, "business_details", "website"];
    scenario.isSecret(value);
    refuse("POST", 422, JSON.stringify({ detail: [{ type: "missing", loc, msg: value, input: { [value]: value } }] }));
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "refused", step.raw);
    const { message, fix = "" } = finding(step, "HSK-11");
    assert.match(
      message,
      /HTTP 422 with JSON that is no OCPI answer; it names `roles\[0\]\.business_details\.website`\./,
    );
    assert.match(
      fix,
      /^Add or correct what the hub names: `roles` → `business_details` → `website` in `ocpi\.yml`\. Then/,
    );
    assert.equal(saidTo("POST", step), "roles[0].business_details.website");
    assert.match(step.outputs["handover"] ?? "", /Your answer: roles\[0\]\.business_details\.website/);
  });

  it("are the user's own to mend where a confirmation or an update is refused for a field", async () => {
    await start();
    refuse("PUT", 422, JSON.stringify({ message: ["url must be a URL address"], error: "Unprocessable" }));
    const first = await scenario.run({ "wait-for-connected": "0s" });
    const confirmation = finding(first, "HSK-25");
    assert.equal(confirmation.who, "you");
    assert.match(
      confirmation.fix ?? "",
      /^Add or correct what the hub names: `platform-url`\. Then .*`command: update`/,
    );
    const inputs = { "initial-token": undefined, "hub-token": scenario.hubToken };
    const update = finding(await scenario.run({ ...inputs, command: "update" }), "HSK-25");
    assert.equal(update.who, "you");
    assert.match(update.fix ?? "", /^Add or correct what the hub names: `platform-url`\. Then start a new run\.$/);
  });

  it("say nothing of a body without envelope that names no field of ours", async () => {
    await start();
    refuse("POST", 400, JSON.stringify({ message: "some words of the server's", error: "Bad Request" }));
    const step = await scenario.run();
    assert.match(finding(step, "HSK-11").message, /answered HTTP 400 with JSON that is no OCPI answer\.$/);
    assert.equal(saidTo("POST", step), undefined);
    assert.ok(!step.raw.includes("some words"));
  });

  it("hold no token, in no form and beside no mark, of ours or not", async () => {
    await start();
    const { inputs } = scenario.sandbox;
    const tokens = [inputs["initial-token"] ?? "", inputs["platform-token"] ?? ""];
    const unknown = ["f81d4fae-7dec-11d0", "k3yWith0utName", "Shorty"];
    for (const token of unknown) scenario.isSecret(token.padEnd(8, "_"));
    for (const token of tokens) {
      for (const form of Object.values(tokenForms(token))) {
        scenario.sandbox.hub.server.faults.clear();
        const words = `Not "${form}" token=${form}: ${[...form].join(" ")} ${unknown.join(" ")} token Shorty, sorry`;
        refuse("POST", 400, envelope(2001, words));
        const step = await scenario.run();
        const { message } = finding(step, "HSK-11");
        assert.doesNotMatch(message, /f81d4fae|k3yWith0ut|token Shorty/);
        assert.match(message, /: "Not '/);
      }
    }
  });

  it("keep a URL of the platform's, and none of anybody else's", async () => {
    await start();
    const { origin } = scenario.sandbox.platform;
    refuse("POST", 200, envelope(3001, `GET ${origin}/ocpi/2.2.1?x=1 gave 401 but https://else.example/a did not`));
    const { message } = finding(await scenario.run(), "HSK-08");
    assert.ok(message.includes(`: "GET ${origin}/ocpi/2.2.1 gave 401 but https:… did not"`), message);
  });

  it("are not shown of a success", async () => {
    await start();
    refuse("POST", 200, envelope(1000, "welcome words", {}));
    const accepted = await scenario.run();
    assert.equal(accepted.outputs["result"], "in-doubt", accepted.raw);
    assert.ok(!accepted.raw.includes("welcome words"));
    await scenario.end();
  });

  it("are not shown of an end that holds a token", async () => {
    await start({ ...asSpecified, basePath: "/ocpi", encodings: ["plain"] });
    await scenario.run();
    const { versionsUrl } = scenario.sandbox.hub;
    const inputs = { "initial-token": undefined, "hub-token": scenario.hubToken, "hub-profile": "ocpi-2.2.1" };
    refuse("DELETE", 400, envelope(2001, "an error that talks", { token: "another_0123456789abcdef" }));
    const end = await scenario.run({ ...inputs, "hub-url": versionsUrl, command: "unregister" });
    assert.match(finding(end, "HSK-35").message, /did not end the registration/);
    assert.ok(!end.raw.includes("an error that talks"));
    assert.equal(saidTo("DELETE", end), undefined);
  });
});
