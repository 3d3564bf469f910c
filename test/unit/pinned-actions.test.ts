import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { workflowFor } from "../../src/extension/github/workflow-file.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const own = "ocpi-onboarding/ocpi-onboarding";

/** Whatever a person may copy a step out of: the files of a place, all that lie below it. */
function filesIn(place: string): string[] {
  const path = join(root, place);
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [place];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .map((name) => join(place, name))
    .filter((name) => /\.(?:md|ya?ml|ts)$/.test(name));
}

function texts(): Record<string, string> {
  const places = [
    "README.md",
    "SECURITY.md",
    "docs",
    "examples",
    "resources/walkthrough",
    "src",
    "sandbox",
    "action.yml",
  ];
  const files = [...places, ".github"].flatMap(filesIn);
  const wishes = (count: number): Parameters<typeof workflowFor>[0] => ({
    connections: Array.from({ length: count }, (_none, index) => ({
      name: `c${index}`,
      hubUrl: "https://hub.example",
    })),
    config: "ocpi.yml",
  });
  const generated = [1, 2, 300].map((count) => [`the workflow for ${count}`, workflowFor(wishes(count))] as const);
  return {
    ...Object.fromEntries(files.map((name) => [name, readFileSync(join(root, name), "utf8")])),
    ...Object.fromEntries(generated),
  };
}

/** Each step's action as it is written, with its comment. `./` is an action of the checkout, without its own commit. */
function uses(text: string): string[] {
  return [...text.matchAll(/\buses:[ \t]+["']?(?!\.\/)([\w.-]+\/[^\n]*|docker:[^\n]*)/g)].map(([, found = ""]) =>
    found.replace(/["',].*$/, "").trim(),
  );
}

/** How to name a foreign action: by its commit, which its owner cannot move, with the version for the reader. */
const pinned = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

function unpinned(all: Readonly<Record<string, string>>): string[] {
  return Object.entries(all).flatMap(([name, text]) =>
    uses(text).flatMap((found) => (found.startsWith(own) || pinned.test(found) ? [] : [`${name}: ${found}`])),
  );
}

describe("the actions of other people", () => {
  it("are named by their commit wherever a user may copy them from", () => {
    assert.deepEqual(unpinned(texts()), []);
  });

  it("would be found if they were not", () => {
    const steps = [
      "- uses: actions/checkout@v7",
      "- uses: actions/checkout@3d3c42e",
      '- { uses: "actions/checkout@main" }',
      "- uses: actions/checkout",
      `- uses: actions/checkout@${"a".repeat(40)}`,
      "- uses: docker://alpine:3",
      `- uses: somebody/${own}@v1`,
    ];
    assert.equal(unpinned(Object.fromEntries(steps.map((text) => [text, text]))).length, steps.length);
    assert.ok(Object.values(texts()).flatMap(uses).length > 15);
  });

  it("have one commit for one version", () => {
    const versions = new Map<string, string>();
    for (const found of Object.values(texts())
      .flatMap(uses)
      .filter((one) => pinned.test(one))) {
      const [action = "", rest = ""] = found.split("@");
      assert.equal(versions.get(action) ?? rest, rest);
      versions.set(action, rest);
    }
    assert.deepEqual([...versions.keys()].toSorted(), [
      "actions/checkout",
      "actions/create-github-app-token",
      "actions/download-artifact",
      "actions/setup-node",
      "actions/upload-artifact",
    ]);
  });
});

describe("our own action", () => {
  it("is said how to pin, where it is first used and in every workflow that is made", () => {
    const line = /uses: ocpi-onboarding\/ocpi-onboarding@<[^>]+> # v1\.\d+\.\d+/;
    assert.match(readFileSync(join(root, "README.md"), "utf8"), line);
    for (const [name, text] of Object.entries(texts())) {
      if (name.startsWith("the workflow for ")) assert.match(text, line);
    }
  });
});
