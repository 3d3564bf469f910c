/* oxlint-disable max-lines -- one hub: its switches, its routes and its desk change the same private registrations */
import { setTimeout as wait } from "node:timers/promises";
import type { Context } from "hono";
import { Hono } from "hono/tiny";
import type { Party } from "../core/ocpi/party.ts";
import type { Bindings } from "./bindings.ts";
import { newDesk } from "./desk.ts";
import { sameId } from "./fields.ts";
import {
  clientInfo,
  isListed,
  namedParty,
  setStatus,
  statusOf,
  unregistered,
  type Partner,
  type PartnerStatus,
  type PartyKey,
  type ShownAs,
} from "./hub/partner.ts";
import { Rules } from "./hub/rules.ts";
import { Traffic } from "./hub/traffic.ts";
import { echoed, swapped } from "./ids.ts";
import { page } from "./page.ts";
import { fittingRoutes } from "./platform/route.ts";
import { now, type Reply } from "./reply.ts";
import { startServer, type RunningServer } from "./server.ts";
import { newToken, presentedTokens } from "./tokens.ts";

/** Where the sandbox Hub departs from what its documentation says. Each is a switch. */
export interface HubSwitches {
  /** How a token in the header is read. Documented: as it is. */
  encodings: readonly ("plain" | "base64")[];
  /** Whether an initial token opens anything but credentials. */
  initialTokenOpensVersions: boolean;
  /** Which of its GETs answer everybody, whatever the token. Documented: none. */
  openToEverybody: readonly Route[];
  /** What it answers to a token that it does not know. */
  refusal: { readonly status: 200 | 400 | 401 | 403 | 500; readonly code: number };
  /** Whether its URLs have a slash at the end, to which it redirects who comes without. */
  slashes: boolean;
  /** Whether it breaks down at a token that it cannot decode from Base64, as some servers do. */
  crashesUndecoded: boolean;
  /** Whether the answers to POST and PUT carry a timestamp and business details, as OCPI itself demands. */
  strictAnswers: boolean;
  /** Who its credentials say it is: as documented, in lower case, in OCPI 2.1.1's flat form, not at all, or another hub. */
  identity: "documented" | "in lower case" | "flat" | "absent" | "another hub";
  /** Whether the PUT issues a new token, as OCPI itself demands. */
  putRotates: boolean;
  /** Whether a party becomes CONNECTED by the first good probe, or only by the desk. */
  activation: "automatic" | "by-desk";
  /** Whether refusals repeat the token that was presented, as careless servers do. */
  echoesTokens: boolean;
  /** What it makes of a good answer to a GET before it sends it, by the path; documented: nothing. */
  shapes: ((answer: Record<string, unknown>, path: string) => unknown) | undefined;
  /** Where its OCPI is, below the origin. */
  basePath: string;
  /** Whether a party is probed only after its PUT, or as soon as it is registered. */
  needsConfirmation: boolean;
  /** Whether a partner can end its registration by DELETE, and whether the hub token lives on after that. */
  deletes: boolean | "but the token lives on";
  /** Whether it has hubclientinfo at all, and whether that lists the caller: OCPI speaks only of other parties. */
  hubclientinfo: boolean;
  listsCaller: boolean;
  /** Whether hubclientinfo has a path for one party. */
  singleParty: boolean;
  /** How many parties a page of hubclientinfo has; 0 for all of them. */
  pageSize: number;
  /** The most locations, tariffs, sessions or CDRs on a page. */
  objectsPerPage: number;
  /** Parties of others that hubclientinfo lists before the partners of the sandbox. */
  otherParties: number;
  /** Where `Link` points, when it is to be another URL than the next page's. */
  linkTo: string | undefined;
  /** Milliseconds between the health probes of a party, and until failing ones make it OFFLINE. */
  probeEveryMs: number;
  offlineAfterMs: number;
}

const documented: HubSwitches = {
  encodings: ["plain"],
  initialTokenOpensVersions: true,
  openToEverybody: [],
  refusal: { status: 401, code: 2002 },
  crashesUndecoded: false,
  slashes: false,
  strictAnswers: false,
  identity: "documented",
  putRotates: false,
  activation: "automatic",
  echoesTokens: false,
  shapes: undefined,
  basePath: "/ocpi",
  needsConfirmation: true,
  deletes: false,
  hubclientinfo: true,
  listsCaller: true,
  singleParty: true,
  pageSize: 0,
  objectsPerPage: 50,
  otherParties: 0,
  linkTo: undefined,
  // The Hub documents "over a minute"; in a sandbox that would be a long wait.
  probeEveryMs: 500,
  offlineAfterMs: 2000,
};

type Route = "versions" | "details" | "credentials" | "hubclientinfo";

/** The switches of a hub that keeps to OCPI 2.2.1 where ChargeIndia Hub does not. */
export const asSpecified: Partial<HubSwitches> = {
  encodings: ["base64"],
  strictAnswers: true,
  putRotates: true,
  basePath: "/hub/api",
  needsConfirmation: false,
  deletes: true,
  singleParty: false,
};

const VERSION = "2.2.1";
const PROBE_TICK_MS = 50;
const IDENTITY = { role: "HUB", party_id: "CIH", country_code: "IN" };
const MODULES: readonly (readonly [string, string])[] = [
  ["credentials", "RECEIVER"],
  ["hubclientinfo", "SENDER"],
  ["locations", "SENDER"],
  ["locations", "RECEIVER"],
  ["tariffs", "SENDER"],
  ["tariffs", "RECEIVER"],
  ["tokens", "RECEIVER"],
  ["commands", "RECEIVER"],
  ["sessions", "RECEIVER"],
  ["sessions", "SENDER"],
  ["cdrs", "RECEIVER"],
  ["cdrs", "SENDER"],
];

/**
 * A ChargeIndia Hub to try everything on: the documented behaviour over real HTTP, with real call-backs to the platform
 * and real health probes. It shares no code with our client, so that it cannot agree with the client's mistakes.
 */
export class SandboxHub {
  readonly switches: HubSwitches;
  /** Every hub token that it issued, the oldest first. For tests, which count those that arrived. */
  readonly issued: string[] = [];
  readonly #partners: Partner[] = [];
  /** The origins of the platforms that it calls. */
  readonly #platforms = new Set<string>();
  readonly #stop = new AbortController();
  readonly #rules = new Rules();
  readonly #traffic: Traffic;
  #server: RunningServer | undefined;

  constructor(switches: Partial<HubSwitches> = {}) {
    this.switches = { ...documented, ...switches };
    this.#traffic = new Traffic({
      partners: this.#partners,
      rules: this.#rules,
      base: () => this.#base,
      objectsPerPage: () => this.switches.objectsPerPage,
      stop: this.#stop.signal,
    });
  }

  static async start(switches: Partial<HubSwitches> = {}, port = 0): Promise<SandboxHub> {
    const hub = new SandboxHub(switches);
    hub.#server = await startServer(hub.#app(), port);
    void hub.#probeForever();
    return hub;
  }

  get server(): RunningServer {
    if (this.#server === undefined) throw new Error("The sandbox Hub is not running.");
    return this.#server;
  }

  get origin(): string {
    return this.server.origin;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.server.close();
  }

  // The account team's desk.

  /** Registers a party, or resets its registration, and hands over an initial token. */
  issueInitialToken(
    party: { role: string; country_code: string; party_id: string },
    initialToken = newToken("initial"),
  ): string {
    const known = this.#partner(party);
    if (known === undefined) this.#partners.push({ ...party, ...unregistered(initialToken) });
    else Object.assign(known, unregistered(initialToken));
    this.#rules.remove(party);
    return initialToken;
  }

  /**
   * Lets the hub call the platform at this URL, on its origin and nowhere else. Without that a registration could send it
   * to anything that listens on this machine.
   * @returns the origin.
   */
  admitPlatform(url: string): string {
    const { origin } = new URL(url);
    this.#platforms.add(origin);
    return origin;
  }

  /**
   * Lists a party that has no platform in a fixed status, without a registration of its own. For tests of what a partner sees of
   * others.
   */
  addPartner(party: Party, shownAs: ShownAs): void {
    const { country_code, party_id, role } = party;
    this.#partners.push({ country_code, party_id, role, ...unregistered(undefined), shownAs });
  }

  /**
   * The same with a hub token, as if it had registered: for tests with many partners.
   * @returns the token.
   */
  admitPartner(party: Party, shownAs: ShownAs): string {
    this.addPartner(party, shownAs);
    const hubToken = this.#issue();
    this.#known(party).hubToken = hubToken;
    return hubToken;
  }

  /** Enables the rule for an eMSP and a CPO; without the other, for the one and every partner. */
  enableRouting(party: PartyKey, other?: PartyKey): void {
    this.#rules.allow(this.#known(party), other);
  }

  /** Takes back the rule for the two; without the other, every rule of the one. */
  disableRouting(party: PartyKey, other?: PartyKey): void {
    this.#rules.remove(this.#known(party), other);
  }

  /** Everything that CPOs pushed to it. */
  get kept(): Traffic["kept"] {
    return this.#traffic.kept;
  }

  /** Resolves when every session, CDR and command's result has been pushed on, or given up. For tests. */
  async delivered(): Promise<void> {
    await this.#traffic.settled();
  }

  activate(party: PartyKey): void {
    this.#known(party).activated = true;
  }

  /** Takes back that a party is active: it is PLANNED, and stays so until it is activated. */
  hold(party: PartyKey): void {
    const partner = this.#known(party);
    this.switches.activation = "by-desk";
    partner.activated = false;
    setStatus(partner, "PLANNED");
  }

  suspend(party: PartyKey, suspended = true): void {
    this.#known(party).suspended = suspended;
  }

  /** Revokes the hub token: every call with it is refused from now on. */
  revoke(party: PartyKey): void {
    this.#known(party).hubToken = undefined;
  }

  /** The hub token that was issued last. For tests, which compare it with what was stored. */
  issuedToken(party: PartyKey): string | undefined {
    return this.#known(party).hubToken;
  }

  statusOf(party: PartyKey): PartnerStatus {
    return statusOf(this.#known(party));
  }

  // What the Hub answers.

  #app(): Hono<Bindings> {
    const app = new Hono<Bindings>();
    app.route("/desk", this.#desk());
    app.use(async (context, next) => {
      await next();
      const { shapes } = this.switches;
      if (shapes === undefined || context.req.method !== "GET" || !context.res.ok) return;
      const answer = (await context.res.json()) as Record<string, unknown>;
      context.res = Response.json(shapes(answer, context.req.path), context.res);
    });
    const { basePath } = this.switches;
    app.use(`${basePath}/*`, async (context, next) => {
      if (!this.switches.slashes || context.req.path.endsWith("/")) return next();
      // On the scheme behind its proxy, as such servers do.
      const host = context.req.header("host") ?? "";
      return context.redirect(`http://${host}${context.req.path}/`, 307);
    });
    const base = `${basePath}/${VERSION}`;
    const end = this.switches.slashes ? "/" : "";
    app.get(`${basePath}/versions${end}`, (context) =>
      this.#read(context, "versions", "any", () => success(context, [{ version: VERSION, url: this.#base }])),
    );
    app.get(`${base}${end}`, (context) =>
      this.#read(context, "details", "any", () => success(context, this.#details())),
    );
    app.get(`${base}/credentials${end}`, (context) =>
      this.#read(context, "credentials", "credentials", (presented) => success(context, this.#credentials(presented))),
    );
    app.post(`${base}/credentials${end}`, (context) =>
      this.#authorised(context, "credentials", (partner) => this.#register(context, partner)),
    );
    app.put(`${base}/credentials${end}`, (context) =>
      this.#authorised(context, "hub-token", (partner) => this.#update(context, partner)),
    );
    app.delete(`${base}/credentials${end}`, (context) =>
      this.#authorised(context, "hub-token", (partner) => {
        if (!this.switches.deletes) return failure(context, 405, 2000, "Not supported");
        const livesOn = this.switches.deletes === "but the token lives on";
        Object.assign(partner, { hubToken: livesOn ? partner.hubToken : undefined, platform: undefined });
        return success(context, undefined);
      }),
    );
    app.get(`${base}/hubclientinfo${end}`, (context) =>
      this.#read(context, "hubclientinfo", "hub-token", () => this.#parties(context)),
    );
    app.get(`${base}/hubclientinfo/:country/:party${end}`, (context) =>
      this.#read(context, "hubclientinfo", "hub-token", () => this.#oneParty(context)),
    );
    // Documented as open: a CPO's platform calls it, with the id that it was given.
    app.post(`${base}/commands/callback/:id${end}`, async (context) => {
      const body: unknown = await context.req.json().catch(() => undefined);
      return replied(context, this.#traffic.result(context.req.param("id"), body));
    });
    app.all(`${base}/*`, (context) => this.#pass(context, `${base}/`));
    app.notFound((context) => failure(context, 404, 2003, "Not found"));
    return app;
  }

  /** What passes between partners. */
  async #pass(context: Context<Bindings>, base: string): Promise<Response> {
    const { req } = context;
    const path = req.path.slice(base.length).replace(/\/$/, "");
    const fitting = fittingRoutes(this.#traffic.routes, path);
    if (fitting.length === 0) return failure(context, 404, 2003, "Not found");
    return this.#authorised(context, "hub-token", async (caller) => {
      const chosen = fitting.find(({ route }) => Object.hasOwn(route.methods, req.method));
      if (chosen === undefined) {
        context.header("allow", fitting.flatMap(({ route }) => Object.keys(route.methods)).join(", "));
        return failure(context, 405, 2000, "Method not allowed");
      }
      let body: unknown;
      try {
        const text = req.method === "GET" ? "" : await req.text();
        body = text === "" ? undefined : JSON.parse(text);
      } catch {
        return failure(context, 400, 2001, "The body is not JSON");
      }
      const [country, party] = [req.header("ocpi-to-country-code"), req.header("ocpi-to-party-id")];
      const isForHub = sameId(country, IDENTITY.country_code) && sameId(party, IDENTITY.party_id);
      const reply = await chosen.route.methods[req.method]?.({
        caller,
        params: chosen.params,
        query: req.query(),
        body,
        url: `${this.origin}${req.path}`,
        method: req.method,
        correlationId: req.header("x-correlation-id"),
        to: country && party && !isForHub ? { country_code: country, party_id: party } : undefined,
      });
      return reply === undefined ? failure(context, 500, 3000, "Server error") : replied(context, reply, true);
    });
  }

  /** The address of the version details. */
  get #base(): string {
    return `${this.origin}${this.switches.basePath}/${VERSION}`;
  }

  /** The address of the versions: what a partner of a hub without documented paths is given. */
  get versionsUrl(): string {
    return `${this.origin}${this.switches.basePath}/versions`;
  }

  #details(): unknown {
    const modules = MODULES.filter(([identifier]) => identifier !== "hubclientinfo" || this.switches.hubclientinfo);
    const endpoints = modules.map(([identifier, role]) => ({
      identifier,
      role,
      url: `${this.#base}/${identifier}`,
    }));
    return { version: VERSION, endpoints };
  }

  #credentials(token: string): unknown {
    const role = this.switches.strictAnswers
      ? { ...IDENTITY, business_details: { name: "ChargeIndia Hub" } }
      : IDENTITY;
    const common = { token, url: this.#base };
    switch (this.switches.identity) {
      case "documented":
        return { ...common, roles: [role] };
      case "in lower case":
        return { ...common, roles: [{ ...role, country_code: "in", party_id: "cih" }] };
      case "flat":
        return { ...common, country_code: IDENTITY.country_code, party_id: IDENTITY.party_id };
      case "absent":
        return { ...common, roles: null };
      case "another hub":
        return { ...common, roles: [{ ...role, party_id: "CIS" }] };
    }
  }

  /** POST: calls the platform back before it answers, then issues the hub token, once. */
  async #register(context: Context<Bindings>, partner: Partner): Promise<Response> {
    if (partner.hubToken !== undefined) return failure(context, 405, 2000, "Already registered: use PUT");
    const platform = await this.#readPlatform(context, partner);
    if (platform instanceof Response) return platform;
    // A second POST may have arrived while the platform was being called.
    if (partner.hubToken !== undefined) return failure(context, 405, 2000, "Already registered: use PUT");
    const hubToken = this.#issue();
    partner.probeAt = Date.now() + this.switches.probeEveryMs;
    Object.assign(partner, { platform, hubToken, initialToken: undefined, status: "PLANNED", lastUpdated: new Date() });
    return success(context, this.#credentials(hubToken), this.switches.strictAnswers);
  }

  /** PUT: confirms and updates. */
  async #update(context: Context<Bindings>, partner: Partner): Promise<Response> {
    const platform = await this.#readPlatform(context, partner);
    if (platform instanceof Response) return platform;
    const hubToken = this.switches.putRotates ? this.#issue() : (partner.hubToken ?? "");
    const probeAt = Date.now() + this.switches.probeEveryMs;
    Object.assign(partner, { platform, hubToken, confirmed: true, probeAt });
    return success(context, this.#credentials(hubToken), this.switches.strictAnswers);
  }

  #issue(): string {
    const token = newToken("hub");
    this.issued.push(token);
    return token;
  }

  async #readPlatform(
    context: Context<Bindings>,
    partner: Partner,
  ): Promise<Response | NonNullable<Partner["platform"]>> {
    let body: { token?: unknown; url?: unknown; roles?: unknown };
    try {
      body = await context.req.json();
    } catch {
      return failure(context, 400, 2001, "The body is not JSON");
    }
    const { token, url, roles } = body;
    if (typeof token !== "string" || typeof url !== "string" || !Array.isArray(roles)) {
      return failure(context, 200, 2001, "token, url and roles are required");
    }
    const own = roles.some(
      (role: Record<string, unknown>) =>
        role["role"] === partner.role &&
        role["country_code"] === partner.country_code &&
        role["party_id"] === partner.party_id,
    );
    if (!own) return failure(context, 200, 2000, "The party is not the one assigned to this token");
    const origin = URL.parse(url)?.origin;
    if (origin === undefined) return failure(context, 200, 2001, "url is not a URL");
    if (!this.#platforms.has(origin)) {
      return failure(
        context,
        200,
        3001,
        `This sandbox calls no platform but those that ${this.origin}/desk/platforms lists`,
      );
    }
    const versions = await callPlatform(`${origin}/ocpi/versions`, token);
    const given = await callPlatform(url, token);
    if (versions === undefined || given === undefined) {
      return failure(context, 200, 3001, "The platform's versions endpoint could not be used");
    }
    if (!offersVersion(versions)) return failure(context, 200, 3002, "The platform does not offer 2.2.1");
    return { token, url, roles };
  }

  /** The list, in pages with `Link`, `X-Total-Count` and `X-Limit` as OCPI has it. */
  #parties(context: Context<Bindings>): Response {
    const { pageSize, otherParties, linkTo, hubclientinfo, listsCaller } = this.switches;
    if (!hubclientinfo) return failure(context, 404, 2003, "Not found");
    const others = Array.from({ length: otherParties }, (_none, index) => ({
      party_id: index.toString(36).toUpperCase().padStart(3, "0"),
      country_code: "DE",
      role: "EMSP",
      status: "CONNECTED",
      last_updated: "2026-01-01T00:00:00Z",
    }));
    const all = [...others, ...this.#partners.filter((partner) => listsCaller && isListed(partner)).map(clientInfo)];
    const reply = page(
      all,
      { url: `${this.origin}${context.req.path}`, query: context.req.query() },
      pageSize === 0 ? Math.max(all.length, 1) : pageSize,
    );
    const isLast = reply.headers?.["link"] === undefined;
    const headers = isLast || linkTo === undefined ? {} : { link: `<${linkTo}>; rel="next"` };
    return replied(context, { ...reply, headers: { ...reply.headers, ...headers } });
  }

  #oneParty(context: Context<Bindings>): Response {
    const { country, party } = context.req.param();
    const found = this.#partners.find(
      (partner) =>
        isListed(partner) &&
        partner.country_code === country?.toUpperCase() &&
        partner.party_id === party?.toUpperCase() &&
        this.switches.hubclientinfo &&
        this.switches.listsCaller &&
        this.switches.singleParty,
    );
    return found === undefined ? failure(context, 404, 2003, "Party not found") : success(context, clientInfo(found));
  }

  /** A GET, which may be open to everybody. */
  async #read(
    context: Context<Bindings>,
    route: Route,
    wanted: "any" | "credentials" | "hub-token",
    answer: (presented: string) => Response,
  ): Promise<Response> {
    if (this.switches.openToEverybody.includes(route)) return answer("");
    return this.#authorised(context, wanted, (_partner, presented) => answer(presented));
  }

  /** Lets a request in whose token fits: any living token, one for credentials, or a hub token alone. */
  async #authorised(
    context: Context<Bindings>,
    wanted: "any" | "credentials" | "hub-token",
    answer: (partner: Partner, presented: string) => Response | Promise<Response>,
  ): Promise<Response> {
    const header = presentedTokens(context.req.header("authorization"));
    const { crashesUndecoded, refusal } = this.switches;
    if (crashesUndecoded && isNoBase64(header?.plain ?? "")) return failure(context, 500, 3000, "Server error");
    const values = this.switches.encodings.map((encoding) => (encoding === "plain" ? header?.plain : header?.decoded));
    const initialCounts = wanted === "credentials" || (wanted === "any" && this.switches.initialTokenOpensVersions);
    for (const value of values) {
      if (value === undefined || value === "") continue;
      const partner = this.#partners.find(
        ({ hubToken, initialToken }) => hubToken === value || (initialCounts && initialToken === value),
      );
      if (partner !== undefined && !partner.suspended) return answer(partner, value);
    }
    const echo = this.switches.echoesTokens ? ` ${values.join(" ")} ${context.req.header("authorization") ?? ""}` : "";
    return failure(context, refusal.status, refusal.code, `Unauthorized${this.#hint(context, header?.decoded)}${echo}`);
  }

  /** A client that keeps to OCPI 2.2.1-d2 sends Base64: this sandbox tells it that the token is right, and the form is not. */
  #hint({ req }: Context<Bindings>, decoded: string | undefined): string {
    const { encodings } = this.switches;
    const isKnown = this.#partners.some(
      ({ hubToken, initialToken, suspended }) =>
        decoded !== undefined && !suspended && (hubToken === decoded || initialToken === decoded),
    );
    return isKnown && req.method === "GET" && encodings.includes("plain") && !encodings.includes("base64")
      ? ": this Hub takes a token as it is, not in Base64, as its documentation shows"
      : "";
  }

  // Health.

  async #probeForever(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await wait(PROBE_TICK_MS, undefined, { signal }).catch(() => undefined);
      const due = this.#partners.filter((partner) => isListed(partner) && partner.probeAt <= Date.now());
      for (const partner of due) partner.probeAt = Date.now() + this.switches.probeEveryMs;
      await Promise.all(due.map((partner) => this.#probe(partner)));
    }
  }

  /** A GET of the platform's versions, as the Hub's health check does it: PLANNED, CONNECTED, OFFLINE. */
  async #probe(partner: Partner): Promise<void> {
    if (partner.platform === undefined || this.#stop.signal.aborted) return;
    const { url, token } = partner.platform;
    const versions = await callPlatform(`${new URL(url).origin}/ocpi/versions`, token);
    if (versions !== undefined && offersVersion(versions)) {
      partner.failingSince = undefined;
      const active =
        (partner.confirmed || !this.switches.needsConfirmation) &&
        (this.switches.activation === "automatic" || partner.activated);
      if (active) setStatus(partner, "CONNECTED");
      return;
    }
    partner.failingSince ??= new Date();
    const failingMs = Date.now() - partner.failingSince.getTime();
    if (partner.status === "CONNECTED" && failingMs >= this.switches.offlineAfterMs) setStatus(partner, "OFFLINE");
  }

  // The desk over HTTP, for people and other programs. It speaks of no token but the initial one that it hands over.

  #desk(): Hono<Bindings> {
    const desk = newDesk();
    desk.get("/", (context) =>
      context.json(
        this.#partners.map((partner) => ({
          role: partner.role,
          country_code: partner.country_code,
          party_id: partner.party_id,
          status: this.statusOf(partner),
          routing: this.#rules.with(partner).length > 0,
          routing_with: this.#rules.with(partner),
        })),
      ),
    );
    desk.get("/platforms", (context) => context.json([...this.#platforms]));
    desk.post("/platforms", async (context) => {
      const body = (await context.req.json().catch(() => undefined)) as { url?: unknown } | undefined | null;
      const url = typeof body?.url === "string" ? URL.parse(body.url) : null;
      if (url?.protocol !== "http:" && url?.protocol !== "https:")
        return context.json({ error: 'the URL of a platform is wanted: {"url":"http://127.0.0.1:8080"}' }, 400);
      const origin = this.admitPlatform(url.href);
      return context.json({ done: `The Hub calls the platform at ${origin} from now on.`, origin }, 201);
    });
    desk.post("/initial-tokens", async (context) => {
      const party = (await context.req.json().catch(() => undefined)) as Party | undefined;
      if (party?.country_code === undefined) return context.json({ error: "a party in JSON is wanted" }, 400);
      return handOver(context, this.issueInitialToken(party), `${nameOf(party)} can register with this initial token.`);
    });
    desk.post("/parties/:country/:party/:act", async (context) => {
      const { act } = context.req.param();
      const perform = Object.hasOwn(this.#acts, act) ? this.#acts[act] : undefined;
      if (perform === undefined)
        return context.json({ error: `there is no such order; there are: ${Object.keys(this.#acts).join(", ")}` }, 404);
      return this.#perform(context, perform);
    });
    desk.delete("/parties/:country/:party/routing", async (context) =>
      this.#perform(context, (party, other) => {
        this.disableRouting(party, other);
        return `The routing between ${nameOf(party)} and ${nameOf(other)} is disabled.`;
      }),
    );
    desk.post("/parties/:country/:party/reset/initial-token", (context) => {
      const { country, party } = context.req.param();
      const known = this.#partner({ country_code: country, party_id: party });
      if (known === undefined) return context.json(UNKNOWN_PARTY, 404);
      const done = `The registration of ${nameOf(known)} is reset. It can register again with this initial token.`;
      return handOver(context, this.issueInitialToken(known), done);
    });
    return desk;
  }

  /** What the desk does to a party, perhaps with another, and says of it. */
  readonly #acts: Readonly<Record<string, Order>> = {
    routing: (party, other) => {
      this.enableRouting(party, other);
      return `The routing between ${nameOf(party)} and ${nameOf(other)} is enabled.`;
    },
    activate: (party) => {
      this.activate(party);
      return `${nameOf(party)} is activated.`;
    },
    suspend: (party) => {
      this.suspend(party);
      return `${nameOf(party)} is suspended: the Hub refuses its hub token.`;
    },
    resume: (party) => {
      this.suspend(party, false);
      return `${nameOf(party)} is suspended no more.`;
    },
    revoke: (party) => {
      this.revoke(party);
      return `The hub token of ${nameOf(party)} is revoked: the Hub refuses it for good.`;
    },
  };

  /** Does what the desk was told to do to the party of its path. */
  async #perform(context: Context<Bindings>, order: Order): Promise<Response> {
    const { country, party } = context.req.param() as Record<"country" | "party", string>;
    const key = { country_code: country, party_id: party };
    if (this.#partner(key) === undefined) return context.json(UNKNOWN_PARTY, 404);
    const other = await this.#otherParty(context);
    if (other === "unknown") return context.json({ error: 'a known party is wanted: {"with":"IN*XYZ"}' }, 400);
    return context.json({ done: order(key, other), status: this.statusOf(key) });
  }

  /** The partner that an order of the desk names beside the party of its path: none, a known or an unknown one. */
  async #otherParty({ req }: Context<Bindings>): Promise<PartyKey | undefined | "unknown"> {
    const body = (await req.json().catch(() => undefined)) as { with?: unknown } | undefined | null;
    if (body?.with === undefined) return undefined;
    const named = namedParty(body.with);
    return (named && this.#partner(named)) ?? "unknown";
  }

  #partner({ country_code, party_id }: PartyKey): Partner | undefined {
    return this.#partners.find((partner) => partner.country_code === country_code && partner.party_id === party_id);
  }

  #known(party: PartyKey): Partner {
    const partner = this.#partner(party);
    if (partner === undefined)
      throw new Error(`The sandbox Hub does not know ${party.country_code}*${party.party_id}.`);
    return partner;
  }
}

/** An order of the desk: it does it, and says what it changed. */
type Order = (party: PartyKey, other: PartyKey | undefined) => string;

const UNKNOWN_PARTY = { error: "this party is not known here: GET /desk lists those that are" };

/** `IN*ABC`; without a party it is everyone on the other side. */
function nameOf(party: PartyKey | undefined): string {
  return party === undefined ? "every partner" : `${party.country_code}*${party.party_id}`;
}

/** In JSON, or bare for a shell, which would not undo JSON's escapes. */
function handOver(context: Context<Bindings>, initialToken: string, done: string): Response {
  return context.req.header("accept") === "text/plain"
    ? context.text(initialToken, 201)
    : context.json({ done, initial_token: initialToken }, 201);
}

/** Whether a strict decoder of Base64 refuses the text. */
function isNoBase64(text: string): boolean {
  return text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

/** The `data` of a good answer of the platform, or undefined. */
async function callPlatform(url: string, token: string): Promise<unknown> {
  try {
    const response = await fetch(url, {
      headers: {
        authorization: `Token ${token}`,
        "x-request-id": crypto.randomUUID(),
        "x-correlation-id": crypto.randomUUID(),
      },
      redirect: "manual",
      signal: AbortSignal.timeout(3000),
    });
    const body = (await response.json()) as { status_code?: number; data?: unknown };
    return response.ok && body.status_code === 1000 ? body.data : undefined;
  } catch {
    return undefined;
  }
}

function offersVersion(data: unknown): boolean {
  return Array.isArray(data) && data.some((entry: { version?: unknown }) => entry.version === VERSION);
}

/** A reply in the envelope. Only what passes between partners swaps the routing headers. */
function replied(context: Context<Bindings>, reply: Reply, functional = false): Response {
  const { status, code, message, data, headers } = reply;
  const envelope = {
    status_code: code,
    ...(message === undefined ? {} : { status_message: message }),
    timestamp: now(),
    ...(data === undefined ? {} : { data }),
  };
  return new Response(JSON.stringify(envelope), {
    status,
    headers: {
      ...headers,
      ...echoed(context),
      ...(functional ? swapped(context) : {}),
      "content-type": "application/json",
    },
  });
}

function success(context: Context<Bindings>, data: unknown, timestamp = true): Response {
  return context.json({ status_code: 1000, ...(timestamp ? { timestamp: now() } : {}), data }, 200, echoed(context));
}

function failure(
  context: Context<Bindings>,
  status: 200 | 400 | 401 | 403 | 404 | 405 | 500,
  code: number,
  message: string,
): Response {
  return context.json({ status_code: code, status_message: message, timestamp: now() }, status, echoed(context));
}
