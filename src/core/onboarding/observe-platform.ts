import type { ModuleCall, ObservedCall, PlatformObservation } from "../checks/preflight/observation.ts";
import type { PlatformToken, TokenEncoding } from "../ocpi/token.ts";
import { routingHeaders } from "../ocpi/routing-headers.ts";
import { asSpecified } from "../ocpi/versions.ts";
import { dataOf } from "../peer/answer.ts";
import { MADE_UP } from "../peer/guards.ts";
import { isLoopback } from "../peer/hub-address.ts";
import type { Call, Peer } from "../peer/peer.ts";
import { callingParty, receiverTarget } from "../peer/receiver-target.ts";
import { routedReceivers } from "../record/receivers.ts";
import type { PreflightJob } from "./connection.ts";
import { healthUrl, type PlatformSeen } from "./probe-platform.ts";
import type { Run } from "./run.ts";

/** How many calls a health check makes of a platform in a short while. */
const QUICK_CALLS = 5;
// Above this a platform is slow, and more calls would only take time.
const QUICK_LIMIT_MS = 2000;

type Observed = Omit<PlatformObservation, "addresses" | "certificateEnd">;

/**
 * Calls a platform as a hub does, and as it must not be called: in both forms of the token, without one, with a made-up one, with a
 * slash more, five times in a row; and reads what its modules list. GETs only. Nothing is repeated.
 * @param seen what an exchange looks at before its POST; undefined without a platform token.
 */
export async function observePlatform(
  run: Run,
  peer: Peer,
  job: PreflightJob,
  seen: PlatformSeen | undefined,
  signal: AbortSignal,
): Promise<Observed> {
  return new Observer(run, peer, job, seen, signal).observe();
}

class Observer {
  readonly #run: Run;
  readonly #peer: Peer;
  readonly #job: PreflightJob;
  readonly #seen: PlatformSeen | undefined;
  readonly #signal: AbortSignal;

  constructor(run: Run, peer: Peer, job: PreflightJob, seen: PlatformSeen | undefined, signal: AbortSignal) {
    this.#run = run;
    this.#peer = peer;
    this.#job = job;
    this.#seen = seen;
    this.#signal = signal;
  }

  async observe(): Promise<Observed> {
    const { connection, platformUrl, platformToken } = this.#job;
    const { profile, roles } = connection;
    const [entries, withToken] = await Promise.all([
      Promise.all(this.#firstUrls.map(async (url) => this.#entry(url))),
      platformToken === undefined ? undefined : this.#withToken(platformToken),
    ]);
    const quick = platformToken === undefined ? [] : await this.#quick(platformToken);
    return {
      url: platformUrl,
      profile,
      isSandbox: isLoopback(platformUrl),
      roles,
      now: this.#run.ports.clock.now(),
      looks: this.#seen?.looks ?? [],
      details: this.#seen?.details,
      entries,
      ...(withToken ?? nothing),
      quick,
    };
  }

  /** The URLs that a hub calls before it knows any other. */
  get #firstUrls(): string[] {
    const { platformUrl, connection } = this.#job;
    return [...new Set([platformUrl, healthUrl(platformUrl, connection.profile)])];
  }

  async #entry(url: string): Promise<PlatformObservation["entries"][number]> {
    const [without, madeUp] = await Promise.all([
      this.#get(url, undefined, { asks: "entry" }),
      this.#get(url, MADE_UP, { asks: "guard" }),
    ]);
    return { without, madeUp };
  }

  async #withToken(
    token: PlatformToken,
  ): Promise<
    Pick<Observed, "forms" | "capitalised" | "routed" | "slashed" | "base" | "credentials" | "lists" | "unknown">
  > {
    const { platformUrl } = this.#job;
    const form = async (encoding: TokenEncoding): Promise<ObservedCall> => this.#get(platformUrl, token, { encoding });
    const [plain, base64, slashed, base, credentials, lists, unknown] = await Promise.all([
      form("plain"),
      form("base64"),
      this.#get(otherSlash(platformUrl), token),
      this.#base(token),
      this.#credentials(token),
      this.#lists(token),
      this.#unknown(token),
    ]);
    const isLetIn = [plain, base64].some(({ answer }) => dataOf(answer) !== undefined);
    const isHeard = [plain, base64].some(({ answer }) => answer.kind === "answered");
    const [capitalised, routed] =
      isLetIn || !isHeard
        ? [undefined, undefined]
        : await Promise.all([
            this.#get(platformUrl, token, { keepsLetters: true }),
            this.#get(platformUrl, token, { headers: this.#routing }),
          ]);
    return { forms: { plain, base64 }, capitalised, routed, slashed, base, credentials, lists, unknown };
  }

  async #base(token: PlatformToken): Promise<ObservedCall | undefined> {
    const { platformUrl, connection } = this.#job;
    const { receiverBase } = connection.profile;
    return receiverBase === undefined ? undefined : this.#get(new URL(platformUrl).origin + receiverBase, token);
  }

  async #credentials(token: PlatformToken): Promise<ObservedCall | undefined> {
    const endpoint = this.#seen?.details?.endpoints.find(({ identifier }) => identifier === "credentials");
    return endpoint === undefined || !this.#peer.admits(endpoint.url)
      ? undefined
      : this.#get(endpoint.url, token, { secret: true });
  }

  async #lists(token: PlatformToken): Promise<ModuleCall[]> {
    const endpoints = (this.#seen?.details?.endpoints ?? []).map(asSpecified);
    const lists = endpoints.filter(
      ({ identifier, role, url }) => role === "SENDER" && listed.has(identifier) && this.#peer.admits(url),
    );
    // One of each module: a platform that lists a thousand gets no thousand calls.
    const firsts = lists.filter(
      ({ identifier }, index) => lists.findIndex((one) => one.identifier === identifier) === index,
    );
    return Promise.all(
      firsts.map(async ({ identifier, url }) => {
        const at = new URL(url);
        at.searchParams.set("limit", "1");
        // OCPI 2.2.1 mod_sessions and mod_cdrs ask for it.
        at.searchParams.set("date_from", "2020-01-01T00:00:00Z");
        return { module: identifier, ...(await this.#get(at.href, token, { headers: this.#routing })) };
      }),
    );
  }

  async #unknown(token: PlatformToken): Promise<ModuleCall[]> {
    const { connection, platformUrl } = this.#job;
    const { profile, roles, receivers: overrides } = connection;
    const endpoints = this.#seen?.details?.endpoints ?? [];
    const receivers = routedReceivers({ platformUrl, parties: roles, profile, overrides, endpoints });
    const objects = receivers.filter(
      ({ route, url }) => route.method === "PUT" && /\{(?!party_)\w+_(?:uid|id)\}$/.test(url),
    );
    const targets = new Map(objects.map(({ module, url }) => [receiverTarget(url, callingParty(profile)), module]));
    return Promise.all(
      [...targets]
        .filter(([url]) => this.#peer.admits(url))
        .map(async ([url, module]) => ({ module, ...(await this.#get(url, token, { headers: this.#routing })) })),
    );
  }

  async #quick(token: PlatformToken): Promise<ObservedCall[]> {
    const url = this.#firstUrls.at(-1) ?? this.#job.platformUrl;
    const calls: ObservedCall[] = [];
    for (let count = 0; count < QUICK_CALLS && !this.#signal.aborted; count += 1) {
      const call = await this.#get(url, token);
      calls.push(call);
      if (call.durationMs > QUICK_LIMIT_MS || call.answer.kind === "unanswered") break;
    }
    return calls;
  }

  /** Of a call of the hub's to the first own party. */
  get #routing(): Record<string, string> {
    const { profile, roles } = this.#job.connection;
    return routingHeaders(callingParty(profile), roles[0]);
  }

  async #get(url: string, token: Call["token"], options: Partial<Call> = {}): Promise<ObservedCall> {
    const [documented] = this.#job.connection.profile.encodings;
    const encoding = this.#seen?.looks.find(({ tokenStatus }) => tokenStatus === "accepted")?.encoding ?? documented;
    return { url, ...(await this.#peer.call({ method: "GET", url, token, encoding, ...options }, this.#signal)) };
  }
}

const listed = new Set(["locations", "tariffs", "sessions", "cdrs", "tokens"]);

const nothing = {
  forms: undefined,
  capitalised: undefined,
  routed: undefined,
  slashed: undefined,
  base: undefined,
  credentials: undefined,
  lists: [],
  unknown: [],
} as const;

function otherSlash(url: string): string {
  const at = new URL(url);
  at.pathname = at.pathname.endsWith("/") ? at.pathname.slice(0, -1) : `${at.pathname}/`;
  return at.href;
}
