import { sendMessage } from "./account-team.ts";
import { outcomeWords } from "./answer-words.ts";
import { connectionStatuses } from "../ocpi/party.ts";
import { error, note, nothingToDo, warning, type Telling } from "./entry.ts";
import type { Renamed } from "./hub.ts";
import type { AboutResponse, ResponseSummary } from "./response-summary.ts";
import { capitalised, foreign, list, quoted } from "./prose.ts";
import { CLIENT_INFO, ONBOARDING } from "./rule-sources.ts";
import type { Said } from "./sentence.ts";

/** What a party is that is not CONNECTED. */
export type NotConnected = "SUSPENDED" | "NOT_LISTED" | "OFFLINE" | "PLANNED" | "UNKNOWN";

/** A party that is not CONNECTED. */
export interface PartyNotConnected {
  readonly party: string;
  readonly role: string;
  readonly status: NotConnected;
  /** Nothing shows whether the hub takes the token: so nothing shows either that the platform is registered. */
  readonly isUnproven?: boolean;
}

/** What the hub says of the own parties. */
export const partyFindings = {
  "no-party-given": error("HCI-11", "you", ONBOARDING, (_, { words }) => ({
    message: ["It is not known which party to look for, so it cannot be told whether it is CONNECTED."],
    fix: words.giveParty,
  })),
  "party-not-connected": error(
    "HCI-12",
    "account-team",
    "ChargeIndia Hub, connection health",
    ({ party, role, status, isUnproven = false }: PartyNotConnected, telling) =>
      isUnproven && status === "PLANNED"
        ? { ...notConnected(party, role, status, telling), message: [`${party} (${role}) is PLANNED at the hub.`] }
        : notConnected(party, role, status, telling),
  ),
  "party-status-unknown": error(
    "HCI-06",
    "account-team",
    CLIENT_INFO,
    ({ party, role, status }: { party: string; role: string; status: string | undefined }, { words }) => ({
      message: [
        status === undefined
          ? `The hub lists ${party} (${role}) without a \`status\`.`
          : `The hub gives ${party} (${role}) the status ${quoted(status)}, which OCPI does not have.`,
        `OCPI has ${list(connectionStatuses)}.`,
      ],
      fix: `${capitalised(sendMessage(words))}: it asks whether your party is CONNECTED.`,
    }),
  ),
  "party-form": note(
    "HCI-06",
    "hub",
    CLIENT_INFO,
    ({ party, role, renamed }: { party: string; role: string; renamed: readonly Renamed[] }) => ({
      message: [
        `The hub's entry of ${party} (${role}) says ${list(renamed.map(({ written }) => quoted(written)))}; that is read as ${list(renamed.map(({ read }) => read))}.`,
      ],
      ...nothingToDo,
    }),
  ),
  "status-not-shown": note(
    "HCI-11",
    "hub",
    CLIENT_INFO,
    ({ parties, why }: { parties: readonly string[]; why: keyof typeof whyNotShown }) => ({
      message: [
        `The hub does not show whether ${list(parties)} ${parties.length === 1 ? "is" : "are"} CONNECTED: ${whyNotShown[why]}.`,
        "This run does not depend on it.",
      ],
    }),
  ),
  "parties-unreadable": error("HCI-01", "hub", CLIENT_INFO, ({ response }: AboutResponse, { words, profile }) => ({
    ...whoMends(response),
    message: ["The hub's list of parties cannot be read.", outcomeWords(response, profile)],
    fix:
      response.httpStatus === 401
        ? `The token opens the versions but not this list: the party may be suspended. ${capitalised(sendMessage(words))}.`
        : `${capitalised(words.rerun)}; if it fails again, ${sendMessage(words)}.`,
  })),
  "parties-no-list": error(
    "HCI-02",
    "hub",
    CLIENT_INFO,
    ({ url, holds, fields }: { url: string; holds: string; fields: readonly string[] }, { words }) => ({
      message: [
        `The hub's answer holds ${contentWords(holds, fields)} in place of a list of parties.`,
        `It is the \`data\` of ${url}.`,
      ],
      fix: `${capitalised(sendMessage(words))}: another run reads the same.`,
    }),
  ),
  "parties-entry-unreadable": error(
    "HCI-03",
    "hub",
    CLIENT_INFO,
    ({ url, entries, lacks }: { url: string; entries: number; lacks: readonly string[] }, { words }) => ({
      message: [
        `The hub's list of parties has an entry without ${list(lacks.map((name) => `\`${name}\``))}, so it is not known whose it is.`,
        `It is one of the ${entries} of ${url}.`,
      ],
      fix: `${capitalised(sendMessage(words))}: another run reads the same.`,
    }),
  ),
  "parties-endless": error(
    "HCI-08",
    "hub",
    CLIENT_INFO,
    ({ url, pages }: { url: string; pages: number }, { words }) => ({
      message: [
        `The hub's list of parties has no end: after ${pages} pages it goes on at ${foreign(url)}.`,
        "It may go in a circle.",
      ],
      fix: `${capitalised(sendMessage(words))}: another run reads the same.`,
    }),
  ),
  "party-other-role": warning(
    "HCI-13",
    "account-team",
    CLIENT_INFO,
    ({ party, listed, role }: { party: string; role: string; listed: string }, { words }) => ({
      message: [`The hub lists ${party} as ${quoted(listed)}, not as ${role}.`],
      fix: `If ${quoted(listed)} is right, give it as \`role\` and ${words.rerun}. If ${role} is right, ${sendMessage(words)}.`,
    }),
  ),
};

const whyNotShown = {
  absent: "it has no hubclientinfo",
  host: "its hubclientinfo is on another host",
  others: "it lists only others, as OCPI has it",
  unread: "its list of parties cannot be read",
} as const;

/** An answer that came is the hub's to mend. Silence may be this machine's, or the network's. */
function whoMends({ httpStatus }: ResponseSummary): Pick<Said, "who"> {
  if (httpStatus === undefined) return { who: "you" };
  return httpStatus === 401 || httpStatus === 403 ? { who: "account-team" } : {};
}

/** What `data` is that is no list; its names are the hub's. */
function contentWords(holds: string, fields: readonly string[]): string {
  if (fields.length > 0) return `an object with ${list(fields.map(foreign))}`;
  if (holds === "nothing") return holds;
  if (holds === "object") return "an empty object";
  return holds === "null" ? "`null`" : `a ${holds}`;
}

function notConnected(party: string, role: string, status: NotConnected, { words, profile }: Telling): Said {
  const who = `${party} (${role})`;
  switch (status) {
    case "PLANNED":
      return {
        message: [`${who} is registered, but ${profile.title} has not activated it yet (PLANNED).`],
        fix: `${capitalised(sendMessage(words))}; when they have answered, ${words.verify}: it only looks.`,
      };
    case "OFFLINE":
      return {
        message: [`${who} is OFFLINE: the hub's health checks of your platform fail.`],
        who: "platform",
        fix: `Make sure that the hub can reach ${profile.healthPath === undefined ? words.platformUrl : `\`${profile.healthPath}\``} at your platform within a few seconds, with the platform token, and finds ${profile.version} there.`,
      };
    case "SUSPENDED":
      return {
        message: [`${who} is SUSPENDED by the account team; no traffic passes.`],
        fix: `${capitalised(sendMessage(words))}.`,
      };
    case "NOT_LISTED":
      return {
        message: [`The hub does not list ${who}.`],
        fix: `Check the party's codes and role against what the account team assigned; if they are right, ${sendMessage(words)}.`,
      };
    case "UNKNOWN":
      return {
        message: [`The status of ${who} could not be read.`],
        fix: `${capitalised(words.verify)} in a few minutes: it only looks.`,
      };
  }
}
