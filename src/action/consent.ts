import { checkConsent } from "../core/checks/consent.ts";
import type { PlatformDescription } from "../core/config/description.ts";
import type { Finding } from "../core/findings/catalogue.ts";
import { assignedCodes } from "./connection-inputs.ts";
import type { Command, Inputs } from "./inputs.ts";
import { isRegistrationCommand } from "./needs.ts";
import { trustedEvents } from "./trusted-events.ts";

/** Whether test objects may be made on the platform, and what is wrong with that. */
export interface Consent {
  readonly isGiven: boolean;
  readonly faults: readonly Finding[];
}

/** The consent that the input `allow-test-writes` gives, for a platform that is described like this. */
export function consentOf(
  { allowTestWrites, platformToken }: Inputs,
  description: PlatformDescription | undefined,
): Consent {
  if (allowTestWrites === "") return { isGiven: false, faults: [] };
  const faults: Finding[] = [];
  if (platformToken === undefined) faults.push({ code: "input-missing", input: "platform-token", secret: true });
  // Test objects name the party whose driver charges.
  if (description?.roles.some((party) => party.country_code === "" || party.party_id === "") === true) {
    faults.push({ code: "party-incomplete", missing: [...assignedCodes] });
  }
  const url = description?.platformUrl?.value;
  if (url !== undefined) faults.push(...checkConsent(allowTestWrites, url));
  return { isGiven: true, faults };
}

/** Why a command does not run here: what changes something is not for events on which other people have a say. */
export function refusalOf(command: Command, { allowTestWrites }: Inputs, event: string): Finding | undefined {
  const consents = allowTestWrites !== "";
  if (consents && command !== "rehearse") return { code: "consent-unused", command };
  const changes = isRegistrationCommand(command) || consents;
  return changes && !trustedEvents.has(event) ? { code: "event-refused", event, command } : undefined;
}
