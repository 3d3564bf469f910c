import assert from "node:assert/strict";
import { indented } from "../support/figures.ts";
import { playBatches } from "./batches.ts";
import { hostileTable } from "./hostile.ts";

const ANSWERS = 10_000;
const seed = Number(process.env["FAULT_SEED"] ?? 1);

let figures = "";

describe("a hub that is not trusted", () => {
  it(`does no harm by ${ANSWERS} generated answers from seed ${seed} on`, async function () {
    this.timeout(600_000);
    const series = await playBatches(seed, ANSWERS);
    assert.equal(series.answers, ANSWERS);
    assert.ok(series.peakMb < 256, hostileTable(series));
    // The answers reach every part of a run.
    assert.ok(series.results.size > 5, hostileTable(series));
    figures = hostileTable(series);
  });

  after(() => process.stdout.write(indented(figures)));
});
