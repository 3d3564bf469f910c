import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { Scenario } from "../support/scenario.ts";

const folder = new URL("../../examples/", import.meta.url);

interface Job {
  readonly environment?: { readonly name: string };
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly steps: readonly {
    readonly uses?: string;
    readonly id?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}

interface Workflow {
  readonly on: unknown;
  readonly concurrency?: { readonly "cancel-in-progress": boolean };
  readonly jobs: Readonly<Record<string, Job & { readonly concurrency?: { readonly "cancel-in-progress": boolean } }>>;
}

/** The steps of ours in a workflow, in the order in which the jobs run, with the environment of each. */
function ourSteps(workflow: Workflow): { inputs: Record<string, string>; environment: string }[] {
  return Object.values(workflow.jobs).flatMap((job) =>
    job.steps
      .filter(({ uses }) => uses?.startsWith("ocpi-onboarding/ocpi-onboarding@") === true)
      .map((step) => ({
        inputs: Object.fromEntries(Object.entries(step.with ?? {}).map(([name, value]) => [name, String(value)])),
        environment: job.environment?.name ?? "",
      })),
  );
}

describe("the recipes, their steps run against the sandbox", () => {
  for (const name of readdirSync(folder).filter((file) => file !== "try-it.yml")) {
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
      const usesFile = matrix !== "";
      for (const { inputs, environment } of steps) {
        const place = environment.replace("${{ matrix.connection }}", matrix);
        const expressions: Record<string, string> = {
          "secrets.OCPI_INITIAL_TOKEN": own["initial-token"] ?? "",
          "secrets.OCPI_PLATFORM_TOKEN": platform.token,
          "secrets.OCPI_SECRETS_TOKEN": github.token,
          "steps.app.outputs.token": github.token,
          "secrets.OCPI_HUB_TOKEN": github.secret("OCPI_HUB_TOKEN", place) ?? "",
          "matrix.connection": matrix,
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
        const given = { ...Object.fromEntries(filled), "wait-for-connected": "10s" };
        const step = await scenario.runOnly(given, usesFile ? { workspace: { "ocpi.yml": config } } : {});
        assert.equal(step.outputs["result"], "connected", step.raw);
        void scenario.hubToken;
      }
      await scenario.end();
    });

    it(`${name} does not let two exchanges of a connection run at once`, () => {
      const workflow = parse(readFileSync(new URL(name, folder), "utf8")) as Workflow;
      const exchanges = ourSteps(workflow).some(({ inputs }) => inputs["command"] === undefined);
      const guards = [workflow.concurrency, ...Object.values(workflow.jobs).map(({ concurrency }) => concurrency)];
      const guarded = guards.some((guard) => guard?.["cancel-in-progress"] === false);
      assert.equal(guarded, exchanges);
    });
  }
});
