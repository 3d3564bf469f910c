import { checkDetails, checkVersions, chooseEndpoint } from "../checks/hub.ts";
import type { Party } from "../ocpi/party.ts";
import type { HubToken, InitialToken, TokenEncoding } from "../ocpi/token.ts";
import type { Endpoint } from "../ocpi/versions.ts";
import { dataOf, type Answer } from "../peer/answer.ts";
import type { ProbedStatus } from "../peer/encodings.ts";
import type { Guards } from "../peer/guards.ts";
import type { HubAddress } from "../peer/hub-address.ts";
import type { GetOptions, Peer } from "../peer/peer.ts";
import { isTurnedDown, tokenStatusOf } from "../peer/token-status.ts";
import type { Profile } from "../profiles/profile.ts";
import type { Asked } from "../record/request.ts";
import { readParties, type PartiesStatus } from "./parties.ts";

/** What it takes to look at a hub. */
export interface HubProbe {
  readonly hub: Peer;
  readonly guards: Guards;
  readonly address: HubAddress;
  readonly profile: Profile;
  readonly encodings: Profile["encodings"];
  readonly signal: AbortSignal;
}

/** What is asked beside versions and details, in which encoding, and for the how many-th time. */
interface Asking {
  readonly encoding: TokenEncoding;
  readonly attempt: number;
  readonly parties?: readonly Party[];
  /** The details opened to another token: this one does not work where they refuse it, and is in doubt where they do not open. */
  readonly expectsDetails?: boolean;
}

/** Versions and details, as they answered to a token. */
interface Read {
  readonly versions: Answer;
  /** What came of the details, if a token may go there. */
  readonly details: Answer | undefined;
}

/** What the hub made of a token in one encoding. */
export interface HubTry extends Read {
  readonly encoding: TokenEncoding;
  readonly tokenStatus: ProbedStatus;
  /** What of the hub is guarded, and opened. */
  readonly opened: readonly string[];
  /** The token opens what is guarded, but not the list of parties. */
  readonly limited: boolean;
  /** The answer that says so. */
  readonly telling: Answer;
  readonly parties: PartiesStatus | undefined;
}

type Verdict = Pick<HubTry, "tokenStatus" | "opened" | "limited" | "telling">;

/** Tries a token in one encoding: GET versions and details, and the own parties where they are asked for, in parallel. */
export async function tryInEncoding(probe: HubProbe, token: InitialToken | HubToken, asking: Asking): Promise<HubTry> {
  const { hub, address, profile, encodings, signal } = probe;
  const { encoding, attempt, parties: wanted = [] } = asking;
  const url = wanted.length === 0 ? undefined : address.hubclientinfo;
  const read = async (options: GetOptions): Promise<PartiesStatus | undefined> =>
    url === undefined ? undefined : readParties({ hub, url, profile, signal, options }, { token, encoding }, wanted);
  const [versions, parties] = await Promise.all([
    readVersions(probe, token, asking),
    read({ attempt, answersOnce: encodings.length > 1 }),
  ]);
  const verdict = await judge(probe, token, asking, versions, parties);
  const isAgain = verdict.tokenStatus === "accepted" && (await hub.pause(parties?.answers ?? [], attempt, signal));
  return { ...versions, ...verdict, encoding, parties: isAgain ? await read({ attempt: attempt + 1 }) : parties };
}

/**
 * Versions, and with them the details at the place that is documented; or after them where they are listed, if that is
 * another place. Where no token may go, or nothing opens, the documented place counts if it opens: only then.
 */
async function readVersions(
  probe: HubProbe,
  token: InitialToken | HubToken,
  { encoding, attempt }: Asking,
): Promise<Read> {
  const { hub, guards, address, encodings, signal } = probe;
  const get = async (url: string, options: GetOptions): Promise<Answer> =>
    hub.get(url, token, encoding, signal, options);
  // As long as no encoding is settled the other one is tried before an answer is asked for again.
  const first = { attempt, answersOnce: encodings.length > 1 };
  const answers = await Promise.all([
    get(address.versions, { ...first, asks: "versions" }),
    address.details === undefined ? undefined : get(address.details, { ...first, asks: "details" }),
  ]);
  const isSettled = (await guardedOf(guards, answers, encoding)).opened.length > 0;
  const onceMore = async <A extends Answer | undefined>(answer: A, asks: Asked): Promise<A | Answer> =>
    isSettled && answer !== undefined && (await hub.pause([answer], attempt, signal))
      ? get(answer.summary.url, { attempt: attempt + 1, asks })
      : answer;
  const versions = await onceMore(answers[0], "versions");
  const [, documented] = answers;
  const { detailsUrl: url } = checkVersions(dataOf(versions)?.data, probe, true);
  if (url === undefined || url.replace(/\/$/, "") === address.details) {
    return { versions, details: await onceMore(documented, "details") };
  }
  const found = hub.admits(url) ? await get(url, { asks: "details", ...(isSettled ? {} : first) }) : undefined;
  const opens = [found, documented].find((details) => details !== undefined && dataOf(details) !== undefined);
  return { versions, details: opens ?? found };
}

/** Sends what {@link tryInEncoding} asks first, before its answers are wanted. */
export function tryAhead(
  { hub, address, signal }: HubProbe,
  token: HubToken,
  encoding: TokenEncoding,
  withinMs: number,
): void {
  hub.askAhead(address.versions, token, encoding, signal, { asks: "versions", withinMs });
  if (address.details !== undefined) {
    hub.askAhead(address.details, token, encoding, signal, { asks: "details", withinMs });
  }
}

/** What versions and details that were read say of the token. */
async function judge(
  probe: HubProbe,
  token: InitialToken | HubToken,
  { encoding, expectsDetails = false }: Asking,
  { versions, details }: Read,
  parties: PartiesStatus | undefined,
): Promise<Verdict> {
  const { profile, guards, signal } = probe;
  const ofVersions = tokenStatusOf(versions, profile);
  const ofDetails = details === undefined ? "inconclusive" : tokenStatusOf(details, profile);
  // Breakage: a token is proven by versions alone
  const isKeptOut = isTurnedDown(ofDetails) || (expectsDetails && ofDetails !== "accepted");
  const limited = parties?.refused === true;
  // What one route refuses, the others may open to everybody.
  const doubts = [isTurnedDown(ofVersions), isKeptOut, limited, signal.aborted];
  if (doubts.includes(true)) guards.doubt();
  const { opened, unknown } = await guardedOf(guards, [versions, details], encoding);
  const unproven = { opened: [], limited: false };
  const keptOut: Verdict | undefined =
    isKeptOut && details !== undefined ? { ...unproven, tokenStatus: ofDetails, telling: details } : undefined;
  if (expectsDetails && isTurnedDown(ofDetails) && keptOut !== undefined) return keptOut;
  if (ofVersions !== "accepted") {
    // A token that opens the details is not given up for what the versions say, and takes no other encoding.
    return { ...unproven, tokenStatus: opened.length > 0 ? "unheard" : ofVersions, telling: versions };
  }
  if (opened.length > 0) return { tokenStatus: "accepted", opened, limited, telling: versions };
  // What is open to everybody says nothing of the token.
  return judgeUnguarded(probe, token, encoding, { versions, details }, keptOut, unknown);
}

/**
 * Versions that opened are open to everybody, or it is not known whether they are.
 * @param keptOut what the details made of the token, where they do not open to it and should.
 * @param unknown an answer that did not tell what is guarded.
 */
async function judgeUnguarded(
  probe: HubProbe,
  token: InitialToken | HubToken,
  encoding: TokenEncoding,
  { versions, details }: Read,
  keptOut: Verdict | undefined,
  unknown: Answer | undefined,
): Promise<Verdict> {
  const isInitial = token.kind === "initial-token";
  // Some hubs show an initial token no more, which will do where it is known how to go on.
  if (keptOut !== undefined && isInitial && probe.address.credentials !== undefined) {
    return { ...keptOut, tokenStatus: "versions-only" };
  }
  if (keptOut?.tokenStatus === "refused") return keptOut;
  // An initial token is proven by the POST.
  const unheard = probe.signal.aborted ? versions : isInitial ? undefined : unknown;
  if (unheard !== undefined) return { tokenStatus: "unheard", opened: [], limited: false, telling: unheard };
  const further = await judgeFurther(probe, token, encoding, versions, details);
  return further.tokenStatus === "open" && keptOut !== undefined ? keptOut : further;
}

/** What of these opened and is guarded, with what stands behind it in the list; and an answer that did not tell. */
async function guardedOf(
  guards: Guards,
  answers: readonly (Answer | undefined)[],
  encoding: TokenEncoding,
): Promise<{ readonly opened: readonly string[]; readonly unknown: Answer | undefined }> {
  const urls = answers.flatMap((answer) =>
    answer !== undefined && dataOf(answer) !== undefined ? [answer.summary.url] : [],
  );
  let unknown: Answer | undefined;
  for (const [index, url] of urls.entries()) {
    const guard = await guards.guard(url, encoding);
    if (guard.kind === "guarded") return { opened: urls.slice(index), unknown };
    if (guard.kind === "unknown") unknown = guard.answer;
  }
  return { opened: [], unknown };
}

/** Where versions and details are open to everybody: GET credentials, and hubclientinfo, whose bodies are never shown. */
async function judgeFurther(
  probe: HubProbe,
  token: InitialToken | HubToken,
  encoding: TokenEncoding,
  versions: Answer,
  details: Answer | undefined,
): Promise<Verdict> {
  const { hub, profile, guards, encodings, signal } = probe;
  const isInitial = token.kind === "initial-token";
  const endpoints = endpointsIn(details, probe);
  const unproven = { opened: [], limited: false };
  for (const module of isInitial ? (["credentials"] as const) : (["credentials", "hubclientinfo"] as const)) {
    const { url } = chooseEndpoint(module, endpoints, probe);
    if (url === undefined) continue;
    const answer = await hub.get(url, token, encoding, signal, { secret: true, answersOnce: encodings.length > 1 });
    const tokenStatus = tokenStatusOf(answer, profile);
    if (isTurnedDown(tokenStatus)) {
      return { ...unproven, tokenStatus: isInitial ? "versions-only" : tokenStatus, telling: answer };
    }
    if (tokenStatus === "accepted" && (await guards.guard(url, encoding)).kind === "guarded") {
      return { tokenStatus, opened: [url], limited: false, telling: versions };
    }
  }
  return { ...unproven, tokenStatus: "open", telling: versions };
}

function endpointsIn(details: Answer | undefined, probe: HubProbe): readonly Endpoint[] | undefined {
  const read = details === undefined ? undefined : dataOf(details);
  if (details === undefined || read === undefined) return undefined;
  return checkDetails(read.data, details.summary.url, probe).details?.endpoints;
}
