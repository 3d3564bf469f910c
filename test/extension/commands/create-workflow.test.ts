import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { ModuleHooks } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";
import type { Services } from "../../../src/extension/services.ts";
import { EditorWindow, Profile } from "../../support/editor-window.ts";
import { serveEditor } from "../support/fake-vscode.ts";

interface FileUri {
  readonly fsPath: string;
}

/** `ocpi.yml` with a connection for each of these names, and its hub's address. */
function configText(hubs: Readonly<Record<string, string>>): string {
  const connections = Object.entries(hubs).map(
    ([name, url]) => `  ${name}:
    hub: { url: "${url}" }
    platform:
      url: https://your-platform.com/ocpi/2.2.1
      roles:
        - { role: CPO, country_code: IN, party_id: ABC, business_details: { name: Your CPO Ltd } }
`,
  );
  return `version: 1\nconnections:\n${connections.join("")}`;
}

describe("Create GitHub Workflow", () => {
  let hooks: ModuleHooks;
  let profile: Profile;
  let window: EditorWindow;
  let repository: string;
  let config: string;
  let done: string[];

  before(() => {
    hooks = serveEditor([]);
    const fs = {
      readFile: async ({ fsPath }: FileUri) => readFileSync(fsPath),
      writeFile: async ({ fsPath }: FileUri, bytes: Uint8Array) => {
        mkdirSync(dirname(fsPath), { recursive: true });
        writeFileSync(fsPath, bytes);
      },
    };
    const workspace = { textDocuments: [], fs };
    globalThis.editorForTest = { ...globalThis.editorForTest, workspace };
  });

  after(() => hooks.deregister());

  beforeEach(() => {
    profile = new Profile();
    window = new EditorWindow(profile);
    done = [];
    repository = mkdtempSync(join(tmpdir(), "ocpi-repository-"));
    mkdirSync(join(repository, ".git"));
    writeFileSync(join(repository, ".git", "config"), "[core]\n");
    config = pathToFileURL(join(repository, "backend", "ocpi.yml")).href;
  });

  afterEach(() => {
    rmSync(repository, { recursive: true, force: true });
    profile.end();
  });

  const written = (): string => readFileSync(join(repository, ".github", "workflows", "ocpi-onboarding.yml"), "utf8");

  async function create(hubs: Readonly<Record<string, string>>): Promise<void> {
    const { createWorkflow } = await import("../../../src/extension/commands/create-workflow.ts");
    window.connections.setFile(config, "backend", configText(hubs));
    const services = {
      ready: Promise.resolve(),
      connections: window.connections,
      flow: window.flow,
      keys: { set: (name: string) => done.push(name) },
    };
    await createWorkflow(services as unknown as Services, undefined);
  }

  it("writes it at the repository's root, though a folder below it is open, and names the file that it reads", async () => {
    await create({ chargeindia: "https://hub.chargeindia.com" });
    const { jobs } = parse(written()) as { jobs: Record<string, { steps: { with?: { config?: string } }[] }> };
    assert.deepEqual(
      Object.values(jobs).map(({ steps }) => steps[1]?.with?.config),
      ["backend/ocpi.yml", "backend/ocpi.yml"],
    );
    assert.deepEqual(done, ["hasWorkflow"]);
  });

  it("refuses a hub on this computer in words, and writes nothing", async () => {
    await create({ sandbox: "http://127.0.0.1:8080" });
    assert.deepEqual(window.dialogs.shown, [
      "No workflow was written: the hub of sandbox is on this computer, and a runner of GitHub cannot reach it.",
    ]);
    assert.throws(written, /ENOENT/);
    assert.deepEqual(done, []);
  });

  it("leaves out a hub on this computer where there are others, and says so", async () => {
    await create({ chargeindia: "https://hub.chargeindia.com", sandbox: "http://localhost:8080" });
    assert.ok(!written().includes("sandbox"));
    assert.match(
      window.dialogs.shown.at(-1) ?? "",
      /It leaves out sandbox: a runner of GitHub cannot reach a hub on this computer\.$/,
    );
  });

  it("overwrites no workflow that a person has changed", async () => {
    await create({ chargeindia: "https://hub.chargeindia.com" });
    writeFileSync(join(repository, ".github", "workflows", "ocpi-onboarding.yml"), "name: own\n");
    await create({ chargeindia: "https://hub.chargeindia.com" });
    assert.equal(written(), "name: own\n");
    assert.match(window.dialogs.shown.at(-1) ?? "", /exists already, and was left as it is\.$/);
  });
});
