import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { runStep, stateVariables } from "../../src/sandbox/runner.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

const { jobs } = parse(readFileSync(join(root, ".github", "workflows", "ci.yml"), "utf8")) as {
  jobs: Record<string, { readonly steps: readonly Step[] }>;
};
const steps = jobs["self-test"]?.steps ?? [];
const NOT_ON_PULL_REQUESTS = "${{ github.event_name != 'pull_request' }}";

/**
 * Plays the self-test of CI as a runner does on this event.
 * @param seen the event that the Action is told of.
 * @returns how the last step ends: 0 where all was as expected.
 */
async function play(event: string, seen = event): Promise<number | null> {
  const outputs: Record<string, Readonly<Record<string, string>>> = {};
  const filled = (text: unknown): string =>
    String(text)
      .replaceAll(/\$\{\{ github\.event_name == '(\w+)' && '([^']*)' \|\| '([^']*)' \}\}/g, (_all, name, yes, no) =>
        String(event === name ? yes : no),
      )
      .replaceAll(
        /\$\{\{ steps\.(\w+)\.outputs\.([\w-]+) \}\}/g,
        (_all, step: string, output: string) => outputs[step]?.[output] ?? "",
      );
  const started: Record<string, string>[] = [];
  try {
    for (const { id = "", uses = "", run, if: condition, with: given = {}, env = {} } of steps) {
      assert.ok(condition === undefined || condition === NOT_ON_PULL_REQUESTS, condition);
      if (condition !== undefined && event === "pull_request") continue;
      const values = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, filled(text)]));
      if (run !== undefined) return spawnSync("bash", ["-e", "-c", run], { env: { ...process.env, ...values } }).status;
      if (!uses.startsWith("./")) continue;
      const inputs = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, filled(value)]));
      const settings = { env: { GITHUB_EVENT_NAME: seen }, jobToken: "none", withPost: false };
      const step = await runStep({ action: join(root, uses), inputs, ...settings });
      outputs[id] = step.outputs;
      if (uses === "./sandbox") started.push(stateVariables(step.state));
    }
    return assert.fail("The self-test looks at no result.");
  } finally {
    for (const env of started) spawnSync(process.execPath, [join(root, "dist", "sandbox", "post.js")], { env });
  }
}

// Through the bundle, because CI runs that: `uses: ./` is what is committed.
describe("the self-test of CI", () => {
  it("passes on a push, where the exchange and the verification end in connected", async () => {
    assert.equal(await play("push"), 0);
  });

  it("passes on a pull request, where the exchange is refused as invalid", async () => {
    assert.equal(await play("pull_request"), 0);
  });

  it("fails where the exchange ends otherwise", async () => {
    assert.equal(await play("push", "issue_comment"), 1);
  });
});
