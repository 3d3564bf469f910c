import { sendMessage } from "./account-team.ts";
import { outcomeWords } from "./answer-words.ts";
import { connectionStatuses } from "../ocpi/party.ts";
import { error, note, nothingToDo, warning, type Severity, type Telling } from "./entry.ts";
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
  /** What a look at the platform showed; undefined where none was taken. */
  readonly platform?: PlatformSeen;
}

/** The platform, as a run saw it that looks for why the hub does not take it for CONNECTED: well, or failing a check. */
export type PlatformSeen = { readonly is: "fine" } | { readonly is: "failing"; readonly check: string };

/** A party that was CONNECTED and OFFLINE by turns, in the order in which that was seen. */
export interface Flapping {
  readonly party: string;
  readonly role: string;
  readonly turns: readonly string[];
}

/** What the hub says of the own parties. */
export const partyFindings = {
  "no-party-given": error("HCI-11", "you", ONBOARDING, (_, { words }) => ({
    message: ["It is not known which party to look for, so it cannot be told whether it is CONNECTED."],
    fix: words.giveParty,
  })),
  "party-not-connected": error("HCI-12", "account-team", "ChargeIndia Hub, connection health", notConnected),
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
  "party-flaps": {
    ...warning(
      "HCI-19",
      "platform",
      "OCPI 2.2.1 mod_hub_client_info, still-alive check",
      ({ party, role, turns }: Flapping, { profile, words }) => ({
        message: [
          `${party} (${role}) was ${list(turns)} by turns while this run looked.`,
          "So the hub's health checks of your platform fail now and then.",
        ],
        fix: `If you did not restart or fix your platform just now, look at what answers ${profile.healthPath === undefined ? words.platformUrl : `\`${profile.healthPath}\``} there: a machine behind the load balancer that is down, slow answers, a limit on requests.`,
      }),
    ),
    // Once back, and staying so, is how a platform looks that was mended.
    grade: ({ turns }: Flapping): Severity => (turns.length === 2 && turns[1] === "CONNECTED" ? "info" : "warning"),
  },
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

function notConnected(party: PartyNotConnected, telling: Telling): Said {
  const { words } = telling;
  const who = `${party.party} (${party.role})`;
  switch (party.status) {
    case "PLANNED":
      return planned(who, party, telling);
    case "OFFLINE":
      return offline(who, party.platform, telling);
    case "SUSPENDED":
      return {
        message: [
          `${who} is SUSPENDED by the account team; no traffic passes.`,
          "No time and no other run ends that: only the account team does.",
        ],
        fix: `${capitalised(sendMessage(words))}: it asks why, and what you have to do.`,
        remedy: "ask-account-team",
      };
    case "NOT_LISTED":
      return {
        message: [
          `The hub does not list ${who}.`,
          // A hub that is open to everybody says nothing of the token.
          ...(party.isUnproven === true
            ? []
            : [
                "It takes your token, so the party's codes or its role are other ones there, or it is not entered yet.",
              ]),
        ],
        fix: `Check the party's codes and role against what the account team assigned; if they are right, ${sendMessage(words)}.`,
      };
    case "UNKNOWN":
      return {
        message: [`The status of ${who} could not be read.`],
        fix: `${capitalised(words.verify)} in a few minutes: it only reads.`,
      };
  }
}

/** Registered and waiting: for the account team, unless the platform gives the hub nothing to activate. */
function planned(who: string, { isUnproven, platform }: PartyNotConnected, { words, profile }: Telling): Said {
  const headline = isUnproven
    ? `${who} is PLANNED at the hub.`
    : `${who} is registered, but ${profile.title} has not activated it yet (PLANNED).`;
  if (platform?.is === "failing")
    return {
      message: [
        headline,
        `Your platform ${faultOf(platform.check)} (${platform.check}, above), and a hub may wait for that before it activates a party.`,
      ],
      who: "platform",
      fix: `Fix that first. Then ${words.verify}: it only reads. If the party stays PLANNED, ${sendMessage(words)}.`,
    };
  return {
    message:
      platform === undefined
        ? [headline]
        : [headline, "Your platform answers this run well, so it is the account team's turn."],
    fix: `${capitalised(sendMessage(words))}; when they have answered, ${words.verify}: it only reads.`,
  };
}

/** The hub does not get from the platform what it asks for; what that is, a look at the platform may tell. */
function offline(who: string, platform: PlatformSeen | undefined, { words, profile }: Telling): Said {
  const { healthPath, version } = profile;
  const probed = healthPath === undefined ? words.platformUrl : `\`${healthPath}\``;
  const meanwhile = "Until it is CONNECTED again, authorizations and commands do not get through.";
  if (platform?.is === "failing")
    return {
      message: [
        platform.check === "PRT-03"
          ? `${who} is OFFLINE, and your platform does not answer this run either (PRT-03).`
          : `${who} is OFFLINE, because your platform ${faultOf(platform.check)} (${platform.check}).`,
        `The hub's health checks ask your platform the same. ${meanwhile}`,
      ],
      who: "platform",
      fix: `When your platform is fixed (${platform.check}), the hub finds that by itself; after a minute or two, ${words.verify}.`,
    };
  if (platform?.is === "fine")
    return {
      message: [
        `${who} is OFFLINE: the hub's health checks of your platform fail, although it answers this run well.`,
        `From here ${probed} was answered with the platform token, in time, and offers ${version}. So what the hub sees differs from that: it comes from other addresses, by another way. ${meanwhile}`,
      ],
      who: "platform",
      fix: `Check what the hub meets and ${words.thisMachine} does not: the firewall's list of admitted addresses, public DNS, the certificate chain, a limit on requests. Then ${sendMessage(words)}: it asks what their health check gets.`,
    };
  return {
    message: [`${who} is OFFLINE: the hub's health checks of your platform fail.`, meanwhile],
    who: "platform",
    fix: `Make sure that the hub can reach ${probed} at your platform within a few seconds, with the platform token, and finds ${version} there. To see which of that fails, ${words.lookAtPlatform}.`,
  };
}

const faults: Readonly<Record<string, string>> = {
  "PRT-02": "has a certificate that is not to be trusted",
  "PRT-03": "does not answer",
  "PRT-04": "does not accept the platform token",
  "PRT-05": "takes the platform token in another form than the hub sends it",
  "PRT-10": "answers something else than a list of versions",
  "PRT-11": "does not offer the version",
  "PRT-21": "gives no usable OCPI answer",
  "PRT-24": "redirects",
  "PRT-29": "has nothing where the hub looks",
  "PRT-36": "is behind a firewall that turns a hub away",
};

/** What the platform does wrong, by the number of the check that it fails. */
function faultOf(check: string): string {
  return faults[check] ?? "fails a check";
}
