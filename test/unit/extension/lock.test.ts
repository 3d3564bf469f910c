import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { FileLock, MemoryLock, type Claim, type Lock } from "../../../src/extension/state/lock.ts";
import { runFile } from "../../../src/extension/state/run-files.ts";

const racer = fileURLToPath(new URL("support/racer.ts", import.meta.url));
const key = { config: "file:///acme/ocpi.yml", name: "chargeindia" };

function claimOf(id: string, pid = 1): Claim {
  const at = "2026-11-23T10:00:00.000Z";
  return { id, at, since: at, host: "here", pid };
}

describe("the lock of an exchange in the editor", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ocpi-lock-"));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  for (const [where, lockIn] of [
    ["in memory", (): Lock => new MemoryLock()],
    ["in files", (): Lock => new FileLock(join(folder, "journals"), key)],
  ] as const) {
    it(`is taken, released and taken over ${where}, each in its turn`, () => {
      const lock = lockIn();
      assert.equal(lock.top(), undefined);
      assert.ok(lock.claim(undefined, claimOf("a")));
      assert.ok(!lock.claim(undefined, claimOf("b")));
      const first = lock.top();
      assert.deepEqual(first, { ...claimOf("a"), state: "held" });
      assert.ok(lock.claim(first, claimOf("b")));
      assert.ok(!lock.claim(first, claimOf("c")));
      // It was asleep, and is not the owner any more.
      lock.end(claimOf("a"), "released");
      assert.equal(lock.top()?.state, "held");
      lock.end(claimOf("b"), "left");
      assert.equal(lock.top()?.state, "left");
      assert.ok(lock.claim(lock.top(), claimOf("d")));
      lock.end(claimOf("d"), "released");
      assert.equal(lock.top()?.state, "released");
    });
  }

  it("is seen by every window as it is, and leaves one file", () => {
    const [a, b] = [new FileLock(folder, key), new FileLock(folder, key)];
    assert.ok(a.claim(undefined, claimOf("a")));
    assert.equal(b.top()?.id, "a");
    assert.ok(b.claim(b.top(), claimOf("b")));
    assert.equal(a.top()?.id, "b");
    assert.deepEqual(readdirSync(folder), [`${runFile(key)}.2.lock`]);
    assert.equal(new FileLock(folder, { ...key, name: "other" }).top(), undefined);
  });

  it("counts a claim that is half written as one, as old as its file", () => {
    const file = join(folder, `${runFile(key)}.1.lock`);
    writeFileSync(file, '{"id":"a');
    const lock = new FileLock(folder, key);
    const long = new Date("2026-01-01T00:00:00Z");
    utimesSync(file, long, long);
    assert.deepEqual([lock.top()?.at, lock.top()?.state], [long.toISOString(), "held"]);
    assert.ok(lock.claim(lock.top(), claimOf("b")));
  });

  async function race(how: "once" | "often", processes: number, count: number): Promise<string[]> {
    const begin = String(Date.now() + 1000);
    const runs = Array.from({ length: processes }, async () =>
      promisify(execFile)(process.execPath, [racer, how, folder, begin, String(count)]),
    );
    return (await Promise.all(runs)).map(({ stdout }) => stdout);
  }

  it("goes to exactly one of six processes that want it at the same moment: free, released or abandoned", async function () {
    this.timeout(60_000);
    const rounds = 240;
    for (let round = 0; round < rounds; round += 1) {
      if (round % 3 === 0) continue;
      const lock = new FileLock(folder, { config: "race", name: `r${round}` });
      assert.ok(lock.claim(undefined, claimOf("gone", 0)));
      if (round % 3 === 1) lock.end(claimOf("gone"), "released");
    }
    const got = (await race("once", 6, rounds)).flatMap((text) => JSON.parse(text) as number[]);
    assert.deepEqual(
      got.toSorted((a, b) => a - b),
      Array.from({ length: rounds }, (_none, round) => round),
    );
  });

  it("is never two processes' while six take and release it as fast as they can", async function () {
    this.timeout(60_000);
    const seen = (await race("often", 6, 200)).map((text) => JSON.parse(text) as { had: number; notAlone: number });
    assert.deepEqual(
      seen.map(({ had }) => had),
      [200, 200, 200, 200, 200, 200],
    );
    assert.equal(
      seen.reduce((sum, each) => sum + each.notAlone, 0),
      0,
    );
  });
});
