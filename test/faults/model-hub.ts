import { createHash } from "node:crypto";
import type { PeerRequest } from "../../src/core/ports.ts";
import type { Core } from "./core.ts";
import type { Life } from "./life.ts";
import type { VirtualClock } from "./virtual-clock.ts";

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

export type HubCall = "GET" | "POST" | "PUT" | "DELETE";

/** How this hub is, beside its profile. */
export interface HubNature {
  readonly encoding: "plain" | "base64";
  readonly initialOpensVersions: boolean;
  /** Versions are shown to everybody, whatever the token, and prove none. */
  readonly versionsForEverybody: boolean;
  /**
   * Where the versions list their details: where they are documented, there by `http:` as behind a proxy, without the
   * host, at a place of the same host that a gateway forbids, or on another host, where no token may go.
   */
  readonly lists: "documented" | "by http" | "a path" | "a forbidden place" | "another host";
  /** What the details show: what works opens them; or they are forbidden to everybody, or the wrong request for all. */
  readonly details: "to whom they belong" | "to nobody" | "not understood";
  /** Whether a party is CONNECTED only after its PUT. */
  readonly needsConfirmation: boolean;
  /** What a second POST gets when the first one registered: the token is dead, 405, or a new registration. */
  readonly secondPost: "unauthorised" | "405" | "registers-anew";
  /** Which token GET credentials shows to an initial token that still lives: that one, the one it issued, or one hidden. */
  readonly shows: "presented" | "issued" | "masked";
  /** Whether the PUT issues a token, and what becomes of the former one. */
  readonly put: "keeps" | "replaces" | "overlaps" | "issues-a-dead-one";
}

/** A token that the hub issued. */
export interface Issued {
  readonly value: string;
  readonly by: HubCall;
  readonly to: Life;
  /** Its bytes were all received, and the process went on. */
  delivered: boolean;
  /** When it begins to work, and how often it still does. */
  worksFrom: number;
  usesLeft: number;
  live: boolean;
  /** When it died, and when it first opened something for our side, among all that happened. */
  diedAt: number | undefined;
  provenAt: number | undefined;
}

/** One request as the hub saw it: what the invariants are held against. */
export interface Seen {
  /** Its place among all that happened. */
  readonly order: number;
  readonly method: HubCall;
  readonly origin: string;
  readonly life: Life;
  readonly at: number;
  readonly tokenWorked: boolean;
  /** What the answer came to for whoever asked. */
  outcome: "token" | "refused" | "lost" | "other";
  readonly faulty: boolean;
  /** The hub did what was asked. */
  committed: boolean;
}

const json = { "content-type": "application/json" };

const listed: Readonly<Record<HubNature["lists"], string>> = {
  documented: "https://hub.example/ocpi/2.2.1",
  "by http": "http://hub.example/ocpi/2.2.1",
  "a path": "/ocpi/2.2.1",
  "a forbidden place": "https://hub.example/2.2.1",
  "another host": "https://elsewhere.example/ocpi/2.2.1",
};

/** A hub in memory that registers one partner, with every fault at hand. It shares no code with our client. */
export class ModelHub {
  readonly origin = "https://hub.example";
  readonly base = "https://hub.example/ocpi";
  readonly seen: Seen[] = [];
  readonly issued: Issued[] = [];
  /** The faults to come, by the call that they meet; each is used up by one call, and so is a call that passes. */
  readonly faults = new Map<HubCall, (HubFault | undefined)[]>();
  readonly nature: HubNature;
  initialToken: string | undefined;
  readonly everyInitialToken: string[] = [];
  confirmed = false;
  /** When the last byte of a token arrived, by the machine's own clock. */
  deliveredAt: number | undefined;
  platformToken: string | undefined;
  readonly #core: Core;
  readonly #clock: VirtualClock;
  readonly #name: string;
  readonly #order: () => number;
  #count = 0;
  #refusesOnce: string | undefined;

  constructor(core: Core, clock: VirtualClock, nature: HubNature, name: string, order: () => number) {
    this.#order = order;
    this.#core = core;
    this.#clock = clock;
    this.nature = nature;
    this.#name = name;
    this.initialToken = this.newName("initial");
  }

  newName(kind: string): string {
    this.#count += 1;
    // Characters that every encoder writes in another way.
    const random = createHash("sha256").update(`${kind} ${this.#name} ${this.#count}`).digest("hex");
    const name = `${random.slice(0, 12)}"&+/=<%${random.slice(12, 24)}`;
    if (kind === "initial") this.everyInitialToken.push(name);
    return name;
  }

  /** The account team resets the registration. */
  reset(): string {
    for (const issued of this.issued) this.#kill(issued);
    this.confirmed = false;
    this.platformToken = undefined;
    this.initialToken = this.newName("initial");
    return this.initialToken;
  }

  get registered(): boolean {
    return this.issued.some(({ live }) => live);
  }

  /** The network as one process sees it. */
  fetchFor(life: Life, hesitate: () => Promise<void>): (request: PeerRequest) => Promise<Response> {
    const { TransportFailure } = this.#core.ports;
    return async (request) => {
      const { method, url } = request;
      await life.passing(`${method}, leaving`);
      if (new URL(url).origin === "https://platform.example") return platformAnswer(url);
      await hesitate();
      const fault = this.faults.get(method)?.shift();
      const seen: Seen = {
        order: this.#order(),
        method,
        origin: new URL(url).origin,
        life,
        at: this.#clock.ms,
        tokenWorked: this.#holder(request)?.provenAt !== undefined,
        outcome: "other",
        faulty: fault !== undefined,
        committed: false,
      };
      this.seen.push(seen);
      const lose = (code: string, notSent = false): never => {
        seen.outcome = "lost";
        if (code === "TIMEOUT") this.#clock.pass(60_000);
        throw new TransportFailure(code, notSent);
      };
      if (fault === "not-sent") return lose("ECONNREFUSED", true);
      if (fault === "reset-before") return lose("ECONNRESET");
      if (fault === "timeout-before") return lose("TIMEOUT");
      const refused = refusal(fault);
      if (refused !== undefined) {
        seen.outcome = "refused";
        await life.passing(`${method}, answered`);
        return refused;
      }
      const before = this.issued.length;
      let answer = this.#answer(request, life);
      seen.committed = method !== "GET" && answer.status === 200;
      if ((fault === "duplicated" || fault === "duplicated-second") && method !== "GET") {
        const again = this.#answer(request, life);
        if (answer.status !== 200 || fault === "duplicated-second") answer = again;
      }
      const text = await answer.text();
      // That which the answer holds, where two were issued.
      const fresh = this.issued.slice(before).find(({ value }) => text.includes(JSON.stringify(value)));
      if (fault === "refuses-once") this.#refusesOnce = method === "POST" ? fresh?.value : this.#presented(request);
      if (fault === "late" && fresh !== undefined) fresh.worksFrom = this.#clock.ms + 3000;
      if (fault === "dead-early" && fresh !== undefined) fresh.usesLeft = 2;
      await life.passing(`${method}, answered`);
      await hesitate();
      if (fault === "reset-after") return lose("ECONNRESET");
      if (fault === "timeout-after") return lose("TIMEOUT");
      if (fault === "500-after") return lost500(seen);
      if (fault === "502-page-after") return lostPage(seen);
      const lie = refusal(lies.get(fault));
      const sent = lie === undefined ? altered(text, fault) : await lie.text();
      const whole = fresh !== undefined && sent.includes(JSON.stringify(fresh.value));
      if (whole) seen.outcome = "token";
      else if (lie !== undefined || answer.status !== 200) seen.outcome = "refused";
      else if (this.issued.length > before) seen.outcome = "lost";
      const status = lie?.status ?? (fault === "token-in-error" ? 500 : answer.status);
      return new Response(
        bodyOf(sent, fault !== undefined && broken.has(fault), () => {
          // The last byte is there, and the process that asked still lives.
          if (!whole || life.killed) return;
          fresh.delivered = true;
          this.deliveredAt = performance.now();
        }),
        { status, headers: json },
      );
    };
  }

  #answer(request: PeerRequest, life: Life): Response {
    const { method } = request;
    const path = new URL(request.url).pathname;
    const presented = this.#presented(request);
    const holder = this.#holder(request);
    const initial = presented !== undefined && presented === this.initialToken;
    if (method === "GET" && presented !== undefined && presented === this.#refusesOnce) {
      this.#refusesOnce = undefined;
      return unauthorised();
    }
    const works = holder !== undefined && holder.worksFrom <= this.#clock.ms && holder.usesLeft > 0;
    if (works) {
      holder.usesLeft -= 1;
      if (holder.usesLeft === 0) this.#kill(holder);
      holder.provenAt ??= this.#order();
    }
    if (path.endsWith("/versions")) {
      const opens = works || (initial && this.nature.initialOpensVersions) || this.nature.versionsForEverybody;
      if (!opens) return unauthorised();
      return success([{ version: "2.2.1", url: listed[this.nature.lists] }]);
    }
    if (path === "/2.2.1" || (path.endsWith("/2.2.1") && this.nature.details === "to nobody")) {
      return reply(403, { message: "Missing Authentication Token" });
    }
    if (path.endsWith("/2.2.1") && this.nature.details === "not understood")
      return reply(400, { message: "Bad Request" });
    if (path.endsWith("/2.2.1")) {
      if (!works && !(initial && this.nature.initialOpensVersions)) return unauthorised();
      const endpoints = ["credentials", "hubclientinfo"].map((identifier) => ({
        identifier,
        role: identifier === "credentials" ? "RECEIVER" : "SENDER",
        url: `${this.base}/2.2.1/${identifier}`,
      }));
      return success({ version: "2.2.1", endpoints });
    }
    if (path.endsWith("/credentials")) {
      if (method === "POST" && initial) return this.#register(request, life);
      if (method === "PUT" && works) return this.#update(request, life, holder);
      if (method === "DELETE" && works) {
        this.#kill(holder);
        this.confirmed = false;
        return success(undefined);
      }
      if (method === "GET" && (works || initial)) {
        return success(this.#credentials(this.#shown(presented ?? "")));
      }
      return unauthorised();
    }
    if (!works) return unauthorised();
    const entry = {
      party_id: "ABC",
      country_code: "IN",
      role: "CPO",
      status: this.confirmed || !this.nature.needsConfirmation ? "CONNECTED" : "PLANNED",
      last_updated: "2026-11-22T10:00:00Z",
    };
    return success(path.endsWith("/ABC") ? entry : [entry]);
  }

  #shown(presented: string): string {
    const latest = this.issued.findLast(({ live }) => live);
    if (latest === undefined || this.nature.shows === "presented") return presented;
    return this.nature.shows === "issued" ? latest.value : `${latest.value.slice(0, 4)}************`;
  }

  #register(request: PeerRequest, life: Life): Response {
    if (this.registered && this.nature.secondPost === "405") return reply(405, { status_code: 2000 });
    for (const former of this.issued) this.#kill(former);
    this.platformToken = (JSON.parse(request.body ?? "{}") as { token: string }).token;
    const token = this.#issue("POST", life);
    if (this.nature.secondPost === "unauthorised") this.initialToken = undefined;
    return success(this.#credentials(token.value));
  }

  #update(request: PeerRequest, life: Life, holder: Issued): Response {
    this.platformToken = (JSON.parse(request.body ?? "{}") as { token: string }).token;
    this.confirmed = true;
    if (this.nature.put === "keeps") return success(this.#credentials(holder.value));
    const token = this.#issue("PUT", life);
    if (this.nature.put === "issues-a-dead-one") this.#kill(token);
    if (this.nature.put === "replaces") this.#kill(holder);
    return success(this.#credentials(token.value));
  }

  #kill(token: Issued): void {
    token.live = false;
    token.diedAt ??= this.#order();
  }

  #issue(by: HubCall, to: Life): Issued {
    const issued: Issued = {
      value: this.newName("hub"),
      by,
      to,
      delivered: false,
      worksFrom: 0,
      usesLeft: Number.POSITIVE_INFINITY,
      live: true,
      diedAt: undefined,
      provenAt: undefined,
    };
    this.issued.push(issued);
    return issued;
  }

  #credentials(token: string): unknown {
    return { token, url: `${this.base}/2.2.1`, roles: [{ role: "HUB", country_code: "IN", party_id: "CIH" }] };
  }

  #presented(request: PeerRequest): string | undefined {
    const value = (request.headers["authorization"] ?? "").replace(/^Token /, "");
    return this.nature.encoding === "plain" ? value : Buffer.from(value, "base64").toString("utf8");
  }

  #holder(request: PeerRequest): Issued | undefined {
    const presented = this.#presented(request);
    return this.issued.find(({ value, live }) => live && value === presented);
  }
}

const lies = new Map<HubFault | undefined, HubFault>([
  ["401-after", "401"],
  ["405-after", "405"],
  ["code-2000-after", "code-2000"],
]);

function platformAnswer(url: string): Response {
  return url.endsWith("/2.2.1")
    ? success({ version: "2.2.1", endpoints: [] })
    : success([{ version: "2.2.1", url: "https://platform.example/ocpi/2.2.1" }]);
}

function success(data: unknown): Response {
  return reply(200, { status_code: 1000, timestamp: "2026-11-22T10:00:00Z", data });
}

function unauthorised(): Response {
  return reply(401, { status_code: 2002, timestamp: "2026-11-22T10:00:00Z" });
}

function reply(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: json });
}

function refusal(fault: HubFault | undefined): Response | undefined {
  switch (fault) {
    case "401":
    case "403":
    case "405":
    case "422":
    case "429":
      return reply(Number(fault), { status_code: fault === "401" ? 2002 : 2000 });
    case "code-2000":
      return reply(200, { status_code: 2000 });
    case "code-3001":
      return reply(200, { status_code: 3001 });
    case "500-before":
      return reply(500, { status_code: 3000 });
    case "redirect":
      return new Response("", { status: 307, headers: { location: "https://elsewhere.example/" } });
    default:
      return undefined;
  }
}

function lost500(seen: Seen): Response {
  seen.outcome = "lost";
  return reply(500, { status_code: 3000 });
}

function lostPage(seen: Seen): Response {
  seen.outcome = "lost";
  return new Response("<html>Bad gateway</html>", { status: 502, headers: { "content-type": "text/html" } });
}

const broken: ReadonlySet<HubFault> = new Set([
  "truncated-after-token",
  "truncated-before-token",
  "token-in-noise-truncated",
]);
const NOISE = '"token":"a",'.repeat(2000);

function altered(text: string, fault: HubFault | undefined): string {
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
function bodyOf(text: string, breaks: boolean, delivered: () => void): ReadableStream<Uint8Array> {
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
