import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { runStep, stateVariables } from "../../src/sandbox/runner.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

type Values = Readonly<Record<string, string>>;

interface Job {
  readonly strategy: { readonly matrix: { readonly include: readonly Values[] } };
  readonly steps: readonly {
    readonly uses: string;
    readonly name?: string;
    readonly id?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}

const workflow = parse(readFileSync(join(root, "examples", "try-it.yml"), "utf8")) as { jobs: { try: Job } };
const { strategy, steps } = workflow.jobs.try;

interface Done {
  /** What each step but the sandbox's gave as its result. */
  readonly results: Values;
  readonly failed: readonly string[];
  readonly sheet: string;
}

/** Runs the job for one line of its matrix: each step a process, and the post steps after all of them. */
async function runJob(matrix: Values): Promise<Done> {
  const outputs: Record<string, Values> = {};
  const results: Record<string, string> = {};
  const failed: string[] = [];
  const states: Record<string, string>[] = [];
  let sheet = "";
  try {
    for (const { uses, name = "", id = "", with: inputs = {} } of steps) {
      const filled = Object.entries(inputs).map(([input, value]) => {
        const text = String(value).replace(/\$\{\{ (.*?) \}\}/g, (_all, expression: string) => {
          const [, key = ""] = /^matrix\.([\w-]+)$/.exec(expression) ?? [];
          const [, step = "", output = ""] = /^steps\.(\w+)\.outputs\.([\w-]+)$/.exec(expression) ?? [];
          return matrix[key] ?? outputs[step]?.[output] ?? assert.fail(expression);
        });
        return [input, text] as const;
      });
      const action = uses.includes("/sandbox@") ? join(root, "sandbox") : root;
      const step = await runStep({ action, inputs: Object.fromEntries(filled), jobToken: "none", withPost: false });
      if (step.conclusion !== "success") failed.push(step.raw);
      outputs[id] = step.outputs;
      if (action === root) results[name] = step.outputs["result"] ?? "";
      else states.push(stateVariables(step.state));
      if (name === "rehearse") sheet = step.summary.split("### Go-live sheet")[1] ?? "";
    }
  } finally {
    // A runner's post steps come after all steps of the job.
    for (const env of states) spawnSync(process.execPath, [join(root, "dist", "sandbox", "post.js")], { env });
  }
  return { results, failed, sheet };
}

// Processes: the sandbox's Action starts a server that outlives its step, and later steps speak to it. Both jobs run at once, as
// at GitHub, because a rehearsal waits a second before each call.
describe("the workflow to try it, the bundles alone", () => {
  const jobs = new Map<string, Promise<Done>>();
  before(() => {
    for (const matrix of strategy.matrix.include) jobs.set(matrix["role"] ?? "", runJob(matrix));
  });

  for (const [role, line] of [
    ["CPO", "Authorise a token of `IN*CIH` that was never issued"],
    ["EMSP", "Deliver a CDR of `IN*CIH` with no cost"],
  ] as const) {
    it(`try-it.yml needs nothing but itself, for the role ${role}`, async () => {
      const { results, failed, sheet } = (await jobs.get(role)) ?? assert.fail();
      assert.deepEqual(failed, []);
      assert.deepEqual(results, { preflight: "done", exchange: "connected", rehearse: "done", verify: "connected" });
      assert.ok(sheet.includes(line));
      assert.doesNotMatch(sheet, /fails/);
    }).timeout(120_000);
  }
});
