import { setTimeout as wait } from "node:timers/promises";
import type { Context } from "hono";
import { Hono } from "hono/tiny";
import type { Bindings } from "./bindings.ts";
import { newDesk } from "./desk.ts";
import { sandboxEmsp, sandboxParty } from "./party.ts";
import { html, response } from "./platform/answer.ts";
import { clientInfoRoute } from "./platform/client-info.ts";
import { cpoRoutes, type PlatformInside } from "./platform/cpo.ts";
import { emspRoutes } from "./platform/emsp.ts";
import { endpointsOf } from "./platform/endpoints.ts";
import { Kept } from "./platform/kept.ts";
import { fittingRoutes, type Call, type Method, type Route } from "./platform/route.ts";
import type { Owner } from "./platform/samples.ts";
import { rightPlatform, type PlatformSwitches } from "./platform/switches.ts";
import { answered, refused, type Reply } from "./reply.ts";
import { startServer, type RunningServer } from "./server.ts";
import { newToken, presentedTokens } from "./tokens.ts";

const VERSION = "2.2.1";
const VERSIONS = "/ocpi/versions";
const BASE = `/ocpi/${VERSION}`;
/** Where the list is, too, and the details are where their own place is taken by something else. */
const OTHER_VERSIONS = "/versions";
const OTHER_DETAILS = `${BASE}/details`;
/** Below this path is everything, where the platform redirects. */
const MOVED = "/moved";
const MINUTE_MS = 60_000;

/**
 * A partner's OCPI platform to register, of a CPO, an eMSP or both: it serves what its version details list, to a hub that presents
 * the platform token, plain or in Base64. What it is given it keeps. Each of its faults is a switch.
 */
export class SandboxPlatform {
  /** The token that the hub must present here. */
  readonly token: string;
  /** Whether it accepts its token; a platform in which it is not installed yet does not. */
  tokenInstalled = true;
  readonly switches: PlatformSwitches;
  /** What it was given. */
  readonly kept = new Kept();
  /** Its own party, in each of its roles. */
  partyOf: Readonly<Record<"CPO" | "EMSP", Owner>> = {
    CPO: { country_code: sandboxParty.country_code, party_id: sandboxParty.party_id },
    EMSP: { country_code: sandboxEmsp.country_code, party_id: sandboxEmsp.party_id },
  };
  /** Whether it breaks every connection, as one does that is down. Its desk answers all the same. */
  isDown = false;
  readonly #alsoAccepted = new Set<string>();
  readonly #stop = new AbortController();
  readonly #routes: Readonly<Record<PlatformSwitches["role"], readonly Route[]>>;
  readonly #calls = new Map<string, number[]>();
  #server: RunningServer | undefined;

  private constructor(switches: Partial<PlatformSwitches>, token: string) {
    this.token = token;
    this.switches = { ...rightPlatform, ...switches };
    const inside: PlatformInside = {
      switches: this.switches,
      kept: this.kept,
      partyOf: (role) => this.partyOf[role],
      signal: this.#stop.signal,
    };
    const [cpo, emsp] = [cpoRoutes(inside), emspRoutes(inside)];
    const both = [clientInfoRoute(this.kept, this.switches), this.#credentials()];
    this.#routes = { CPO: [...cpo, ...both], EMSP: [...emsp, ...both], both: [...emsp, ...cpo, ...both] };
  }

  /** Starts a platform on a free port of 127.0.0.1, or on the given one. It ends with `stop`. */
  static async start(
    port = 0,
    switches: Partial<PlatformSwitches> = {},
    token = newToken("platform"),
  ): Promise<SandboxPlatform> {
    const platform = new SandboxPlatform(switches, token);
    platform.#server = await startServer(platform.#app(), port);
    return platform;
  }

  get server(): RunningServer {
    if (this.#server === undefined) throw new Error("The sandbox platform is not running.");
    return this.#server;
  }

  get origin(): string {
    return this.server.origin;
  }

  /** What the partner gives to the hub as its `url`: at ChargeIndia Hub the version details. */
  get url(): string {
    return `${this.#root}${BASE}`;
  }

  /** Where its list of versions is: what OCPI 2.2.1 has as the `url`. */
  get versionsUrl(): string {
    return `${this.origin}${this.switches.healthPath ? VERSIONS : OTHER_VERSIONS}`;
  }

  /** Below which all of it is. */
  get #root(): string {
    return this.origin + this.switches.below;
  }

  /** The versions that it offers. */
  get versions(): readonly string[] {
    return this.switches.versions;
  }

  set versions(versions: readonly string[]) {
    this.switches.versions = versions;
  }

  /** The parties of its roles. */
  get parties(): readonly (Owner & { readonly role: "CPO" | "EMSP" })[] {
    const { role } = this.switches;
    return (["CPO", "EMSP"] as const)
      .filter((one) => role === one || role === "both")
      .map((one) => ({ role: one, ...this.partyOf[one] }));
  }

  /** Accepts one more token beside its own, as before a rotation. */
  alsoAccept(token: string): void {
    this.#alsoAccepted.add(token);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.server.close();
  }

  #app(): Hono<Bindings> {
    const app = new Hono<Bindings>();
    const desk = newDesk();
    desk.get("/", (context) => context.json({ parties: this.parties, kept: this.kept }));
    desk.post("/down", (context) => {
      this.isDown = true;
      return context.json({ done: "The platform breaks every connection from now on; its desk alone answers." });
    });
    desk.post("/up", (context) => {
      this.isDown = false;
      return context.json({ done: "The platform answers again." });
    });
    app.route("/desk", desk);
    app.all("*", (context) => this.#answer(context));
    return app;
  }

  /** What stands before the platform, then the token, then the path: so what is not there is nothing that a stranger learns. */
  async #answer(context: Context<Bindings>): Promise<Response> {
    const { req } = context;
    const { switches } = this;
    if (this.isDown) {
      context.env.outgoing.destroy();
      return new Response(null, { status: 204 });
    }
    const moved = req.path.startsWith(`${MOVED}/`);
    const path = moved ? req.path.slice(MOVED.length) : req.path;
    if (switches.redirects === "all" && !moved) return context.redirect(`${this.origin}${MOVED}${path}`, 307);
    if (switches.redirects === "slash" && path.endsWith("/"))
      return context.redirect(`${this.origin}${path.slice(0, -1)}`, 308);
    if (switches.page === "waf" && !/Mozilla\//.test(req.header("user-agent") ?? ""))
      return html(403, "Just a moment...", '<p>Verify that you are human.</p><div class="captcha"></div>');
    const place = (path.startsWith(`${switches.below}/`) ? path.slice(switches.below.length) : path).replace(/\/$/, "");
    if (place === path && switches.below !== "" && place !== VERSIONS) return html(404, "404 Not Found");
    const module = place.startsWith(`${BASE}/`) ? (place.slice(BASE.length + 1).split("/")[0] ?? "") : "";
    if (switches.proxy404.includes(module)) return html(404, "404 Not Found");
    const configuration = ["", "credentials", "hubclientinfo", "details"].includes(module);
    const reply = await this.#reply(context, place, module);
    return response(context, reply, switches, !configuration);
  }

  async #reply(context: Context<Bindings>, place: string, module: string): Promise<Reply> {
    const { req } = context;
    const { switches } = this;
    const read = this.#discovery(place);
    if (!this.#isKnown(context) && !(switches.openVersions && read !== undefined)) {
      if (!switches.openReceivers.includes(module)) return refusedToken(switches);
      this.kept.unguarded.push(`${req.method} ${req.path}`);
      return answered(null);
    }
    if (switches.needsRoutingHeaders && !(req.header("ocpi-from-party-id") && req.header("ocpi-to-party-id")))
      return refused(400, 2001, "OCPI-from-party-id and OCPI-to-party-id are required");
    if (read !== undefined) {
      if (req.method !== "GET") return this.#wrongMethod(["GET"]);
      if (!this.#admits(place)) return refused(429, 2000, "Too many requests", { "retry-after": "60" });
      if (switches.delayMs > 0) await this.#wait(switches.delayMs);
      return read();
    }
    if (switches.failingReceivers.includes(module)) return refused(500, 3000, "Server error");
    const fitting = place.startsWith(`${BASE}/`)
      ? fittingRoutes(this.#routes[switches.role], place.slice(BASE.length + 1)).filter(
          ({ route }) => Object.keys(route.methods).length > 0,
        )
      : [];
    if (fitting.length === 0 || switches.missingReceivers.includes(module)) return refused(404, 2000, "Not found");
    const chosen = fitting.find(({ route }) => Object.hasOwn(route.methods, req.method));
    if (chosen === undefined) return this.#wrongMethod(fitting.flatMap(({ route }) => Object.keys(route.methods)));
    const body = await this.#body(context);
    if ("reply" in body) return body.reply;
    const call: Call = {
      params: chosen.params,
      query: req.query(),
      body: body.value,
      url: `${this.#root}${place}`,
    };
    return (await chosen.route.methods[req.method as Method]?.(call)) ?? this.#wrongMethod([]);
  }

  /** Whether the request presents a token of the hub's, in a form that this platform takes. */
  #isKnown({ req, env }: Context<Bindings>): boolean {
    const { authorizationHeader, encodings } = this.switches;
    const names = env.outgoing.req.rawHeaders;
    if (authorizationHeader === "capitalised only" && !names.includes("Authorization")) return false;
    const presented = presentedTokens(req.header("authorization"));
    if (presented === undefined || !this.tokenInstalled) return false;
    const forms = new Set(encodings.map((form) => (form === "plain" ? presented.plain : presented.decoded)));
    return [this.token, ...this.#alsoAccepted].some((token) => forms.has(token));
  }

  /** What answers where a hub finds out what the platform has: versions and details. Undefined everywhere else. */
  #discovery(place: string): (() => Reply) | undefined {
    const { shape, base, healthPath } = this.switches;
    const list = (): Reply => this.#list();
    const details = (): Reply => this.#details();
    if (place === OTHER_VERSIONS || (place === VERSIONS && healthPath)) {
      if (shape === "other") return () => answered({ service: "ocpi" });
      return shape === "details" ? details : list;
    }
    if (place === BASE && base) {
      if (shape === "other") return () => answered({ service: "ocpi" });
      return shape === "list" ? list : details;
    }
    return place === OTHER_DETAILS && this.#isDetailsElsewhere ? details : undefined;
  }

  get #isDetailsElsewhere(): boolean {
    return !this.switches.base || this.switches.shape === "list";
  }

  #list(): Reply {
    const { versions, versionUrl, shape } = this.switches;
    const details = `${this.#root}${this.#isDetailsElsewhere ? OTHER_DETAILS : BASE}`;
    const list = versions.map((version) => ({
      version,
      url: versionUrl(version === VERSION ? details : `${this.#root}/ocpi/${version}`),
    }));
    return answered(shape === "wrapped" ? { versions: list } : list);
  }

  #details(): Reply {
    const { role, lists, details } = this.switches;
    const right = { version: VERSION, endpoints: lists(endpointsOf(role, this.url)) };
    switch (details) {
      case "right":
        return answered(right);
      case "404":
        return refused(404, 2000, "Not found");
      case "array":
        return answered([right]);
      case "other version":
        return answered({ ...right, version: "2.1.1" });
      case "html":
        return { ...answered("Sign in"), as: "html" };
    }
  }

  /** Its credentials, to read. It has no registration of its own to change. */
  #credentials(): Route {
    const get = (): Reply =>
      answered({
        token: this.token,
        url: this.versionsUrl,
        roles:
          this.switches.ownRoles ??
          this.parties.map((party) => ({
            ...party,
            business_details: { name: party.role === "CPO" ? "Your CPO Ltd" : "Your eMSP Ltd" },
          })),
      });
    return { module: "credentials", path: "credentials", methods: { GET: get } };
  }

  #admits(place: string): boolean {
    const { limitPerMinute } = this.switches;
    if (limitPerMinute === undefined) return true;
    const recent = (this.#calls.get(place) ?? []).filter((at) => Date.now() - at < MINUTE_MS);
    this.#calls.set(place, [...recent, Date.now()]);
    return recent.length < limitPerMinute;
  }

  #wrongMethod(allowed: readonly string[]): Reply {
    if (this.switches.wrongMethods === "500") return refused(500, 3000, "Server error");
    return refused(405, 2000, "Method not allowed", { allow: [...new Set(allowed)].join(", ") });
  }

  async #body({ req }: Context<Bindings>): Promise<{ readonly value: unknown } | { readonly reply: Reply }> {
    const text = req.method === "GET" ? "" : await req.text();
    if (text === "") return { value: undefined };
    try {
      return { value: JSON.parse(text) as unknown };
    } catch {
      if (this.switches.brokenJson === "accepts") return { reply: answered(null) };
      return {
        reply:
          this.switches.brokenJson === "500"
            ? refused(500, 3000, "Server error")
            : refused(400, 2001, "The body is not JSON"),
      };
    }
  }

  async #wait(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }
}

function refusedToken({ refusal }: PlatformSwitches): Reply {
  return refused(refusal.status, refusal.code, "Unknown token");
}
