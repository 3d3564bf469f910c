import { recoverHubToken as recover, rotateToken as rotate, updateRegistration as update } from "../stories/change.ts";
import { targetOf, type Command } from "./target.ts";

/** Gives the hub a new platform token. */
export const rotateToken: Command = async (services, argument) => {
  await services.ready;
  const entry = await targetOf(services, argument);
  if (entry !== undefined) await rotate(services.story, entry);
};

/** Tells the hub the URL and the roles that `ocpi.yml` has now. */
export const updateRegistration: Command = async (services, argument) => {
  await services.ready;
  const entry = await targetOf(services, argument);
  if (entry !== undefined) await update(services.story, entry);
};

/** Stores the hub token out of a recovery capsule. */
export const recoverHubToken: Command = async (services, argument) => {
  await services.ready;
  const entry = await targetOf(services, argument);
  if (entry !== undefined) await recover(services.story, entry);
};
