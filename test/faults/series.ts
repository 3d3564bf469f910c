import { randomBytes } from "node:crypto";
import type { CapsuleKey } from "../../src/core/onboarding/capsule.ts";
import type { Core } from "./core.ts";
import { invariants, type InvariantName } from "./invariants.ts";
import { scheduleOf, type Schedule, type VaultKind } from "./schedule.ts";
import { play, type Told } from "./story.ts";
import type { PlatformTokens } from "./world.ts";

/** What came of a series of schedules. */
export interface Series {
  readonly firstSeed: number;
  readonly told: number;
  /** For each fault, how often the stories in which it struck settled in which result. */
  readonly faults: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly breaches: ReadonlyMap<InvariantName, readonly { readonly seed: number; readonly what: string }[]>;
  /** Widths of the unprotected window, in milliseconds, the narrowest first. */
  readonly windows: readonly number[];
}

/** Plays the schedules of the seeds from this one on. What a story throws is a breach, too. */
export async function playSeries(
  core: Core,
  firstSeed: number,
  count: number,
  vault: VaultKind = "github",
): Promise<Series> {
  const { tokens, keys } = await platformTokens(core);
  const faults = new Map<string, Map<string, number>>();
  const breaches = new Map<InvariantName, { seed: number; what: string }[]>();
  const windows: number[] = [];
  for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
    const schedule = scheduleOf(seed, vault);
    const told = await play(core, schedule, tokens, keys);
    windows.push(...told.windows);
    for (const name of namesOf(schedule, told)) {
      const results = faults.get(name) ?? new Map<string, number>();
      results.set(told.settled, (results.get(told.settled) ?? 0) + 1);
      faults.set(name, results);
    }
    for (const { invariant, what } of told.breaches) {
      breaches.set(invariant, [...(breaches.get(invariant) ?? []), { seed, what }]);
    }
  }
  return { firstSeed, told: count, faults, breaches, windows: windows.toSorted((a, b) => a - b) };
}

/** The story of one seed. */
export async function playOne(core: Core, seed: number, vault: VaultKind): Promise<Told> {
  const { tokens, keys } = await platformTokens(core);
  return play(core, scheduleOf(seed, vault), tokens, keys);
}

async function platformTokens(core: Core): Promise<{ tokens: PlatformTokens; keys: ReadonlyMap<string, CapsuleKey> }> {
  const tokens = { platform: randomBytes(24).toString("hex"), successor: randomBytes(24).toString("hex") };
  // Derived once for all: it takes longer than all the rest of a story.
  const keys = await Promise.all(
    Object.values(tokens).map(async (token): Promise<[string, CapsuleKey]> => [
      token,
      await core.capsule.capsuleKey(new core.token.PlatformToken(token)),
    ]),
  );
  return { tokens, keys: new Map(keys) };
}

function namesOf(schedule: Schedule, told: Told): Set<string> {
  const names = [
    ...schedule.hubFaults.map(([call, fault]) => `hub: ${call} ${fault}`),
    ...schedule.vaultFaults.map(
      ([call, fault]) => `${schedule.vault === "github" ? "GitHub" : "command"}: ${call} ${fault}`,
    ),
    ...(told.killedAt === undefined ? [] : [`killed: ${told.killedAt}`, `killed in ${schedule.strikes}`]),
    ...(schedule.cancelAt === undefined ? [] : [`cancelled in ${schedule.strikes}`]),
    ...(schedule.beside === "never" ? [] : [`a second run, ${schedule.beside}`]),
  ];
  return new Set(names.length === 0 ? ["none"] : names);
}

/** The series as a table for people. */
export function tableOf(series: Series): string {
  const { firstSeed, told, faults } = series;
  const columns = ["connected", "registered", "refused", "in-doubt"];
  const rows = [...faults].toSorted(([a], [b]) => a.localeCompare(b, "en"));
  const width = Math.max(...rows.map(([name]) => name.length));
  const others = (results: ReadonlyMap<string, number>): number =>
    [...results].reduce((sum, [result, count]) => sum + (columns.includes(result) ? 0 : count), 0);
  return [
    `${told} schedules, seeds ${firstSeed} to ${firstSeed + told - 1}; a row counts the stories in which the fault struck, by the result in which reruns settled.`,
    "",
    ["fault".padEnd(width), ...columns.map((column) => column.padStart(10)), "other".padStart(6)].join(" "),
    ...rows.map(([name, results]) =>
      [
        name.padEnd(width),
        ...columns.map((column) => String(results.get(column) ?? 0).padStart(10)),
        String(others(results)).padStart(6),
      ].join(" "),
    ),
    "",
    guaranteesOf(series),
  ].join("\n");
}

/** The end of the table: what was lost or shown, how wide the window is, and which guarantees held. */
export function guaranteesOf({ breaches, windows }: Series): string {
  const at = (share: number): string => (windows[Math.floor((windows.length - 1) * share)] ?? 0).toFixed(2);
  return [
    `tokens lost: ${breaches.get("lost")?.length ?? 0}; tokens shown: ${breaches.get("shown")?.length ?? 0}`,
    `unprotected window, last byte of the token to its capsule in the state: median ${at(0.5)} ms, 99 % ${at(0.99)} ms, widest ${at(1)} ms (${windows.length} measured)`,
    "",
    ...Object.entries(invariants).map(([name, sentence]) => {
      const broken = breaches.get(name as InvariantName) ?? [];
      const examples = broken.slice(0, 5).map(({ seed, what }) => `seed ${seed}, ${what}`);
      return `${broken.length === 0 ? "held  " : "BROKEN"} ${[sentence, ...(examples.length === 0 ? [] : [examples.join("; ")])].join(": ")}`;
    }),
  ].join("\n");
}
