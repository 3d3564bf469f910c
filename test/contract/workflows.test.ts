import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { workflowFor } from "../../src/extension/github/workflow-file.ts";

const root = new URL("../../", import.meta.url);
const require = createRequire(import.meta.url);
const { validate } = (await import("@actions/languageservice")) as {
  validate: (document: unknown, config?: unknown) => Promise<{ message: string; range: { start: { line: number } } }[]>;
};
const { TextDocument } = require("vscode-languageserver-textdocument") as {
  TextDocument: { create: (uri: string, language: string, version: number, text: string) => unknown };
};

const own = parse(readFileSync(new URL("action.yml", root), "utf8")) as Record<string, unknown>;

/** What GitHub's own language service finds, with our own action.yml for `uses:` of ours. */
async function lint(name: string, text: string): Promise<string[]> {
  const document = TextDocument.create(new URL(name, root).href, "yaml", 1, text);
  const found = await validate(document, {
    actionsMetadataProvider: {
      fetchActionMetadata: async ({ owner, name: repository }: { owner: string; name: string }) =>
        owner === "ocpi-onboarding" && repository === "ocpi-onboarding" ? own : undefined,
    },
  });
  return found
    .filter(({ message }) => !message.startsWith("Unable to resolve action"))
    .map(({ message, range }) => `${name}:${range.start.line + 1} ${message}`);
}

function yamlFiles(folder: string): string[] {
  return readdirSync(fileURLToPath(new URL(folder, root)))
    .filter((name) => name.endsWith(".yml"))
    .map((name) => `${folder}${name}`);
}

describe("workflows and action.yml, by GitHub's own language service", () => {
  it("finds nothing in action.yml", async () => {
    assert.deepEqual(await lint("action.yml", readFileSync(new URL("action.yml", root), "utf8")), []);
  });

  for (const name of [...yamlFiles("examples/"), ...yamlFiles(".github/workflows/")]) {
    it(`finds nothing in ${name}`, async () => {
      assert.deepEqual(await lint(name, readFileSync(new URL(name, root), "utf8")), []);
    });
  }

  it("finds nothing in the workflows of the README", async () => {
    const readme = readFileSync(new URL("README.md", root), "utf8");
    const workflows = [...readme.matchAll(/```yaml\n(name: [\s\S]*?)```/g)].map(([, text = ""]) => text);
    assert.ok(workflows.length > 0);
    for (const [index, text] of workflows.entries())
      assert.deepEqual(await lint(`.github/workflows/readme-${index}.yml`, text), []);
  });

  const many = Array.from({ length: 500 }, (_none, index) => `c${index}`);
  for (const names of [["chargeindia"], ["chargeindia-north", "007", "no"], many]) {
    const whose = names.length > 3 ? `${names.length} connections` : names.join(", ");
    it(`finds nothing in the workflow that the extension writes for ${whose}`, async () => {
      const connections = names.map((name) => ({ name, hubUrl: "https://hub.chargeindia.com" }));
      const text = workflowFor({ connections, config: "backend/ocpi.yml" });
      assert.deepEqual(await lint(`.github/workflows/ocpi-${names.length}.yml`, text), []);
    });
  }

  it("would find a mistyped input of ours, and a missing one", async () => {
    const text = readFileSync(new URL("examples/scheduled-verify.yml", root), "utf8").replace("hub-url:", "hub-uri:");
    assert.match((await lint("examples/x.yml", text)).join("\n"), /hub-uri/);
    const action = readFileSync(new URL("action.yml", root), "utf8").replace("using: node24", "using: node26");
    // Another address, because the service remembers what it read at one.
    assert.match((await lint("other/action.yml", action)).join("\n"), /node26/);
  });
});
