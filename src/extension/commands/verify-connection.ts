import { verifyConnection as verify } from "../stories/verify.ts";
import { targetOf, type Command } from "./target.ts";

/** Looks whether the connection works. */
export const verifyConnection: Command = async (services, argument) => {
  await services.ready;
  const entry = await targetOf(services, argument);
  if (entry !== undefined) await verify(services.story, entry);
};
