import { Dice } from "./dice.ts";
import { vaultCalls, vaultFaults, type VaultCall, type VaultFault } from "./model-github.ts";
import { hubFaults, readFaults, type HubCall, type HubFault, type HubNature } from "./model-hub.ts";

/** What goes wrong in one story, and how its hub is: all of it follows from the seed. */
export interface Schedule {
  readonly seed: number;
  readonly profile: "chargeindia" | "ocpi-2.2.1";
  readonly command: "exchange" | "rotate";
  readonly nature: HubNature;
  readonly hubFaults: readonly (readonly [HubCall, HubFault])[];
  readonly vaultFaults: readonly (readonly [VaultCall, VaultFault])[];
  /** The effect at which the first run is killed, or told to stop. */
  readonly killAt: number | undefined;
  readonly cancelAt: number | undefined;
  /** What is given to the post step of a killed run, if the runner lives to see it. */
  readonly post: "all inputs" | "no inputs" | "none";
  /** A second run: at the same moment, at an effect of the first, or after it with the secrets of before. */
  readonly beside: "nobody" | "at once" | "a moment later" | "queued before";
  readonly joinsAt: number;
}

/** The schedule of a seed. */
export function scheduleOf(seed: number): Schedule {
  const dice = new Dice(seed);
  const profile = dice.chance(0.7) ? "chargeindia" : "ocpi-2.2.1";
  const command = dice.chance(0.8) ? "exchange" : "rotate";
  const nature: HubNature = {
    encoding: dice.one(["plain", "base64"]),
    needsConfirmation: profile === "chargeindia",
    // Where the credentials have to be discovered, an initial token must open the versions.
    initialOpensVersions: profile === "ocpi-2.2.1" || dice.chance(0.75),
    secondPost: dice.one(["unauthorised", "unauthorised", "405", "registers-anew"]),
    showsIssued: dice.chance(0.25),
    put: dice.one(["keeps", "keeps", "replaces", "overlaps", "issues-a-dead-one"]),
  };
  const changing: HubCall = command === "rotate" ? "PUT" : dice.chance(0.65) ? "POST" : "PUT";
  const hub: [HubCall, HubFault][] = [];
  if (dice.chance(0.75)) hub.push([changing, dice.one(hubFaults)]);
  if (dice.chance(0.2)) hub.push([changing, dice.one(hubFaults)]);
  if (dice.chance(0.15)) hub.push(["GET", dice.one(readFaults)]);
  const vault: [VaultCall, VaultFault][] = [];
  if (dice.chance(0.35)) {
    const call = dice.one(vaultCalls);
    const fault = dice.one(vaultFaults);
    // Some pass by themselves, some outlast every retry.
    const times = dice.one([1, 1, 2, 8]);
    for (let count = 0; count < times; count += 1) vault.push([call, fault]);
  }
  const killed = dice.chance(0.4);
  return {
    seed,
    profile,
    command,
    nature,
    hubFaults: hub,
    vaultFaults: vault,
    killAt: killed ? 1 + dice.below(90) : undefined,
    cancelAt: !killed && dice.chance(0.15) ? 1 + dice.below(90) : undefined,
    post: dice.one(["all inputs", "all inputs", "no inputs", "none"]),
    beside: dice.chance(0.75) ? "nobody" : dice.one(["at once", "a moment later", "queued before"]),
    joinsAt: 1 + dice.below(60),
  };
}
