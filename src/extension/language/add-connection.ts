import * as l10n from "@vscode/l10n";
import { hubAddress, isLoopback } from "../../core/peer/hub-address.ts";
import { chargeindia } from "../../core/profiles/chargeindia.ts";
import { defaultProfile } from "../../core/profiles/hubs.ts";
import { ocpi221 } from "../../core/profiles/ocpi-2.2.1.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { Choice, Dialogs, TextQuestion } from "../dialogs.ts";
import {
  checkBusinessName,
  checkCountry,
  checkHubUrl,
  checkName,
  checkPartyId,
  checkPlatformUrl,
  isChargeIndia,
} from "./connection-checks.ts";
import type { NewConnection } from "./with-connection.ts";

/**
 * Asks for what a connection needs, one thing after the other. A first connection is named after its hub; its name is asked
 * for only from the second on.
 * @param existingNames the connections that the file has already.
 * @returns undefined when the person went away.
 */
export async function addConnection(
  dialogs: Dialogs,
  existingNames: readonly string[],
): Promise<NewConnection | undefined> {
  const steps = new Steps(dialogs, existingNames.length === 0 ? 6 : 7);
  const hub = await askHub(steps);
  if (hub === undefined) return undefined;
  const platformUrl = await steps.ask({
    prompt: l10n.t("Your platform's OCPI URL: the address that answers your list of OCPI 2.2.1 endpoints"),
    placeHolder: "https://your-platform.com/ocpi/2.2.1",
    check: (value) => checkPlatformUrl(value, hub.hubUrl),
  });
  if (platformUrl === undefined) return undefined;
  const party = await askParty(steps, hub.profile);
  if (party === undefined) return undefined;
  const name = await askName(steps, proposedName(hub.hubUrl, party.partyId, existingNames), existingNames);
  if (name === undefined) return undefined;
  const profile = hub.profile === defaultProfile ? {} : { profile: hub.profile.name };
  return { name, ...profile, hubUrl: hub.hubUrl, platformUrl, ...party };
}

async function askHub(steps: Steps): Promise<{ hubUrl: string; profile: Profile } | undefined> {
  const hubUrl = await steps.ask({
    prompt: l10n.t("The hub's address, as the account team gave it to you"),
    value: "https://hub.chargeindia.com",
    check: checkHubUrl,
  });
  if (hubUrl === undefined) return undefined;
  const profile = profileBy(hubUrl) ?? (await askProfile(steps));
  return profile === undefined ? undefined : { hubUrl, profile };
}

/** Which hub it is, where its address tells. */
function profileBy(hubUrl: string): Profile | undefined {
  if (hubAddress(hubUrl, chargeindia) === undefined) return ocpi221;
  const isOrigin = hubAddress(hubUrl, ocpi221) === undefined;
  // A hub on this machine is a sandbox of ChargeIndia Hub.
  return isOrigin || isLoopback(hubUrl) || isChargeIndia(hubUrl) ? chargeindia : undefined;
}

async function askProfile(steps: Steps): Promise<Profile | undefined> {
  return steps.chooseAlso(l10n.t("Which hub it is"), [
    { label: chargeindia.title, value: chargeindia },
    { label: l10n.t("Another hub"), description: l10n.t("which keeps to OCPI 2.2.1"), value: ocpi221 },
  ]);
}

type AskedParty = Pick<NewConnection, "role" | "countryCode" | "partyId" | "businessName">;

async function askParty(steps: Steps, profile: Profile): Promise<AskedParty | undefined> {
  const role = await steps.choose(
    l10n.t("What you are"),
    ["CPO", "EMSP", ...profile.roles.filter((name) => name !== "CPO" && name !== "EMSP")].map(roleChoice),
  );
  if (role === undefined) return undefined;
  const countryCode = await steps.ask({
    prompt: l10n.t("Your country code, as the account team assigned it"),
    value: "IN",
    check: (value) => checkCountry(value, profile),
  });
  if (countryCode === undefined) return undefined;
  const partyId = await steps.ask({
    prompt: l10n.t("Your party id, as the account team assigned it: three letters or digits"),
    placeHolder: "ABC",
    check: (value) => checkPartyId(value, countryCode, profile),
  });
  if (partyId === undefined) return undefined;
  const businessName = await steps.ask({
    prompt: l10n.t("Your company's name, as others at the hub will see it"),
    placeHolder: "Your CPO Ltd",
    check: checkBusinessName,
  });
  return businessName === undefined ? undefined : { role, countryCode, partyId, businessName };
}

function roleChoice(role: string): Choice<string> {
  switch (role) {
    case "CPO":
      return { label: role, description: l10n.t("you operate charge points"), value: role };
    case "EMSP":
      return { label: role, description: l10n.t("you serve drivers"), value: role };
    default:
      return { label: role, value: role };
  }
}

async function askName(steps: Steps, proposed: string, taken: readonly string[]): Promise<string | undefined> {
  if (taken.length === 0) return proposed;
  return steps.ask({
    prompt: l10n.t("The name of this connection in ocpi.yml"),
    value: proposed,
    check: (value) => checkName(value, taken),
  });
}

/** The hub's name out of its address, with the party's where it is taken, and in the end with a number. */
function proposedName(hubUrl: string, partyId: string, taken: readonly string[]): string {
  const word = isLoopback(hubUrl) ? "sandbox" : (URL.parse(hubUrl)?.hostname.split(".").at(-2) ?? "");
  const hub = /[a-z]/.test(word) && checkName(word) === undefined ? word : "hub";
  const names = [hub, `${hub}-${partyId.toLowerCase()}`, ...taken.map((_name, index) => `${hub}-${index + 2}`)];
  return names.find((name) => !taken.includes(name)) ?? hub;
}

/** Boxes and lists of one title that say which of how many steps they are. What is typed is taken without blanks around it. */
class Steps {
  readonly #dialogs: Dialogs;
  readonly #of: number;
  #number = 0;

  constructor(dialogs: Dialogs, of: number) {
    this.#dialogs = dialogs;
    this.#of = of;
  }

  async ask({ check, ...question }: Omit<TextQuestion, "title" | "step">): Promise<string | undefined> {
    this.#number += 1;
    const answer = await this.#dialogs.askText({
      ...question,
      title: l10n.t("Add Connection"),
      step: { number: this.#number, of: this.#of },
      check: (value) => check?.(value.trim()),
    });
    return answer?.trim();
  }

  async choose<T>(what: string, choices: readonly Choice<T>[]): Promise<T | undefined> {
    this.#number += 1;
    return this.#dialogs.choose(`${l10n.t("Add Connection")}: ${what} (${this.#number}/${this.#of})`, choices);
  }

  /** A question that is asked so seldom that it is not counted. */
  async chooseAlso<T>(what: string, choices: readonly Choice<T>[]): Promise<T | undefined> {
    return this.#dialogs.choose(`${l10n.t("Add Connection")}: ${what}`, choices);
  }
}
