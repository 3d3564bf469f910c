import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { runStep, stateVariables } from "../../src/sandbox/runner.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface Workflow {
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly steps: readonly {
          readonly uses?: string;
          readonly id?: string;
          readonly with?: Readonly<Record<string, unknown>>;
        }[];
      }
    >
  >;
}

// A process: the sandbox's Action starts a server that outlives its step, and a later step speaks to it.
describe("the workflow to try it, the bundles alone", () => {
  it("try-it.yml needs nothing but itself", async () => {
    const workflow = parse(readFileSync(join(root, "examples", "try-it.yml"), "utf8")) as Workflow;
    const done: Record<string, Readonly<Record<string, string>>> = {};
    const states: Record<string, string>[] = [];
    try {
      for (const { uses = "", id = "", with: inputs = {} } of Object.values(workflow.jobs)[0]?.steps ?? []) {
        const filled = Object.entries(inputs).map(([input, value]) => {
          const text = String(value).replace(
            /\$\{\{ steps\.(\w+)\.outputs\.([\w-]+) \}\}/g,
            (_all, step: string, output: string) => done[step]?.[output] ?? assert.fail(`${step} ${output}`),
          );
          return [input, text] as const;
        });
        const action = uses.includes("/sandbox@") ? join(root, "sandbox") : root;
        const step = await runStep({ action, inputs: Object.fromEntries(filled), jobToken: "none", withPost: false });
        assert.equal(step.conclusion, "success", step.raw);
        done[id || "verify"] = step.outputs;
        if (action !== root) states.push(stateVariables(step.state));
      }
      assert.equal(done["exchange"]?.["result"], "connected");
      assert.equal(done["verify"]?.["result"], "connected");
    } finally {
      // A runner's post steps come after all steps of the job.
      for (const env of states) spawnSync(process.execPath, [join(root, "dist", "sandbox", "post.js")], { env });
    }
  });
});
