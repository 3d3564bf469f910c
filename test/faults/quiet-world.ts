import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { CapsuleKey } from "../../src/core/onboarding/capsule.ts";
import { loadCore } from "./core.ts";
import type { HubNature } from "./hub-nature.ts";
import type { Schedule } from "./schedule.ts";
import { World, type PlatformTokens } from "./world.ts";

/** A hub that does what its documentation says. */
const documented: HubNature = {
  encoding: "plain",
  initialOpensVersions: true,
  versionsForEverybody: false,
  detailsForEverybody: false,
  breaksAtUndecoded: false,
  slashes: false,
  refusesWith: { status: 200, code: 2000 },
  breaksWith: { status: 500, code: 3000 },
  platform: "as it should be",
  lists: "documented",
  details: "to whom they belong",
  needsConfirmation: true,
  secondPost: "unauthorised",
  shows: "presented",
  identity: "documented",
  put: "keeps",
};

/** A schedule in which nothing goes wrong by itself, with a hub that is as documented but for what is said here. */
export function quietSchedule(nature: Partial<HubNature> = {}): Schedule {
  return {
    seed: 1,
    vault: "github",
    profile: "chargeindia",
    command: "exchange",
    nature: { ...documented, ...nature },
    hubFaults: [],
    vaultFaults: [],
    killAt: undefined,
    cancelAt: undefined,
    strikes: "the first run",
    post: "all inputs",
    beside: "never",
    joinsAt: 1,
    stallsAt: undefined,
  };
}

// The same for all worlds of a process: to derive their key takes longer than all that most tests do with it.
const usual: PlatformTokens = {
  platform: randomBytes(24).toString("hex"),
  successor: randomBytes(24).toString("hex"),
};
const derived = new Map<string, Promise<CapsuleKey>>();

/** A world with such a schedule. */
export async function quietWorld(nature: Partial<HubNature> = {}, tokens: PlatformTokens = usual): Promise<World> {
  const core = await loadCore(fileURLToPath(new URL("../../src", import.meta.url)), ".ts");
  const deriving =
    derived.get(tokens.platform) ?? core.capsule.capsuleKey(new core.token.PlatformToken(tokens.platform));
  derived.set(tokens.platform, deriving);
  const key = await deriving;
  const keys = new Map(Object.values(tokens).map((token: string) => [token, key]));
  return new World(core, quietSchedule(nature), tokens, keys);
}
