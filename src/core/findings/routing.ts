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
      `The hub shows no location of ${list(partners)}, although ${partners.length === 1 ? "it is" : "they are"} CONNECTED.`,
      `Its whole list was read with the token of ${list(own)}. Most likely the routing rule for ${partners.length * own.length === 1 ? "this pair" : "these pairs"} is not enabled: without it the hub shows an empty list.`,
    ],
    fix: `${capitalised(sendMessage(words))}: it names each pair, and asks them to enable the rule. When they have answered, ${words.verify}.`,
  })),
  "routing-unseen": note("HCI-15", "account-team", ROUTING, ({ own, partners }: Pairs) => ({
    message: [
      `Nothing that ${list(own)} may read at the hub shows whether the routing to ${list(partners)} is enabled.`,
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
        : `${capitalised(words.verify)} later: it only looks. If it ends the same way, tell the account team.`,
    }),
  ),
};

const whyUnread = {
  answer: "the hub's list of locations cannot be read",
  unnamed: "the hub's list of locations has entries without `country_code` or `party_id`",
  short: "the hub says that its list has {total} locations, and ends it before",
} as const;

/** Whose turn it is. */
function partnersNotConnected({ partners, status }: PartnersNotConnected, words: Words): Said {
  const [who, are, their] = partners.length === 1 ? [list(partners), "is", "its"] : [list(partners), "are", "their"];
  const later = `when they are CONNECTED, ${words.verify}: it only looks`;
  switch (status) {
    case "PLANNED":
      return {
        message: [
          `${who} ${are} PLANNED at the hub: no traffic with ${partners.length === 1 ? "this partner" : "these partners"} passes yet.`,
          `It is ${their} operator's turn, who has to finish the onboarding; your side has nothing to mend.`,
        ],
        fix: `Ask the partner, or the account team, for the date; ${later}.`,
      };
    case "OFFLINE":
      return {
        message: [
          `${who} ${are} OFFLINE: the hub's health checks of ${their} platform fail, so no traffic with ${partners.length === 1 ? "this partner" : "these partners"} passes now.`,
          `It is ${their} operator's turn; your side has nothing to mend.`,
        ],
        fix: `Tell the partner, if that lasts longer than some minutes; ${later}.`,
      };
    case "SUSPENDED":
      return {
        message: [
          `${who} ${are} SUSPENDED at the hub: no traffic with ${partners.length === 1 ? "this partner" : "these partners"} passes.`,
          "Only the account team ends that, and no time does.",
        ],
        fix: "Ask the account team whether the partner comes back. If not, remove it from `routing` in `ocpi.yml`.",
      };
    case "NOT_LISTED":
      return {
        message: [
          `The hub does not list ${who}.`,
          "Either the codes or the role under `routing` are wrong, or the partner is not registered at this hub.",
        ],
        who: "you",
        fix: "Compare the codes and roles under `routing` in `ocpi.yml` with what the partner told you; if they are right, ask the account team whether the partner is registered.",
      };
    case "UNKNOWN":
      return {
        message: [`It is not known whether ${who} ${are} CONNECTED: the hub gives no status that OCPI has.`],
        fix: `${capitalised(words.verify)} in a few minutes: it only looks. If it ends the same way, ask the account team.`,
      };
  }
}
