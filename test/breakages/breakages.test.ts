import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { indented } from "../support/figures.ts";
import { proofSize } from "../support/proof-size.ts";
import { breakages } from "./breakages.ts";
import { playsOf, whatCatches } from "./play.ts";
import { brokenSources, markedSources, src, type SourceFile } from "./sources.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");

// Of those that a proof has to catch the first, and every so manieth after it: each proof catches one at least.
const chosen = Object.values(Object.groupBy(breakages, ({ caughtBy }) => caughtBy)).flatMap((ofProof) =>
  ofProof.filter((_each, index) => index % proofSize.everyBreakage === 0),
);

describe("the deliberate mistakes", () => {
  let files: readonly SourceFile[];

  before(async () => {
    files = await markedSources();
  });

  it("have each marker that stands in the sources", () => {
    const known = breakages.flatMap(({ changes }) => [...changes.keys()]);
    assert.deepEqual(files.flatMap(({ markers }) => markers).toSorted(), known.toSorted());
  });

  it("can each be made, and are what a compiler lets through", async function () {
    this.timeout(120_000);
    await mkdir(join(root, "lib"), { recursive: true });
    const folder = await mkdtemp(join(root, "lib", ".broken-"));
    try {
      await cp(src, join(folder, "src"), { recursive: true });
      for (const [index, breakage] of breakages.entries()) {
        for (const [path, text] of brokenSources(files, breakage)) {
          assert.notEqual(text, files.find((file) => file.path === path)?.text, breakage.name);
          // Beside the file as it is, whose neighbours it imports.
          await writeFile(join(folder, "src", path.replace(/\.ts$/, `.broken-${index}.ts`)), text);
        }
      }
      const compilerOptions = {
        rootDir: "src",
        noEmit: true,
        // A mistake may leave something without a use.
        noUnusedLocals: false,
        noUnusedParameters: false,
        allowUnreachableCode: true,
      };
      // What runs in a browser has a project of its own, and no mistake.
      const exclude = ["src/extension/page"];
      const config = { extends: "../../tsconfig.json", compilerOptions, include: ["src"], exclude, references: [] };
      await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
      const { stdout } = await run(process.execPath, [tsc, "-p", folder]).catch((error: { stdout: string }) => error);
      assert.equal(stdout, "");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("are none in a copy that is as it should be: nothing catches it", async function () {
    this.timeout(300_000);
    assert.deepEqual(await whatCatches(files, undefined, { schedules: 30, answers: 30, kills: 1 }), []);
  });

  const figures: string[] = [];
  for (const breakage of chosen) {
    it(`are caught: ${breakage.name}`, async function () {
      this.timeout(1_800_000);
      const caught = await whatCatches(files, breakage, playsOf(breakage));
      assert.notDeepEqual(caught, [], "It survived: that is a hole in the proofs.");
      figures.push(`${breakage.name}: ${caught.join("; ")}`);
    });
  }

  after(() => process.stdout.write(indented(figures.join("\n"))));
});
