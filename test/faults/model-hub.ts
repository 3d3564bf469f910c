import { createHash } from "node:crypto";
import type { PeerRequest } from "../../src/core/ports.ts";
import type { Core } from "./core.ts";
import {
  altered,
  bodyOf,
  broken,
  inManner,
  json,
  lies,
  lostAfter,
  lostBefore,
  pageInstead,
  refusal,
  reply,
  success,
  unauthorised,
  type HubFault,
} from "./hub-faults.ts";
import { platformAnswer } from "./model-platform.ts";
import type { HubNature } from "./hub-nature.ts";
import type { Life } from "./life.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export type HubCall = "GET" | "POST" | "PUT" | "DELETE";

/** A token that the hub issued. */
export interface Issued {
  readonly value: string;
  readonly by: HubCall;
  readonly to: Life;
  /** All of its bytes arrived, and the process went on. */
  delivered: boolean;
  /** When the token begins to work, and how often it still does. */
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
  /** What the answer meant to the client. */
  outcome: "token" | "refused" | "lost" | "other";
  readonly faulty: boolean;
  /** The hub did what was asked. */
  committed: boolean;
}

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
      if (new URL(url).origin === "https://platform.example") return platformAnswer(request, this.nature.platform);
      if (this.nature.slashes && !url.endsWith("/")) {
        // On the scheme behind its proxy. Nothing is done where a request is only sent on.
        const location = `${url.replace("https:", "http:")}/`;
        return new Response("", { status: 307, headers: { location } });
      }
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
      const early = lostBefore.get(fault);
      if (early !== undefined) return lose(early, fault === "not-sent");
      const refused = refusal(fault, this.nature);
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
      this.#spoil(fault, fresh, request);
      await life.passing(`${method}, answered`);
      await hesitate();
      const late = lostAfter.get(fault);
      if (late !== undefined) return lose(late);
      const page = pageInstead(fault, this.nature);
      if (page !== undefined) {
        seen.outcome = "lost";
        return page;
      }
      if (this.issued.length > before) seen.outcome = "lost";
      return this.#deliver({ status: answer.status, text, fresh }, fault, seen);
    };
  }

  /** What a fault does to a token that was issued just now, or to the one that was presented. */
  #spoil(fault: HubFault | undefined, fresh: Issued | undefined, request: PeerRequest): void {
    if (fault === "refuses-once")
      this.#refusesOnce = request.method === "POST" ? fresh?.value : this.#presented(request);
    if (fault === "late" && fresh !== undefined) fresh.worksFrom = this.#clock.ms + 3000;
    if (fault === "dead-early" && fresh !== undefined) fresh.usesLeft = 2;
  }

  /** Sends an answer as its fault makes it, and notes what of it arrives. */
  async #deliver(
    { status, text, fresh }: { status: number; text: string; fresh: Issued | undefined },
    fault: HubFault | undefined,
    seen: Seen,
  ): Promise<Response> {
    const lie = refusal(lies.get(fault), this.nature);
    const sent = lie === undefined ? altered(text, fault) : await lie.text();
    const whole = fresh !== undefined && sent.includes(JSON.stringify(fresh.value));
    if (whole) seen.outcome = "token";
    else if (lie !== undefined || status !== 200) seen.outcome = "refused";
    return new Response(
      bodyOf(sent, fault !== undefined && broken.has(fault), () => {
        // The last byte is there, and the process that asked still lives.
        if (!whole || seen.life.killed) return;
        fresh.delivered = true;
        this.deliveredAt = performance.now();
      }),
      { status: lie?.status ?? (fault === "token-in-error" ? 500 : status), headers: json },
    );
  }

  #answer(request: PeerRequest, life: Life): Response {
    const { method } = request;
    const path = new URL(request.url).pathname.replace(/\/$/, "");
    if (this.#isUndecoded(request)) return inManner(this.nature.breaksWith);
    const presented = this.#presented(request);
    const initial = presented === this.initialToken;
    if (method === "GET" && presented === this.#refusesOnce) {
      this.#refusesOnce = undefined;
      return unauthorised();
    }
    const used = this.#use(this.#holder(request));
    const works = used !== undefined;
    if (method === "GET" && !path.endsWith("/credentials")) return this.#read(path, initial, works);
    if (path.endsWith("/credentials")) {
      if (method === "POST" && initial) return this.#register(request, life);
      if (method === "GET" && (works || initial)) return success(this.#credentials(this.#shown(presented)));
      return works ? this.#change(request, life, used) : unauthorised();
    }
    return unauthorised();
  }

  /** A GET of anything but credentials. */
  #read(path: string, initial: boolean, works: boolean): Response {
    if (path.endsWith("/versions")) {
      const opens = works || (initial && this.nature.initialOpensVersions) || this.nature.versionsForEverybody;
      if (!opens) return unauthorised();
      return success([{ version: "2.2.1", url: listed[this.nature.lists] }]);
    }
    if (path.endsWith("/2.2.1")) {
      const isOpen = this.nature.versionsForEverybody && this.nature.detailsForEverybody;
      return this.#details(path, works || (initial && this.nature.initialOpensVersions) || isOpen);
    }
    return works ? this.#clientInfo(path) : unauthorised();
  }

  #clientInfo(path: string): Response {
    const entry = {
      party_id: "ABC",
      country_code: "IN",
      role: "CPO",
      status: this.confirmed || !this.nature.needsConfirmation ? "CONNECTED" : "PLANNED",
      last_updated: "2026-11-22T10:00:00Z",
    };
    return success(path.endsWith("/ABC") ? entry : [entry]);
  }

  /** Counts one use of a hub token. @returns it, or undefined when it opens nothing. */
  #use(holder: Issued | undefined): Issued | undefined {
    if (holder === undefined || holder.worksFrom > this.#clock.ms || holder.usesLeft <= 0) return undefined;
    holder.usesLeft -= 1;
    if (holder.usesLeft === 0) this.#kill(holder);
    holder.provenAt ??= this.#order();
    return holder;
  }

  #details(path: string, opens: boolean): Response {
    const { details } = this.nature;
    if (path === "/2.2.1" || details === "to no client") return reply(403, { message: "Missing Authentication Token" });
    if (details === "not understood") return reply(400, { message: "Bad Request" });
    if (!opens) return unauthorised();
    const endpoints = ["credentials", "hubclientinfo"].map((identifier) => ({
      identifier,
      role: identifier === "credentials" ? "RECEIVER" : "SENDER",
      url: `${this.base}/2.2.1/${identifier}`,
    }));
    return success({ version: "2.2.1", endpoints });
  }

  /** PUT or DELETE with a hub token that works. */
  #change(request: PeerRequest, life: Life, holder: Issued): Response {
    if (request.method === "PUT") return this.#update(request, life, holder);
    if (request.method !== "DELETE") return unauthorised();
    this.#kill(holder);
    this.confirmed = false;
    return success(undefined);
  }

  #shown(presented: string): string {
    const latest = this.issued.findLast(({ live }) => live);
    if (latest === undefined || this.nature.shows === "presented") return presented;
    return this.nature.shows === "issued" ? latest.value : `${latest.value.slice(0, 4)}************`;
  }

  #register(request: PeerRequest, life: Life): Response {
    if (this.registered && this.nature.secondPost === "405") {
      // Careless: whoever asks may not know that token yet.
      const { value } = this.issued.findLast(({ live }) => live) ?? { value: "" };
      return reply(405, { status_code: 2000, status_message: `Registered already, the token is ${value}.` });
    }
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
    const common = { token, url: `${this.base}/2.2.1` };
    switch (this.nature.identity) {
      case "documented":
        return { ...common, roles: [{ role: "HUB", country_code: "IN", party_id: "CIH" }] };
      case "in lower case":
        return { ...common, roles: [{ role: "HUB", country_code: "in", party_id: "cih" }] };
      case "flat":
        return { ...common, country_code: "IN", party_id: "CIH" };
      case "absent":
        return { ...common, roles: null };
    }
  }

  /** A token that is no Base64, at a hub that decodes each. */
  #isUndecoded(request: PeerRequest): boolean {
    const value = (request.headers["authorization"] ?? "").replace(/^Token /, "");
    const { encoding, breaksAtUndecoded } = this.nature;
    return breaksAtUndecoded && encoding === "base64" && !/^[A-Za-z0-9+/]*={0,2}$/.test(value);
  }

  #presented(request: PeerRequest): string {
    const value = (request.headers["authorization"] ?? "").replace(/^Token /, "");
    return this.nature.encoding === "plain" ? value : Buffer.from(value, "base64").toString("utf8");
  }

  #holder(request: PeerRequest): Issued | undefined {
    const presented = this.#presented(request);
    return this.issued.find(({ value, live }) => live && value === presented);
  }
}
