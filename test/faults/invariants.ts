import { formIn } from "../support/token-forms.ts";
import type { VaultFault, Write } from "./model-vault.ts";
import type { Issued, Seen } from "./model-hub.ts";
import type { Schedule } from "./schedule.ts";
import { SECRET, LOCK, type Ended, type World } from "./world.ts";

/** A guarantee that did not hold. */
export interface Breach {
  readonly invariant: InvariantName;
  readonly what: string;
}

/** The guarantees, and where each comes from. */
export const invariants = {
  definition: "a result's definition holds",
  settles: "plain reruns end in connected, or in refused or in-doubt with advice",
  advice: "the advice, followed, leads to a working registration",
  "one POST": "no second POST but the allowed one: after a lost answer and a look, or a token that could not be stored",
  stored: "a trouble of the vault's that passes keeps no token out of the vault",
  lost: "no token that was received and lives is neither in the vault nor in a capsule that opens",
  overwritten: "no secret that held a live token is overwritten by anything but its proven successor",
  "only tokens": "the token's secret never holds anything but a hub token",
  "vault first": "nothing that changes the hub is sent before this run took the lock",
  lock: "for 5 minutes no lock is deleted but by the run that took it, or one that has its capsule",
  "only looks": "an exchange on a working registration sends nothing that changes it",
  origin: "no token goes to another origin",
  shown: "no byte of a token in anything that is printed or written",
  "lock in doubt": "the lock stays while anything is in doubt",
} as const;
export type InvariantName = keyof typeof invariants;

/** Everything that did not hold in a story that has settled. */
export async function breaches(world: World, runs: readonly Ended[], settled: string): Promise<Breach[]> {
  const found = await allBreaches(world, runs, settled);
  return isRaced(world) ? found.filter(({ invariant }) => !beyondRaces.has(invariant)) : found;
}

/**
 * GitHub has no DELETE with a condition. A run looks at an abandoned lock and deletes it. If another run has taken the
 * lock over in between, that run's lock is deleted. Then two runs hold the lock, and neither can know it.
 */
function isRaced({ vault, schedule }: World): boolean {
  // A command takes a lock over in one act.
  if (schedule.vault === "command") return false;
  return vault.writes.some(({ call, life, owner, order }) => {
    if (call !== "DELETE lock" || owner === undefined || owner === life) return false;
    const looked = vault.looks.findLast((look) => look.life === life && look.order < order)?.order ?? 0;
    return vault.writes.some(
      (write) =>
        write.call === "PUT lock" &&
        write.life === owner &&
        write.created &&
        write.order > looked &&
        write.order < order,
    );
  });
}

const beyondRaces = new Set<InvariantName>(["lock", "one POST", "overwritten"]);

type Tell = (invariant: InvariantName, what: string) => void;

async function allBreaches(world: World, runs: readonly Ended[], settled: string): Promise<Breach[]> {
  const found: Breach[] = [];
  const breach: Tell = (invariant, what) => {
    found.push({ invariant, what });
  };
  for (const run of runs) checkDefinition(world, run, breach);
  checkEnd(world, runs, settled, breach);
  checkPosts(world, runs, breach);
  for (const run of runs) checkPostStep(world, run, breach);
  checkDeletes(world, runs, breach);
  await checkLosses(world, runs, breach);
  for (const write of world.vault.writes.filter(({ call }) => call === "PUT secret")) checkWrite(world, write, breach);
  checkRequests(world, breach);
  for (const run of runs) {
    const shown = formIn(run.sinks, secretsOf(world));
    if (shown !== undefined) breach("shown", `${shown} in the output of a run that ended ${run.result}`);
  }
  return found;
}

/** No POST replaces a token in hand, or follows another one blindly. */
function checkPosts(world: World, runs: readonly Ended[], breach: Tell): void {
  const { hub } = world;
  const posts = hub.issued.filter(({ by }) => by === "POST");
  const unstored = new Set(runs.filter(({ result }) => result === "unstored").map(({ life }) => life));
  for (const earlier of posts.slice(0, -1)) {
    // A plain rerun cannot know a token that only a capsule holds: it sends its POST if the initial token still works.
    if (!isCaptured(earlier) || isDuplicated(world) || earlier.to.killed || unstored.has(earlier.to)) continue;
    breach("one POST", "a token in hand was replaced by another POST");
  }

  for (const { life, order } of hub.seen.filter(({ method, outcome }) => method === "POST" && outcome === "lost")) {
    const following = hub.seen.find((seen) => seen.life === life && seen.order > order);
    if (following?.method === "POST")
      breach("one POST", "it was sent again without a look at what became of the first");
  }

  for (const run of runs) {
    if (wasPostedBlindly(world, run))
      breach("one POST", "after another run's doubt, without a look at what became of it");
  }
}

/** No run deletes another one's lock, unless that is abandoned. */
function checkDeletes({ vault }: World, runs: readonly Ended[], breach: Tell): void {
  for (const { call, life, owner, ageMs } of vault.writes) {
    if (call !== "DELETE lock" || owner === undefined || owner === life || ageMs >= LEASE_MS) continue;
    // Two runs asked for the lock in one second, and one was killed: GitHub's times do not tell whose lock it is.
    const rescued = runs.some((run) => run.rescuer === life && (run.life === owner || ageMs < 1000));
    // A capsule opens the lock under which it was sealed.
    const sealed = new Set(runs.filter((run) => run.life === owner).flatMap(({ capsules }) => capsules));
    const isOwn = runs.some((run) => run.life === life && run.capsule !== undefined && sealed.has(run.capsule));
    if (!rescued && !isOwn) breach("lock", `after ${ageMs} ms, by another run`);
  }
}

/** Each token that arrived and lives is in the secret, or in a capsule that a person can find. */
async function checkLosses(world: World, runs: readonly Ended[], breach: Tell): Promise<void> {
  const { hub, vault } = world;
  const sealed = await world.tokensIn(runs.flatMap(({ capsules }) => capsules));
  for (const token of hub.issued) {
    if (!token.live || !isCaptured(token)) continue;
    const kept = vault.value(SECRET) === token.value || sealed.has(token.value);
    // A hub may let the former token live on beside its proven successor.
    const succeeded = vault.writes.some(({ before, value }) => before === token.value && value !== undefined);
    const beyond = token.to.killed && vanished(world);
    if (!kept && !succeeded && !beyond)
      breach("lost", `a token by ${token.by} lives, and neither the secret nor a capsule holds it`);
  }
}

/** Requests go to the hub alone, and what changes something goes there with the lock and without a stored token. */
function checkRequests({ hub, vault }: World, breach: Tell): void {
  for (const seen of hub.seen) {
    if (seen.origin !== hub.origin) breach("origin", seen.origin);
    if (seen.method !== "GET" && !tookLockBefore(vault.writes, seen))
      breach("vault first", `${seen.method} without the lock`);
    if (seen.method === "POST" && isStoredBefore(vault.writes, seen))
      breach("one POST", "it was sent although a token was stored");
  }
}

function checkDefinition(world: World, run: Ended, breach: Tell): void {
  const { hub, schedule } = world;
  const changing = hub.seen.filter(({ life, method }) => life === run.life && method !== "GET");
  checkResult(schedule, run, changing, breach);
  const working =
    run.job === "exchange" &&
    !run.lockBefore &&
    schedule.beside === "never" &&
    hub.issued.some(({ value, provenAt }) => value === run.givenHubToken && provenAt !== undefined);
  const opened = hub.seen.some(({ life, method, tokenWorked }) => life === run.life && method === "GET" && tokenWorked);
  if (working && opened && changing.length > 0) breach("only looks", `${changing[0]?.method} was sent`);
  if (run.result !== "connected" && !run.hasAdvice) breach("settles", `${run.result} without advice`);
}

/** What a result claims holds for what the run sent. */
function checkResult(schedule: Schedule, run: Ended, changing: readonly Seen[], breach: Tell): void {
  const effective = changing.some(({ committed, outcome }) => committed && outcome !== "refused");
  switch (run.result) {
    case "not-ready":
    case "cancelled":
    case "invalid":
      if (changing.length > 0) breach("definition", `${run.result}, but ${changing[0]?.method} was sent`);
      break;
    case "unreachable":
      if (effective) breach("definition", "unreachable, but something was changed");
      break;
    case "refused":
      checkRefusal(schedule, changing, effective, breach);
      break;
    case "unstored":
      if (run.capsules.length === 0) breach("definition", "unstored, without a capsule");
      if (hasPassed(schedule)) breach("stored", "it was left in its capsule");
      break;
    case "connected":
    case "registered":
    case "in-doubt":
    case "killed":
      break;
    default:
      breach("definition", `the result ${run.result} is none of an exchange`);
  }
}

function checkRefusal(schedule: Schedule, changing: readonly Seen[], effective: boolean, breach: Tell): void {
  // A run can know that a hub denies what it did by one sign only: the initial token no longer opens what it opened.
  const denied = changing.some(
    ({ method, committed, outcome }) => method === "POST" && committed && outcome === "refused",
  );
  // After a lost answer the second POST decides: if the hub refuses it, the result is refused.
  const refused = changing.at(-1)?.outcome === "refused";
  if (effective && !refused) breach("definition", "refused, but something was changed");
  if (denied && isToldByInitialToken(schedule)) breach("definition", "refused, but the initial token is used up");
}

/** Whether a POST uses the initial token up, and the run sees that. */
function isToldByInitialToken({ nature, hubFaults }: Schedule): boolean {
  // What is open to everybody shows nothing.
  const isGuarded = !(nature.versionsForEverybody && nature.detailsForEverybody);
  const isSeen = isGuarded && nature.initialOpensVersions && !hubFaults.some(([call]) => call === "GET");
  return nature.secondPost === "unauthorised" && isSeen;
}

function checkEnd(
  { hub, vault, schedule }: World,
  runs: readonly Ended[],
  settled: string,
  breach: (invariant: InvariantName, what: string) => void,
): void {
  const stored = vault.value(SECRET);
  const works = hub.issued.some(({ value, live }) => live && value === stored);
  if (settled === "connected" || settled === "registered") {
    if (!works) breach("definition", `${settled}, but the stored token does not work`);
  } else if (settled !== "refused" && settled !== "in-doubt") breach("settles", `reruns end in ${settled}`);
  // A hub that registered and refuses the confirmation lists the party as PLANNED, until its account team acts.
  const refusedOnce = schedule.hubFaults.some(([call]) => call === "PUT");
  // A run that takes a lock over removes the note if it is killed, with its runner, between its DELETE and its PUT.
  // And a run that finds the lock deleted cannot know that a proxy sent the run's own DELETE twice.
  const deletedTwice = schedule.vaultFaults.some(([call, fault]) => call === "DELETE lock" && fault === "duplicated");
  const vanishedBetween = schedule.post === "none" && runs.some(({ life }) => life.killed);
  // A command takes over in one act: its note is never lost.
  const noteLost = schedule.vault === "github" && (deletedTwice || vanishedBetween);
  if (settled === "registered" && !refusedOnce && !noteLost) breach("settles", "reruns end in registered");
  if (settled === "in-doubt" && vault.value(LOCK) === undefined) breach("lock in doubt", "it was given back");
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

/** The token's last byte arrived, and the process lived to write it down. */
function isCaptured({ delivered, to }: Issued): boolean {
  return delivered && !(to.killed && /^(?:state captured, before|POST, answered|PUT, answered)$/.test(to.lastEffect));
}

/** The run took over the lock of a run in doubt, and sent its POST before it asked the hub anything. */
function wasPostedBlindly({ hub, vault }: World, { life }: Ended): boolean {
  const [first, ...later] = vault.writes.filter((write) => write.life === life && write.call.endsWith(" lock"));
  const taken = later.find(({ call }) => call === "PUT lock");
  if (first?.call !== "DELETE lock" || taken === undefined) return false;
  return hub.seen.find((seen) => seen.life === life && seen.order > taken.order)?.method === "POST";
}

/**
 * The post step deletes no lock under which anything was sent, unless its run was about to delete it. It brings back
 * the locks that its run removed, and no others.
 */
function checkPostStep(
  { hub, vault, schedule }: World,
  run: Ended,
  breach: (invariant: InvariantName, what: string) => void,
): void {
  const writes = vault.writes.filter(({ call }) => call.endsWith(" lock"));
  const own = writes.filter(({ life }) => life === run.life);
  const rescued = writes.filter(({ life }) => life === run.rescuer);
  const sent = hub.seen.find(({ life, method }) => life === run.life && method !== "GET");
  if (sent !== undefined && !run.gaveBack && rescued.some(({ call }) => call === "DELETE lock"))
    breach("lock in doubt", `the post step gave it back after a ${sent.method} had left`);
  if (run.gaveBack && run.result === "in-doubt") breach("lock in doubt", "a run gave it back and was in doubt");
  const removed = own.length === 1 && own[0]?.call === "DELETE lock";
  // A DELETE without an answer may have removed the lock, and so may a DELETE that was a killed run's next effect.
  const removedPerhaps =
    run.life.lastEffect.startsWith("GitHub DELETE lock") ||
    schedule.vaultFaults.some(([call]) => call === "DELETE lock");
  if (!removed && !removedPerhaps && rescued.some(({ call }) => call === "PUT lock"))
    breach("only looks", "the post step wrote down a doubt that was not its run's to keep");
  // GitHub was up again by then, and there was no other run.
  const undisturbed = schedule.beside === "never" && schedule.post !== "none" && isOver(schedule);
  if (removed && undisturbed && !run.lockAfter) breach("lock in doubt", "it was taken over, and is gone");
}

/** At most one request to GitHub goes wrong, and that is the one for the lock. */
function isOver({ vaultFaults }: Schedule): boolean {
  return vaultFaults.length < 2 && vaultFaults.every(([call]) => call === "PUT lock");
}

const LEASE_MS = 5 * 60_000;
const passing = new Set<VaultFault>([
  ...(["429", "500", "secondary-limit", "lost-before", "lost-after", "duplicated"] as const),
  ...([
    "exit-1-before",
    "exit-1-after",
    "hangs-before",
    "hangs-after",
    "killed-before",
    "killed-after",
    "late",
  ] as const),
]);

/** Every fault of the storing is over at the next try, or with GitHub's new key. */
function hasPassed({ vaultFaults, cancelAt }: Schedule): boolean {
  const met = vaultFaults.flatMap(([call, fault]) => (call === "PUT secret" || call === "put" ? [fault] : []));
  const newKey = met.length === 1 && met[0] === "wrong-key";
  return cancelAt === undefined && (newKey || (met.length < 3 && met.every((fault) => passing.has(fault))));
}

/** The runner vanished with its state before the vault had answered. */
function vanished({ schedule }: World): boolean {
  return schedule.post === "none";
}

/** A proxy before the hub sends everything twice: the second request may undo what the first one got. */
function isDuplicated({ schedule }: World): boolean {
  return schedule.hubFaults.some(([, fault]) => fault === "duplicated");
}

function tookLockBefore(writes: readonly Write[], seen: Seen): boolean {
  return writes.some(
    ({ call, life, created, order }) => call === "PUT lock" && life === seen.life && created && order < seen.order,
  );
}

function isStoredBefore(writes: readonly Write[], seen: Seen): boolean {
  return writes.findLast(({ call, order }) => call.endsWith(" secret") && order < seen.order)?.value !== undefined;
}

function secretsOf(world: World): string[] {
  const initial = world.hub.everyInitialToken;
  return [...initial, ...world.hub.issued.map(({ value }) => value), world.platformToken, world.newPlatformToken];
}
