import type { Fact } from "./fact.ts";

export type Severity = "error" | "warning" | "info";

/** Who has to act. */
export type Who = "you" | "platform" | "account-team" | "hub";

export interface Rule {
  /** The number of the check; `INPUT`, `CONFIG`, `VAULT` and `NET` where the catalogue of OCPI checks has none. */
  readonly check: string;
  readonly severity: Severity;
  readonly who: Who;
  /** Where the rule comes from. */
  readonly source: string;
}

const you = (check: string, source: string, severity: Severity = "error"): Rule => ({
  check,
  severity,
  who: "you",
  source,
});
const hub = (check: string, severity: Severity, source: string): Rule => ({ check, severity, who: "hub", source });
const platform = (check: string, source: string, severity: Severity = "error"): Rule => ({
  check,
  severity,
  who: "platform",
  source,
});
const team = (check: string, source: string, severity: Severity = "error"): Rule => ({
  check,
  severity,
  who: "account-team",
  source,
});

const OURS = "OCPI Onboarding";
const DETAILS = "OCPI 2.2.1 version_information_endpoint";
const CREDENTIALS = "OCPI 2.2.1 credentials";
const TRANSPORT = "OCPI 2.2.1 transport_and_format";
const CLIENT_INFO = "OCPI 2.2.1 mod_hub_client_info";
const ONBOARDING = "ChargeIndia Hub, onboarding";

/**
 * The rule behind each fact. A severity says what the fact means for the exchange: an error is in its way, a warning is
 * not. Where the catalogue of checks only grades conformance, the two may differ.
 */
export const rules: Readonly<Record<Fact["code"], Rule>> = {
  "input-missing": you("INPUT", OURS),
  "input-blank": you("INPUT", OURS),
  "input-not-one-of": you("INPUT", OURS),
  "input-duration": you("INPUT", OURS),
  "input-secret-name": you("INPUT", "GitHub, naming your secrets"),
  "input-repository": you("INPUT", OURS),
  "party-incomplete": you("INPUT", OURS),
  "input-report-path": you("INPUT", OURS),
  "input-needs": you("INPUT", OURS),
  "hub-twice": you("INPUT", OURS),
  "event-refused": you("INPUT", OURS),
  "event-needs-origin": you("INPUT", OURS),
  "event-ignores-origins": you("INPUT", OURS, "info"),
  "tls-switch-ignored": you("NET", OURS, "warning"),
  "input-overrides-file": you("INPUT", OURS, "info"),

  "config-missing": you("CONFIG", OURS),
  "config-syntax": you("CONFIG", "YAML 1.2"),
  "config-unknown-key": you("CONFIG", OURS),
  "config-size": you("CONFIG", OURS),
  "config-more": you("CONFIG", OURS, "warning"),
  "config-token": you("CONFIG", OURS),
  "config-value": you("CONFIG", OURS),
  "connection-unknown": you("CONFIG", OURS),
  "connection-ambiguous": you("CONFIG", OURS),

  "token-whitespace": you("PAY-04", TRANSPORT),
  "token-scheme": you("PAY-04", TRANSPORT),
  "token-capsule": you("PAY-05", OURS),
  "token-length": you("PAY-02", CREDENTIALS),
  "token-characters": you("PAY-03", CREDENTIALS),
  "token-placeholder": you("PAY-05", ONBOARDING),
  "token-same": you("PAY-07", CREDENTIALS),
  "token-weak": you("PAY-06", OURS),
  "url-malformed": you("PAY-10", "OCPI 2.2.1 types, URL"),
  "hub-url-path": you("PAY-10", OURS),
  "url-insecure": you("PAY-11", `${TRANSPORT}, Security`),
  "url-length": you("PAY-10", "OCPI 2.2.1 types, URL"),
  "url-credentials": you("PAY-13", OURS),
  "roles-empty": you("PAY-16", CREDENTIALS),
  "role-unknown": you("PAY-17", "OCPI 2.2.1 types, Role; ChargeIndia Hub, onboarding"),
  "role-hub": you("PAY-18", CREDENTIALS),
  "party-id": you("PAY-21", "ChargeIndia Hub, India conventions"),
  "country-code": you("PAY-22", CREDENTIALS),
  "country-foreign": you("PAY-23", "ChargeIndia Hub, India conventions", "warning"),
  "lower-case": you("PAY-24", "ocpi/ocpi#535"),
  "party-twice": you("PAY-25", CREDENTIALS),
  "party-other-than-assigned": you("PAY-26", ONBOARDING, "warning"),
  "party-is-hub": you("PAY-27", OURS),
  "business-details": you("PAY-28", CREDENTIALS),
  "business-name": you("PAY-29", "OCPI 2.2.1 mod_locations, BusinessDetails"),

  "hub-no-answer": you("NET", OURS),
  "hub-odd-answer": you("HUB-09", TRANSPORT),
  "hub-redirects": you("HUB-03", OURS),
  "initial-token-refused": hub("HUB-04", "info", CREDENTIALS),
  "hub-token-refused": team("HSK-23", CREDENTIALS),
  "hub-token-limited": you("HCI-17", `${TRANSPORT}, Authorization header`),
  "tokens-swapped": you("PAY-07", OURS),
  "hub-wants-other-encoding": hub("HUB-05", "warning", `${TRANSPORT}, Authorization header`),
  "hub-version-missing": you("HUB-17", CREDENTIALS),
  "hub-versions-unreadable": you("HUB-15", DETAILS),
  "hub-versions-wrapped": hub("HUB-15", "warning", DETAILS),
  "hub-details-unreadable": hub("HUB-21", "error", DETAILS),
  "hub-details-version": hub("HUB-22", "warning", DETAILS),
  "hub-entries-unreadable": hub("HUB-23", "warning", DETAILS),
  "hub-url-elsewhere": hub("HUB-20", "error", OURS),
  "hub-module-elsewhere": hub("HUB-32", "warning", OURS),
  "hub-endpoint-missing": hub("HUB-25", "warning", DETAILS),
  "hub-endpoint-undocumented": hub("HUB-27", "warning", "ChargeIndia Hub, API reference"),
  "hub-content-type": hub("HUB-08", "warning", TRANSPORT),
  "hub-no-timestamp": hub("HUB-12", "info", TRANSPORT),
  "hub-timestamp": hub("HUB-13", "warning", "OCPI 2.2.1 types, DateTime"),

  "platform-no-answer": platform("PRT-03", CREDENTIALS),
  "platform-refuses-token": platform("PRT-04", CREDENTIALS),
  "platform-redirects": platform("PRT-24", "ChargeIndia Hub, connection health"),
  "platform-odd-answer": platform("PRT-21", TRANSPORT),
  "platform-version-missing": platform("PRT-11", CREDENTIALS),
  "platform-shape": platform("PRT-10", CREDENTIALS),
  "platform-details-url": platform("PRT-10", CREDENTIALS),
  "platform-other-encoding": platform("PRT-05", "ChargeIndia Hub, authentication", "warning"),

  "vault-forbidden": you("VAULT", "GitHub, permissions for secrets"),
  "vault-failed": you("VAULT", OURS),
  "vault-unread": you("VAULT", OURS, "info"),
  "secret-exists": you("VAULT", OURS),
  "slot-held": you("VAULT", OURS),
  "slot-left": you("VAULT", OURS, "warning"),

  "first-run-needs-initial-token": you("INPUT", OURS),
  "post-not-sent": you("NET", OURS),
  "post-unauthorised": you("HSK-07", CREDENTIALS),
  "post-already-registered": you("HSK-06", CREDENTIALS),
  "post-platform-unusable": platform("HSK-08", "OCPI 2.2.1 status_codes"),
  "post-version": platform("HSK-09", "OCPI 2.2.1 status_codes"),
  "post-endpoints": platform("HSK-10", "OCPI 2.2.1 status_codes"),
  "post-refused": you("HSK-11", "OCPI 2.2.1 status_codes"),
  "post-lost": hub("HSK-32", "warning", TRANSPORT),
  "post-in-doubt": team("HSK-32", TRANSPORT),
  "post-unreadable": team("HSK-12", CREDENTIALS),
  "recovery-needs-initial-token": team("HSK-32", OURS),
  "recovery-initial-token-refused": team("HSK-32", OURS),
  "stopped-in-doubt": you("HSK-32", OURS),
  "recovery-not-possible": you("HSK-32", OURS),
  "capsule-unopened": you("INPUT", OURS),
  "capsule-differs": you("INPUT", OURS),
  recovered: you("HSK-32", OURS, "info"),
  "token-in-error-answer": hub("HSK-05", "warning", "OCPI 2.2.1 status_codes"),
  "token-in-broken-answer": hub("HSK-12", "warning", CREDENTIALS),
  "token-unusual": hub("HSK-12", "warning", CREDENTIALS),
  "token-unstored": you("HSK-14", OURS),
  "token-unproven": team("HSK-23", CREDENTIALS),
  "token-untried": you("HSK-23", CREDENTIALS),
  "hub-other-party": you("HSK-18", ONBOARDING),
  "hub-not-alone": hub("HSK-17", "error", CREDENTIALS),
  "hub-no-business-details": hub("HSK-20", "info", CREDENTIALS),
  "confirm-refused": team("HSK-25", ONBOARDING),
  "confirm-not-possible": team("HSK-26", CREDENTIALS, "warning"),
  "confirm-unreadable": team("HSK-27", CREDENTIALS),
  "confirm-in-doubt": team("HSK-32", TRANSPORT),
  "confirm-changed-token": hub("HSK-27", "info", CREDENTIALS),
  "confirm-token-not-working": hub("HSK-28", "warning", CREDENTIALS),
  "confirmation-outstanding": you("HSK-25", ONBOARDING, "warning"),
  "slot-outlived": you("HSK-32", OURS),
  "not-verified": you("HCI-12", OURS, "warning"),
  "update-refused": team("HSK-25", CREDENTIALS),
  "not-unregistered": you("HSK-35", CREDENTIALS),
  "still-registered": team("HSK-35", CREDENTIALS),
  "unregister-in-doubt": hub("HSK-35", "error", CREDENTIALS),
  "nothing-to-unregister": team("HSK-35", CREDENTIALS),
  "secret-left": you("VAULT", OURS, "warning"),
  "unregister-not-offered": you("INPUT", OURS),
  cancelled: you("INPUT", OURS),
  "state-unwritable": you("VAULT", OURS, "warning"),
  unexpected: you("INPUT", OURS),

  "no-party-given": you("HCI-11", ONBOARDING),
  "party-not-connected": team("HCI-12", "ChargeIndia Hub, connection health"),
  "parties-unreadable": you("HCI-01", CLIENT_INFO),
  "party-other-role": team("HCI-13", CLIENT_INFO, "warning"),
};
