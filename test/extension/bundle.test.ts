import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { unlicensed } from "../../scripts/bundle.ts";
import { pack } from "../../scripts/pack-extension.ts";
import { layOut } from "../../scripts/extension-folder.ts";
import { HubToken } from "../../src/core/ocpi/token.ts";
import { clock } from "../../src/extension/platform/clock.ts";
import { gitHubApi } from "../../src/extension/github/api.ts";
import type { SignedIn } from "../../src/extension/github/session.ts";
import type { sendHubToken } from "../../src/extension/github/send-hub-token.ts";
import { SandboxHub } from "../../src/extension/state/sandbox-hub.ts";
import { SandboxGitHub } from "../../src/sandbox/github.ts";
import { ScriptedDialogs } from "../support/editor-window.ts";
import { serveEditor } from "./support/fake-vscode.ts";
import type { Loaded } from "./support/load.ts";

const run = promisify(execFile);
const loader = fileURLToPath(new URL("support/load.ts", import.meta.url));
const vsce = createRequire(import.meta.url).resolve("@vscode/vsce/vsce");
const packed = new URL("packed-files.txt", import.meta.url);
const manifest = new URL("../../package.json", import.meta.url);

/** Loads and activates a bundle as an extension host does it, in a process of its own. */
async function load(file: string): Promise<Loaded> {
  const { stdout } = await run(process.execPath, [loader, pathToFileURL(file).href]);
  return JSON.parse(stdout) as Loaded;
}

describe("the bundle of the extension", () => {
  let folder: string;
  let packages: string[];
  let loaded: Loaded;
  const dist = (name: string): string => join(folder, "dist", "extension", name);

  before(async function () {
    this.timeout(60_000);
    folder = await mkdtemp(join(tmpdir(), "ocpi-extension-"));
    packages = await layOut(folder);
    loaded = await load(dist("index.cjs"));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it("exports what VS Code calls", () => {
    for (const name of ["activate", "deactivate"]) assert.ok(loaded.exports.includes(name), name);
  });

  it("registers every command before it waits for anything", async () => {
    const { contributes } = JSON.parse(await readFile(manifest, "utf8")) as {
      contributes: { commands: { command: string }[] };
    };
    // A command that begins with an underscore is for the extension's lenses and fixes: the manifest does not list it.
    const registered = loaded.calls.flatMap(
      (call) => /^commands\.registerCommand\((ocpi\..+)\)$/.exec(call)?.[1] ?? [],
    );
    assert.deepEqual(registered.toSorted(), contributes.commands.map(({ command }) => command).toSorted());
    assert.ok(!loaded.calls.includes("activate is still at work"));
  });

  it("reads and sends nothing while it is activated", () => {
    assert.deepEqual(loaded.outside, []);
    const io =
      /^(?:workspace\.(?:fs|findFiles|openTextDocument)|context\.secrets\.(?:get|store|delete|keys)|authentication)\b/;
    assert.deepEqual(
      loaded.calls.filter((call) => io.test(call)),
      [],
    );
  });

  it("leaves alone what belongs to every extension of the host", async () => {
    assert.deepEqual(loaded.globals, []);
    for (const name of (await readdir(dist("."))).filter((file) => /\.c?js$/.test(file))) {
      const text = await readFile(dist(name), "utf8");
      // These words show undici, and an option of the sandbox's HTTP server that replaces Request and Response.
      for (const word of ["undici.globalDispatcher", "overrideGlobalObjects"]) assert.ok(!text.includes(word), word);
    }
    assert.deepEqual(
      packages.filter((name) => /^(?:undici|@actions\/.+|@octokit\/.+)$/.test(name)),
      [],
    );
  });

  it("would fail these tests if it did otherwise", async () => {
    const rude = join(folder, "rude.cjs");
    const text = `
      const fs = require("node:fs");
      exports.activate = async function activate(context) {
        void globalThis.navigator;
        Error.prepareStackTrace = () => "";
        fs.readFileSync(__filename);
        void context.secrets.get("a");
        void globalThis.Request;
      }`;
    await writeFile(rude, text);
    const { exports, calls, outside, globals } = await load(rude);
    await rm(rude);
    assert.deepEqual(exports, ["activate"]);
    assert.deepEqual(calls, ["context.secrets.get(a)", "activate is still at work"]);
    assert.equal(outside[0], "fs.readFileSync");
    assert.deepEqual(globals, [
      "navigator is read",
      "stack traces are made differently",
      "undici's dispatcher 1 is set",
      "undici's dispatcher 2 is set",
    ]);
  });

  it("brings a sandbox that runs", async () => {
    const sandbox = new SandboxHub(pathToFileURL(dist("sandbox.mjs")));
    const { hubUrl, initialToken } = await sandbox.start();
    try {
      const headers = { authorization: `Token ${initialToken}` };
      assert.equal((await fetch(`${hubUrl}/ocpi/versions`, { headers })).status, 200);
    } finally {
      await sandbox.stop();
    }
  });

  it("seals a token for GitHub, by the library that it brings", async () => {
    const hooks = serveEditor([]);
    const github = await SandboxGitHub.start();
    try {
      const { send } = (await import(pathToFileURL(dist("github.js")).href)) as { send: typeof sendHubToken };
      const dialogs = new ScriptedDialogs();
      dialogs.typed.push(["The repository", github.repository], ["The name", "OCPI_HUB_TOKEN"]);
      const token = new HubToken('hub_1234567890abcdef*&<#"+/=|~%');
      const signIn = async (): Promise<SignedIn> => ({
        request: gitHubApi(github.origin, github.token),
        account: "somebody",
      });
      dialogs.pressed.push(["to the repository secret", "Send"]);
      const sending = { connection: "c", token, repositories: [], enterprises: [] };
      assert.ok(await send({ dialogs, clock, signIn }, sending), dialogs.shown.at(-1));
      assert.equal(github.secret("OCPI_HUB_TOKEN"), token.reveal());
    } finally {
      hooks.deregister();
      await github.stop();
    }
  });

  it("names the licence of every package in it, and nothing of this machine", async () => {
    for (const name of ["hono", "tweetnacl", "yaml", "zod"]) assert.ok(packages.includes(name), name);
    assert.deepEqual(await unlicensed(dist("."), packages), []);
    for (const name of await readdir(dist(".")))
      assert.ok(!(await readFile(dist(name), "utf8")).includes(process.cwd()), name);
  });

  /** A file of the bundle, and what is loaded with it before it runs. */
  async function loadedWith(first: string): Promise<string[]> {
    const names = new Set([first]);
    for (const name of names) {
      const text = await readFile(dist(name), "utf8");
      // `import("./x.js")` has become a function, and is loaded when that is called.
      for (const [, other = ""] of text.matchAll(/(?<!=>)\brequire\(["'`]\.\/([\w-]+\.c?js)["'`]\)/g)) names.add(other);
    }
    return [...names];
  }

  it("does not load the code of a run before a run begins", async () => {
    // The first line shows that `loadedWith` finds imports: the parts that are loaded later import the entry.
    assert.deepEqual(await loadedWith("jobs.js"), ["jobs.js", "index.cjs"]);
    assert.deepEqual(await loadedWith("index.cjs"), ["index.cjs"]);
    // Of the catalogue of findings a window loads only what it can tell without a network.
    const says = async (name: string): Promise<boolean[]> => {
      const text = await readFile(dist(name), "utf8");
      return ["url-insecure", "hub-token-limited"].map((code) => text.includes(`"${code}":`));
    };
    assert.deepEqual(
      [await says("index.cjs"), await says("jobs.js")],
      [
        [true, false],
        [false, true],
      ],
    );
  });

  it("does not load what commands do before one is called", async () => {
    const asks = async (name: string): Promise<boolean> =>
      (await readFile(dist(name), "utf8")).includes("Which connection?");
    assert.deepEqual([await asks("index.cjs"), await asks("all.js")], [false, true]);
    const proposes = async (name: string): Promise<boolean> =>
      (await readFile(dist(name), "utf8")).includes("a whole file, with one connection");
    assert.deepEqual([await proposes("index.cjs"), await proposes("config-completions.js")], [false, true]);
  });

  it("is within its limits", async () => {
    const loadedAtOnce = await loadedWith("index.cjs");
    const sizes = await Promise.all(loadedAtOnce.map(async (name) => (await stat(dist(name))).size));
    const size = sizes.reduce((sum, each) => sum + each, 0);
    assert.ok(size <= 350_000, `${size} bytes: ${loadedAtOnce.join(", ")}`);
    const vsix = join(folder, "..", `${folder.split("/").at(-1)}.vsix`);
    await pack(folder, vsix);
    const packedSize = (await stat(vsix)).size;
    await rm(vsix);
    assert.ok(packedSize <= 1_000_000, `${packedSize} bytes`);
  });

  it("packs the files that are named, and no others that lie beside them", async () => {
    const bundled = await readdir(join(folder, "dist", "extension"));
    const strangers = [
      ".env",
      "src/x.ts",
      "dist/action/index.js",
      "dist/extension/index.js.map",
      "resources/x.png",
      "README.md",
    ];
    for (const name of strangers) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), "");
    }
    const options = ["--no-dependencies", "--readme-path", "docs/marketplace.md"];
    const { stdout } = await run(process.execPath, [vsce, "ls", ...options], { cwd: folder });
    const named = (await readFile(packed, "utf8")).trim().split("\n");
    assert.deepEqual(stdout.trim().split("\n").toSorted(), named);
    // A file that is loaded later would be missed only then.
    assert.deepEqual(
      bundled.filter((name) => !named.includes(`dist/extension/${name}`)),
      [],
    );
  });
});
