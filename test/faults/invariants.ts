import type { Write } from "./model-github.ts";
import type { Issued, Seen } from "./model-hub.ts";
import { SECRET, SLOT, type Ended, type World } from "./world.ts";

/** A guarantee that did not hold. */
export interface Breach {
  readonly invariant: InvariantName;
  readonly what: string;
}

/** The guarantees, and where each comes from. */
export const invariants = {
  definition: "a result's definition holds",
  settles: "plain reruns end in connected, or in refused or in-doubt with advice",
  advice: "whoever follows the advice has a working registration",
  "one POST": "no second POST but the allowed one: after a lost answer and a look, or a token that could not be stored",
  lost: "no token that was received and lives is neither in the vault nor in a capsule that opens",
  overwritten: "no secret that held a live token is overwritten by anything but its proven successor",
  "only tokens": "the token's secret never holds anything but a hub token",
  "vault first": "nothing that changes the hub is sent before this run took the slot",
  "only looks": "an exchange on a working registration sends nothing that changes it",
  origin: "no token goes to another origin",
  shown: "no byte of a token in anything that is printed or written",
  "slot in doubt": "the slot stays while anything is in doubt",
} as const;
export type InvariantName = keyof typeof invariants;

/** Everything that did not hold in a story that has settled. */
export async function breaches(world: World, runs: readonly Ended[], settled: string): Promise<Breach[]> {
  const found: Breach[] = [];
  const breach = (invariant: InvariantName, what: string): void => {
    found.push({ invariant, what });
  };
  const { hub, github } = world;

  for (const run of runs) checkDefinition(world, run, breach);
  checkEnd(world, runs, settled, breach);

  const posts = hub.issued.filter(({ by }) => by === "POST");
  const unstored = new Set(runs.filter(({ result }) => result === "unstored").map(({ life }) => life));
  for (const earlier of posts.slice(0, -1)) {
    // What is only in a capsule a plain rerun cannot know; then a hub that still takes the initial token is asked anew.
    if (!isCaptured(earlier) || isDuplicated(world) || earlier.to.killed || unstored.has(earlier.to)) continue;
    breach("one POST", "a token in hand was replaced by another POST");
  }

  for (const { life, order } of hub.seen.filter(({ method, outcome }) => method === "POST" && outcome === "lost")) {
    const following = hub.seen.find((seen) => seen.life === life && seen.order > order);
    if (following?.method === "POST")
      breach("one POST", "it was sent again without a look at what became of the first");
  }

  const sealed = await world.tokensIn(runs.flatMap(({ capsules }) => capsules));
  for (const token of hub.issued) {
    if (!token.live || !isCaptured(token)) continue;
    const kept = github.value(SECRET) === token.value || sealed.has(token.value);
    // A hub may let the former token live on beside its proven successor.
    const succeeded = github.writes.some(({ before, value }) => before === token.value && value !== undefined);
    const beyond = token.to.killed && vanished(world, runs);
    if (!kept && !succeeded && !beyond) breach("lost", `a token by ${token.by} lives, and nobody has it`);
  }

  for (const write of github.writes.filter(({ call }) => call === "PUT secret")) checkWrite(world, write, breach);

  for (const seen of hub.seen) {
    if (seen.origin !== hub.origin) breach("origin", seen.origin);
    if (seen.method !== "GET" && !tookSlotBefore(github.writes, seen))
      breach("vault first", `${seen.method} without the slot`);
  }

  for (const run of runs) {
    const shown = tokensIn(run.sinks, secretsOf(world));
    if (shown !== undefined) breach("shown", `${shown.slice(0, 12)}… in the output of a run that ended ${run.result}`);
  }
  return found;
}

function checkDefinition(world: World, run: Ended, breach: (invariant: InvariantName, what: string) => void): void {
  const { hub, schedule } = world;
  const changing = hub.seen.filter(({ life, method }) => life === run.life && method !== "GET");
  const effective = changing.filter(({ outcome }) => outcome !== "refused");
  const notSent = changing.filter(({ outcome, faulty }) => outcome === "lost" && faulty).length;
  switch (run.result) {
    case "not-ready":
    case "cancelled":
    case "invalid":
      if (changing.length > 0) breach("definition", `${run.result}, but ${changing[0]?.method} was sent`);
      break;
    case "unreachable":
      if (effective.length > notSent) breach("definition", "unreachable, but something was changed");
      break;
    case "refused":
      if (effective.length > notSent) breach("definition", "refused, but something may have been changed");
      break;
    case "unstored":
      if (run.capsules.length === 0) breach("definition", "unstored, without a capsule");
      break;
    case "connected":
    case "registered":
    case "in-doubt":
    case "killed":
      break;
    default:
      breach("definition", `the result ${run.result} is none of an exchange`);
  }
  const working =
    run.job === "exchange" &&
    !run.slotBefore &&
    schedule.beside === "nobody" &&
    hub.issued.some(({ value, provenAt }) => value === run.givenHubToken && provenAt !== undefined);
  const opened = hub.seen.some(({ life, method, tokenWorked }) => life === run.life && method === "GET" && tokenWorked);
  if (working && opened && changing.length > 0) breach("only looks", `${changing[0]?.method} was sent`);
  if (run.result !== "connected" && !run.hasAdvice) breach("settles", `${run.result} without advice`);
}

function checkEnd(
  { hub, github, schedule }: World,
  runs: readonly Ended[],
  settled: string,
  breach: (invariant: InvariantName, what: string) => void,
): void {
  const stored = github.value(SECRET);
  const works = hub.issued.some(({ value, live }) => live && value === stored);
  if (settled === "connected" || settled === "registered") {
    if (!works) breach("definition", `${settled}, but the stored token does not work`);
  } else if (settled !== "refused" && settled !== "in-doubt") breach("settles", `reruns end in ${settled}`);
  // A hub that registered and refuses the confirmation lists the party as PLANNED, until its account team acts.
  const refusedOnce = schedule.hubFaults.some(([call]) => call === "PUT");
  // Killed between DELETE and PUT of a slot that was taken over, with its runner, a run takes the note with it.
  const noteLost = schedule.post === "none" && runs.some(({ life }) => life.killed);
  if (settled === "registered" && !refusedOnce && !noteLost) breach("settles", "reruns end in registered");
  if (settled === "in-doubt" && github.value(SLOT) === undefined) breach("slot in doubt", "it was given back");
}

function checkWrite(
  { hub }: World,
  { before, value, order }: Write,
  breach: (invariant: InvariantName, what: string) => void,
): void {
  const token = hub.issued.find((issued) => issued.value === value);
  if (token === undefined) return breach("only tokens", "something else was written there");
  if (before === undefined || before === value) return undefined;
  const former = hub.issued.find((issued) => issued.value === before);
  const provenBefore = token.provenAt !== undefined && token.provenAt < order;
  const formerDead = former?.diedAt !== undefined && former.diedAt < order;
  if (token.by !== "PUT" || !(provenBefore || formerDead))
    return breach("overwritten", `by a token of a ${token.by}${provenBefore ? "" : " that was not proven"}`);
  return undefined;
}

/** Its last byte arrived, and the process lived to write it down. */
function isCaptured({ delivered, to }: Issued): boolean {
  return delivered && !(to.killed && /^(?:state captured, before|POST, answered|PUT, answered)$/.test(to.lastEffect));
}

/** The runner vanished with its state before the vault had answered, or nobody could open what it printed. */
function vanished({ schedule }: World, runs: readonly Ended[]): boolean {
  return schedule.post === "none" || runs.some(({ life, capsules }) => life.killed && capsules.length > 0);
}

/** A proxy before the hub sends everything twice: what the first answer brought the second may undo. */
function isDuplicated({ schedule }: World): boolean {
  return schedule.hubFaults.some(([, fault]) => fault === "duplicated");
}

function tookSlotBefore(writes: readonly Write[], seen: Seen): boolean {
  return writes.some(
    ({ call, life, created, order }) => call === "PUT slot" && life === seen.life && created && order < seen.order,
  );
}

function secretsOf(world: World): string[] {
  const initial = world.hub.everyInitialToken;
  return [...initial, ...world.hub.issued.map(({ value }) => value), world.platformToken, world.newPlatformToken];
}

function tokensIn(text: string, secrets: readonly string[]): string | undefined {
  return secrets
    .flatMap((secret) => {
      const half = secret.slice(0, Math.ceil(secret.length / 2) + 6);
      return [half, Buffer.from(secret).toString("base64").slice(0, 24), JSON.stringify(secret).slice(1, -1)];
    })
    .find((form) => text.includes(form));
}
