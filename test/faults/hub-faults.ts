import type { HubNature, Manner } from "./hub-nature.ts";

/** What can go wrong with one call of the hub in memory. */
export const hubFaults = [
  // It refuses, in one of the ways in which hubs do.
  "401",
  "403",
  "405",
  "422",
  "429",
  "code-2000",
  "code-3001",
  // The answer is lost, before or after the hub did what was asked.
  "reset-before",
  "reset-after",
  "timeout-before",
  "timeout-after",
  "not-sent",
  "500-before",
  "500-after",
  "502-page-after",
  // The answer comes, but not as it should.
  "truncated-after-token",
  "truncated-before-token",
  "no-token",
  "empty",
  "token-in-error",
  // Other names for a token stand beside the token, before it in the same object, and in an answer that breaks off.
  "token-in-noise",
  "token-in-noise-truncated",
  "redirect",
  // It does what was asked, and answers as if it did not.
  "401-after",
  "405-after",
  "code-2000-after",
  // What was asked for is done twice, and the first answer that is a success comes back, or the second one, whatever it is.
  "duplicated",
  "duplicated-second",
  // The token works only after a while, or dies after a few uses.
  "late",
  "dead-early",
  // For a moment it refuses a token that works: the one that the POST issues, the one that the PUT comes with.
  "refuses-once",
] as const;
export type HubFault = (typeof hubFaults)[number];

/** Those that make a difference to a GET. */
export const readFaults = [
  "401",
  "403",
  "422",
  "429",
  "code-2000",
  "reset-before",
  "timeout-after",
  "500-before",
  "502-page-after",
  "truncated-before-token",
  "empty",
  "redirect",
] as const satisfies readonly HubFault[];

/** The header of an answer in JSON. */
export const json = { "content-type": "application/json" };

/** The code with which a request is lost before the hub did anything. */
export const lostBefore = new Map<HubFault | undefined, string>([
  ["not-sent", "ECONNREFUSED"],
  ["reset-before", "ECONNRESET"],
  ["timeout-before", "TIMEOUT"],
]);
/** The code with which an answer is lost, after the hub did what was asked. */
export const lostAfter = new Map<HubFault | undefined, string>([
  ["reset-after", "ECONNRESET"],
  ["timeout-after", "TIMEOUT"],
]);

/** Which refusal a hub answers that did what was asked. */
export const lies = new Map<HubFault | undefined, HubFault>([
  ["401-after", "401"],
  ["405-after", "405"],
  ["code-2000-after", "code-2000"],
]);

/** An envelope of OCPI with this data. */
export function success(data: unknown): Response {
  return reply(200, { status_code: 1000, timestamp: "2026-11-22T10:00:00Z", data });
}

/** What a hub answers to a token that opens nothing. */
export function unauthorised(): Response {
  return reply(401, { status_code: 2002, timestamp: "2026-11-22T10:00:00Z" });
}

/** An answer in JSON. */
export function reply(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: json });
}

/** An answer with this status, and with this code where there is one. */
export function inManner({ status, code }: Manner): Response {
  return code === undefined ? new Response("", { status }) : reply(status, { status_code: code });
}

/** How a hub refuses what it understood, and how it breaks down. */
type Manners = Pick<HubNature, "refusesWith" | "breaksWith">;

/** The answer of a hub that refuses, or breaks down, before it does anything. */
export function refusal(fault: HubFault | undefined, { refusesWith, breaksWith }: Manners): Response | undefined {
  switch (fault) {
    case "401":
    case "403":
    case "405":
    case "422":
    case "429":
      return reply(Number(fault), { status_code: fault === "401" ? 2002 : 2000 });
    case "code-2000":
      return inManner(refusesWith);
    case "code-3001":
      return reply(200, { status_code: 3001 });
    case "500-before":
      return inManner(breaksWith);
    case "redirect":
      return new Response("", { status: 307, headers: { location: "https://elsewhere.example/" } });
    default:
      return undefined;
  }
}

/** What comes in the place of an answer that is lost. */
export function pageInstead(fault: HubFault | undefined, { breaksWith }: Manners): Response | undefined {
  if (fault === "500-after") return inManner(breaksWith);
  if (fault !== "502-page-after") return undefined;
  return new Response("<html>Bad gateway</html>", { status: 502, headers: { "content-type": "text/html" } });
}

/** The faults after which the body never ends. */
export const broken: ReadonlySet<HubFault> = new Set([
  "truncated-after-token",
  "truncated-before-token",
  "token-in-noise-truncated",
]);
const NOISE = '"token":"a",'.repeat(2000);

/** The body as a fault leaves it. */
export function altered(text: string, fault: HubFault | undefined): string {
  switch (fault) {
    case "truncated-after-token":
      return text.slice(0, text.indexOf('"url"') === -1 ? text.length - 2 : text.indexOf('"url"'));
    case "truncated-before-token":
      return text.slice(0, Math.max(1, text.indexOf('"token"')));
    case "token-in-noise":
      return text.replace('"token":', `${NOISE}"token":`);
    case "token-in-noise-truncated":
      return altered(altered(text, "token-in-noise"), "truncated-after-token");
    case "no-token":
      return text.replace(/"token":"(?:[^"\\]|\\.)*",?/, "");
    case "empty":
      return "";
    default:
      return text;
  }
}

/** A body that ends, or breaks off, after this text. */
export function bodyOf(text: string, breaks: boolean, delivered: () => void): ReadableStream<Uint8Array> {
  let sent = false;
  return new ReadableStream({
    pull(controller) {
      if (!sent) {
        sent = true;
        controller.enqueue(Buffer.from(text, "utf8"));
        return;
      }
      delivered();
      if (breaks) controller.error(new Error("terminated"));
      else controller.close();
    },
  });
}
