import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";

const root = new URL("../../", import.meta.url);

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly "timeout-minutes"?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly container?: string;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const { scripts } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as {
  scripts: Readonly<Record<string, string>>;
};

/** What is wrong with a workflow of this repository, besides what linters find. */
function faults(text: string): string[] {
  const { permissions, jobs } = parse(text) as Workflow;
  const found = JSON.stringify(permissions) === "{}" ? [] : ["permissions at the top are not {}"];
  for (const [name, job] of Object.entries(jobs)) {
    if (!((job["timeout-minutes"] ?? 0) > 0)) found.push(`${name} has no timeout-minutes`);
    if (JSON.stringify(job.permissions) !== '{"contents":"read"}') found.push(`${name} may do more than read`);
    if (job.container !== undefined && !/@sha256:[0-9a-f]{64}$/.test(job.container)) {
      found.push(`${name} runs in an image that is not named by its digest`);
    }
    for (const { run = "", uses = "", with: given } of job.steps) {
      for (const script of unknownScripts(run)) found.push(`${name} calls npm run ${script}, which is no script`);
      if (uses.startsWith("actions/checkout@") && given?.["persist-credentials"] !== false) {
        found.push(`${name} leaves its token in the checkout`);
      }
    }
  }
  return found;
}

/** The npm scripts that a text calls and that do not exist. */
function unknownScripts(text: string): string[] {
  return [...text.matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)/g)].flatMap(([, script = ""]) =>
    Object.hasOwn(scripts, script) ? [] : [script],
  );
}

describe("the workflows of this repository", () => {
  const folder = new URL(".github/workflows/", root);
  const names = readdirSync(folder);

  it("exist", () => assert.ok(names.length > 0));

  for (const name of names) {
    it(`${name} gives each job little time, few rights and scripts that exist`, () => {
      assert.deepEqual(faults(readFileSync(new URL(name, folder), "utf8")), []);
    });
  }

  it("would be found to be wrong", () => {
    const wrong = `
permissions: read-all
jobs:
  build:
    container: node:24
    permissions: { contents: write }
    steps:
      - uses: actions/checkout@0000000000000000000000000000000000000000
      - run: npm ci && npm run no-such-script`;
    assert.equal(faults(wrong).length, 6);
  });
});

describe("the documents of this repository", () => {
  const names = ["README.md", "CONTRIBUTING.md", "test/README.md", ".github/pull_request_template.md"];

  for (const name of names) {
    it(`${name} names npm scripts that exist`, () => {
      assert.deepEqual(unknownScripts(readFileSync(new URL(name, root), "utf8")), []);
    });
  }

  it("would be found to be wrong", () => {
    assert.deepEqual(unknownScripts("`npm run -s no-such-script -- x`, and `npm run start`"), ["no-such-script"]);
  });
});
