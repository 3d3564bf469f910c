import type { Finding } from "../core/findings/catalogue.ts";
import type { PlatformDescription } from "../core/config/description.ts";
import { capsuleDifference } from "../core/onboarding/capsule-match.ts";
import { UNNAMED_CONNECTION, type Connection, type RegistrationJob } from "../core/onboarding/connection.ts";
import { originOf } from "./connection-inputs.ts";
import type { RunnerContext } from "./runner-context.ts";
import type { SecretLocation } from "./step-state.ts";
import { locationOf } from "./vault.ts";

/**
 * The token in the recovery capsule, if everything that is sealed in it is what this job says.
 * @param text the capsule as it was given.
 * @returns undefined where none was opened; a finding where something differs.
 */
export function givenCapsule(
  text: string,
  { capsule }: RunnerContext,
  description: PlatformDescription | undefined,
  vault: SecretLocation | undefined,
): RegistrationJob["capsule"] | Finding {
  if (capsule === undefined || "failure" in capsule) return undefined;
  const name = description?.name;
  const difference = capsuleDifference(capsule.content, {
    hub: description?.hubUrl === undefined ? undefined : originOf(description.hubUrl.value),
    parties: description?.roles ?? [],
    connection: name === UNNAMED_CONNECTION ? undefined : name,
    secret: vault === undefined ? undefined : locationOf(vault),
  });
  if (difference !== undefined) return { code: "capsule-differs", ...difference };
  return { text, token: capsule.token, sealed: capsule.content };
}

/** A capsule knows for whom it was made: on another machine it need not be said again. */
export function withParties(connection: Connection, { capsule }: RunnerContext): Connection {
  if (connection.roles.length > 0 || capsule === undefined || !("content" in capsule)) return connection;
  const roles = capsule.content.parties.map((party) => ({ ...party, business_details: { name: "" } }));
  return { ...connection, roles };
}
