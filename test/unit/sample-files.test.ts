import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSampleFiles } from "../../src/action/sample-files.ts";

describe("the files that the input `samples` names", () => {
  let root: string;
  let workspace: string;

  before(() => {
    root = mkdtempSync(join(tmpdir(), "samples-"));
    workspace = join(root, "workspace");
    for (const folder of ["workspace/samples/deep", "workspace/many", "elsewhere"])
      mkdirSync(join(root, folder), { recursive: true });
    const write = (name: string, content: string | Uint8Array): void => writeFileSync(join(root, name), content);
    write("elsewhere/key.json", '"a key"');
    write("workspace/samples/b.json", "{}");
    write("workspace/samples/a.json", '\uFEFF{"name": "कोरमंगला"}');
    write("workspace/samples/deep/c.json", "[]");
    write("workspace/samples/latin1.txt", Uint8Array.of(0x22, 0xe9, 0x22));
    write("workspace/samples/empty.txt", "");
    write("workspace/large.bin", "");
    // 50 MB, of which the disk keeps nothing.
    truncateSync(join(workspace, "large.bin"), 50_000_000);
    for (let index = 0; index < 101; index += 1) write(`workspace/many/${index}.json`, "{}");
    symlinkSync(join(root, "elsewhere/key.json"), join(workspace, "key.link"));
    symlinkSync(join(root, "elsewhere"), join(workspace, "folder.link"));
    symlinkSync(join(workspace, "samples/b.json"), join(workspace, "inside.link"));
    symlinkSync(join(workspace, "nothing"), join(workspace, "broken.link"));
  });

  after(() => rmSync(root, { recursive: true }));

  it("are read once each, in order, by their paths from the workspace", async () => {
    const { files, findings } = await readSampleFiles(
      ["", " samples/*.json ", "samples/b.json", "samples/**/c.json"],
      workspace,
    );
    assert.deepEqual(findings, []);
    assert.deepEqual(files, [
      { path: "samples/a.json", text: '{"name": "कोरमंगला"}' },
      { path: "samples/b.json", text: "{}" },
      { path: "samples/deep/c.json", text: "[]" },
    ]);
  });

  it("may be named from the root of the machine, or by a link, while they are in the workspace", async () => {
    const { files, findings } = await readSampleFiles(
      [join(workspace, "samples/b.json"), "inside.link", "samples/empty.txt"],
      workspace,
    );
    // An empty file is no JSON.
    assert.deepEqual(
      findings.map((finding) => finding.code),
      ["sample-syntax"],
    );
    assert.deepEqual(
      files.map(({ path }) => path),
      ["inside.link", "samples/b.json", "samples/empty.txt"],
    );
  });

  it("are none where nothing is named", async () => {
    assert.deepEqual(await readSampleFiles(["", "  "], workspace), { files: [], findings: [] });
  });

  const wrong: readonly (readonly [what: string, line: string, found: object])[] = [
    ["a glob that finds nothing", "samples/*.xml", { code: "samples-none", glob: "samples/*.xml" }],
    ["a path that is not there", "sample.json", { code: "samples-none", glob: "sample.json" }],
    ["a folder", "samples", { code: "samples-folder", path: "samples" }],
    ["a file above", "../elsewhere/key.json", { code: "samples-outside", path: "../elsewhere/key.json" }],
    ["a way down and up", "samples/../../elsewhere/*", { code: "samples-outside", path: "samples/../../elsewhere/*" }],
    ["a group with a way up", "{..,samples}/*/key.json", { code: "samples-outside", path: "{..,samples}/*/key.json" }],
    ["a file of the system", "/etc/hostname", { code: "samples-outside", path: "/etc/hostname" }],
    ["a link that leads out", "key.link", { code: "samples-outside", path: "key.link" }],
    ["a file in a linked folder", "folder.link/key.json", { code: "samples-outside", path: "folder.link/key.json" }],
    ["a file of 50 MB", "large.bin", { code: "sample-large", file: "large.bin" }],
    ["text that is not UTF-8", "samples/latin1.txt", { code: "samples-encoding", path: "samples/latin1.txt" }],
    ["more than a hundred files", "many/*", { code: "samples-many", limit: 100 }],
  ];
  for (const [what, line, found] of wrong) {
    it(`are not read of ${what}`, async () => {
      assert.deepEqual(await readSampleFiles([line], workspace), { files: [], findings: [found] });
    });
  }

  it("are not read of a link that leads nowhere", async () => {
    const { files, findings } = await readSampleFiles(["broken.*"], workspace);
    assert.deepEqual(files, []);
    assert.deepEqual(findings, [{ code: "samples-unreadable", path: "broken.link", detail: "ENOENT" }]);
  });

  it("are not read of a pipe, which has no end", async function () {
    if (process.platform === "win32") this.skip();
    execFileSync("mkfifo", [join(workspace, "pipe.json")]);
    const { files, findings } = await readSampleFiles(["pipe.json"], workspace);
    assert.deepEqual(files, []);
    assert.deepEqual(findings, [{ code: "samples-unreadable", path: "pipe.json", detail: "no file" }]);
  });

  it("are each told, and the good ones read, where some are wrong", async () => {
    const { files, findings } = await readSampleFiles(["samples/b.json", "key.link", "nothing/*"], workspace);
    assert.deepEqual(
      files.map(({ path }) => path),
      ["samples/b.json"],
    );
    assert.deepEqual(
      findings.map(({ code }) => code),
      ["samples-none", "samples-outside"],
    );
  });
});
