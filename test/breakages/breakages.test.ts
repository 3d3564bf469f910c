import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { breakages } from "./breakages.ts";

describe("the deliberate mistakes", () => {
  for (const { name, file, changes } of breakages) {
    it(`can still be made: ${name}`, () => {
      const text = readFileSync(new URL(`../../lib/${file}`, import.meta.url), "utf8");
      for (const [from] of changes) assert.equal(text.split(from).length, 2, `${from} stands not once in ${file}`);
    });
  }
});
