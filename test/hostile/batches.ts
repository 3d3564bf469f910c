import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { HostileSeries } from "./hostile.ts";
import type { Timing } from "./repeats.ts";

const run = promisify(execFile);
const batch = fileURLToPath(new URL("batch.ts", import.meta.url));
const repeatBatch = fileURLToPath(new URL("repeat-batch.ts", import.meta.url));

/** How many answers follow from one seed. */
export const BATCH = 250;
// The heap that a batch may use; what needs more dies.
const HEAP = ["--max-old-space-size=128", "--max-semi-space-size=4"];

/**
 * Plays so many hostile answers in batches, each in a process of its own with a heap of 128 MB.
 * @throws an error with the seed and the smallest answer that does harm, or that outgrew the heap.
 */
export async function playBatches(firstSeed: number, answers: number): Promise<HostileSeries> {
  const results = new Map<string, number>();
  let slowestMs = 0;
  let peakMb = 0;
  let played = 0;
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next * BATCH < answers) {
      const seed = firstSeed + next;
      const size = Math.min(BATCH, answers - next * BATCH);
      next += 1;
      const { stdout } = await run(process.execPath, [...HEAP, batch, String(seed), String(size)]).catch(
        (error: unknown) => {
          throw new Error(`seed ${seed}, which \`npm run hostile -- --replay ${seed}\` plays again`, { cause: error });
        },
      );
      const series = JSON.parse(stdout) as Omit<HostileSeries, "results"> & { results: [string, number][] };
      for (const [result, count] of series.results) results.set(result, (results.get(result) ?? 0) + count);
      slowestMs = Math.max(slowestMs, series.slowestMs);
      peakMb = Math.max(peakMb, series.peakMb);
      played += size;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return { firstSeed, lastSeed: firstSeed + Math.max(0, next - 1), answers: played, results, slowestMs, peakMb };
}

/**
 * Plays the answers that repeat themselves, in a process of its own with the same heap.
 * @throws an error when one does harm, costs a token, or outgrows the heap.
 */
export async function playRepeatsApart(): Promise<{ readonly timings: readonly Timing[]; readonly grownMb: number }> {
  const { stdout } = await run(process.execPath, [...HEAP, repeatBatch]);
  return JSON.parse(stdout) as { timings: Timing[]; grownMb: number };
}
