import { allConnectionsFindings } from "./all-connections.ts";
import { confirmationFindings } from "./confirmation.ts";
import { dryRunFindings } from "./dry-run.ts";
import type { Entry, FindingIn, Severity, Telling } from "./entry.ts";
import { exchangeFindings } from "./exchange.ts";
import { hubTokenFindings } from "./hub-token.ts";
import { hubFindings } from "./hub.ts";
import { inputFindings } from "./inputs.ts";
import { offlineFindings } from "./offline.ts";
import { partyFindings } from "./parties.ts";
import { partyListFindings } from "./party-list.ts";
import { planFindings } from "./plan.ts";
import { platformFindings } from "./platform.ts";
import { platformDetailsFindings } from "./platform-details.ts";
import { preflightFindings } from "./preflight.ts";
import { receiverFindings } from "./receivers.ts";
import { rehearsalFindings } from "./rehearsal.ts";
import { recoveryFindings } from "./recovery.ts";
import { routingFindings } from "./routing.ts";
import { runFindings } from "./run.ts";
import { sampleFileFindings } from "./sample-files.ts";
import { sampleFindings } from "./samples.ts";
import type { Said } from "./sentence.ts";
import { trackedIssueFindings } from "./tracked-issue.ts";
import { unregistrationFindings } from "./unregistration.ts";
import { vaultFindings } from "./vault.ts";
import { vaultCommandFindings } from "./vault-command.ts";

/** Everything that a run can find, by its code: one entry for each, in the file of its area. */
export const catalogue = {
  ...inputFindings,
  ...allConnectionsFindings,
  ...offlineFindings,
  ...hubFindings,
  ...platformFindings,
  ...platformDetailsFindings,
  ...preflightFindings,
  ...receiverFindings,
  ...rehearsalFindings,
  ...vaultFindings,
  ...vaultCommandFindings,
  ...exchangeFindings,
  ...recoveryFindings,
  ...hubTokenFindings,
  ...confirmationFindings,
  ...unregistrationFindings,
  ...partyFindings,
  ...dryRunFindings,
  ...sampleFileFindings,
  ...sampleFindings,
  ...partyListFindings,
  ...routingFindings,
  ...runFindings,
  ...trackedIssueFindings,
  ...planFindings,
};

/** What may be found: the code of an entry, with its parameters. */
export type Finding = FindingIn<typeof catalogue>;

/** The entry of a finding. */
export function entryFor({ code }: Finding): Entry<Finding> {
  // Each entry says what its own parameters mean, and the code is its name.
  return catalogue[code] as Entry<Finding>;
}

/** How serious a finding is. */
export function severityOf(finding: Finding): Severity {
  const { grade, severity } = entryFor(finding);
  return grade?.(finding) ?? severity;
}

/** The sentences of a finding, in the words of a face. */
export function sentences(finding: Finding, telling: Telling): Said {
  return entryFor(finding).say(finding, telling);
}

/** Of what was found the first that is in the way, or else the first: what a run ends for that it stops. */
export function foremost(findings: readonly Finding[]): Finding | undefined {
  return firstError(findings) ?? findings[0];
}

/** Of what was found the first that is in the way. */
export function firstError(findings: readonly Finding[]): Finding | undefined {
  return findings.find((finding) => severityOf(finding) === "error");
}

/** What may be found about the hub. */
export type HubFinding = FindingIn<typeof hubFindings>;
/** What may be found about the platform. */
export type PlatformFinding = FindingIn<typeof platformFindings & typeof preflightFindings>;
/** What may be found in the hub's list of parties. */
export type PartyListFinding = FindingIn<typeof partyListFindings>;
/** What may be found in a rehearsal. */
export type RehearsalFinding = FindingIn<typeof rehearsalFindings>;
/** What may be found about the vault. */
export type VaultFinding = FindingIn<typeof vaultFindings>;

/** What may be found in a sample of what the platform sends. */
export type SampleFinding = FindingIn<typeof sampleFindings>;

/** What may be found about a registration, from the first POST to the DELETE. */
export type RegistrationFinding = FindingIn<
  typeof exchangeFindings &
    typeof recoveryFindings &
    typeof hubTokenFindings &
    typeof confirmationFindings &
    typeof unregistrationFindings &
    typeof runFindings
>;
