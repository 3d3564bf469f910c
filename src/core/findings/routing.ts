import { sendMessage } from "./account-team.ts";
import { outcomeWords } from "./answer-words.ts";
import { note, warning } from "./entry.ts";
import type { NotConnected } from "./parties.ts";
import { isRateLimited, type AboutResponse } from "./response-summary.ts";
import { capitalised, foreign, list, quoted } from "./prose.ts";
import { CLIENT_INFO, TRANSPORT } from "./rule-sources.ts";
import type { Said } from "./sentence.ts";
import type { Words } from "./words.ts";

const ROUTING = "ChargeIndia Hub, routing";

/** Partners of one status, by their names and roles: `IN*XYZ (CPO)`. */
export interface PartnersNotConnected {
  readonly partners: readonly string[];
  readonly status: NotConnected;
}

/** Who is to reach whom through the hub, by names and roles. */
export interface Pairs {
  readonly own: readonly string[];
  readonly partners: readonly string[];
}

/** What is found of the partners that `routing` names. */
export const routingFindings = {
  "partners-not-connected": warning("HCI-15", "account-team", CLIENT_INFO, (those: PartnersNotConnected, { words }) =>
    partnersNotConnected(those, words),
  ),
  "partner-other-role": warning(
    "HCI-15",
    "you",
    CLIENT_INFO,
    ({ partner, role, listed }: { partner: string; role: string; listed: string }, { words }) => ({
      message: [`The hub lists ${partner} as ${quoted(listed)}; \`routing\` names it as ${role}.`],
      fix: `If ${quoted(listed)} is right, correct the role under \`routing\` in \`ocpi.yml\`. If ${role} is right, ${sendMessage(words)}.`,
    }),
  ),
  "routing-rule-missing": warning("HCI-15", "account-team", ROUTING, ({ own, partners }: Pairs, { words }) => ({
    message: [
      `The hub shows no location of ${someOf(partners)}, although ${partners.length === 1 ? "it is" : "they are"} CONNECTED.`,
      `This run read the whole list of locations that the hub shows to ${list(own)}. Most likely the account team has not enabled the routing ${partners.length * own.length === 1 ? "rule for this pair" : "rules for these pairs"} yet: without a rule the hub shows no location.`,
    ],
    fix: `${capitalised(sendMessage(words))}: it asks them to enable the routing between ${list(own)} and ${someOf(partners)}. When they have answered, ${words.verify}.`,
  })),
  "routing-unseen": note("HCI-15", "account-team", ROUTING, ({ own, partners }: Pairs) => ({
    message: [
      `Nothing that ${list(own)} may read at the hub shows whether the routing to ${someOf(partners)} is enabled.`,
      "The account team can see it: have them confirm each pair before real traffic.",
    ],
  })),
  "locations-beyond": note(
    "HCI-15",
    "hub",
    TRANSPORT,
    ({ why, url, pages }: { why: "circle" | "limit"; url: string; pages: number }) => ({
      message: [
        why === "limit"
          ? `The hub's list of locations goes on after ${pages} pages, and no more are read.`
          : `The hub's list of locations has no end: after ${pages} pages it goes on at ${foreign(url)}, where it was already.`,
        "So it is not known whether a partner whose locations were not among these shows any.",
      ],
    }),
  ),
  "locations-unread": warning(
    "HCI-15",
    "hub",
    TRANSPORT,
    (
      { why, response, total = 0 }: AboutResponse & { why: keyof typeof whyUnread; total?: number },
      { words, profile },
    ) => ({
      message: [
        `${capitalised(whyUnread[why].replace("{total}", String(total)))}, so it is not known whose locations it shows.`,
        outcomeWords(response, profile),
      ],
      fix: isRateLimited(response, profile.rateLimitedCode)
        ? `The hub asks for fewer requests: ${words.verify} in a few minutes.`
        : `${capitalised(words.verify)} later: it only checks. If it ends the same way, tell the account team.`,
    }),
  ),
};

const whyUnread = {
  answer: "the hub's list of locations cannot be read",
  unnamed: "the hub's list of locations has entries without `country_code` or `party_id`",
  short: "the hub says that its list has {total} locations, and ends it before",
} as const;

/** Whose turn it is. What is to be done is also read without what was found, so that it names them again. */
function partnersNotConnected({ partners, status }: PartnersNotConnected, words: Words): Said {
  const who = someOf(partners);
  const [are, their, they, connected] =
    partners.length === 1
      ? ["is", "its", "it", `When it is CONNECTED, ${words.verify}: it only checks.`]
      : ["are", "their", "they", `When they are CONNECTED, ${words.verify}: it only checks.`];
  switch (status) {
    case "PLANNED":
      return {
        message: [
          `${who} ${are} PLANNED at the hub: ${they} ${are} not active there yet, and no traffic passes.`,
          `Only ${their} operator can finish ${their} onboarding; your side has nothing to fix.`,
        ],
        who: "you",
        fix: `Ask the operator of ${who} for the date. ${connected}`,
      };
    case "OFFLINE":
      return {
        message: [
          `${who} ${are} OFFLINE: the hub's health checks of ${their} platform fail, and no traffic passes meanwhile.`,
          `Only ${their} operator can fix that; your side has nothing to do for it.`,
        ],
        who: "you",
        fix: `${capitalised(words.verify)} in some minutes: it only checks. If ${who} ${are} still OFFLINE then, tell ${their} operator.`,
      };
    case "SUSPENDED":
      return {
        message: [
          `${who} ${are} SUSPENDED at the hub: no traffic passes.`,
          "Only the account team ends that; no time does.",
        ],
        fix: `Ask the account team whether ${who} will come back. If not, take ${they === "it" ? "it" : "them"} out of \`routing\` in \`ocpi.yml\`.`,
      };
    case "NOT_LISTED":
      return {
        message: [
          `The hub does not list ${who}.`,
          `Either the codes or the role under \`routing\` are wrong, or ${they} ${are} not registered at this hub.`,
        ],
        who: "you",
        fix: `Compare ${who}, under \`routing\` in \`ocpi.yml\`, with the codes and the role that the partner told you; if they are right, ask the account team whether ${they} ${are} registered.`,
      };
    case "UNKNOWN":
      return {
        message: [`It is not known whether ${who} ${are} CONNECTED: the hub gives no status that OCPI has.`],
        fix: `Ask the account team for the status of ${who}: another run reads the same.`,
      };
  }
}

const SHOWN = 10;

/** The first of them by name: a platform may have hundreds of partners, and the report has a table of them all. */
function someOf(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return more <= 0 ? list(names) : list([...names.slice(0, SHOWN), more === 1 ? "another one" : `${more} others`]);
}
