import assert from "node:assert/strict";
import { indented } from "../support/figures.ts";
import { proofSize } from "../support/proof-size.ts";
import { playBatches, playRepeatsApart } from "./batches.ts";
import { hostileTable } from "./hostile.ts";
import { platformTable, playHostilePlatforms } from "./platform.ts";
import { growth, repeatTable } from "./repeats.ts";

const ANSWERS = proofSize.hostileAnswers;
const seed = Number(process.env["FAULT_SEED"] ?? 1);

let figures = "";

describe("a hub that is not trusted", () => {
  it(`does no harm by ${ANSWERS} generated answers from seed ${seed} on`, async function () {
    this.timeout(1_800_000);
    const series = await playBatches(seed, ANSWERS);
    assert.equal(series.answers, ANSWERS);
    assert.ok(series.peakMb < 256, hostileTable(series));
    // The answers reach every part of a run.
    assert.ok(series.results.size > 5, hostileTable(series));
    figures = hostileTable(series);
  });

  it("keeps no run busy by an answer that repeats itself: eight times the length takes at most so many times as long", async function () {
    this.timeout(300_000);
    const { timings, grownMb } = await playRepeatsApart();
    const table = repeatTable(timings);
    // Twice is what two busy cores make of it; a loop within a loop takes eight times as long for each kilobyte.
    for (const timing of timings) assert.ok(growth(timing) < 3, `${timing.repeat.name} is not linear:\n${table}`);
    // Some ten answers of 3.6 MB in a row, each as bytes, as text and as values, before the garbage is collected.
    assert.ok(grownMb < 300, `${grownMb} MB`);
    figures += `\n\ntime for each kB of an answer that repeats itself, short and eight times as long; the process grew by ${grownMb.toFixed(0)} MB\n${table}`;
  });

  after(() => process.stdout.write(indented(figures)));
});

describe("a platform that is not trusted", () => {
  it(`does no harm to a preflight or a rehearsal, by ${proofSize.hostilePlatforms} generated platforms from seed ${seed} on`, async function () {
    this.timeout(1_800_000);
    const series = await playHostilePlatforms(seed, proofSize.hostilePlatforms);
    assert.equal(series.runs, proofSize.hostilePlatforms);
    // They reach every part of a run.
    assert.ok(series.requests > 5 * series.runs && series.headlines.size > 12, platformTable(series));
    process.stdout.write(indented(platformTable(series)));
  });
});
