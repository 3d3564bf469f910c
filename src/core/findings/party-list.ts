import { sendMessage } from "./account-team.ts";
import { outcomeWords } from "./answer-words.ts";
import { error, note, nothingToDo, warning } from "./entry.ts";
import type { At } from "./hub.ts";
import type { AboutResponse } from "./response-summary.ts";
import { capitalised, foreign, list, quoted } from "./prose.ts";
import { CLIENT_INFO, OURS, TRANSPORT } from "./rule-sources.ts";

/** Entries of a list that are odd in one way: how the first of them writes it, and how many there are. */
export interface OddEntries extends At {
  readonly written: string;
  readonly count: number;
}

/** What is odd in the hub's list of parties, and in the way of nothing that was read. */
export const partyListFindings = {
  "parties-without-field": warning(
    "HCI-03",
    "hub",
    CLIENT_INFO,
    ({ url, lacks, count }: At & { lacks: readonly string[]; count: number }) => ({
      message: [
        `${entriesOf(count)} of the hub's list of parties without ${list(lacks.map((name) => `\`${name}\``))}, which OCPI asks for.`,
        `They are at ${foreign(url)}.`,
      ],
      ...nothingToDo,
    }),
  ),
  "parties-id-form": warning("HCI-04", "hub", CLIENT_INFO, ({ url, written, count }: OddEntries) => ({
    message: [
      `${entriesOf(count)} of the hub's list of parties with codes that OCPI does not have, such as ${quoted(written)}.`,
      `A country has two letters, and a party three at most. They are at ${foreign(url)}.`,
    ],
    ...nothingToDo,
  })),
  "parties-role-unknown": warning("HCI-05", "hub", CLIENT_INFO, ({ url, written, count }: OddEntries) => ({
    message: [
      `${entriesOf(count)} of the hub's list of parties with a role that OCPI does not have, such as ${quoted(written)}.`,
      `They are at ${foreign(url)}.`,
    ],
    ...nothingToDo,
  })),
  "parties-updated": warning(
    "HCI-07",
    "hub",
    "OCPI 2.2.1 types, DateTime",
    ({ url, written, count, why }: OddEntries & { why: "form" | "future" }) => ({
      message: [
        `${entriesOf(count)} of the hub's list of parties with a \`last_updated\` that ${why === "form" ? "is no OCPI DateTime in UTC" : "is still to come"}, such as ${quoted(written)}.`,
        `They are at ${foreign(url)}.`,
      ],
      ...nothingToDo,
    }),
  ),
  "parties-twice": warning("HCI-10", "hub", OURS, ({ url, written, count }: OddEntries, { words }) => ({
    message: [
      `The hub lists ${quoted(written)} more than once, with one role${count === 1 ? "" : ", and others, too"}.`,
      `The first entry counts here; another reader may take another one. They are at ${foreign(url)}.`,
    ],
    fix: `If it is your party or a partner, ${sendMessage(words)}.`,
  })),
  "parties-uncounted": note("HCI-09", "hub", TRANSPORT, ({ url, lacks }: At & { lacks: readonly string[] }) => ({
    message: [
      `The hub answers its list of parties without ${list(lacks.map((name) => `\`${name}\``))}, which OCPI asks for.`,
      `It is at ${foreign(url)}, and was read all the same.`,
    ],
  })),
  "parties-miscounted": warning(
    "HCI-09",
    "hub",
    TRANSPORT,
    ({ url, entries, total }: At & { entries: number; total: number }) => ({
      message: [
        `The hub says that its list of parties has ${total} entries, gives ${entries}, and names no next page.`,
        `It is at ${foreign(url)}. Who reads it may miss a party.`,
      ],
      fix: "Tell the account team.",
    }),
  ),
  "parties-need-routing": error("HCI-18", "hub", CLIENT_INFO, ({ response }: AboutResponse, { words, profile }) => ({
    message: [
      "The hub does not list its parties without routing headers, which OCPI does not have for this module.",
      outcomeWords(response, profile),
    ],
    fix: `${capitalised(sendMessage(words))}: another run reads the same.`,
  })),
};

function entriesOf(count: number): string {
  return count === 1 ? "There is an entry" : `There are ${count} entries`;
}
