import assert from "node:assert/strict";
import type { ModuleHooks } from "node:module";
import { serveEditor } from "../support/fake-vscode.ts";

describe("the GitHub Enterprises that VS Code is set up for", () => {
  let hooks: ModuleHooks;
  let settings: Readonly<Record<string, unknown>>;

  before(() => {
    hooks = serveEditor([]);
    const getConfiguration = (section: string): object => ({
      get: (key: string) => settings[`${section}.${key}`],
    });
    globalThis.editorForTest = { ...globalThis.editorForTest, workspace: { getConfiguration } };
  });

  after(() => hooks.deregister());

  async function hosts(given: Readonly<Record<string, unknown>>): Promise<string[]> {
    settings = given;
    const { enterpriseHosts } = await import("../../../src/extension/github/session.ts");
    return enterpriseHosts();
  }

  it("are those of the old setting, of the list beside it, and of both together", async () => {
    const [uri, uris] = ["https://octocat.ghe.com", ["https://github.example.com/", "https://octocat.ghe.com"]];
    assert.deepEqual(await hosts({ "github-enterprise.uri": uri }), ["octocat.ghe.com"]);
    assert.deepEqual(await hosts({ "github-enterprise.uri": "", "github-enterprise.uris": uris }), [
      "github.example.com",
      "octocat.ghe.com",
    ]);
    assert.deepEqual(await hosts({ "github-enterprise.uri": uri, "github-enterprise.uris": uris }), [
      "octocat.ghe.com",
      "github.example.com",
    ]);
    assert.deepEqual(await hosts({ "github-enterprise.uri": "", "github-enterprise.uris": [] }), []);
  });
});
