import type { TokenEncoding } from "../ocpi/token.ts";
import type { InterfaceRole } from "../ocpi/versions.ts";
import { sendMessage } from "./account-team.ts";
import { adviceOnAnswer, adviceOnMissing, adviceOnOrigin, adviceOnSilence, remedyOfSilence } from "./advice.ts";
import { outcomeWords, silenceWords } from "./answer-words.ts";
import { error, errorIfNeeded, note, nothingToDo, warning, type Needed } from "./entry.ts";
import type { AboutResponse, ResponseSummary } from "./response-summary.ts";
import { capitalised, foreign, list, quoted } from "./prose.ts";
import { CREDENTIALS, DETAILS, ENVELOPE, OURS, TRANSPORT } from "./rule-sources.ts";
import type { Words } from "./words.ts";

/** The parameters of a finding about what a URL answers. */
export interface At {
  readonly url: string;
}

/** A hub token that the hub refuses. */
export interface RefusedHubToken extends AboutResponse {
  /** In the other encoding the hub breaks down. */
  readonly isBesideCrash: boolean;
  /** It is made of the characters that OCPI allows. */
  readonly isAscii: boolean;
}

/** The hub breaks down at a token in one encoding, and refuses it in the other. */
export interface Crashes extends AboutResponse {
  readonly encoding: TokenEncoding;
  readonly other: TokenEncoding;
}

const FORMS: Readonly<Record<TokenEncoding, string>> = { plain: "as it is", base64: "in Base64" };

/** A refusal beside a crash is the weaker one: the crash may have met the encoding that the hub takes. */
function adviceOnHubToken({ isBesideCrash, isAscii }: RefusedHubToken, words: Words): string {
  if (!isAscii) return `Copy the whole token, and ${words.giveAgain}.`;
  const check = `Check that ${words.rightHubToken}, and that ${words.hubUrl} is the hub that issued it.`;
  if (isBesideCrash) {
    return `${check} ${capitalised(words.rerun)} later. If you know how the hub takes the token, ${words.settleEncoding()}. If it ends the same way, ${sendMessage(words)}.`;
  }
  const ask = `${sendMessage(words)}: it asks whether the party is suspended or the token revoked`;
  return `${words.onRefusedHubToken(check, ask)} Only if they confirm that they reset your registration: ${words.replaceHubToken}`;
}

/** A word of the hub's, and the word of OCPI's that it is read as. */
export interface Renamed {
  readonly written: string;
  readonly read: string;
}

/** A URL of the hub's that is not on this origin, nor on one that is allowed. */
export interface Elsewhere extends At {
  readonly origin: string;
}

/** A module that a role needs of the hub, and that its version details do not have by that interface. */
export interface MissingModule {
  readonly module: string;
  readonly side: InterfaceRole;
  /** It is listed, but by the other interface alone. */
  readonly isOtherSide: boolean;
}

/** What a hub does otherwise than an exchange needs it, or than OCPI has it. */
export const hubFindings = {
  "hub-no-answer": error("NET", "you", OURS, ({ response }: AboutResponse, { words }) => ({
    message: silenceWords("the hub", response),
    fix: adviceOnSilence(response.error, words),
    ...remedyOfSilence(response.error),
  })),
  "hub-unusable-answer": error("HUB-09", "you", TRANSPORT, ({ response }: AboutResponse, { words, profile }) => ({
    message: ["The hub gave no usable OCPI answer.", outcomeWords(response, profile)],
    fix: adviceOnAnswer(response, profile, words),
  })),
  "hub-no-envelope": error("HUB-10", "hub", TRANSPORT, ({ response }: AboutResponse, { words, profile }) => ({
    message: [
      "The hub's answer is not in the OCPI envelope.",
      `${outcomeWords(response, profile)} OCPI asks for ${ENVELOPE}.`,
    ],
    fix: `The address is right, and there is nothing for you to change: tell the account team. When the hub's operator has fixed it, ${words.rerun}.`,
  })),
  "hub-redirects": error("HUB-03", "you", OURS, ({ response }: AboutResponse, { words }) => ({
    message: [
      `The hub redirects. ${response.url} answered HTTP ${response.httpStatus}; redirects are not followed, because a token would go to a place that was not checked.`,
    ],
    fix: `Put the address that answers itself into ${words.hubUrl}: check \`https:\`, \`www.\` and the trailing slash.`,
  })),
  "hub-slash": note("HUB-37", "hub", OURS, ({ url, answers }: At & { readonly answers: string }) => ({
    message: [
      `The hub answers at ${foreign(answers)} what it is asked at ${url}.`,
      "This run followed it there. Check that your platform does, too: many clients lose the token or the body on such a redirect.",
    ],
  })),
  "initial-token-refused": note("HUB-04", "hub", CREDENTIALS, ({ response }: AboutResponse, { profile }) => ({
    message: [
      "The hub refused the initial token for reading.",
      `${outcomeWords(response, profile)} Some hubs accept it only for the registration, so this alone stops nothing.`,
    ],
    remedy: "set-token",
  })),
  "hub-token-refused": error("HSK-23", "account-team", CREDENTIALS, (refused: RefusedHubToken, { words, profile }) => ({
    message: [
      "The hub does not accept the hub token.",
      ...(refused.isBesideCrash
        ? ["In the other encoding it breaks down each time, so the token may be right all the same."]
        : []),
      ...(refused.isAscii
        ? []
        : [
            "It holds a character that no token has: a blank, or one beyond ASCII, such as the `…` of a shortened text.",
          ]),
      outcomeWords(refused.response, profile),
    ],
    fix: adviceOnHubToken(refused, words),
    ask: { for: "access" },
    // A suspended party's token is refused, and works again afterwards: it is not for a button to replace.
    remedy: "ask-account-team",
  })),
  "hub-crashes-at-encoding": note(
    "HUB-05",
    "hub",
    `${TRANSPORT}, Authorization header`,
    ({ response, encoding, other }: Crashes, { profile }) => ({
      message: [
        `The hub breaks down at the token ${FORMS[encoding]}, each time, and refuses it ${FORMS[other]}.`,
        outcomeWords(response, profile),
      ],
    }),
  ),
  "token-unprovable": error("HUB-07", "account-team", `${TRANSPORT}, Authorization header`, (_, { words }) => ({
    message: [
      "Nothing shows whether the hub takes the hub token, because the hub answers everyone.",
      "What this run may read there opens to a made-up token, too.",
    ],
    fix: `${capitalised(sendMessage(words))}: it asks them whether the token is valid, and tells them that their hub is open to everyone.`,
    ask: { for: "validity" },
  })),
  "hub-token-limited": error(
    "HCI-17",
    "you",
    `${TRANSPORT}, Authorization header`,
    // `issued`: it was not given, it came from the hub itself.
    ({ response, issued }: { response: ResponseSummary; issued: boolean }, { words, profile }) => ({
      ...(issued ? { who: "account-team" } : {}),
      message: [
        `The hub ${issued ? "issued this token, and accepts it" : "accepts this token"} for its versions, but not for its list of parties.`,
        outcomeWords(response, profile),
      ],
      fix: issued
        ? `${capitalised(sendMessage(words))}: it asks whether your party may read that list. The token is kept.`
        : `Check that ${words.rightHubToken}: an initial token is treated like this, too. If it is right, ${sendMessage(words)}: it asks whether your party is suspended.`,
      ask: { for: "access" },
      // It may be a token that works: it is not for a button to replace.
      remedy: "ask-account-team",
    }),
  ),
  "tokens-swapped": error("PAY-07", "you", OURS, (_, { words }) => ({
    message: [
      "Neither the hub nor your platform accepts its token.",
      "One may be incomplete, the platform may not have its token yet, or the two are swapped.",
    ],
    fix: `Check that ${words.theToken("initial-token")} holds what the account team gave you, and ${words.theToken("platform-token")} what you made and installed in the platform.`,
    remedy: "set-token",
  })),
  "hub-wants-other-encoding": warning(
    "HUB-05",
    "hub",
    `${TRANSPORT}, Authorization header`,
    ({ encoding }: { encoding: TokenEncoding }) => ({
      message: [
        `The hub takes the token only ${encoding === "base64" ? "in Base64" : "as it is, not in Base64"}, other than it documents.`,
      ],
      fix: "Nothing to do for this run. Check that the platform does the same when it calls the hub.",
    }),
  ),
  "hub-version-missing": error(
    "HUB-17",
    "you",
    CREDENTIALS,
    ({ wanted, offered }: { offered: readonly string[]; wanted: string }, { words }) => ({
      message: [
        `The hub does not offer OCPI ${wanted}; it offers ${offered.length === 0 ? "nothing" : list(offered.map(foreign))}.`,
      ],
      fix: `Check ${words.hubUrl}. If it is right, ask the account team.`,
    }),
  ),
  "hub-versions-unreadable": errorIfNeeded("HUB-15", "you", DETAILS, ({ url, needed }: At & Needed, { words }) => ({
    message: [`${url} did not answer a list of versions.`],
    ...(needed ? { fix: `Check ${words.hubUrl}. If it is right, tell the account team.` } : nothingToDo),
  })),
  "hub-url-of": error(
    "HUB-15",
    "you",
    DETAILS,
    ({ url, what }: At & { what: "details" | "credentials" }, { words }) => ({
      message: [
        `${capitalised(words.hubUrl)} is the address of the hub's ${what === "details" ? "version details" : "credentials"}, not of its versions.`,
        `${url} answered ${what === "details" ? "endpoints" : "credentials"}, where the list of versions is asked for.`,
      ],
      fix: "Give the hub's versions URL. It is often the same address with `/versions` where the version is; the account team knows it.",
    }),
  ),
  "hub-versions-wrapped": warning("HUB-15", "hub", DETAILS, ({ url }: At) => ({
    message: [`${url} wraps its list of versions in an object, as only old versions of OCPI did.`],
    ...nothingToDo,
  })),
  "hub-details-unreadable": errorIfNeeded("HUB-21", "hub", DETAILS, ({ url, needed }: At & Needed, { words }) => ({
    message: [`${url} did not answer version details, which are an object with a list of \`endpoints\`.`],
    ...(needed ? adviceOnMissing(words) : nothingToDo),
  })),
  "hub-details-unread": warning("HUB-21", "hub", DETAILS, ({ response }: AboutResponse, { profile }) => ({
    message: [
      "The hub's version details cannot be read.",
      `${outcomeWords(response, profile)} What is documented is used instead.`,
    ],
    ...nothingToDo,
  })),
  "hub-details-listed": note("HUB-21", "hub", DETAILS, ({ url }: At) => ({
    message: [
      `${url} answers its version details in a list, where OCPI has the object alone.`,
      "They were read all the same.",
    ],
  })),
  "hub-details-version": warning(
    "HUB-22",
    "hub",
    DETAILS,
    ({ version, wanted }: { version: string; wanted: string }) => ({
      message: [`The hub's version details say ${quoted(version)} where ${wanted} was asked for.`],
      ...nothingToDo,
    }),
  ),
  "hub-entries-unreadable": warning("HUB-23", "hub", DETAILS, ({ count, url }: { url: string; count: number }) => ({
    message: [`${count} ${count === 1 ? "entry" : "entries"} of ${url} cannot be read.`],
    ...nothingToDo,
  })),
  "hub-identifier-form": note("HUB-24", "hub", DETAILS, ({ renamed }: { renamed: readonly Renamed[] }) => ({
    message: [
      `The hub's version details write ${list(renamed.map(({ written }) => quoted(written)))}; that is read as ${list(renamed.map(({ read }) => `\`${read}\``))}.`,
    ],
    fix: "Nothing to do for this run. Check that the platform reads it so, too.",
  })),
  "hub-url-not-whole": note(
    "HUB-20",
    "hub",
    "OCPI 2.2.1 types, URL",
    ({ url }: At) => ({
      message: [
        `The hub gives URLs without a host or a scheme, such as ${foreign(url)}; OCPI asks for absolute ones.`,
        "They were read from the address that listed them.",
      ],
    }),
    { oncePerPeer: true },
  ),
  "hub-url-scheme": note(
    "HUB-20",
    "hub",
    OURS,
    ({ url, used }: At & { used: string }) => ({
      message: [
        `The hub gives URLs with another scheme than its own, such as ${foreign(url)}.`,
        `That is how a hub behind a proxy sees itself: ${foreign(used)} was used.`,
      ],
    }),
    { oncePerPeer: true },
  ),
  "hub-entry-without-url": errorIfNeeded(
    "HUB-16",
    "hub",
    DETAILS,
    ({ url, entries, needed }: At & Needed & { entries: readonly string[] }, { words }) => ({
      message: [`${url} lists ${list(entries.slice(0, 5).map(foreign))} without a usable URL.`],
      ...(needed ? adviceOnMissing(words) : nothingToDo),
    }),
  ),
  "hub-url-elsewhere": errorIfNeeded(
    "HUB-20",
    "hub",
    OURS,
    ({ what, url, origin, documented }: Elsewhere & Needed & { what: string; documented: string | undefined }) => ({
      message: [
        `The hub says to look for its ${what} at ${foreign(url)}, which ${whyNot(url, origin)}.`,
        documented === undefined
          ? "No token was sent there."
          : `No token was sent there; the documented ${documented} was used instead.`,
      ],
      ...(documented === undefined ? adviceOnOrigin(url, origin) : nothingToDo),
    }),
  ),
  "hub-module-elsewhere": warning("HUB-32", "hub", OURS, ({ module, url, origin }: Elsewhere & { module: string }) => ({
    message: [
      `The hub's ${foreign(module)} endpoint is at ${foreign(url)}, which ${whyNot(url, origin)}.`,
      "No token was sent there.",
    ],
    ...adviceOnOrigin(url, origin),
  })),
  "hub-endpoint-missing": errorIfNeeded(
    "HUB-25",
    "hub",
    DETAILS,
    ({ documented, module }: Needed & { module: string; documented: string | undefined }, { words }) =>
      documented === undefined
        ? {
            message: [`The hub does not list a ${foreign(module)} endpoint in its version details.`],
            fix: `Check ${words.hubUrl}: without that endpoint nothing can be registered there. If it is right, ask the account team.`,
          }
        : {
            message: [`The hub does not list its ${foreign(module)} endpoint; the documented ${documented} is used.`],
            ...nothingToDo,
          },
  ),
  "hub-modules-missing": warning(
    "HUB-31",
    "hub",
    DETAILS,
    ({ role, missing }: { role: string; missing: readonly MissingModule[] }) => ({
      message: [
        `The hub does not list all that a platform with the role ${role} calls: ${list(missing.map(({ module, side }) => `\`${module}\` as ${side}`))} ${missing.length === 1 ? "is" : "are"} not in its version details.`,
        ...otherSides(missing),
        "A platform that looks there for the address finds none, and the calls that need it are not made.",
      ],
      fix: "Tell the account team: the hub's version details have to list them. Until then give your platform the documented addresses, if it can be told.",
    }),
  ),
  "hub-endpoint-undocumented": warning(
    "HUB-27",
    "hub",
    "ChargeIndia Hub, API reference",
    ({ module, url, documented }: { module: string; url: string; documented: string }) => ({
      message: [
        `The hub's ${foreign(module)} endpoint is ${foreign(url)}, not the documented ${documented}.`,
        "The hub's word is used.",
      ],
      fix: "Check that the platform uses the same.",
    }),
  ),
  "hub-content-type": warning(
    "HUB-08",
    "hub",
    TRANSPORT,
    ({ url, contentType }: { url: string; contentType: string }) => ({
      message: [`${url} answers with the content type ${quoted(contentType)} instead of application/json.`],
      ...nothingToDo,
    }),
    { oncePerPeer: true },
  ),
  "hub-no-timestamp": note(
    "HUB-12",
    "hub",
    TRANSPORT,
    ({ url }: At) => ({
      message: [`${url} answers without the \`timestamp\` that OCPI asks for.`, "It is not needed."],
    }),
    { oncePerPeer: true },
  ),
  "hub-timestamp": warning(
    "HUB-13",
    "hub",
    "OCPI 2.2.1 types, DateTime",
    ({ url, value }: { url: string; value: string }) => ({
      message: [`${url} answers with the timestamp ${quoted(value)}, which is no OCPI DateTime in UTC.`],
      ...nothingToDo,
    }),
    { oncePerPeer: true },
  ),
};

/** Why no token goes to a URL. */
function whyNot(url: string, origin: string): string {
  const host = URL.parse(url)?.host;
  const isHere = host !== undefined && host === URL.parse(origin)?.host;
  return isHere ? "holds a user name or a password" : `is not on ${origin}`;
}

/** Of modules that are listed by the wrong interface it is worth saying that they are. */
function otherSides(missing: readonly MissingModule[]): string[] {
  const swapped = missing.filter(({ isOtherSide }) => isOtherSide).map(({ module }) => `\`${module}\``);
  return swapped.length === 0 ? [] : [`It lists ${list(swapped)} by the other interface alone.`];
}
