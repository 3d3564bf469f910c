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

/** Steps and calls of other workflows, wherever they stand: in a job, or beside others in `parallel`. */
function calls(value: unknown): Call[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "uses" in value && typeof value.uses === "string" ? [value as Call] : [];
  return [...own, ...Object.values(value).flatMap(calls)];
}

interface Call {
  readonly uses: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, unknown>>;
}

describe("what workflows of ours and the examples give to what they call", () => {
  const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
  const inputsOf = (path: string): string[] => Object.keys((parse(read(path)) as { inputs: object }).inputs);
  const { inputs, secrets } = (
    parse(read(".github/workflows/onboard.yml")) as { on: { workflow_call: { inputs: object; secrets: object } } }
  ).on.workflow_call;
  const known: Readonly<Record<string, readonly string[]>> = {
    "ocpi-onboarding/ocpi-onboarding@v1": inputsOf("action.yml"),
    "ocpi-onboarding/ocpi-onboarding/sandbox@v1": inputsOf("sandbox/action.yml"),
    "./.github/actions/deliver-hub-token": inputsOf("examples/deliver-hub-token/action.yml"),
    "./.github/actions/open-vault": inputsOf("examples/open-vault/action.yml"),
    "./.github/workflows/onboard.yml": Object.keys(inputs),
  };

  /** The inputs and secrets that are given and that nobody has declared. */
  function unknown(text: string): string[] {
    return calls(parse(text)).flatMap(({ uses, with: given = {}, secrets: passed = {} }) => {
      const names = known[uses];
      if (names === undefined) return [];
      return [
        ...Object.keys(given).filter((name) => !names.includes(name)),
        ...Object.keys(passed).filter((name) => !Object.hasOwn(secrets, name)),
      ];
    });
  }

  const examples = readdirSync(new URL("examples/", root)).filter((name) => name.endsWith(".yml"));
  for (const path of [...examples.map((name) => `examples/${name}`), ".github/workflows/onboard.yml"]) {
    it(`${path} gives what there is`, () => {
      const text = read(path);
      assert.deepEqual(unknown(text), []);
      assert.ok(calls(parse(text)).some(({ uses }) => Object.hasOwn(known, uses)));
    });
  }

  it("would be found to be wrong", () => {
    const text = read("examples/fleet.yml");
    assert.deepEqual(unknown(text.replace("only-verify:", "only-look:").replace("PLATFORM_ADMIN_KEY:", "ADMIN_KEY:")), [
      "only-look",
      "ADMIN_KEY",
    ]);
    assert.deepEqual(unknown(read("examples/side-by-side.yml").replace("hub-token:", "hub-tokken:")), ["hub-tokken"]);
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
