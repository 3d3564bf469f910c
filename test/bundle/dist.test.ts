import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundles, differences, makeBundle, unlicensed } from "../../scripts/bundle.ts";

// The bundles themselves are looked at.
for (const bundle of bundles) {
  describe(`dist/${bundle.name}`, () => {
    let fresh: string;
    let packages: string[];

    before(async () => {
      fresh = await mkdtemp(join(tmpdir(), "ocpi-dist-"));
      packages = await makeBundle(bundle, fresh);
    });

    after(() => rm(fresh, { recursive: true, force: true }));

    it("is, byte for byte, what the sources give", async () => {
      assert.deepEqual(await differences(fresh, bundle.committed), []);
    });

    it("would be found to differ", async () => {
      const name = join(fresh, "index.js");
      const text = await readFile(name, "utf8");
      await writeFile(name, `${text}\n`);
      await writeFile(join(fresh, "100.index.js"), "");
      assert.deepEqual(await differences(fresh, bundle.committed), ["100.index.js", "index.js"]);
      await writeFile(name, text);
    });

    it("names the licence of every package in it", async () => {
      assert.ok(packages.includes("@actions/core"));
      assert.deepEqual(await unlicensed(bundle.committed, packages), []);
      assert.deepEqual(await unlicensed(bundle.committed, ["left-pad"]), ["left-pad"]);
    });

    it("holds at most one undici, and nothing of this machine", async () => {
      const parts = (await readdir(bundle.committed)).filter((name) => name.endsWith(".js"));
      const texts = await Promise.all(parts.map(async (name) => readFile(join(bundle.committed, name), "utf8")));
      assert.ok(texts.every((text) => !text.includes(process.cwd())));
      const clients = texts.flatMap((text) => [...text.matchAll(/module\.exports = EnvHttpProxyAgent;/g)]);
      assert.equal(clients.length, bundle.name === "action" ? 1 : 0);
    });
  });
}
