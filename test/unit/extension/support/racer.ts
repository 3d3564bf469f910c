import { randomUUID } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FileLock, type Claim } from "../../../../src/extension/state/lock.ts";

/*
 * A process that races others for locks. `once`: for each of many locks it asks at the same moment as the others, and prints
 * which it got. `often`: it takes and releases one lock again and again, and prints how often it had it, and how often it was
 * not alone.
 */
const [how = "", folder = "", from = "", count = ""] = process.argv.slice(2);
const begin = Number(from);

function claimed(lock: FileLock): Claim | undefined {
  const top = lock.top();
  // Its owner is gone, or has released it: both are free to be taken.
  if (top?.state === "held" && top.id !== "gone") return undefined;
  const at = new Date().toISOString();
  const claim = { id: randomUUID(), at, since: at, host: "here", pid: process.pid };
  return lock.claim(top, claim) ? claim : undefined;
}

function waitUntil(ms: number): void {
  // Asleep for most of it, and wide awake at the moment.
  const asleep = ms - Date.now() - 2;
  if (asleep > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, asleep);
  while (Date.now() < ms);
}

if (how === "once") {
  const got: number[] = [];
  for (let round = 0; round < Number(count); round += 1) {
    const lock = new FileLock(folder, { config: "race", name: `r${round}` });
    waitUntil(begin + 4 * round);
    if (claimed(lock) !== undefined) got.push(round);
  }
  process.stdout.write(JSON.stringify(got));
} else {
  const lock = new FileLock(folder, { config: "race", name: "often" });
  const alone = join(folder, "alone");
  const seen = { had: 0, notAlone: 0 };
  waitUntil(begin);
  while (seen.had < Number(count)) {
    const claim = claimed(lock);
    if (claim === undefined) continue;
    seen.had += 1;
    try {
      writeFileSync(alone, "", { flag: "wx" });
      rmSync(alone);
    } catch {
      seen.notAlone += 1;
    }
    lock.end(claim, "released");
  }
  process.stdout.write(JSON.stringify(seen));
}
