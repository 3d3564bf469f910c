import type { Profile } from "../profiles/profile.ts";
import { outcomeWords } from "./answer-words.ts";
import { error, note, warning, type Severity } from "./entry.ts";
import { foreign, list } from "./prose.ts";
import { REPEAT, requestToTry, type RequestToTry } from "./request-to-try.ts";
import type { AboutResponse } from "./response-summary.ts";
import { CLIENT_INFO, OURS, STATUS_CODES, TRANSPORT } from "./rule-sources.ts";
import type { Said } from "./sentence.ts";

/**
 * What is wrong with a platform's answer to one of the hub's own calls.
 * - `silent`: none came in time;
 * - `moved`: a redirect;
 * - `page`: a web page;
 * - `crash`: HTTP 5xx, or a code of 3xxx;
 * - `token`: it refuses the platform token there;
 * - `missing`: HTTP 404, 405 or 501;
 * - `bare`: it is not in OCPI's envelope;
 * - `refused`: it says no in another way;
 * - `word`: the result is no word of OCPI's, nor of the hub's;
 * - `timeout`: `timeout` is missing.
 */
export type WrongAnswer =
  | "silent"
  | "moved"
  | "page"
  | "crash"
  | "token"
  | "missing"
  | "bare"
  | "refused"
  | "word"
  | "timeout";

/** An answer to one of the hub's own calls, the handler that gave it, and what it takes to repeat the call. */
export interface AboutCall extends AboutResponse, Pick<RequestToTry, "encoding"> {
  readonly module: string;
  /** What the call carried. */
  readonly body?: string | undefined;
}

/** The same, where the answer is not what it has to be. */
export interface AboutWrongAnswer extends AboutCall {
  readonly wrong: WrongAnswer;
}

/** What is wrong with where a platform says that it keeps a CDR. */
export type WrongLocation = "absent" | "not-url" | "long" | "host" | "unread";

/** A test object at a platform. */
export interface TestObject {
  /** `session`, `CDR`, `tariff`. */
  readonly object: string;
  readonly id: string;
  /** Whose it is: `IN*CIH`. */
  readonly owner: string;
  /** What it is now, such as `COMPLETED`; empty where that could not be read back. */
  readonly state: string;
}

const DELIVERY = "ChargeIndia Hub, async delivery";

/** What is found of a platform's answers to the hub's own calls. */
export const rehearsalFindings = {
  "rehearsal-accepted": error("RCV-09", "platform", "OCPI 2.2.1 mod_commands", (call: AboutCall) => ({
    message: [
      "Your platform ACCEPTED a test command, so it may be doing something real right now.",
      `${outcomeWords(call.response)} The command was for a location or a session that does not exist: its ids begin with \`OCPI-TEST-\`. The rehearsal ended there, and nothing more was sent.`,
    ],
    fix: `Check at once whether a charger started or stopped. Then let the handler of ${handlerOf(call)} look up the location and the session before it answers: \`REJECTED\` or \`UNKNOWN_SESSION\` where there is none. Repeat the call only after that, with the \`curl\` line and the platform token in \`OCPI_PLATFORM_TOKEN\`.`,
    snippet: requestOf(call),
    urgent: true,
  })),
  "rehearsal-allowed": error("RCV-07", "platform", "OCPI 2.2.1 mod_tokens", (call: AboutCall) => ({
    message: [
      "Your platform allows charging with a token that was never issued.",
      `${outcomeWords(call.response)} It said \`ALLOWED\`: drivers could charge, and no eMSP would pay.`,
    ],
    fix: `Let the handler of ${handlerOf(call)} say \`ALLOWED\` only of tokens that it knows. ${REPEAT}`,
    snippet: requestOf(call),
  })),
  "rehearsal-authorize": error("RCV-07", "platform", "OCPI 2.2.1 mod_tokens", (call: AboutWrongAnswer, { profile }) =>
    wrongAnswer(
      call,
      "the hub asks whether a token may charge",
      `${call.wrong === "missing" ? departure(call, profile) : ""}Answer an object with \`allowed\`, one of ${list(["ALLOWED", "BLOCKED", "EXPIRED", "NO_CREDIT", "NOT_ALLOWED", ...profile.authorizeAlso].map((word) => `\`${word}\``))}, and \`token\`.`,
    ),
  ),
  "rehearsal-command": {
    ...error<AboutWrongAnswer>("RCV-09", "platform", "OCPI 2.2.1 mod_commands", (call) =>
      wrongAnswer(
        call,
        "the hub sends a command",
        "Answer an object with `result`, one of `ACCEPTED`, `REJECTED`, `NOT_SUPPORTED` and `UNKNOWN_SESSION`, and `timeout` in seconds.",
      ),
    ),
    // A hub can do with an answer that lacks something; with none it has a driver who waits.
    grade: ({ wrong }: AboutWrongAnswer): Severity => (wrong === "word" || wrong === "timeout" ? "warning" : "error"),
  },
  "rehearsal-delivery": error("RCV-11", "platform", TRANSPORT, (call: AboutWrongAnswer & { object: string }) =>
    wrongAnswer(
      call,
      `the hub delivers a ${call.object}`,
      `Store what is valid, and answer HTTP 200 or 201 and \`status_code\` 1000.`,
    ),
  ),
  "rehearsal-repeat": error("RCV-14", "platform", DELIVERY, (call: AboutCall & { object: string }, { profile }) => ({
    message: [
      `Your platform refuses a ${call.object} that it was given before.`,
      `${outcomeWords(call.response)} ${profile.title} repeats a delivery whose answer it did not get.`,
    ],
    fix: `Let the handler of ${handlerOf(call)} answer the same ${call.object} a second time as it did the first: HTTP 200 and \`status_code\` 1000, and nothing is stored twice. ${REPEAT}`,
    snippet: requestOf(call),
  })),
  "rehearsal-twice": error("RCV-14", "platform", DELIVERY, (call: AboutCall & { object: string }) => ({
    message: [
      `Your platform keeps a ${call.object} twice that it was given twice.`,
      `${outcomeWords(call.response)} The second one has another \`Location\` than the first: a driver would pay twice.`,
    ],
    fix: `Let the handler of ${handlerOf(call)} look for the id and its owner before it stores anything. ${REPEAT}`,
    snippet: requestOf(call),
  })),
  "rehearsal-older": error("RCV-14", "platform", DELIVERY, (call: AboutCall) => ({
    message: [
      "Your platform lets an older session take the place of a newer one.",
      `${outcomeWords(call.response)} Afterwards the session was as the older call had it. The hub repeats deliveries, so an older one may come after a newer one.`,
    ],
    fix: `Let the handler of ${handlerOf(call)} compare \`last_updated\`, and drop the older session. ${REPEAT}`,
    snippet: requestOf(call),
  })),
  "rehearsal-location": error(
    "RCV-13",
    "platform",
    "OCPI 2.2.1 mod_cdrs",
    (call: AboutCall & { location: WrongLocation; origin: string }) => ({
      message: [
        `Your platform ${wrongLocations[call.location]}.`,
        `${outcomeWords(call.response)}${call.location === "host" ? ` It is on ${foreign(call.origin)}, and no token was sent there.` : ""} OCPI has the sender of a CDR read it back at its \`Location\`.`,
      ],
      fix: `Let the handler of ${handlerOf(call)} answer with the header \`Location\`: a whole URL on your platform's host, at most 255 characters long, at which a GET gives the CDR. ${REPEAT}`,
      snippet: requestOf(call),
    }),
  ),
  "rehearsal-broken-json": warning("RCV-15", "platform", STATUS_CODES, (call: AboutCall) => ({
    message: [
      "Your platform does not answer HTTP 400 to a body that is no JSON.",
      `${outcomeWords(call.response)} Nothing can be made of such a body, and the hub should be told so.`,
    ],
    fix: `Let the handler of ${handlerOf(call)} answer HTTP 400 where the body cannot be parsed. ${REPEAT}`,
    snippet: requestOf(call),
  })),
  "rehearsal-ids": note("RCV-16", "platform", TRANSPORT, (call: AboutCall) => ({
    message: [
      "Your platform takes a session whose id is not the one in its URL.",
      `${outcomeWords(call.response)} OCPI advises to refuse it with \`status_code\` 2001.`,
    ],
    fix: `Let the handler of ${handlerOf(call)} compare both. ${REPEAT}`,
    snippet: requestOf(call),
  })),
  "rehearsal-third-party": error("RCV-17", "platform", TRANSPORT, (call: AboutWrongAnswer & { object: string }) => ({
    message: [
      `Your platform refuses a ${call.object} of a party that it does not know.`,
      `${outcomeWords(call.response)} What the hub delivers belongs to other parties, and new ones join at any time.`,
    ],
    fix: `Let the handler of ${handlerOf(call)} take the objects of every party, if the call has the platform token: the hub decides who may reach you. ${REPEAT}`,
    snippet: requestOf(call),
  })),
  "rehearsal-client-info": warning("RCV-18", "platform", CLIENT_INFO, (call: AboutWrongAnswer) =>
    wrongAnswer(
      call,
      "the hub says which party is connected",
      "Answer HTTP 200 or 201 and `status_code` 1000: without it you do not learn when a partner is gone.",
    ),
  ),
  "rehearsal-slow": warning(
    "PRT-27",
    "platform",
    OURS,
    ({ durationMs, ...call }: AboutCall & { durationMs: number }) => ({
      message: [
        `Your platform takes ${(durationMs / 1000).toFixed(1)} s to answer ${handlerOf(call)}.`,
        "A driver stands at the charger for that long, and the hub may give up before.",
      ],
      fix: `Let the handler of ${handlerOf(call)} answer within 2 seconds, and do what takes longer afterwards. ${REPEAT}`,
      snippet: requestOf(call),
    }),
  ),
  "rehearsal-found": warning("INPUT", "platform", OURS, ({ left }: { left: readonly TestObject[] }) => ({
    message: [
      `An earlier rehearsal did not get to its end, and left on your platform: ${objects(left)}.`,
      "This run uses the same ids, and closes what it can.",
    ],
    fix: "If this run says that something stays, delete it by hand.",
    toDo: false,
  })),
  "rehearsal-left": note("INPUT", "platform", OURS, ({ left }: { left: readonly TestObject[] }) => ({
    message: [
      `What the rehearsal made stays on your platform: ${objects(left)}.`,
      "OCPI has no call that deletes them.",
    ],
    fix: "Delete them by hand, if they are in the way: nothing in them has energy or a price, and the next rehearsal uses the same ids.",
  })),
  "rehearsal-open": warning("INPUT", "platform", OURS, ({ left }: { left: readonly TestObject[] }) => ({
    message: [
      `The rehearsal could not close or delete what it made on your platform: ${objects(left)}.`,
      "Nothing in them has energy or a price.",
    ],
    fix: "Delete them by hand. The ids begin with `OCPI-TEST-`.",
  })),
  "rehearsal-no-consent": note("INPUT", "you", OURS, ({ host }: { host: string }, { words }) => ({
    message: [
      `Only calls that your platform has to refuse were rehearsed: nothing was to be made on ${foreign(host)}.`,
    ],
    fix: `To rehearse the rest, ${words.consentTo(host)}.`,
    toDo: false,
  })),
};

function wrongAnswer(call: AboutWrongAnswer, what: string, right: string): Said {
  return {
    message: [`Your platform ${wrongs[call.wrong]} when ${what}.`, outcomeWords(call.response)],
    fix: `${advice(call, right)} ${REPEAT}`,
    snippet: requestOf(call),
  };
}

/** A real-time authorisation by PUT is the hub's own: a platform that is built by the book has none. */
function departure({ response }: AboutCall, { title }: Profile): string {
  return response.method === "PUT"
    ? `${title} departs from OCPI here: it sends PUT to a CPO, where OCPI has POST to an eMSP. `
    : "";
}

/** Where to mend it: in the handler, or before it. */
function advice(call: AboutWrongAnswer, right: string): string {
  const handler = handlerOf(call);
  switch (call.wrong) {
    case "token":
      return `Let the handler of ${handler} take the platform token, as your versions do.`;
    case "page":
      return `Let your proxy or firewall pass ${handler} on to your platform. ${right}`;
    case "moved":
      return `Serve ${handler} at this path itself, without a redirect. ${right}`;
    case "missing":
      return `Serve ${handler} at this path. ${right}`;
    case "silent":
    case "crash":
      return `Look in your platform's log for what happened in the handler of ${handler}, and fix it. ${right}`;
    default:
      return `Fix the handler of ${handler}. ${right}`;
  }
}

const wrongs: Readonly<Record<WrongAnswer, string>> = {
  silent: "gives no answer in time",
  moved: "answers with a redirect, which the hub does not follow,",
  page: "answers with a web page, as a proxy or a firewall does,",
  crash: "breaks down",
  token: "refuses the platform token",
  missing: "does not know the path or the method",
  bare: "leaves out the envelope (`status_code`, `timestamp`, `data`)",
  refused: "says no",
  word: "answers with a word that OCPI does not have",
  timeout: "leaves out `timeout`",
};

const wrongLocations: Readonly<Record<WrongLocation, string>> = {
  absent: "does not say where it keeps a CDR: its answer has no header `Location`",
  "not-url": "gives no whole URL as the place of a CDR",
  long: "gives a URL with more than 255 characters as the place of a CDR",
  host: "gives a URL on another host as the place of a CDR",
  unread: "does not give the CDR at the place that it names for it",
};

/** Which line of the developers' work it is: `PUT sessions`. */
function handlerOf({ response, module }: Pick<AboutCall, "response" | "module">): string {
  return foreign(`${response.method} ${module}`);
}

function requestOf({ response: { method, url }, body, encoding }: AboutCall): string {
  return requestToTry({ method, url, carries: body, ...(encoding === undefined ? {} : { encoding }) });
}

function objects(left: readonly TestObject[]): string {
  return list(
    left.map(
      ({ object, id, owner, state }) =>
        `${object} ${foreign(id)} of ${owner}${state === "" ? "" : ` (${foreign(state)})`}`,
    ),
  );
}
