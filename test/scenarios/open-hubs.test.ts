import assert from "node:assert/strict";
import type { HubSwitches } from "../../src/sandbox/hub.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { finding, startAt, type Scenario } from "../support/scenario.ts";

const nobodys = "hub_0123456789abcdef01234567";
const reads = ["versions", "details"] as const;
const everything = [...reads, "credentials", "hubclientinfo"] as const;

/** No sentence claims that a token works, or that a party is registered, where nothing shows it. */
function claimsNothing(step: StepResult): void {
  for (const text of [step.summary, step.outputs["handover"] ?? "", step.raw]) {
    assert.doesNotMatch(text, /is registered|are registered|is accepted|accepts|works|CONNECTED to/, text);
  }
}

describe("a hub that answers everybody, the Action against the sandbox", () => {
  let scenario: Scenario;
  let inputs: Record<string, string>;

  afterEach(() => scenario.end());

  async function start(profile: "chargeindia" | "ocpi-2.2.1", switches: Partial<HubSwitches>): Promise<void> {
    ({ scenario, inputs } = await startAt(profile, switches));
  }
  const controls = (): number => scenario.sandbox.hub.server.requests.filter(isControl).length;

  for (const profile of ["chargeindia", "ocpi-2.2.1"] as const) {
    describe(`profile ${profile}, with versions and details open`, () => {
      beforeEach(() => start(profile, { openToEverybody: reads }));

      it("registers, and proves the hub token by what is guarded", async () => {
        const step = await scenario.run(inputs);
        assert.equal(step.outputs["result"], "connected", step.raw);
        assert.equal(step.outputs["errors"], "0");
        assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
        const again = await scenario.run({ ...inputs, "hub-token": scenario.hubToken });
        assert.equal(again.outputs["result"], "connected", again.raw);
      });

      for (const command of ["exchange", "verify"] as const) {
        it(`${command} takes a hub token that nobody issued for one that is refused`, async () => {
          const step = await scenario.run({ ...inputs, command, "hub-token": nobodys, "initial-token": undefined });
          assert.equal(step.outputs["result"], "refused", step.raw);
          assert.equal(step.conclusion, "failure");
          assert.match(finding(step, "HSK-23").message, /does not accept the hub token/);
          assert.deepEqual(scenario.unsafe, []);
        });
      }
    });
  }

  it("unregisters, sees that the token is dead, and forgets it", async () => {
    await start("ocpi-2.2.1", { openToEverybody: reads });
    await scenario.run(inputs);
    const { hubToken } = scenario;
    const step = await scenario.run({ ...inputs, command: "unregister", "hub-token": hubToken });
    assert.equal(step.outputs["result"], "done", step.raw);
    assert.deepEqual(scenario.sandbox.github.secretNames, []);
    const again = await scenario.run({ ...inputs, command: "verify", "hub-token": hubToken });
    assert.equal(again.outputs["result"], "refused", again.raw);
  });

  it("shows nothing of a token where nothing is guarded, and the run claims nothing", async () => {
    await start("ocpi-2.2.1", { openToEverybody: everything });
    const step = await scenario.run({ ...inputs, "expose-hub-token": "true" });
    assert.equal(step.outputs["result"], "registered", step.raw);
    assert.equal(step.conclusion, "failure");
    assert.match(finding(step, "HUB-07").message, /Nothing shows whether the hub takes the hub token/);
    claimsNothing(step);
    // Nothing else could ever show it, so the token is handed on; and the lock stands for no doubt.
    assert.equal(step.outputs["hub-token"], scenario.hubToken);
    assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN"]);
    for (const command of ["exchange", "verify"] as const) {
      const later = await scenario.run({ ...inputs, command, "hub-token": nobodys, "initial-token": undefined });
      assert.equal(later.outputs["result"], "registered", later.raw);
      assert.equal(later.conclusion, "failure");
      claimsNothing(later);
    }
    assert.equal(scenario.unsafe.length, 1);
  });

  it("proves a token that it just issued by accepting its confirmation, where the profile confirms", async () => {
    await start("chargeindia", { openToEverybody: everything });
    const step = await scenario.run({ ...inputs, "expose-hub-token": "true" });
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.equal(step.outputs["hub-token"], scenario.hubToken);
    assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN"]);
    assert.deepEqual(scenario.unsafe, ["POST /ocpi/2.2.1/credentials", "PUT /ocpi/2.2.1/credentials"]);
  });

  it("ends no registration for which nothing but its own word speaks, and a way out is named", async () => {
    await start("ocpi-2.2.1", { openToEverybody: everything });
    await scenario.run(inputs);
    const step = await scenario.run({ ...inputs, command: "unregister", "hub-token": scenario.hubToken });
    assert.equal(step.outputs["result"], "in-doubt", step.raw);
    const { message, fix = "" } = finding(step, "HSK-35");
    assert.match(message, /nothing shows whether it is/);
    assert.match(fix, /answered that the registration is ended, delete the repository secret OCPI_HUB_TOKEN and/);
  });

  it("ends a registration and leaves its token alive: a way out is named", async () => {
    await start("ocpi-2.2.1", { deletes: "but the token lives on" });
    await scenario.run(inputs);
    const step = await scenario.run({ ...inputs, command: "unregister", "hub-token": scenario.hubToken });
    assert.equal(step.outputs["result"], "in-doubt", step.raw);
    const { message, fix = "" } = finding(step, "HSK-35");
    assert.match(message, /still accepts the hub token/);
    assert.match(fix, /answered that the registration is ended, delete the repository secret OCPI_HUB_TOKEN and/);
  });

  describe("and takes the token in one form only", () => {
    for (const [profile, encodings] of [
      ["chargeindia", ["base64"]],
      ["ocpi-2.2.1", ["plain"]],
    ] as const) {
      it(`${profile}: has the POST in the form that opens GET credentials`, async () => {
        await start(profile, { openToEverybody: reads, encodings });
        const step = await scenario.run(inputs);
        assert.equal(step.outputs["result"], "connected", step.raw);
        assert.equal(step.outputs["token-encoding"], encodings[0]);
      });

      it(`${profile}: has the POST in the other form after a refusal, where nothing settles it`, async () => {
        await start(profile, { openToEverybody: everything, encodings });
        const step = await scenario.run(inputs);
        assert.deepEqual(scenario.unsafe.filter((line) => line.startsWith("POST")).length, 2, step.raw);
        assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
      });

      it(`${profile}: refuses in words of its own, and the advice leads to the encoding`, async () => {
        await start(profile, { openToEverybody: everything, encodings, refusal: { status: 200, code: 2001 } });
        const step = await scenario.run(inputs);
        assert.equal(step.outputs["result"], "refused", step.raw);
        assert.match(finding(step, "HSK-11").fix ?? "", new RegExp(`set \`token-encoding: ${encodings[0]}\``));
        const settled = await scenario.run({ ...inputs, "token-encoding": encodings[0] });
        assert.ok(["connected", "registered"].includes(settled.outputs["result"] ?? ""), settled.raw);
      });
    }
  });

  it("is asked nothing more than before where it documents that everything is guarded", async () => {
    await start("chargeindia", {});
    assert.equal((await scenario.run(inputs)).outputs["result"], "connected");
    assert.equal((await scenario.run({ ...inputs, "hub-token": scenario.hubToken })).outputs["result"], "connected");
    assert.equal(controls(), 0);
  });

  it("is asked once a run with a made-up token where its profile documents nothing", async () => {
    await start("ocpi-2.2.1", {});
    assert.equal((await scenario.run(inputs)).outputs["result"], "connected");
    assert.equal(controls(), 1);
    assert.equal((await scenario.run({ ...inputs, "hub-token": scenario.hubToken })).outputs["result"], "connected");
    assert.equal(controls(), 2);
  });
});

function isControl({ headers }: { readonly headers: Readonly<Record<string, string | undefined>> }): boolean {
  return [`Token not-a-token`, `Token ${btoa("not-a-token")}`].includes(headers["authorization"] ?? "");
}
