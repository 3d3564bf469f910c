import * as l10n from "@vscode/l10n";
import { hubAddress, isLoopback } from "../../core/peer/hub-address.ts";
import { chargeindia } from "../../core/profiles/chargeindia.ts";
import { defaultProfile } from "../../core/profiles/hubs.ts";
import { ocpi221 } from "../../core/profiles/ocpi-2.2.1.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { Choice, Dialogs, Place, TextQuestion } from "../platform/dialogs.ts";
import type { NewConnection } from "../state/with-connection.ts";
import {
  checkBusinessName,
  checkCountry,
  checkHubUrl,
  checkName,
  checkPartyId,
  checkPlatformUrl,
  isChargeIndia,
} from "./connection-checks.ts";

/** What was answered so far, and for the rest what is proposed. */
interface Draft extends Required<Omit<NewConnection, "profile">> {
  /** Which hub it is, where its address does not tell. */
  readonly profile: Profile;
}

const proposal: Draft = {
  hubUrl: "https://hub.chargeindia.com",
  profile: defaultProfile,
  platformUrl: "",
  role: "CPO",
  countryCode: "IN",
  partyId: "",
  businessName: "",
  name: "",
};

/** What is known of a connection before a person is asked, such as from an e-mail. */
export type KnownParts = Partial<Pick<NewConnection, "hubUrl" | "role" | "countryCode" | "partyId">>;

const back = Symbol("back");
type Answer = Partial<Draft> | typeof back | undefined;

/** One thing that a connection needs. */
interface Step {
  readonly field: keyof Draft;
  /** Whether what is known of it already can be taken as it is. */
  readonly isRight: (draft: Draft) => boolean;
  /** Whether it has to be asked for at all, after what was answered before. */
  readonly isOpen?: (draft: Draft) => boolean;
  /** @returns what is known then; undefined when the person went away. */
  readonly ask: (draft: Draft, dialogs: Dialogs, place: Place<typeof back>) => Promise<Answer>;
}

/**
 * Asks for what a connection needs, one thing after the other; *Back* returns to the one before, and to what was answered
 * there. A first connection is named after its hub; its name is asked for only from the second on.
 * @param taken the names of the connections that the file has already.
 * @param known what is not asked for again, as far as nothing is wrong with it.
 * @returns undefined when the person went away.
 */
export async function addConnection(
  dialogs: Dialogs,
  taken: readonly string[],
  known: KnownParts = {},
): Promise<NewConnection | undefined> {
  let draft: Draft = { ...proposal, ...known };
  const steps = stepsBeside(taken).filter(({ field, isRight }) => !(field in known && isRight(draft)));
  let at = 0;
  for (;;) {
    const open = steps.filter(({ isOpen }) => isOpen?.(draft) ?? true);
    const step = open[at];
    if (step === undefined) return connectionOf(draft, taken);
    const place: Place<typeof back> = { step: { number: at + 1, of: open.length }, ...(at > 0 && { back }) };
    const answer = await step.ask(draft, dialogs, place);
    if (answer === undefined) return undefined;
    if (answer === back) {
      at -= 1;
    } else {
      draft = { ...draft, ...answer };
      at += 1;
    }
  }
}

function stepsBeside(taken: readonly string[]): readonly Step[] {
  return [
    box("hubUrl", () => ({
      prompt: l10n.t("The hub's address, as the account team gave it to you"),
      check: checkHubUrl,
    })),
    {
      isOpen: ({ hubUrl }) => profileBy(hubUrl) === undefined,
      ...list("profile", l10n.t("Which hub it is"), () => [
        { label: chargeindia.title, value: chargeindia },
        { label: l10n.t("Another hub"), description: l10n.t("which keeps to OCPI 2.2.1"), value: ocpi221 },
      ]),
    },
    box("platformUrl", ({ hubUrl }) => ({
      prompt: l10n.t("Your platform's OCPI URL: the address of your version details"),
      placeHolder: "https://your-platform.com/ocpi/2.2.1",
      check: (value) => checkPlatformUrl(value, hubUrl),
    })),
    list("role", l10n.t("What you are"), (draft) =>
      [...new Set(["CPO", "EMSP", ...profileOf(draft).roles])].map(roleChoice),
    ),
    box("countryCode", (draft) => ({
      prompt: l10n.t("Your country code, as the account team assigned it"),
      check: (value) => checkCountry(value, profileOf(draft)),
    })),
    box("partyId", (draft) => ({
      prompt: l10n.t("Your party id, as the account team assigned it: three letters or digits"),
      placeHolder: "ABC",
      check: (value) => checkPartyId(value, draft.countryCode, profileOf(draft)),
    })),
    box("businessName", () => ({
      prompt: l10n.t("Your company's name, as others at the hub will see it"),
      placeHolder: "Your CPO Ltd",
      check: checkBusinessName,
    })),
    {
      isOpen: () => taken.length > 0,
      ...box("name", (draft) => ({
        prompt: l10n.t("The name of this connection in ocpi.yml"),
        value: proposedName(draft, taken),
        check: (value) => checkName(value, taken),
      })),
    },
  ];
}

/** A step with a box. What is typed is taken without blanks around it. */
function box(field: Exclude<keyof Draft, "profile">, question: (draft: Draft) => Omit<TextQuestion, "title">): Step {
  return {
    field,
    isRight: (draft) => question(draft).check?.(draft[field]) === undefined,
    async ask(draft, dialogs, place) {
      const { check, ...asked } = question(draft);
      const answer = await dialogs.askText(
        { title: l10n.t("Add Connection"), value: draft[field], ...asked, check: (value) => check?.(value.trim()) },
        place,
      );
      return typeof answer === "string" ? { [field]: answer.trim() } : answer;
    },
  };
}

/** A step with a list. */
function list<Field extends "profile" | "role">(
  field: Field,
  what: string,
  choices: (draft: Draft) => readonly Choice<Draft[Field]>[],
): Step {
  return {
    field,
    isRight: (draft) => choices(draft).some(({ value }) => value === draft[field]),
    async ask(draft, dialogs, place) {
      const marked = choices(draft).map((choice) => ({ ...choice, proposed: choice.value === draft[field] }));
      const answer = await dialogs.choose(`${l10n.t("Add Connection")}: ${what}`, marked, place);
      return answer === undefined || answer === back ? answer : { [field]: answer };
    },
  };
}

function connectionOf(draft: Draft, taken: readonly string[]): NewConnection {
  const { profile: _asked, name, ...rest } = draft;
  const profile = profileOf(draft);
  return {
    name: name === "" ? proposedName(draft, taken) : name,
    ...(profile !== defaultProfile && { profile: profile.name }),
    ...rest,
  };
}

function profileOf({ hubUrl, profile }: Draft): Profile {
  return profileBy(hubUrl) ?? profile;
}

/** Which hub it is, where its address tells. */
function profileBy(hubUrl: string): Profile | undefined {
  if (hubAddress(hubUrl, chargeindia) === undefined) return ocpi221;
  const isOrigin = hubAddress(hubUrl, ocpi221) === undefined;
  // A hub on this machine is a sandbox of ChargeIndia Hub.
  return isOrigin || isLoopback(hubUrl) || isChargeIndia(hubUrl) ? chargeindia : undefined;
}

/** A role as a list offers it, with what it means. */
export function roleChoice(role: string): Choice<string> {
  switch (role) {
    case "CPO":
      return { label: role, description: l10n.t("you operate charge points"), value: role };
    case "EMSP":
      return { label: role, description: l10n.t("you serve drivers"), value: role };
    default:
      return { label: role, value: role };
  }
}

/** The hub's name out of its address, with the party's where it is taken, and in the end with a number. */
function proposedName({ hubUrl, partyId }: Draft, taken: readonly string[]): string {
  const word = isLoopback(hubUrl) ? "sandbox" : (URL.parse(hubUrl)?.hostname.split(".").at(-2) ?? "");
  const hub = /[a-z]/.test(word) && checkName(word) === undefined ? word : "hub";
  const names = [hub, `${hub}-${partyId.toLowerCase()}`, ...taken.map((_name, index) => `${hub}-${index + 2}`)];
  return names.find((name) => !taken.includes(name)) ?? hub;
}
