import { Uri } from "vscode";
import { exchange } from "../flows/exchange.ts";
import { addConnectionTo } from "./add-connection.ts";
import { isInSidebar, targetOf, type Command } from "./target.ts";

/** Registers the platform at the hub. Without any connection one is described first, and then it goes on. */
export const exchangeCredentials: Command = async (services, argument) => {
  await services.ready;
  const file = argument instanceof Uri ? argument : undefined;
  if (file !== undefined && !(await isInSidebar(services, file.toString()))) return;
  const { entries, configState } = services.connections;
  const none =
    file === undefined
      ? argument === undefined && entries.length === 0 && configState !== "invalid"
      : entries.every(({ key }) => key.config !== file.toString());
  const entry = none ? await addConnectionTo(services, file) : await targetOf(services, argument);
  if (entry !== undefined) await exchange(services.flow, entry);
};
