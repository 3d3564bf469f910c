import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function packagesOf(lock: string): [string, Locked][] {
  const { packages } = JSON.parse(readFileSync(new URL(`../../${lock}`, import.meta.url), "utf8")) as {
    packages: Record<string, Locked>;
  };
  return Object.entries(packages).filter(([path]) => path !== "");
}

/**
 * What an install script fetches, no lock file knows: the `node` package asked npm for the Node that runs everything here.
 * The packages that have one; package.json lets none run, and test/e2e is installed with --ignore-scripts.
 */
const scripted: Readonly<Record<string, readonly string[]>> = {
  "package-lock.json": ["@vscode/vsce-sign"],
  "test/contract/package-lock.json": [],
  "test/e2e/package-lock.json": ["argon2", "code-server"],
};

for (const [lock, scripts] of Object.entries(scripted)) {
  describe(lock, () => {
    it("holds what every package must hash to", () => {
      const without = packagesOf(lock).filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ""));
      assert.deepEqual(without, []);
    });

    it("has an install script in no package but those that are known", () => {
      const running = packagesOf(lock).flatMap(([path, { hasInstallScript }]) =>
        hasInstallScript === true ? [path.replace(/^.*node_modules\//, "")] : [],
      );
      assert.deepEqual(running, scripts);
    });

    it("holds the packages for every platform, of each that has them", () => {
      const all = new Set(packagesOf(lock).map(([path]) => path.replace(/^.*node_modules\//, "")));
      for (const [path, { optionalDependencies = {} }] of packagesOf(lock)) {
        for (const name of Object.keys(optionalDependencies)) assert.ok(all.has(name), `${path} may bring ${name}`);
      }
    });
  });
}

describe("the Node that runs this", () => {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    optionalDependencies: Record<string, string>;
    allowScripts: Record<string, boolean>;
  };
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${platform}-${process.arch}`;

  it("is the one that is locked, where there is one for the platform", function () {
    if (!Object.hasOwn(manifest.optionalDependencies, name)) return this.skip();
    const [, folder] = relative(root, dirname(process.execPath)).split(sep);
    assert.equal(folder, name);
    const locked = Object.fromEntries(packagesOf("package-lock.json"))[`node_modules/${name}`];
    assert.equal(`v${locked?.version}`, process.version);
  });

  it("is installed without any package's script", () => {
    assert.deepEqual(manifest.allowScripts, { "@vscode/vsce-sign": false });
  });

  it("has one version on every platform", () => {
    assert.equal(new Set(Object.values(manifest.optionalDependencies)).size, 1);
    assert.match(Object.values(manifest.optionalDependencies)[0] ?? "", /^24\.\d+\.\d+$/);
  });

  it("is the one that .nvmrc names, for the systems that npm has none for", () => {
    const named = readFileSync(new URL("../../.nvmrc", import.meta.url), "utf8").trim();
    assert.equal(named, Object.values(manifest.optionalDependencies)[0]);
  });
});
