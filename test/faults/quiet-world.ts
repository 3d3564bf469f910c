import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { loadCore } from "./core.ts";
import type { HubNature } from "./model-hub.ts";
import { World } from "./world.ts";

/** A hub that does what its documentation says. */
const documented: HubNature = {
  encoding: "plain",
  initialOpensVersions: true,
  versionsForEverybody: false,
  lists: "documented",
  details: "to whom they belong",
  needsConfirmation: true,
  secondPost: "unauthorised",
  shows: "presented",
  put: "keeps",
};

/** A world in which nothing goes wrong by itself, with a hub that is as documented but for what is said here. */
export async function quietWorld(nature: Partial<HubNature> = {}): Promise<World> {
  const core = await loadCore(fileURLToPath(new URL("../../src", import.meta.url)), ".ts");
  const tokens = { platform: randomBytes(24).toString("hex"), successor: randomBytes(24).toString("hex") };
  const key = await core.capsule.capsuleKey(new core.token.PlatformToken(tokens.platform));
  return new World(
    core,
    {
      seed: 1,
      profile: "chargeindia",
      command: "exchange",
      nature: { ...documented, ...nature },
      hubFaults: [],
      vaultFaults: [],
      killAt: undefined,
      cancelAt: undefined,
      strikes: "the first run",
      post: "all inputs",
      beside: "nobody",
      joinsAt: 1,
      stallsAt: undefined,
    },
    tokens,
    new Map([
      [tokens.platform, key],
      [tokens.successor, key],
    ]),
  );
}
