import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { commands, defaults, secretInputs } from "../../src/action/inputs.ts";
import { version } from "../../src/core/findings/version.ts";
import { results } from "../../src/core/record/result.ts";

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
const action = parse(read("action.yml")) as {
  inputs: Record<string, { description: string; default?: string }>;
  outputs: Record<string, { description: string }>;
  runs: Record<string, string>;
};

describe("action.yml", () => {
  it("declares every input that is read, and none that is not", () => {
    const source = read("src/action/inputs.ts");
    const names = [...source.matchAll(/(?:getInput|linesOf|setting|secret|tokens?)\("([a-z-]+)"/g)].map(
      ([, name = ""]) => name,
    );
    assert.deepEqual(names.toSorted(), Object.keys(action.inputs).toSorted());
  });

  it("has the defaults that the code has", () => {
    const declared = Object.entries(action.inputs).flatMap(([name, input]) =>
      input.default === undefined ? [] : [[name, input.default]],
    );
    assert.deepEqual(Object.fromEntries(declared), { ...defaults, "github-token": "${{ github.token }}" });
  });

  it("runs the bundle on Node 24", () => {
    assert.deepEqual(action.runs, {
      using: "node24",
      main: "dist/action/index.js",
      post: "dist/action/post.js",
      "post-if": "always()",
    });
  });

  it("names every command, result and secret that there is", () => {
    for (const command of commands)
      assert.match(action.inputs["command"]?.description ?? "", new RegExp(`\`${command}\``));
    for (const result of results)
      assert.match(action.outputs["result"]?.description ?? "", new RegExp(`\`${result}\``));
    for (const name of secretInputs) assert.ok(name in action.inputs);
  });
});

describe("package.json", () => {
  const manifest = JSON.parse(read("package.json")) as { version: string; dependencies?: object };

  it("has the version that the reports name", () => assert.equal(manifest.version, version));
  it("has no runtime dependencies: what is bundled is needed to build", () =>
    assert.deepEqual(manifest.dependencies ?? {}, {}));
  it("is locked without any registry's address", () => assert.ok(!/"resolved"/.test(read("package-lock.json"))));
});
