import { randomBytes } from "node:crypto";
import type { CapsuleKey } from "../../src/core/onboarding/capsule.ts";
import type { Core } from "../faults/core.ts";
import { quietSchedule } from "../faults/quiet-world.ts";
import { SECRET, World, type Ended } from "../faults/world.ts";
import { harmOf } from "./harm.ts";
import { proofSize } from "../support/proof-size.ts";

/** An answer that repeats its own structure, as long as it is wanted. */
interface Repeat {
  readonly name: string;
  /** Which requests it answers. */
  readonly to: "versions" | "details" | "POST" | "PUT" | "hubclientinfo";
  /** @param length in characters, about. */
  readonly body: (length: number, token: string) => string;
  readonly headers?: (length: number) => Record<string, string>;
  readonly status?: number;
  /** The token in it arrives: whatever stands beside it, it is kept. */
  readonly issues?: true;
  /** The longest that a hub can send it, in characters; a body may be longer than any header. */
  readonly atMost?: number;
}

/** So much of a text that the whole has this length. */
function times(text: string, length: number): string {
  return text.repeat(Math.max(1, Math.floor(length / text.length)));
}

function envelope(data: string, message = ""): string {
  return `{"status_code":1000,"status_message":${JSON.stringify(message)},"timestamp":"2026-11-22T10:00:00Z","data":${data}}`;
}

const HEADER = 60_000;
const versions = envelope('[{"version":"2.2.1","url":"https://hub.example/ocpi/2.2.1"}]');
const party =
  '{"party_id":"XYZ","country_code":"DE","role":"EMSP","status":"CONNECTED","last_updated":"2026-01-01T00:00:00Z"}';
const noise = "https://evil.example/ ::error::x ##[command]y `<b>` www.a.b @user \u200B";

/** A credentials answer with a token, and something beside it that goes on and on. */
function issuing(name: string, beside: (length: number) => string, broken = false): Repeat[] {
  const whole = (length: number, token: string): string =>
    `{"status_code":1000,"data":{${beside(length)}"token":${JSON.stringify(token)},"url":"https://hub.example/ocpi/2.2.1","roles":[]${broken ? "" : "}}"}`;
  return (["POST", "PUT"] as const).map((to) => ({ name, to, issues: true, body: whole }));
}

const links: readonly (readonly [name: string, link: (length: number) => string])[] = [
  [
    "a link's parameter without its closing quote",
    (length) => `<https://hub.example/x>; rel="${times("next ", length)}`,
  ],
  ["parameters that all begin a quote", (length) => `<https://hub.example/x>${times('; rel="next a', length)}`],
  ["parameters with spaces", (length) => `<https://hub.example/x>${times("; rel  ", length)}`],
  ["one semicolon and spaces", (length) => `<https://hub.example/x>;${times(" ", length)}x`],
  ["angle brackets", (length) => times("<", length)],
  ["empty links", (length) => times("<>", length)],
];

const lists: readonly (readonly [name: string, to: Repeat["to"], entry: string, before: string, after: string])[] = [
  [
    "versions without end",
    "versions",
    '{"version":"2.1.1","url":"https://hub.example/ocpi/2.1.1"},',
    "[",
    '{"version":"2.2.1","url":"https://hub.example/ocpi/2.2.1"}]',
  ],
  ["the wanted version without end", "versions", '{"version":"2.2.1","url":"https://evil.example/a"},', "[", "{}]"],
  [
    "endpoints without end",
    "details",
    '{"identifier":"locations","role":"SENDER","url":"https://evil.example/l"},',
    '{"version":"2.2.1","endpoints":[',
    "{}]}",
  ],
  [
    "places for credentials without end",
    "details",
    '{"identifier":"credentials","role":"SENDER","url":"https://evil.example/c"},',
    '{"version":"2.2.1","endpoints":[',
    "{}]}",
  ],
  ["parties without end", "hubclientinfo", `${party},`, "[", `${party}]`],
  [
    "the own party in other roles, without end",
    "hubclientinfo",
    '{"party_id":"abc","country_code":"in","role":"NSP","status":"PLANNED"},',
    "[",
    `${party}]`,
  ],
  ["empty lists without end", "versions", "[],", "[", "[]]"],
];

/** The structures that a reader of foreign text may stumble over, each as long as is wanted. */
const repeats: readonly Repeat[] = [
  ...issuing("other tokens beside the token", (length) => times('"token":"a",', length)),
  ...issuing("other tokens beside the token, and no end", (length) => times('"token":"a",', length), true),
  ...issuing("tokens that are broken by a line's end, and no end", (length) => times('"token":"a\n",', length), true),
  ...issuing("tokens that are empty, and no end", (length) => times('"token":"",', length), true),
  ...issuing("names without values, and no end", (length) => times('"token"  ', length), true),
  ...issuing("a name and spaces, and no end", (length) => `"token"${times(" ", length)},`, true),
  ...issuing("escaped quotes", (length) => `"x":"${times('\\"token\\":', length)}",`),
  ...issuing("backslashes", (length) => `"x":"${times("\\\\", length)}",`),
  ...issuing("backslashes, and no end", (length) => `"x":"${times("\\\\", length)}",`, true),
  ...issuing("one long text", (length) => `"x":"${times("a", length)}",`),
  ...issuing("names that are all different", (length) =>
    Array.from({ length: Math.floor(length / 12) }, (_none, index) => `"k${index}":${index % 10},`).join(""),
  ),
  ...issuing("numbers for names", (length) =>
    Array.from({ length: Math.floor(length / 12) }, (_none, index) => `"${index * 7919}":0,`).join(""),
  ),
  ...issuing("lists", (length) => `"x":[${times("[],", length)}0],`),
  { name: "a token without its end", to: "POST", body: (length) => `{"data":{"token":"${times("a", length)}` },
  {
    name: "a token of backslashes without its end",
    to: "POST",
    body: (length) => `{"data":{"token":"${times("\\", length)}`,
  },
  {
    name: "statuses of an answer that is no HTTP",
    to: "POST",
    body: (length) => times('HTTP/1.1 200 OK\r\n"token"', length),
  },
  ...lists.map(([name, to, entry, before, after]): Repeat => ({
    name,
    to,
    body: (length) => envelope(before + times(entry, length) + after),
  })),
  ...(["versions", "details", "hubclientinfo"] as const).map((to): Repeat => ({
    name: "a message without end",
    to,
    status: 401,
    body: (length) => `{"status_code":2001,"status_message":${JSON.stringify(times(noise, length))}}`,
  })),
  {
    name: "a message of colons",
    to: "versions",
    status: 401,
    body: (length) => `{"status_code":2001,"status_message":"${times("://a:", length)}"}`,
  },
  {
    name: "a message of spaces",
    to: "versions",
    status: 401,
    body: (length) => `{"status_code":2001,"status_message":"${times(" ", length)}x"}`,
  },
  {
    name: "a URL without end",
    to: "versions",
    body: (length) => envelope(`[{"version":"2.2.1","url":"https://evil.example/${times("%41/", length)}"}]`),
  },
  {
    name: "a token that is repeated",
    to: "versions",
    status: 401,
    body: (length, token) => `{"status_code":2001,"status_message":"${times(token.slice(0, 9), length)}"}`,
  },
  ...links.map(([name, link]): Repeat => ({
    name,
    to: "hubclientinfo",
    atMost: HEADER,
    body: () => envelope(`[${party}]`),
    headers: (length) => ({ link: link(length) }),
  })),
  {
    name: "a long Retry-After",
    to: "versions",
    status: 429,
    atMost: HEADER,
    body: () => versions,
    headers: (length) => ({ "retry-after": times("9", length) }),
  },
];

/** How long a run took with an answer, by its length. */
export interface Timing {
  readonly repeat: Repeat;
  readonly kilobytes: readonly [short: number, long: number];
  readonly ms: readonly [short: number, long: number];
}

/** Beyond the length from which a body is cut by the limit of 5 MB there is nothing to see. */
const LONGEST = 3_600_000;
const RATIO = 8;

/**
 * Runs exchanges in which the hub gives this answer, short and eight times as long, and takes the faster of two of each.
 * @throws an error when a run does harm, or loses the token in the answer.
 */
async function timed(core: Core, repeat: Repeat, platform: Platform): Promise<Timing> {
  const long = repeat.atMost ?? LONGEST;
  const lengths = [long / RATIO, long] as const;
  const ms = [Infinity, Infinity] as [number, number];
  for (const _round of [1, 2]) {
    for (const [index, length] of lengths.entries()) {
      const took = await play(core, repeat, length, platform);
      ms[index] = Math.min(ms[index] ?? Infinity, took);
    }
  }
  return { repeat, kilobytes: [lengths[0] / 1000, lengths[1] / 1000], ms };
}

/** How often longer a kilobyte takes in the long answer than in the short one. Above 1 means that the time is not linear. */
export function growth({ ms: [short, long] }: Timing): number {
  return long / (short * RATIO);
}

/** The platform's tokens, with the keys of the capsules that they seal. */
interface Platform {
  readonly tokens: { readonly platform: string; readonly successor: string };
  readonly keys: ReadonlyMap<string, CapsuleKey>;
}

function random(): string {
  return randomBytes(24).toString("hex");
}

/** Plays the answers that repeat themselves: all of them, or in a sample every so manieth. */
export async function playRepeats(core: Core): Promise<Timing[]> {
  const tokens = { platform: random(), successor: random() };
  const keys = new Map<string, CapsuleKey>();
  for (const token of Object.values(tokens)) {
    keys.set(token, await core.capsule.capsuleKey(new core.token.PlatformToken(token)));
  }
  const timings: Timing[] = [];
  const chosen = repeats.filter((_each, index) => index % proofSize.everyRepeat === 0);
  for (const repeat of chosen) timings.push(await timed(core, repeat, { tokens, keys }));
  return timings;
}

async function play(core: Core, repeat: Repeat, length: number, { tokens, keys }: Platform): Promise<number> {
  const world = new World(core, quietSchedule(), tokens, keys);
  const issued = `hub-${random()}`;
  const { initialToken } = world.hub;
  const body = Buffer.from(repeat.body(length, repeat.issues ? issued : (initialToken ?? "")), "utf8");
  const answer = { status: repeat.status ?? 200, headers: repeat.headers?.(length) ?? {} };
  let met = false;
  world.intercept = (request) => {
    if (!isTo(repeat.to, request)) return undefined;
    met = true;
    return new Response(ReadableStream.from([body]), answer);
  };
  const begun = performance.now();
  const run = await world.run({ job: "exchange", initialToken, hubToken: undefined });
  const took = performance.now() - begun;
  const harm = harmOf(world, run, repeat.issues ? issued : "");
  if (harm !== undefined) throw new Error(`${repeat.name}, to ${repeat.to}: ${harm}`);
  if (met && repeat.issues && !(await isKept(world, run, issued))) {
    throw new Error(`${repeat.name}, to ${repeat.to}: the token in it is lost`);
  }
  return took;
}

function isTo(to: Repeat["to"], { method, url }: { readonly method: string; readonly url: string }): boolean {
  const { pathname } = new URL(url);
  switch (to) {
    case "POST":
    case "PUT":
      return method === to;
    case "versions":
      return method === "GET" && pathname.endsWith("/versions");
    case "details":
      return method === "GET" && /\/2\.2\.1\/?$/.test(pathname);
    case "hubclientinfo":
      return pathname.includes("/hubclientinfo");
  }
}

/** In the vault, or in a capsule. */
async function isKept(world: World, run: Ended, token: string): Promise<boolean> {
  if (world.github.value(SECRET) === token) return true;
  return (await world.tokensIn(run.capsules)).has(token);
}

/** The timings as a table for people, the one that grows most first. */
export function repeatTable(timings: readonly Timing[]): string {
  return timings
    .toSorted((a, b) => growth(b) - growth(a))
    .map((timing) => {
      const perKb = timing.ms.map((ms, index) => `${((ms * 1000) / (timing.kilobytes[index] ?? 1)).toFixed(1)} µs`);
      return `${perKb.map((text) => text.padStart(10)).join("")}  ${timing.repeat.to.padEnd(13)} ${timing.repeat.name}`;
    })
    .join("\n");
}
