import * as l10n from "@vscode/l10n";
import { offlineEntryFor, offlineSentences, type OfflineFinding } from "../../core/findings/offline.ts";
import type { Source } from "../../core/findings/source.ts";
import { parseConfig } from "../../core/config/config-file.ts";
import { describedConnection } from "../../core/config/description.ts";
import type { CredentialsRole } from "../../core/ocpi/party.ts";
import { hubAddress } from "../../core/peer/hub-address.ts";
import { chargeindia } from "../../core/profiles/chargeindia.ts";
import { defaultProfile } from "../../core/profiles/hubs.ts";
import { ocpi221 } from "../../core/profiles/ocpi-2.2.1.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { editorWords } from "../../core/findings/editor-words.ts";
import type { Words } from "../../core/findings/words.ts";

/*
 * What is wrong with an answer to a step of Add Connection: the sentence, or undefined. The core's own checks decide, on a
 * connection in which nothing else is wrong, so that a box says what the exchange would say.
 */

/** Something that is asked for, with what else the check has to know. */
interface Answers {
  readonly profile: Profile;
  readonly hubUrl: string;
  readonly platformUrl: string;
  readonly role: CredentialsRole;
}

const role = { role: "CPO", country_code: "IN", party_id: "ABC", business_details: { name: "A company" } };
const right: Answers = {
  profile: defaultProfile,
  hubUrl: "https://hub.example.com/ocpi/versions",
  platformUrl: "https://platform.example.com/ocpi/2.2.1",
  role,
};

/** A hub that is not ChargeIndia Hub may have any versions URL. */
export function checkHubUrl(value: string): string | undefined {
  const asDefault = complaint({ hubUrl: value, profile: chargeindia });
  const other = isChargeIndia(value) ? asDefault : complaint({ hubUrl: value, profile: ocpi221 });
  return asDefault === undefined || other === undefined ? undefined : asDefault;
}

/** Whether an address is one of ChargeIndia's. */
export function isChargeIndia(url: string): boolean {
  return /(?:^|\.)chargeindia\.com$/.test(URL.parse(url)?.hostname ?? "");
}

/** @param hubUrl the hub's address: a platform at a sandbox may do without https. */
export function checkPlatformUrl(value: string, hubUrl = right.hubUrl): string | undefined {
  const profile = hubAddress(hubUrl, chargeindia) === undefined ? ocpi221 : chargeindia;
  return complaint({ platformUrl: value, hubUrl, profile });
}

/** @param profile the hub's: some expect parties of one country only. */
export function checkCountry(value: string, profile: Profile = defaultProfile): string | undefined {
  return complaint({ role: { ...role, country_code: value }, profile });
}

/** @param countryCode the party's country: no platform may take the hub's own party. */
export function checkPartyId(
  value: string,
  countryCode: string = role.country_code,
  profile: Profile = defaultProfile,
): string | undefined {
  return complaint({ role: { ...role, party_id: value, country_code: countryCode }, profile });
}

/** The name is what other parties at the hub see. */
export function checkBusinessName(value: string): string | undefined {
  return complaint({ role: { ...role, business_details: { name: value } } });
}

/** @param taken the names that the file has already. */
export function checkName(value: string, taken: readonly string[] = []): string | undefined {
  if (taken.includes(value)) return l10n.t("ocpi.yml has a connection of this name already.");
  // As JSON, so that whatever is in the name is nothing but a name.
  const parsed = parseConfig(JSON.stringify({ version: 1, connections: { [value]: {} } }), "ocpi.yml");
  if ("config" in parsed) return undefined;
  const [finding] = parsed.findings;
  const names = finding?.code === "config-value" ? finding.names : undefined;
  return names === undefined ? l10n.t("This is not a name.") : `Use ${names}.`;
}

const asked: Readonly<Record<string, string>> = {
  hub: "The hub's address",
  platform: "Your platform's URL",
  country_code: "The country code",
  party_id: "The party id",
  "business_details.name": "The name",
};
const boxWords: Words = { ...editorWords, given: (name) => asked[name] ?? editorWords.given(name) };

/** What the exchange would refuse. What it would only warn of, the file's diagnostics tell. */
function complaint(answers: Partial<Answers>): string | undefined {
  const { profile, hubUrl, platformUrl, role: party } = { ...right, ...answers };
  const described = describedConnection(
    {
      name: "",
      profile,
      hubUrl: { value: hubUrl, source: { name: "hub" } },
      encoding: "auto",
      allowedOrigins: [],
      platformUrl: { value: platformUrl, source: { name: "platform" } },
      roles: [party],
      receivers: [],
      routing: [],
      sourceOfRole: (_index, field): Source => ({ name: field }),
    },
    true,
  );
  const findings: readonly OfflineFinding[] = "findings" in described ? described.findings : [];
  const finding = findings.find((one) => offlineEntryFor(one).severity === "error");
  if (finding === undefined) return undefined;
  const { message, fix = "" } = offlineSentences(finding, { words: boxWords, profile });
  return [...message, fix].join(" ").trim().replaceAll("`", "");
}
