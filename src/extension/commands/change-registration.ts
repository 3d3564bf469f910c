import { recoverHubToken as recover, rotateToken as rotate, updateRegistration as update } from "../flows/change.ts";
import { aboutConnection } from "./target.ts";

/** Gives the hub a new platform token. */
export const rotateToken = aboutConnection(async ({ flow }, entry) => rotate(flow, entry));

/** Tells the hub the URL and the roles that `ocpi.yml` has now. */
export const updateRegistration = aboutConnection(async ({ flow }, entry) => update(flow, entry));

/** Stores the hub token out of a recovery capsule. */
export const recoverHubToken = aboutConnection(async ({ flow }, entry) => recover(flow, entry));
