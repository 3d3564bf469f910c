import { chargeindia } from "./chargeindia.ts";
import { ocpi221 } from "./ocpi-2.2.1.ts";
import type { Profile } from "./profile.ts";

/** The hubs that we know. */
const profiles: readonly Profile[] = [chargeindia, ocpi221];

/** The hub where neither an input nor the file names one. */
export const defaultProfile = chargeindia;

/** The names that `hub-profile` may have. */
export const profileNames = profiles.map((profile) => profile.name);

/** The profile of this name, or undefined. */
export function profileNamed(name: string): Profile | undefined {
  return profiles.find((profile) => profile.name === name);
}
