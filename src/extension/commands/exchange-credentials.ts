import { Uri } from "vscode";
import { exchange } from "../stories/exchange.ts";
import { addConnectionTo } from "./add-connection.ts";
import { isInSidebar, targetOf, type Command } from "./target.ts";

/** Registers the platform at the hub. Without any connection one is described first, and then it goes on. */
export const exchangeCredentials: Command = async (services, argument) => {
  await services.ready;
  if (argument instanceof Uri && !(await isInSidebar(services, argument.toString()))) return;
  const none = services.connections.entries.length === 0 && services.connections.configState !== "invalid";
  const entry = none ? await addConnectionTo(services) : await targetOf(services, argument);
  if (entry !== undefined) await exchange(services.story, entry);
};
