import type { CapsuleKey } from "../../src/core/onboarding/capsule.ts";
import type { Core } from "./core.ts";
import { breaches, type Breach } from "./invariants.ts";
import type { Schedule } from "./schedule.ts";
import { SECRET, LOCK, World, type Ended, type Given, type PlatformTokens } from "./world.ts";

/** What became of one schedule. */
export interface Told {
  readonly schedule: Schedule;
  /** The result of each run, in order: the first (and the one beside it), then the plain reruns. */
  readonly results: readonly string[];
  readonly settled: string;
  /** What happened after the advice was followed. */
  readonly afterAdvice: string | undefined;
  readonly killedAt: string | undefined;
  readonly breaches: readonly Breach[];
  /** Widths of the unprotected window, in milliseconds. */
  readonly windows: readonly number[];
}

const RERUNS = 8;
const SIX_MINUTES = 6 * 60_000;

/** Plays a schedule: the faulty run, plain reruns until nothing changes, and then what the advice says. */
export async function play(
  core: Core,
  schedule: Schedule,
  tokens: PlatformTokens,
  keys: ReadonlyMap<string, CapsuleKey>,
): Promise<Told> {
  const world = new World(core, schedule, tokens, keys);
  const { hub, vault } = world;
  const runs: Ended[] = [];
  const run = async (given: Given): Promise<Ended> => {
    const ended = await world.run(given);
    runs.push(ended);
    return ended;
  };
  const initialToken = hub.initialToken;
  const given = (): Given => ({
    job: schedule.command,
    initialToken: schedule.command === "exchange" ? initialToken : undefined,
    hubToken: vault.value(SECRET),
  });
  if (schedule.command === "rotate") {
    await world.run({ job: "exchange", initialToken, hubToken: undefined });
  }

  plant(hub.faults, schedule.hubFaults);
  plant(vault.faults, schedule.vaultFaults);
  const { killAt, cancelAt, post, strikes, beside } = schedule;
  const struck = { killAt, cancelAt, post };
  const stale = given();
  const others: Promise<Ended>[] = [];
  const over = Promise.withResolvers<void>();
  const stalls = (until: Promise<void>): Pick<Given, "stall"> =>
    schedule.stallsAt === undefined ? {} : { stall: { at: schedule.stallsAt, until } };
  const join = (): void => void others.push(run({ ...stale, ...stalls(over.promise) }));
  const first = run({
    ...stale,
    ...(strikes === "the first run" ? struck : {}),
    ...(beside === "a moment later" ? { watch: { at: schedule.joinsAt, reached: join } } : {}),
  });
  if (beside === "at once") join();
  const { result: outcome, capsules } = await first;
  // Half of the people follow the message at once.
  if (outcome === "unstored" && schedule.seed % 2 === 0) {
    const capsule = capsules.at(-1);
    if (capsule !== undefined) await run({ job: "recover", initialToken: undefined, hubToken: undefined, capsule });
  }
  over.resolve();
  await Promise.all(others);
  // The second run was queued together with the first: the workflow read its secrets then.
  if (beside === "queued before") await run(stale);

  await untilNothingChanges(world, async (count) => {
    const moved = Promise.withResolvers<void>();
    const again = run({
      ...given(),
      ...(count === 0 && strikes === "the first rerun" ? struck : {}),
      watch: { at: schedule.joinsAt, reached: moved.resolve },
    });
    const other = count === 0 && beside === "at the rerun" ? run({ ...given(), ...stalls(moved.promise) }) : undefined;
    const { result } = await again;
    moved.resolve();
    await other;
    return result;
  });
  const settled = runs.at(-1)?.result ?? "";
  const killedAt = runs.find((one) => one.result === "killed")?.life.lastEffect;
  const found = await breaches(world, runs, settled);
  const afterAdvice = settled === "connected" ? undefined : await followAdvice(world, runs, run);
  const late = afterAdvice === undefined || afterAdvice === "connected" || afterAdvice === "registered";
  return {
    schedule,
    results: runs.map(({ result }) => result),
    settled,
    afterAdvice,
    killedAt,
    breaches: late ? found : [...found, { invariant: "advice", what: `following it ends in ${afterAdvice}` }],
    windows: world.windows,
  };
}

/** Reruns, six minutes apart. Only the first of them still meets faults. */
async function untilNothingChanges(
  { hub, vault, clock }: World,
  rerun: (count: number) => Promise<string>,
): Promise<void> {
  let before = "";
  for (let count = 0; count < RERUNS; count += 1) {
    clock.pass(SIX_MINUTES);
    if (count === 1) {
      hub.faults.clear();
      vault.faults.clear();
    }
    const result = await rerun(count);
    const after = [result, vault.names, vault.value(SECRET), hub.issued.length, hub.seen.length === 0].join();
    if (count > 1 && after === before) return;
    before = after;
  }
}

/** Follows the messages: recovers from a capsule, or has the account team reset what only the account team can. */
async function followAdvice(
  { hub, vault, clock, schedule }: World,
  runs: readonly Ended[],
  run: (given: Given) => Promise<Ended>,
): Promise<string> {
  const stored = vault.value(SECRET);
  const lives = (value: string | undefined): boolean => hub.issued.some((token) => token.value === value && token.live);
  clock.pass(SIX_MINUTES);
  const capsule = runs.flatMap(({ capsules }) => capsules).at(-1);
  if (!lives(stored) && capsule !== undefined) {
    vault.delete(SECRET);
    const { result } = await run({ job: "recover", initialToken: undefined, hubToken: undefined, capsule });
    if (lives(vault.value(SECRET))) return result;
  }
  if (lives(stored)) {
    // Registered, but refused a confirmation or a rotation: the account team sees to it.
    hub.confirmed = true;
    const { result } = await run({ job: "exchange", initialToken: undefined, hubToken: stored });
    return result;
  }
  const initialToken = hub.reset();
  vault.delete(SECRET);
  vault.delete(LOCK);
  clock.pass(SIX_MINUTES);
  const { result } = await run({ job: "exchange", initialToken, hubToken: undefined });
  if (schedule.nature.put === "issues-a-dead-one" || vault.value(LOCK) === undefined) return result;
  clock.pass(SIX_MINUTES);
  return (await run({ job: "exchange", initialToken, hubToken: vault.value(SECRET) })).result;
}

/** Queues faults for the calls that they meet, each behind the calls that pass before it. */
function plant<K, V>(queues: Map<K, (V | undefined)[]>, faults: readonly (readonly [K, V, number])[]): void {
  for (const [call, fault, skip] of faults) {
    for (let passes = skip; passes > 0; passes -= 1) push(queues, call, undefined);
    push(queues, call, fault);
  }
}

function push<K, V>(queues: Map<K, V[]>, key: K, value: V): void {
  queues.set(key, [...(queues.get(key) ?? []), value]);
}
