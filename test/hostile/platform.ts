import fc from "fast-check";
import type { PeerFetch, PeerRequest } from "../../src/core/ports.ts";
import { defaultProfile, profileNamed, profileNames } from "../../src/core/profiles/hubs.ts";
import { goLiveSheet } from "../../src/core/report/go-live.ts";
import { PLATFORM, runAtPlatform, type PlatformRun, type PlatformRunEnded } from "../support/platform-run.ts";
import { formIn, tokenForms } from "../support/token-forms.ts";
import { ECHO } from "./answers.ts";
import { harmIn } from "./harm.ts";
import { hostilePlatform, type HostilePlatform } from "./platform-answers.ts";

/** What a series of hostile platforms came to. */
export interface PlatformSeries {
  readonly runs: number;
  readonly requests: number;
  readonly headlines: ReadonlyMap<string, number>;
  readonly slowestMs: number;
}

// With characters that every encoder writes in another way.
const TOKEN = `Kq7_"&+/=<%${"Zr4vN8wXp2LmT6yBc9Hd"}`;
const OTHERS = new Set(["not-a-token", btoa("not-a-token")]);

/**
 * Plays a preflight or a rehearsal against each of so many generated platforms.
 * @throws an error that names the seed and the smallest platform that does harm.
 */
export async function playHostilePlatforms(seed: number, platforms: number): Promise<PlatformSeries> {
  const headlines = new Map<string, number>();
  let requests = 0;
  let slowestMs = 0;
  let runs = 0;
  const given = fc.record({
    command: fc.constantFrom("preflight", "rehearse", "receivers"),
    role: fc.constantFrom("CPO", "EMSP"),
    consent: fc.boolean(),
    profileName: fc.constantFrom(...profileNames),
    hasToken: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  });
  await fc.assert(
    fc.asyncProperty(hostilePlatform, given, async (platform, { hasToken, profileName, ...run }) => {
      const profile = profileNamed(profileName) ?? defaultProfile;
      const consent = run.consent && hasToken && run.command === "rehearse";
      const seen: PeerRequest[] = [];
      const begun = performance.now();
      const fetch = answering(platform, run, seen);
      const ended = await runAtPlatform({ ...run, profile, consent, token: hasToken ? TOKEN : undefined, fetch });
      slowestMs = Math.max(slowestMs, performance.now() - begun);
      requests += seen.length;
      runs += 1;
      const [first = ""] = ended.headline.replace(/`[^`]*`|\S*\d\S*/g, "…").split(/[:.]/);
      headlines.set(first, (headlines.get(first) ?? 0) + 1);
      const harm = harmOf(ended, seen, { ...run, consent, hasToken });
      if (harm !== undefined) throw new Error(harm);
      if ("polluted" in {}) throw new Error("Object.prototype was changed");
    }),
    { numRuns: platforms, seed, endOnFailure: false },
  );
  return { runs, requests, headlines, slowestMs };
}

type Played = Pick<PlatformRun, "command" | "role"> & {
  readonly consent: boolean;
  /** Only a token that the run was given can it take out of what it shows. */
  readonly hasToken: boolean;
};

/** What a run did that no platform may make it do; undefined when it did none of it. */
function harmOf(ended: PlatformRunEnded, seen: readonly PeerRequest[], run: Played): string | undefined {
  if (ended.crash !== undefined) return `it broke: ${ended.crash}`;
  if (ended.record.result !== "done") return `it ended in ${ended.record.result}`;
  if (ended.sinks.length > 1_000_000) return `it wrote ${ended.sinks.length} characters`;
  return (
    harmIn(ended) ??
    (run.hasToken ? leakOf(ended) : undefined) ??
    wrongCommand(ended) ??
    wrongDiagram(ended) ??
    tooFast(ended, run) ??
    seen.map((one) => wrongRequest(one, run)).find((one) => one !== undefined)
  );
}

/** A line to copy in which a shell would run something that is not ours. */
function wrongCommand({ record }: PlatformRunEnded): string | undefined {
  const lines = record.findings.flatMap(({ snippet = "" }) => (snippet.startsWith("curl ") ? [snippet] : []));
  const asSheet = goLiveSheet(record).steps.flatMap(({ expected }) => /curl .*$/s.exec(expected) ?? []);
  // Each word in single quotes is one word to a POSIX shell, and nothing in it is run.
  return [...lines, ...asSheet].find((line) => !command.test(line.replace(/(?:'[^']*'|\\')+/g, "Q")));
}

const command =
  /^curl -i -X [A-Z]+ Q -H "Authorization: Token (?:\$\w+|\$\(printf %s "\$\w+" \| base64 \| tr -d Q\))"(?: -H Q -d Q)?$/;

/** A line of a diagram that is none of ours. */
function wrongDiagram({ summary }: PlatformRunEnded): string | undefined {
  const [, diagram = ""] = /```mermaid\n([^]*?)\n```/.exec(summary) ?? [];
  return diagram.split("\n").find((line) => line !== "" && !arrow.test(line));
}

const arrow =
  /^(?:%%\{init: \{"sequence": \{[\w":, ]+\}\}\}%%|sequenceDiagram|  participant [RVHP] as [\w ]+|  R(?:->>|-x)P: [A-Z]+ [\w\-./*~ ]*(?:, (?:a made-up|no) token)?|  P(?:-->>|--x)R: \d{3} \/ [\w ]+?(?: and (?:\d{3} \/ [\w ]+|others))?|  note over R(?:,P)?: [\w\-./*~ ]+)$/;

/** Whether a platform got more than one request of a rehearsal a second. */
function tooFast({ record }: PlatformRunEnded, { command: name }: Played): string | undefined {
  if (name !== "rehearse") return undefined;
  const times = record.requests.map(({ at }) => at.getTime()).toSorted((a, b) => a - b);
  return times.some((at, index) => index > 0 && at - (times[index - 1] ?? 0) < 1000)
    ? "a platform got two requests in a second"
    : undefined;
}

function leakOf({ sinks }: PlatformRunEnded): string | undefined {
  // What a person sees, and what a reader of JSON does.
  const shown = sinks.replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)));
  const form = formIn(sinks, [TOKEN]) ?? formIn(shown, [TOKEN]);
  return form === undefined ? undefined : `a token in an output: ${form}`;
}

/** What is wrong with a request: where it goes, what it presents, what it would do. */
function wrongRequest({ method, url, headers, body }: PeerRequest, { consent }: Played): string | undefined {
  const { origin, username } = new URL(url);
  if (origin !== PLATFORM || username !== "") return `a request went to ${url}`;
  const presented = (headers["authorization"] ?? headers["Authorization"])?.replace(/^Token /, "");
  const isOurs = presented !== undefined && !OTHERS.has(presented);
  if (isOurs && presented !== TOKEN && presented !== Buffer.from(TOKEN, "utf8").toString("base64"))
    return "a token of nobody was presented";
  if (method === "GET") return body === undefined ? undefined : "a GET carried something";
  if (!consent && isOurs) return `without consent the platform token was sent by ${method} ${url}`;
  if (!isOurs) return body === "{}" ? undefined : `a call that is to be refused carried ${body}`;
  return worthOf(body ?? "");
}

/** What of a body is worth something: energy, money, or what could be a customer's. */
function worthOf(body: string): string | undefined {
  const worth = /"(?:kwh|excl_vat|incl_vat|total_energy|total_time|price|volume)":(?!0[,}])[^,}]*/.exec(body);
  if (worth !== null) return `a test object is worth something: ${worth[0]}`;
  const id = /"(?:id|uid|location_id|session_id)":"(?!OCPI-TEST-)[^"]*/.exec(body);
  return id === null ? undefined : `a test object has the id ${id[0]}`;
}

/** A platform as it should be, but for what is hostile about it. */
function answering(hostile: HostilePlatform, { role }: Pick<PlatformRun, "role">, seen: PeerRequest[]): PeerFetch {
  const echo = tokenForms(TOKEN)[hostile.form] ?? TOKEN;
  return async (request) => {
    seen.push(request);
    const presented = request.headers["authorization"] ?? request.headers["Authorization"] ?? "";
    const isKnown = [TOKEN, Buffer.from(TOKEN, "utf8").toString("base64")].includes(presented.replace(/^Token /, ""));
    const { pathname } = new URL(request.url);
    const isMeant = hostile.to === "all" || (hostile.to === "known") === isKnown;
    if (seen.length > hostile.from && isMeant && hostile.at.some((part) => pathname.includes(part)))
      return hostileResponse(hostile, echo);
    return rightAnswer(pathname, isKnown, role, listedBy(hostile, echo));
  };
}

function hostileResponse({ status, headers, body, breaks }: HostilePlatform, echo: string): Response {
  // In JSON as a server would write it; elsewhere as it is.
  const text = body.replaceAll(ECHO, () => (body.startsWith("{") ? JSON.stringify(echo).slice(1, -1) : echo));
  const list = new Headers();
  for (const [name, value] of headers) {
    const echoed = value.replaceAll(ECHO, () => echo).replace(/[^\t\x20-\x7E]/g, "");
    list.append(name, echoed);
  }
  const bytes = new TextEncoder().encode(text);
  let isSent = false;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (!isSent && bytes.length > 0) {
        isSent = true;
        controller.enqueue(bytes);
      } else if (breaks) controller.error(new Error("terminated"));
      else controller.close();
    },
  });
  return new Response(status === 204 ? null : stream, { status, headers: list });
}

type Listed = NonNullable<HostilePlatform["listed"]>;

function listedBy({ listed }: HostilePlatform, echo: string): Listed | undefined {
  const filled = (text: string): string => text.replaceAll(ECHO, () => echo);
  return listed?.map(({ identifier, role, url }) => ({
    identifier: filled(identifier),
    role: filled(role),
    url: filled(url),
  }));
}

const right: Readonly<Record<PlatformRun["role"], Listed>> = {
  CPO: ofModules(["credentials", "tokens", "commands"]),
  EMSP: ofModules(["credentials", "sessions", "cdrs"]),
};

function ofModules(names: readonly string[]): Listed {
  return names.map((identifier) => ({ identifier, role: "RECEIVER", url: `${PLATFORM}/ocpi/2.2.1/${identifier}` }));
}

function rightAnswer(
  pathname: string,
  isKnown: boolean,
  role: PlatformRun["role"],
  endpoints: Listed = right[role],
): Response {
  const answer = (status: number, code: number, data?: unknown): Response =>
    new Response(JSON.stringify({ status_code: code, timestamp: "2026-01-01T00:00:00Z", data }), {
      status,
      headers: { "content-type": "application/json" },
    });
  if (!isKnown) return answer(401, 2002);
  if (pathname === "/ocpi/versions") return answer(200, 1000, [{ version: "2.2.1", url: `${PLATFORM}/ocpi/2.2.1` }]);
  if (pathname === "/ocpi/2.2.1") return answer(200, 1000, { version: "2.2.1", endpoints });
  if (pathname.includes("/commands/")) return answer(200, 1000, { result: "REJECTED", timeout: 30 });
  if (pathname.endsWith("/authorize")) return answer(200, 1000, { allowed: "BLOCKED" });
  return pathname.includes("/sessions") || pathname.includes("/cdrs") ? answer(201, 1000) : answer(404, 2003);
}

/** The series for people. */
export function platformTable({ runs, requests, headlines, slowestMs }: PlatformSeries): string {
  return [
    `${runs} hostile platforms, ${requests} requests; crashes, leaks, injections, foreign hosts, effects without consent: 0`,
    "",
    ...[...headlines]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, 12)
      .map(([line, count]) => `${String(count).padStart(6)}  ${line}`),
    "",
    `slowest run ${slowestMs.toFixed(0)} ms`,
  ].join("\n");
}
