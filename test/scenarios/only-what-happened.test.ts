import assert from "node:assert/strict";
import { actionWords } from "../../src/core/findings/action-words.ts";
import { ocpi221 } from "../../src/core/profiles/ocpi-2.2.1.ts";
import { asSpecified } from "../../src/sandbox/hub.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { everyFinding } from "../support/every-finding.ts";
import { findingOf } from "../support/finding-of.ts";
import { finding, Scenario } from "../support/scenario.ts";

/** The report tells of no step, and of no arrow, that was not. */
describe("what a run says that it did", () => {
  const keptNowhere = { store: "none", "expose-hub-token": "true", "github-token": undefined };
  let scenario: Scenario;

  afterEach(() => scenario.end());

  /** Inputs for a hub that keeps to the specification. */
  async function specified(): Promise<Record<string, string>> {
    scenario = await Scenario.inProcess(asSpecified);
    const { hub, platform } = scenario.sandbox;
    return {
      "hub-profile": "ocpi-2.2.1",
      "hub-url": hub.versionsUrl,
      "platform-url": `${platform.origin}/ocpi/versions`,
    };
  }

  async function run(inputs: Record<string, string | undefined>): Promise<StepResult> {
    return scenario.run(inputs);
  }

  function stepsOf(step: StepResult): string[] {
    const { steps } = JSON.parse(step.outputs["report"] ?? "{}") as { steps: { id: string }[] };
    return steps.map(({ id }) => id);
  }

  it("is no confirmation, where the hub asks for none", async () => {
    const step = await run(await specified());
    assert.deepEqual(stepsOf(step), ["read", "look", "lock", "post", "keep", "prove", "unlock", "verify"]);
    assert.ok(!step.raw.includes("Confirm the registration"), step.raw);
  });

  it("is a confirmation, where the hub asks for one", async () => {
    scenario = await Scenario.inProcess();
    const step = await scenario.run();
    assert.ok(stepsOf(step).includes("confirm"));
    assert.match(step.summary, /participant V as GitHub secrets[^]*R->>V: take the lock[^]*R->>V: store the hub token/);
  });

  it("is nothing at GitHub, with `store: none`", async () => {
    scenario = await Scenario.inProcess();
    const step = await scenario.run(keptNowhere);
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.deepEqual(scenario.githubRequests, []);
    assert.deepEqual(stepsOf(step), ["read", "look", "post", "prove", "confirm", "verify"]);
    const diagram = /sequenceDiagram[^`]*/.exec(step.summary)?.[0] ?? "";
    assert.match(diagram, /R->>H: POST/);
    assert.ok(!/V\b|GitHub/.test(diagram), diagram);
    assert.ok(!/GitHub: |[Ll]ock/.test(step.raw), step.raw);
  });

  it("is nothing at GitHub when it only looks", async () => {
    scenario = await Scenario.inProcess();
    await scenario.run();
    const step = await scenario.run({ command: "verify", "hub-token": scenario.hubToken });
    const diagram = /sequenceDiagram[^`]*/.exec(step.summary)?.[0] ?? "";
    assert.match(diagram, /R->>H: GET/);
    assert.ok(!/V\b|GitHub/.test(diagram), diagram);
  });

  it("is no secret that it deleted, when it ends a registration with `store: none`", async () => {
    const inputs = await specified();
    await run({ ...inputs, ...keptNowhere });
    const { hubToken } = scenario;
    const step = await run({ ...inputs, ...keptNowhere, command: "unregister", "hub-token": hubToken });
    assert.equal(step.outputs["result"], "done", step.raw);
    assert.deepEqual(stepsOf(step), ["read", "look", "unregister"]);
    assert.ok(!/GitHub: |no vault/.test(step.raw), step.raw);
    const again = await run({ ...inputs, ...keptNowhere, command: "unregister", "hub-token": hubToken });
    assert.match(finding(again, "HSK-35").fix ?? "", /it was ended: delete the hub token wherever you keep it\. /);
  });
});

/** What is found only beside a lock. */
const besideLock = new Set([
  "lock-held",
  "lock-unanswered",
  "lock-left",
  "recovery-needs-initial-token",
  "recovery-initial-token-refused",
]);

describe("a finding where nothing is locked", () => {
  for (const raw of everyFinding) {
    if (!("lockPlace" in raw) || besideLock.has(raw.code)) continue;
    it(`speaks of no lock: ${raw.code}`, () => {
      const said = findingOf({ ...raw, lockPlace: "" }, { words: actionWords, profile: ocpi221 });
      for (const sentence of [...said.message, said.fix ?? ""]) {
        assert.ok(!/ {2}|\b[Tt]he[ .,]*(?:\.|,|$| (?:says|keeps|tells))| \./.test(sentence), sentence);
      }
    });
  }
});
