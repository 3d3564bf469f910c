import { chargeindia } from "./chargeindia.ts";
import type { Profile } from "./profile.ts";

/** The hubs that we know. */
const profiles: readonly Profile[] = [chargeindia];

export const defaultProfile = chargeindia;

export const profileNames = profiles.map((profile) => profile.name);

/** The profile of this name, or undefined. */
export function profileNamed(name: string): Profile | undefined {
  return profiles.find((profile) => profile.name === name);
}
