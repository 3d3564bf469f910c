import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { hostsOf } from "../../../src/extension/github/enterprise.ts";
import { remotesBeside } from "../../../src/extension/github/remotes.ts";
import { repositoryOfFile } from "../../../src/extension/github/repository-root.ts";
import { wordsOf } from "../../../src/extension/github/repository.ts";

// As git 2.39 writes it after a clone, with a second remote, a submodule and a rewritten URL.
const gitConfig = `[core]
	repositoryformatversion = 0
	filemode = true
	bare = false
	logallrefupdates = true
[submodule "lib"]
	active = true
	url = https://github.com/somebody/library
[remote "origin"]
	url = git@github.com:your-company/ocpi.git
	fetch = +refs/heads/*:refs/remotes/origin/*
[branch "main"]
	remote = origin
	merge = refs/heads/main
[remote "upstream"]
	url = https://github.com/ocpi-onboarding/ocpi-onboarding
	fetch = +refs/heads/*:refs/remotes/upstream/*
[remote "mirror"]
	url = https://github.com/Your-Company/ocpi.git
[url "git@github.com:else/where"]
	insteadOf = https://github.com/else/where
`;

describe("the repositories that are proposed for a hub token", () => {
  let window: string;

  beforeEach(() => {
    window = mkdtempSync(join(tmpdir(), "ocpi window é#-"));
  });

  afterEach(() => rmSync(window, { recursive: true, force: true }));

  /** A folder of the window. @returns its config's URI. */
  function folder(name: string, text?: string): string {
    mkdirSync(join(window, name, ".git"), { recursive: true });
    if (text !== undefined) writeFileSync(join(window, name, ".git", "config"), text);
    return pathToFileURL(join(window, name, "ocpi.yml")).href;
  }

  async function proposed(config: string, enterprises: readonly string[] = []): Promise<string[]> {
    return (await remotesBeside(config, read, enterprises)).map((each) => `${each.remotes.join(" ")} ${wordsOf(each)}`);
  }

  it("are the remotes of the connection's own folder, and of no other one of the window", async () => {
    const first = folder("first", '[remote "origin"]\n\turl = https://github.com/another-company/first.git\n');
    const second = folder("second", gitConfig);
    assert.deepEqual(await proposed(second), [
      "origin mirror your-company/ocpi",
      "upstream ocpi-onboarding/ocpi-onboarding",
    ]);
    assert.deepEqual(await proposed(first), ["origin another-company/first"]);
  });

  it("are none where the folder is no repository, or one without remotes", async () => {
    folder("first", gitConfig);
    assert.deepEqual(await proposed(folder("second")), []);
    assert.deepEqual(await proposed(folder("third", gitConfig.replaceAll("[remote ", "[other "))), []);
  });

  it("are the repository's also where a folder below its root is open, and not those of a repository around it", async () => {
    const root = folder("root", gitConfig);
    const below = new URL("services/backend/ocpi.yml", root).href;
    assert.deepEqual(await proposed(below), await proposed(root));
    assert.deepEqual(await repositoryOfFile(below, read), {
      root: new URL("./", root).href,
      path: "services/backend/ocpi.yml",
    });
    // In a worktree `.git` is a file, and the remotes are elsewhere.
    mkdirSync(join(window, "root", "tree"));
    writeFileSync(join(window, "root", "tree", ".git"), "gitdir: /elsewhere\n");
    const inTree = new URL("tree/ocpi.yml", root).href;
    assert.deepEqual(await proposed(inTree), []);
    assert.equal((await repositoryOfFile(inTree, read)).path, "ocpi.yml");
  });

  it("are at the GitHub Enterprises of both settings of VS Code, and at no other host", async () => {
    const remote = (name: string, host: string): string =>
      `[remote "${name}"]\n\turl = https://${host}/your-company/${name}.git\n`;
    const config = folder(
      "both",
      remote("old", "git.old.example") + remote("new", "git.new.example") + remote("other", "git.other.example"),
    );
    // `github-enterprise.uri`, and since 1.141 the list `github-enterprise.uris` beside it.
    assert.deepEqual(await proposed(config, hostsOf(["https://git.old.example", ["https://git.new.example/"]])), [
      "old git.old.example/your-company/old",
      "new git.new.example/your-company/new",
    ]);
    assert.deepEqual(await proposed(config, hostsOf(["", ["https://git.other.example"]])), [
      "other git.other.example/your-company/other",
    ]);
  });

  it("are looked for beside the config of a virtual workspace, too", async () => {
    const asked: string[] = [];
    await remotesBeside("vscode-vfs://github/your-company/ocpi/ocpi.yml", async (uri) => void asked.push(uri), []);
    assert.deepEqual(asked, ["vscode-vfs://github/your-company/ocpi/.git/config"]);
  });
});

async function read(uri: string): Promise<string | undefined> {
  try {
    return readFileSync(new URL(uri), "utf8");
  } catch {
    return undefined;
  }
}
