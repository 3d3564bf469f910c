import { sendMessage } from "./account-team.ts";
import { outcomeWords } from "./answer-words.ts";
import { error, warning, type Telling } from "./entry.ts";
import type { AboutResponse } from "./response-summary.ts";
import { capitalised, quoted } from "./prose.ts";
import { CLIENT_INFO, ONBOARDING } from "./rule-sources.ts";
import type { Said } from "./sentence.ts";

/** What a party is that is not CONNECTED. */
export type NotConnected = "SUSPENDED" | "NOT_LISTED" | "OFFLINE" | "PLANNED" | "UNKNOWN";

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
    ({ party, role, status }: { party: string; role: string; status: NotConnected }, telling) =>
      notConnected(party, role, status, telling),
  ),
  "parties-unreadable": error("HCI-01", "you", CLIENT_INFO, ({ response }: AboutResponse, { words, profile }) => ({
    message: ["The hub's list of parties cannot be read.", outcomeWords(response, profile)],
    fix:
      response.httpStatus === 401
        ? `The token opens the versions but not this list: the party may be suspended. ${capitalised(sendMessage(words))}.`
        : `${capitalised(words.rerun)}; if it fails again, ${sendMessage(words)}.`,
  })),
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
