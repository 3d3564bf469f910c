import { recoverHubToken as recover, rotateToken as rotate, updateRegistration as update } from "../flows/change.ts";
import { aboutConnection } from "./target.ts";

/** Gives the hub a new platform token. */
export const rotateToken = aboutConnection(async ({ story }, entry) => rotate(story, entry));

/** Tells the hub the URL and the roles that `ocpi.yml` has now. */
export const updateRegistration = aboutConnection(async ({ story }, entry) => update(story, entry));

/** Stores the hub token out of a recovery capsule. */
export const recoverHubToken = aboutConnection(async ({ story }, entry) => recover(story, entry));
