import { Dice } from "./dice.ts";
import { commandCalls, commandFaults } from "./model-command.ts";
import { githubCalls, githubFaults } from "./model-github.ts";
import type { VaultCall, VaultFault } from "./model-vault.ts";
import { hubFaults, readFaults, type HubFault } from "./hub-faults.ts";
import type { HubNature, Manner } from "./hub-nature.ts";
import type { HubCall } from "./model-hub.ts";

/** A vault that the schedules know. */
export const vaultKinds = ["github", "command"] as const;
export type VaultKind = (typeof vaultKinds)[number];

/** What goes wrong in one story, and how its hub is: all of it follows from the seed. */
export interface Schedule {
  readonly seed: number;
  /** Who keeps the hub token. */
  readonly vault: VaultKind;
  readonly profile: "chargeindia" | "ocpi-2.2.1";
  readonly command: "exchange" | "rotate";
  readonly nature: HubNature;
  /** Which call each meets, and how many such calls pass before it. */
  readonly hubFaults: readonly (readonly [call: HubCall, fault: HubFault, skip: number])[];
  readonly vaultFaults: readonly (readonly [call: VaultCall, fault: VaultFault, skip: number])[];
  /** The effect at which a run is killed or cancelled: the first run, or the first rerun, which may have to recover. */
  readonly killAt: number | undefined;
  readonly cancelAt: number | undefined;
  readonly strikes: "the first run" | "the first rerun";
  /** What is given to the post step of a killed run, if the runner lives to see it. */
  readonly post: "all inputs" | "no inputs" | "none";
  /** A second run: with the first, at an effect of the first, after it with the old secrets, or beside the rerun. */
  readonly beside: "never" | "at once" | "a moment later" | "queued before" | "at the rerun";
  readonly joinsAt: number;
  /** The effect at which the second run waits until the other one has ended, or the rerun has come to `joinsAt`. */
  readonly stallsAt: number | undefined;
}

/** The schedule of a seed. */
export function scheduleOf(seed: number, vaultKind: VaultKind): Schedule {
  const dice = new Dice(seed);
  const profile = dice.chance(0.7) ? "chargeindia" : "ocpi-2.2.1";
  const command = dice.chance(0.8) ? "exchange" : "rotate";
  const nature = {
    encoding: dice.one(["plain", "base64"] as const),
    needsConfirmation: profile === "chargeindia",
    // Where the credentials have to be discovered, an initial token must open the versions.
    initialOpensVersions: profile === "ocpi-2.2.1" || dice.chance(0.75),
    secondPost: dice.one(["unauthorised", "unauthorised", "405", "registers-anew"] as const),
    shows: dice.one(["presented", "presented", "issued", "masked"] as const),
    // Not by the dice: what else a seed plays stays what it was.
    identity: (["documented", "in lower case", "flat", "absent"] as const)[seed % 4] ?? "documented",
    ...oddities(seed),
    put: dice.one(["keeps", "keeps", "replaces", "overlaps", "issues-a-dead-one"] as const),
  };
  const hub = faultsOfHub(command, dice);
  const vault = faultsOfVault(vaultKind, dice);
  const killed = dice.chance(0.4);
  const strikes = dice.chance(0.65) ? "the first run" : "the first rerun";
  const beside = dice.chance(0.7)
    ? "never"
    : dice.one(["at once", "a moment later", "queued before", "at the rerun", "at the rerun"] as const);
  // What strikes at the rerun is to find something that is in doubt.
  if ((strikes === "the first rerun" || beside === "at the rerun") && dice.chance(0.4)) {
    const lost = dice.one(["reset-before", "timeout-after", "500-before", "502-page-after"] as const);
    hub.splice(0, hub.length, ["PUT", lost, 0], ["PUT", lost, 0]);
  }
  return {
    seed,
    vault: vaultKind,
    profile,
    command,
    hubFaults: hub,
    vaultFaults: vault,
    // Anywhere, and often where a run takes the lock, or takes one over.
    killAt: killed ? dice.one([1 + dice.below(90), 1 + dice.below(40), 14 + dice.below(16)]) : undefined,
    cancelAt: !killed && dice.chance(0.15) ? 1 + dice.below(90) : undefined,
    strikes,
    post: dice.one(["all inputs", "all inputs", "no inputs", "none"]),
    beside,
    // At the rerun, often while the one has taken the lock over, and the other has only seen it.
    joinsAt: beside === "at the rerun" && dice.chance(0.7) ? 28 + dice.below(30) : 1 + dice.below(60),
    stallsAt: dice.chance(0.7) ? dice.one([1 + dice.below(60), 14 + dice.below(12), 17 + dice.below(6)]) : undefined,
    nature: { ...nature, ...showing(profile, dice) },
  };
}

/** What else hubs and platforms do otherwise. Not by the dice either. */
function oddities(
  seed: number,
): Pick<
  HubNature,
  "detailsForEverybody" | "breaksAtUndecoded" | "slashes" | "refusesWith" | "breaksWith" | "platform"
> {
  const refusals: readonly Manner[] = [
    { status: 200, code: 2000 },
    { status: 400, code: 2001 },
    { status: 200, code: 2001 },
  ];
  const crashes: readonly Manner[] = [
    { status: 500, code: 3000 },
    { status: 200, code: 3000 },
    { status: 500, code: undefined },
  ];
  const platforms = ["as it should be", "takes Base64 alone", "lists details that are gone"] as const;
  return {
    detailsForEverybody: seed % 5 === 0,
    breaksAtUndecoded: seed % 7 === 3,
    slashes: seed % 6 === 1,
    refusesWith: refusals[Math.floor(seed / 3) % 3] ?? { status: 200, code: 2000 },
    breaksWith: crashes[seed % 3] ?? { status: 500, code: 3000 },
    platform: seed % 8 < 6 ? "as it should be" : (platforms[seed % 3] ?? "as it should be"),
  };
}

function faultsOfHub(command: Schedule["command"], dice: Dice): [HubCall, HubFault, number][] {
  const changing: HubCall = command === "rotate" ? "PUT" : dice.chance(0.65) ? "POST" : "PUT";
  const hub: [HubCall, HubFault, number][] = [];
  if (dice.chance(0.75)) hub.push([changing, dice.one(hubFaults), 0]);
  if (dice.chance(0.2)) hub.push([changing, dice.one(hubFaults), 0]);
  // At the look, after the POST, or while the rerun finds out.
  for (let chances = 3; chances > 0; chances -= 1) {
    const fault = dice.chance(0.3) ? dice.one(["401", "code-2000"] as const) : dice.one(readFaults);
    if (dice.chance(0.12)) hub.push(["GET", fault, dice.one([0, dice.below(12), dice.below(12)])]);
  }
  return hub;
}

function faultsOfVault(kind: VaultKind, dice: Dice): [VaultCall, VaultFault, number][] {
  const vault: [VaultCall, VaultFault, number][] = [];
  if (dice.chance(0.35)) {
    const call = dice.one<VaultCall>(kind === "github" ? githubCalls : commandCalls);
    const fault = dice.one<VaultFault>(kind === "github" ? githubFaults : commandFaults);
    // Some pass by themselves, some outlast every retry.
    const times = dice.one([1, 1, 2, 8]);
    const skip = dice.one([0, 0, 1]);
    for (let count = 0; count < times; count += 1) vault.push([call, fault, count === 0 ? skip : 0]);
  }
  return vault;
}

/** What a hub shows, and to whom. */
function showing(
  profile: Schedule["profile"],
  dice: Dice,
): Pick<HubNature, "versionsForEverybody" | "lists" | "details"> {
  const versionsForEverybody = dice.chance(0.25);
  const usual = ["documented", "documented", "documented", "documented", "by http", "a path"] as const;
  // Where the credentials have to be discovered, the details must open where they are listed.
  if (profile === "ocpi-2.2.1") return { versionsForEverybody, lists: dice.one(usual), details: "to whom they belong" };
  const lists = dice.one([...usual, "a forbidden place", "another host"] as const);
  const details = dice.chance(0.8) ? "to whom they belong" : dice.one(["to no client", "not understood"] as const);
  // A hub that shows its versions to every client, and its details to none, gives no way to see whether a token works.
  const isSeen = details === "to whom they belong" && lists !== "another host";
  return { versionsForEverybody: versionsForEverybody && isSeen, lists, details };
}
