import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { hurryClock } from "../support/quick-clock.ts";
import { Scenario } from "../support/scenario.ts";

const folder = new URL("../../examples/", import.meta.url);

/**
 * The recipes but those that are run elsewhere: by the bundle in test/long/{try-it,fleet}.test.ts and
 * test/bundle/parallel-steps.test.ts, and with several partners in all-connections.test.ts.
 */
const wholes = new Set(["try-it.yml", "fleet.yml", "side-by-side.yml", "verify-all.yml"]);
const recipes = readdirSync(folder).filter((name) => name.endsWith(".yml") && !wholes.has(name));

/** How each command ends that does not register and does not verify. */
const ends: Readonly<Record<string, string>> = { preflight: "done", receivers: "done", rehearse: "done" };

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: { readonly name: string };
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly steps: readonly {
    readonly uses?: string;
    readonly id?: string;
    readonly with?: Readonly<Record<string, unknown>>;
    readonly env?: Readonly<Record<string, string>>;
  }[];
}

interface Workflow {
  readonly on: {
    readonly workflow_dispatch?: {
      readonly inputs?: { readonly command: { readonly options: readonly string[] } };
    } | null;
  };
  readonly concurrency?: { readonly "cancel-in-progress": boolean };
  readonly jobs: Readonly<Record<string, Job & { readonly concurrency?: { readonly "cancel-in-progress": boolean } }>>;
}

/** The steps of ours in a workflow, in the order in which the jobs run, with the environment of each. */
function ourSteps(
  workflow: Workflow,
): { inputs: Record<string, string>; environment: string; permissions: Readonly<Record<string, string>> }[] {
  return Object.values(workflow.jobs).flatMap((job) =>
    job.steps
      .filter(({ uses }) => uses?.startsWith("ocpi-onboarding/ocpi-onboarding@") === true)
      .map((step) => ({
        inputs: Object.fromEntries(Object.entries(step.with ?? {}).map(([name, value]) => [name, String(value)])),
        environment: job.environment?.name ?? "",
        permissions: job.permissions ?? {},
      })),
  );
}

/** The commands that a person may choose for a run; none where there is nothing to choose. */
function choicesOf({ on }: Workflow): readonly string[] {
  return on.workflow_dispatch?.inputs?.command.options ?? [];
}

describe("the recipe of a scheduled verify", () => {
  it("alerts when the party is OFFLINE: by a failed run, an annotation and one issue", async () => {
    const scenario = await Scenario.inProcess();
    const { hub, platform, github } = scenario.sandbox;
    await scenario.run();
    const workflow = parse(readFileSync(new URL("scheduled-verify.yml", folder), "utf8")) as Workflow;
    const [recipe] = ourSteps(workflow);
    github.jobPermissions = recipe?.permissions ?? {};
    hub.switches.shapes = (answer, path) =>
      path.endsWith("/hubclientinfo/IN/ABC")
        ? { ...answer, data: { ...Object(answer["data"]), status: "OFFLINE" } }
        : answer;
    const own = { "platform-url": platform.url, "platform-token": platform.token };
    const inputs = { ...recipe?.inputs, ...own, "hub-url": hub.origin, "hub-token": scenario.hubToken };
    const step = await scenario.runOnly(inputs);
    assert.equal(step.outputs["connection-status"], "OFFLINE", step.raw);
    assert.equal(step.conclusion, "failure");
    assert.match(step.log.find(({ kind }) => kind === "error")?.text ?? "", /is OFFLINE/);
    assert.match(step.summary, /^## 🔌 /);
    assert.deepEqual(
      github.issues.all.map(({ state, title }) => [state, title.endsWith("OFFLINE")]),
      [["open", true]],
    );
    // With `fail-on: never` the run passes, and the annotation still warns.
    const quiet = await scenario.runOnly({ ...inputs, "fail-on": "never" });
    assert.equal(quiet.conclusion, "success");
    assert.match(quiet.log.find(({ kind }) => kind === "warning")?.text ?? "", /is OFFLINE/);
    await scenario.end();
  });
});

describe("the recipes, their steps run against the sandbox", () => {
  for (const name of recipes) {
    it(`${name} ends CONNECTED`, async () => {
      const scenario = await Scenario.inProcess();
      const { hub, platform, github, inputs: own } = scenario.sandbox;
      const workflow = parse(readFileSync(new URL(name, folder), "utf8")) as Workflow;
      const matrix =
        Object.values(workflow.jobs).flatMap(({ strategy }) => Object.values(strategy?.matrix ?? {}))[0]?.[0] ?? "";
      for (const environment of ["ocpi-chargeindia", `ocpi-${matrix}`]) github.addEnvironment(environment);
      // What the repository of a partner would hold; a workflow that only verifies begins with a registration.
      const steps = ourSteps(workflow);
      assert.ok(steps.length > 0);
      if (steps.every(({ inputs }) => inputs["command"] === "verify")) await scenario.run();
      const config = `version: 1\nconnections:\n  ${matrix || "only"}:\n    hub: { url: "${hub.origin}" }\n    platform:\n      url: ${platform.url}\n      roles: [{ role: CPO, country_code: IN, party_id: ABC, business_details: { name: Your CPO Ltd } }]\n`;
      const runs = choicesOf(workflow).length === 0 ? [""] : choicesOf(workflow);
      for (const [choice, { inputs, environment, permissions }] of runs.flatMap((run) =>
        steps.map((step) => [run, step] as const),
      )) {
        github.jobPermissions = permissions;
        const place = environment.replace("${{ matrix.connection }}", matrix);
        const expressions: Record<string, string> = {
          "secrets.OCPI_INITIAL_TOKEN": own["initial-token"] ?? "",
          "secrets.OCPI_PLATFORM_TOKEN": platform.token,
          "secrets.OCPI_SECRETS_TOKEN": github.token,
          "steps.app.outputs.token": github.token,
          "secrets.OCPI_HUB_TOKEN": github.secret("OCPI_HUB_TOKEN", place) ?? "",
          "matrix.connection": matrix,
          "inputs.command": choice,
          "inputs.allow-test-writes": choice === "rehearse" ? "127.0.0.1" : "",
        };
        const filled = Object.entries(inputs).map(([input, value]) => {
          const text = value.replace(
            /\$\{\{ (.*?) \}\}/g,
            (_all, expression: string) => expressions[expression] ?? assert.fail(expression),
          );
          return [
            input,
            text
              .replace("https://hub.chargeindia.com", hub.origin)
              .replace("https://your-platform.com", platform.origin),
          ] as const;
        });
        // A verify that looks once is early; what is tried here is the recipe, not the Hub's haste.
        const given: Record<string, string> = { ...Object.fromEntries(filled), "wait-for-connected": "10s" };
        const usesFile = given["hub-url"] === undefined;
        // A rehearsal waits a second before each call; an exchange waits for the Hub, which has a clock of its own.
        const waitAgain = choice === "rehearse" ? hurryClock() : () => undefined;
        const step = await scenario
          .runOnly(given, usesFile ? { workspace: { "ocpi.yml": config } } : {})
          .finally(waitAgain);
        assert.equal(step.outputs["result"], ends[choice] ?? "connected", step.raw);
        assert.equal(step.conclusion, "success", step.raw);
        // What it asks of GitHub it may do, by the permissions that the recipe has.
        assert.doesNotMatch(step.outputs["report"] ?? "", /"check":"VAULT"|issue could not/);
        void scenario.hubToken;
      }
      await scenario.end();
    });

    it(`${name} delivers each hub token that it gets to the platform`, () => {
      const workflow = parse(readFileSync(new URL(name, folder), "utf8")) as Workflow;
      const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
      const isOurs = ({ uses = "" }: (typeof steps)[number]): boolean => uses.startsWith("ocpi-onboarding/");
      const first = steps.findIndex((step) => isOurs(step) && step.with?.["initial-token"] !== undefined);
      if (first < 0) return;
      const delivery = steps.slice(first).find(({ env }) => env?.["HUB_TOKEN"] !== undefined);
      const isHandedOn = steps[first]?.with?.["expose-hub-token"] === true && steps[first]?.id === "ocpi";
      const source = isHandedOn ? "steps.ocpi.outputs.hub-token" : "secrets.OCPI_HUB_TOKEN";
      assert.equal(delivery?.env?.["HUB_TOKEN"], `\${{ ${source} }}`);
    });

    it(`${name} does not let two exchanges of a connection run at once`, () => {
      const workflow = parse(readFileSync(new URL(name, folder), "utf8")) as Workflow;
      const exchanges =
        choicesOf(workflow).includes("exchange") ||
        ourSteps(workflow).some(({ inputs }) => inputs["command"] === undefined);
      const guards = [workflow.concurrency, ...Object.values(workflow.jobs).map(({ concurrency }) => concurrency)];
      const guarded = guards.some((guard) => guard?.["cancel-in-progress"] === false);
      assert.equal(guarded, exchanges);
    });
  }
});
