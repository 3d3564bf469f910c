import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Readable } from "node:stream";

const usage = fileURLToPath(new URL("usage.cjs", import.meta.url));

/** What a process took from its start to its end. */
export interface Taken {
  readonly wallMs: number;
  /** User and system. */
  readonly processorMs: number;
  /** The most that it had at once. */
  readonly memoryMb: number;
  /** The most of it that was in use, where that was asked for: that slows a process down. */
  readonly inUseMb: number;
}

/**
 * Runs a Node script as a process of its own, with this environment and nothing else.
 * @param collects whether it is seen how much memory is in use.
 * @throws Error, with what it printed, when it does not end with 0.
 */
export async function timed(
  file: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  collects = false,
): Promise<Taken> {
  const began = performance.now();
  const flags = collects ? ["--expose-gc"] : [];
  const child = spawn(process.execPath, [...flags, "--require", usage, file, ...args], {
    env,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const [, out, err, cpu] = child.stdio as unknown as readonly [null, Readable, Readable, Readable];
  const [printed, complained, told, [code]] = await Promise.all([
    text(out),
    text(err),
    text(cpu),
    once(child, "exit") as Promise<[number | null]>,
  ]);
  const wallMs = performance.now() - began;
  if (code !== 0) throw new Error(`${file} ended with ${code}:\n${printed}\n${complained}`);
  const [microseconds = Number.NaN, kilobytes = Number.NaN, inUse = Number.NaN] = told.split(" ").map(Number);
  return { wallMs, processorMs: microseconds / 1000, memoryMb: kilobytes / 1024, inUseMb: inUse / 1024 };
}

/** Measures both in turn, A B A B …, after one of each that does not count. */
export async function inTurn<T>(
  times: number,
  a: () => Promise<T>,
  b: () => Promise<T>,
): Promise<readonly (readonly [T, T])[]> {
  await a();
  await b();
  const pairs: (readonly [T, T])[] = [];
  for (let i = 0; i < times; i++) pairs.push([await a(), await b()]);
  return pairs;
}
