import assert from "node:assert/strict";
import { indented } from "../support/figures.ts";
import { proofSize } from "../support/proof-size.ts";
import { killTable, playKill, type KillStory } from "./kills.ts";

const SCHEDULES = proofSize.kills;
const AT_ONCE = 2;
const first = Number(process.env["FAULT_SEED"] ?? 1);

let figures = "";

describe("a process that is killed", () => {
  it(`loses nothing and shows nothing over ${SCHEDULES} real SIGKILLs from seed ${first} on`, async function () {
    this.timeout(1_800_000);
    const stories: KillStory[] = [];
    let next = first;
    const worker = async (): Promise<void> => {
      while (next < first + SCHEDULES) stories.push(await playKill(next++));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    const table = killTable(stories);
    assert.ok(!stories.some(({ lost, problems }) => lost || problems.length > 0), table);
    // It was killed, and where there are many schedules, at many of its steps. At which, the machine decides, too.
    const killedIn = new Set(stories.map((story) => story.killedIn).filter((phase) => !phase.startsWith("-")));
    assert.ok(killedIn.size >= (SCHEDULES < 60 ? 1 : SCHEDULES < 1000 ? 4 : 6), table);
    figures = table;
  });

  after(() => process.stdout.write(indented(figures)));
});
