import { INSTALLED } from "../state/checklist.ts";
import { aboutConnection, hasHubToken, keyIn, type Command } from "./target.ts";

/** Says that a line of the checklist is done which no run can see. */
export const markAsDone: Command = async (services, argument) => mark(services, argument, services.flow.clock.now());

/** Takes that back. */
export const markAsNotDone: Command = async (services, argument) => mark(services, argument, undefined);

/** Says that the platform has the hub token: the checklist's line of it is done, and its node is, too. */
export const markAsInstalled = aboutConnection(
  async ({ connections, flow }, entry) => connections.confirm(entry, INSTALLED, flow.clock.now()),
  hasHubToken,
);

async function mark(services: Parameters<Command>[0], argument: unknown, at: Date | undefined): Promise<void> {
  const { connections, view } = services;
  const line = typeof argument === "string" ? view.nodeOf(argument)?.line : undefined;
  const key = keyIn(services, argument);
  const entry = key && connections.entry(key);
  if (line !== undefined && entry !== undefined) await connections.confirm(entry, line, at);
}
