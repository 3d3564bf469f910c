import { error, note, warning } from "./entry.ts";
import { capitalised, foreign, list, quoted } from "./prose.ts";
import { CREDENTIALS, ONBOARDING, OURS, TRANSPORT } from "./rule-sources.ts";
import type { Source } from "./source.ts";
import type { Words } from "./words.ts";

/** A value that was given somewhere. */
export interface GivenValue {
  readonly source: Source;
  readonly value: string;
}

/** Something that is missing or wrong as a whole. */
export interface GivenAt {
  readonly source: Source;
}

/** A platform's URL that is not what the hub asks for. */
export interface OtherAddress extends GivenValue {
  /** What would be, as far as it can be told. */
  readonly expected: string;
}

/** What a hub asks a platform for: the list of its versions, or the details of one. */
export interface AskedAddress extends OtherAddress {
  readonly asked: "versions" | "details";
}

/** What is wrong with the hub, the platform and the parties as they are described. */
export const payloadFindings = {
  "url-malformed": error(
    "PAY-10",
    "you",
    "OCPI 2.2.1 types, URL",
    ({ source, value, expected }: GivenValue & { expected: string }, { words }) => ({
      message: [`${whereGiven(source, words)} is ${quoted(value)}, which is not a usable URL.`],
      fix: `Write it whole, such as \`${expected}\`.`,
    }),
  ),
  "hub-url-path": error(
    "PAY-10",
    "you",
    OURS,
    ({ versionsPath, source, value }: GivenValue & { versionsPath: string | undefined }, { words }) => ({
      message:
        versionsPath === undefined
          ? [`${whereGiven(source, words)} is ${quoted(value)}, which is not a versions URL.`]
          : [`${whereGiven(source, words)} is ${quoted(value)}, and has a path that is not the versions URL's.`],
      fix:
        versionsPath === undefined
          ? "Give the hub's versions URL whole, such as `https://hub.example.com/ocpi/versions`."
          : `Give the hub's origin alone, such as \`https://hub.chargeindia.com\`, or its versions URL, which ends in \`${versionsPath}\`.`,
    }),
  ),
  "hub-url-mistaken": error(
    "PAY-10",
    "you",
    OURS,
    (
      { source, value, what, versions }: GivenValue & { what: "details" | "credentials"; versions: string },
      { words },
    ) => ({
      message: [
        `${whereGiven(source, words)} is ${quoted(value)}, the address of the hub's ${what === "details" ? "version details" : "credentials"}, not of its versions.`,
      ],
      fix: `Give the hub's versions URL: ${foreign(versions)}.`,
    }),
  ),
  "url-insecure": error("PAY-11", "you", `${TRANSPORT}, Security`, ({ source }: GivenValue, { words }) => ({
    message: [`${whereGiven(source, words)} begins with \`http:\`.`, "A token in it can be read by anyone on the way."],
    fix: "Use `https:`. Only a URL whose own host is this machine (`127.0.0.1`, `[::1]` or `localhost`) may do without.",
  })),
  "url-private": error("PRT-01", "you", OURS, ({ source, host }: GivenAt & { host: string }, { words }) => ({
    message: [
      `${whereGiven(source, words)} names ${foreign(host)}, which is not on the internet.`,
      "The hub calls your platform from the internet, and does not get there.",
    ],
    fix: `Give the public address of your platform. ${words.fromInside}`,
  })),
  "url-placeholder": warning("PAY-12", "you", OURS, ({ source, host }: GivenAt & { host: string }, { words }) => ({
    message: [
      `${whereGiven(source, words)} names ${foreign(host)}, a host out of an example.`,
      "The hub calls this address, and does not reach your platform there.",
    ],
    fix: "Write the public host of your own platform.",
  })),
  "platform-url-pathless": warning(
    "PAY-14",
    "you",
    `${CREDENTIALS}; ${ONBOARDING}`,
    ({ source, value, asked, expected }: AskedAddress, { words, profile }) => ({
      message: [
        `${whereGiven(source, words)} is ${quoted(value)}, which has no path.`,
        `${capitalised(profile.title)} asks for the address of your ${addressOf(asked)}.`,
      ],
      fix: `Write that address whole, such as ${foreign(expected)}.`,
    }),
  ),
  "platform-url-credentials": error(
    "PAY-14",
    "you",
    `${CREDENTIALS}; ${ONBOARDING}`,
    ({ source, value, asked, expected }: AskedAddress, { words, profile }) => ({
      message: [
        `${whereGiven(source, words)} is ${quoted(value)}, the address of your platform's credentials.`,
        `${capitalised(profile.title)} asks for that of your ${addressOf(asked)}.`,
      ],
      fix: `Write that address, such as ${foreign(expected)}.`,
    }),
  ),
  "platform-url-versions": note(
    "PAY-14",
    "you",
    ONBOARDING,
    ({ source, value, expected }: OtherAddress, { words, profile }) => ({
      message: [
        `${whereGiven(source, words)} is ${quoted(value)}, the address of your list of versions.`,
        `${capitalised(profile.title)} documents that of your version details.`,
      ],
      fix: `Write that of your version details, such as ${foreign(expected)}, unless the account team told you otherwise.`,
      toDo: false,
    }),
  ),
  "platform-url-details": warning(
    "PAY-15",
    "you",
    CREDENTIALS,
    ({ source, value, expected }: OtherAddress, { words }) => ({
      message: [
        `${whereGiven(source, words)} is ${quoted(value)}, and ends as the address of version details does.`,
        "OCPI asks for the address of your list of versions.",
      ],
      fix: `Write that address, such as ${foreign(expected)}.`,
    }),
  ),
  "url-length": error(
    "PAY-10",
    "you",
    "OCPI 2.2.1 types, URL",
    ({ source, length }: GivenAt & { length: number }, { words }) => ({
      message: [`${whereGiven(source, words)} has ${length} characters; OCPI allows at most 255.`],
      fix: "Use a shorter URL.",
    }),
  ),
  "url-credentials": error("PAY-13", "you", OURS, ({ source }: GivenAt, { words }) => ({
    message: [`${whereGiven(source, words)} has a user name or password in it.`],
    fix: "Remove it: OCPI authenticates by the token in the header.",
  })),
  "roles-empty": error("PAY-16", "you", CREDENTIALS, ({ source }: GivenAt, { words }) => ({
    message: [`${whereGiven(source, words)} names no party, so the hub could not know who registers.`],
    fix: words.giveParty,
  })),
  "role-unknown": error(
    "PAY-17",
    "you",
    "OCPI 2.2.1 types, Role; ChargeIndia Hub, onboarding",
    ({ source, value, allowed }: GivenValue & { allowed: readonly string[] }, { words, profile }) => ({
      message: [
        `${whereGiven(source, words)} is ${quoted(value)}, which is not a role that ${profile.title} gives to partners.`,
      ],
      fix: `Use ${allowed.map((role) => `\`${role}\``).join(" or ")}.`,
    }),
  ),
  "role-hub": error("PAY-18", "you", CREDENTIALS, ({ source }: GivenAt, { words }) => ({
    message: [`${whereGiven(source, words)} is \`HUB\`, which is the hub's own role.`],
    fix: "Use `CPO` if you operate charge points, `EMSP` if you serve drivers.",
  })),
  "party-id": error(
    "PAY-21",
    "you",
    "ChargeIndia Hub, India conventions",
    ({ source, value }: GivenValue, { words }) => ({
      message: [`${whereGiven(source, words)} is ${quoted(value)}; a party id has exactly three letters or digits.`],
      fix: "Use the one that the account team assigned, such as `ABC`.",
    }),
  ),
  "country-code": error("PAY-22", "you", CREDENTIALS, ({ source, value }: GivenValue, { words }) => ({
    message: [
      `${whereGiven(source, words)} is ${quoted(value)}; a country code has two letters that ISO 3166-1 assigns.`,
    ],
    fix: "Use the one that the account team assigned, such as `IN`.",
  })),
  "country-foreign": warning(
    "PAY-23",
    "you",
    "ChargeIndia Hub, India conventions",
    ({ source, value, expected }: GivenValue & { expected: string }, { words, profile }) => ({
      message: [
        `${whereGiven(source, words)} is \`${value}\`; parties of ${profile.title} are registered under \`${expected}\`.`,
      ],
      fix: "Check it against what the account team assigned.",
    }),
  ),
  "lower-case": error("PAY-24", "you", "ocpi/ocpi#535", ({ source, value }: GivenValue, { words }) => ({
    message: [`${whereGiven(source, words)} is ${quoted(value)}, and must be in upper case.`],
    fix: `Write \`${value.toUpperCase()}\`: hubs compare these codes in different ways, and some refuse lower case.`,
  })),
  "party-twice": error("PAY-25", "you", CREDENTIALS, ({ party, role }: GivenAt & { party: string; role: string }) => ({
    message: [`The party ${party} (${role}) is listed twice.`],
    fix: "Remove one of the two.",
  })),
  "party-other-than-assigned": warning(
    "PAY-26",
    "you",
    ONBOARDING,
    ({ party, assigned }: { party: string; assigned: readonly string[] }, { words }) => ({
      message: words.otherParty(party, list(assigned)),
      fix: "Check which one the account team assigned: a hub refuses a party that is not the token's.",
    }),
  ),
  "party-is-hub": error("PAY-27", "you", OURS, ({ party }: GivenAt & { party: string }) => ({
    message: [`${party} is the hub's own party.`],
    fix: "Use the country code and party id that the account team assigned to you.",
  })),
  "business-details": error("PAY-28", "you", CREDENTIALS, ({ source }: GivenAt, { words }) => ({
    message: [`${whereGiven(source, words)} is missing.`],
    fix: "Add `business_details: { name: … }` with your company's name.",
  })),
  "business-name": error(
    "PAY-29",
    "you",
    "OCPI 2.2.1 mod_locations, BusinessDetails",
    ({ source, length }: GivenAt & { length: number }, { words }) => ({
      message: [
        `${whereGiven(source, words)} ${length === 0 ? "is empty" : "is blank, longer than 100 characters or holds a control character"}.`,
      ],
      fix: "Give your company's name in 1 to 100 characters.",
    }),
  ),
};

function addressOf(asked: AskedAddress["asked"]): string {
  return asked === "versions" ? "list of versions" : "version details";
}

/** Where a value was given, as a sentence begins with it. */
function whereGiven({ name, file, position }: Source, words: Words): string {
  return file === undefined ? words.given(name) : words.keyIn(file, position, name);
}
