import type { RegistrationContext } from "./context.ts";

/**
 * Opens the connection for what this run will send next that changes something at the hub, while an answer before it is awaited. Each
 * such request has a connection of its own; one that is fresh still is not opened anew.
 * @param next a request that changes something, or the confirmation, which not every hub asks for.
 * @param url where it goes; undefined where that is not known yet.
 */
export function connectAhead(
  { hub, job, sender }: RegistrationContext,
  next: "change" | "confirmation",
  url: string | undefined,
): void {
  // Nothing is sent then: no platform is registered, or the run is only tried.
  if (sender === undefined || job.dryRun !== undefined || url === undefined) return;
  if (next === "change" || job.connection.profile.confirms) hub.connectAhead(url);
}
