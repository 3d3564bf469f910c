import { isRecord } from "../../core/ocpi/json.ts";
import { lacks, sameId, type OcpiObject } from "../fields.ts";
import { page } from "../page.ts";
import { unknownToCpo } from "../platform/authorize.ts";
import { indexOf, Kept } from "../platform/kept.ts";
import { objectReceivers } from "../platform/receivers.ts";
import type { Call, Route } from "../platform/route.ts";
import { rightPlatform } from "../platform/switches.ts";
import { answered, now, refused, type Reply } from "../reply.ts";
import { Catalogue } from "./catalogue.ts";
import { callPartner, deliver, type Outgoing } from "./delivery.ts";
import { sameParty, statusOf, type Partner, type PartyKey } from "./partner.ts";
import type { Rules } from "./rules.ts";

/** A partner's call, as a route of the traffic sees it. */
export interface PartnerCall extends Call {
  readonly caller: Partner;
  readonly method: string;
  readonly correlationId: string | undefined;
  /** The party that `OCPI-to-*` names, where the caller says one. */
  readonly to: PartyKey | undefined;
}

/** What the traffic needs of its hub. */
export interface HubInside {
  readonly partners: readonly Partner[];
  readonly rules: Rules;
  /** The address of the version details. */
  readonly base: () => string;
  readonly objectsPerPage: () => number;
  /** Aborted when the hub stops. */
  readonly stop: AbortSignal;
}

/** A path of a module, what each of its methods does, and for which role it is. */
export interface TrafficRoute {
  readonly path: string;
  readonly methods: Readonly<Record<string, (call: PartnerCall) => Reply | Promise<Reply>>>;
}

interface SentCommand {
  readonly emsp: Partner;
  readonly responseUrl: string;
  readonly correlationId: string | undefined;
  isDone: boolean;
}

/**
 * What passes through the Hub between CPOs and eMSPs, where a rule allows it: locations and tariffs to see, authorizations and
 * commands to forward in real time, sessions and CDRs to push on.
 */
export class Traffic {
  /** What the CPOs pushed. */
  readonly kept = new Kept();
  readonly routes: readonly TrafficRoute[];
  readonly #hub: HubInside;
  readonly #catalogue: Catalogue;
  readonly #commands = new Map<string, SentCommand>();
  /** Which CPO has a reservation: by its id. */
  readonly #reservations = new Map<string, Partner>();
  readonly #routedCdrs = new Set<OcpiObject>();
  readonly #deliveries = new Set<Promise<unknown>>();

  constructor(hub: HubInside) {
    this.#hub = hub;
    this.#catalogue = new Catalogue(this.kept, hub.stop);
    this.routes = [
      ...(["locations", "tariffs"] as const).map((module) =>
        this.#list(module, (caller) => this.#visible(caller, module)),
      ),
      // No GET for eMSPs: they are pushed to.
      ...(["sessions", "cdrs"] as const).map((module) => this.#list(module, (caller) => this.#own(caller, module))),
      ...objectReceivers(this.kept, rightPlatform).map((route) => this.#fromCpo(route)),
      {
        path: "tokens/:country/:party/:id/authorize",
        methods: { PUT: (call) => fromEmsp(call, call.params) ?? this.#authorize(call) },
      },
      { path: "commands/:command", methods: { POST: (call) => fromEmsp(call) ?? this.#command(call) } },
    ];
  }

  /** Resolves when nothing is on its way any more. For tests. */
  async settled(): Promise<void> {
    while (this.#deliveries.size > 0) await Promise.all(this.#deliveries);
  }

  /** A command's result, from the CPO. The Hub documents that this path asks for no token: the id is the secret. */
  result(id: string, body: unknown): Reply {
    const sent = this.#commands.get(id);
    if (sent === undefined) return refused(404, 2003, "Unknown command");
    const wrong = lacks(body, "commandResult");
    if (wrong !== undefined) return refused(200, 2001, wrong);
    if (!sent.isDone) {
      sent.isDone = true;
      const { emsp, responseUrl: at, correlationId } = sent;
      this.#send(emsp, { method: "POST", at, body, correlationId });
    }
    return answered(null);
  }

  #list(module: string, objects: (caller: Partner) => Promise<OcpiObject[]>): TrafficRoute {
    const { objectsPerPage } = this.#hub;
    return {
      path: module,
      methods: { GET: async ({ caller, url, query }) => page(await objects(caller), { url, query }, objectsPerPage()) },
    };
  }

  /** An eMSP sees what is of the CPOs that a rule pairs it with, a CPO what is its own. */
  async #visible(caller: Partner, module: "locations" | "tariffs"): Promise<OcpiObject[]> {
    const cpos = caller.role === "CPO" ? [caller] : this.#cposOf(caller);
    return (await Promise.all(cpos.map((cpo) => this.#catalogue.of(cpo, module)))).flat();
  }

  async #own(caller: Partner, module: "sessions" | "cdrs"): Promise<OcpiObject[]> {
    return this.kept[module].filter((object) => sameParty(ownerOf(object), caller));
  }

  #cposOf(emsp: Partner): Partner[] {
    return this.#hub.partners.filter(
      (partner) => partner.role === "CPO" && statusOf(partner) !== "SUSPENDED" && this.#hub.rules.has(emsp, partner),
    );
  }

  /** What a CPO sends of its own; sessions and CDRs go on to the eMSP of their token. */
  #fromCpo({ path, methods }: Route): TrafficRoute {
    return {
      path,
      methods: Object.fromEntries(
        Object.entries(methods).map(([method, act]) => [
          method,
          async (call: PartnerCall): Promise<Reply> => {
            const { caller, params, body } = call;
            if (caller.role !== "CPO") return refused(200, 2000, `This is for a CPO, and you are ${caller.role}`);
            // A CDR's URL names no party.
            const owner = params["country"] === undefined ? ownerOf(isRecord(body) ? body : {}) : pathParty(params);
            const isNamed = params["country"] !== undefined || lacks(body, "cdr") === undefined;
            if (isNamed && !sameParty(owner, caller)) return refused(200, 2000, "This party is not yours");
            const reply = await act(call);
            if (reply.code !== 1000 || method === "GET") return reply;
            if (path.startsWith("sessions")) return this.#pushSession(call, reply);
            return path.startsWith("cdrs") ? this.#pushCdr(call, reply) : reply;
          },
        ]),
      ),
    };
  }

  #pushSession({ params, correlationId, caller }: PartnerCall, reply: Reply): Reply {
    const { country = "", party = "", id = "" } = params;
    const session = this.kept.sessions[indexOf(this.kept.sessions, { country, party, id }, "id")];
    if (session === undefined) return reply;
    const emsp = this.#emspOf(session, caller);
    if (emsp === undefined) return notRouted();
    const at = `/ocpi/2.2.1/sessions/${[country, party, id].map(encodeURIComponent).join("/")}`;
    this.#send(emsp, { method: "PUT", at, body: session, from: caller, correlationId });
    return reply;
  }

  #pushCdr({ body, correlationId, caller }: PartnerCall, reply: Reply): Reply {
    const { country_code: country, party_id: party } = caller;
    const cdr =
      this.kept.cdrs[indexOf(this.kept.cdrs, { country, party, id: String((body as OcpiObject)["id"]) }, "id")];
    if (cdr === undefined || this.#routedCdrs.has(cdr)) return reply;
    const emsp = this.#emspOf(cdr, caller);
    if (emsp === undefined) return notRouted();
    this.#routedCdrs.add(cdr);
    this.#send(emsp, { method: "POST", at: "/ocpi/2.2.1/cdrs", body: cdr, from: caller, correlationId });
    return reply;
  }

  /** Whose driver it was, by `cdr_token`, where a rule pairs that eMSP with the CPO. */
  #emspOf(object: OcpiObject, cpo: Partner): Partner | undefined {
    const token = object["cdr_token"];
    const party = ownerOf(isRecord(token) ? token : {});
    return this.#hub.partners.find(
      (partner) => partner.role === "EMSP" && sameParty(partner, party) && this.#hub.rules.has(partner, cpo),
    );
  }

  #send(partner: Partner, call: Outgoing): void {
    const delivery = deliver(partner, call, this.#hub.stop).finally(() => this.#deliveries.delete(delivery));
    this.#deliveries.add(delivery);
  }

  /** Forwards to the CPO, and waits for what it says. What it cannot say is UNKNOWN. */
  async #authorize(call: PartnerCall): Promise<Reply> {
    const { caller, params, body, correlationId } = call;
    const { country = "", party = "", id = "" } = params;
    const cpo = await this.#target(call);
    if (cpo === undefined) return notRouted();
    const own = [country, party, id].map(encodeURIComponent).join("/");
    const at = `/ocpi/2.2.1/tokens/${own}/authorize`;
    const given =
      statusOf(cpo) === "CONNECTED"
        ? await callPartner(cpo, { method: "PUT", at, body, from: caller, correlationId }, this.#hub.stop)
        : undefined;
    return isRecord(given?.data) ? answered(given.data) : unknownToCpo(country, party, id, now());
  }

  /** Forwards a command with the Hub's own `response_url`, at which the result comes back. */
  async #command(call: PartnerCall): Promise<Reply> {
    const { caller, params, body, correlationId } = call;
    const { command = "" } = params;
    if (command === "UNLOCK_CONNECTOR") return answered({ result: "NOT_SUPPORTED", timeout: 0 });
    if (!isCommand(command)) return refused(404, 2003, "Unknown command");
    const wrong = lacks(body, command);
    if (wrong !== undefined) return refused(200, 2001, wrong);
    const { response_url: responseUrl, reservation_id: reservation } = body as OcpiObject;
    if (typeof responseUrl !== "string" || !isOn(caller, responseUrl))
      return refused(200, 2001, "This sandbox reports to your own platform alone: response_url is elsewhere");
    const cpo = await this.#target(call);
    if (cpo === undefined) return notRouted();
    if (statusOf(cpo) !== "CONNECTED") return refused(200, 2000, `The CPO is ${statusOf(cpo)}`);
    const id = crypto.randomUUID();
    this.#commands.set(id, { emsp: caller, responseUrl, correlationId, isDone: false });
    const forwarded = { ...(body as OcpiObject), response_url: `${this.#hub.base()}/commands/callback/${id}` };
    const at = `/ocpi/2.2.1/commands/${command}`;
    const given = await callPartner(
      cpo,
      { method: "POST", at, body: forwarded, from: caller, correlationId },
      this.#hub.stop,
    );
    if (!isRecord(given?.data)) {
      this.#commands.delete(id);
      return refused(200, 2000, "The CPO's platform gave no usable answer");
    }
    if (command === "RESERVE_NOW") this.#reservations.set(String(reservation), cpo);
    return answered(given.data);
  }

  /**
   * Which CPO a call is for: the one that `OCPI-to-*` names, or that has the location, session or reservation of the body, or the
   * only one that a rule pairs the eMSP with.
   */
  async #target({ caller, body, to }: PartnerCall): Promise<Partner | undefined> {
    const cpos = this.#cposOf(caller);
    if (to !== undefined) return cpos.find((cpo) => sameParty(cpo, to));
    if (cpos.length < 2 || !isRecord(body)) return cpos.length === 1 ? cpos[0] : undefined;
    const { location_id: location, session_id: session, reservation_id: reservation } = body;
    const reserved = this.#reservations.get(String(reservation));
    if (reserved !== undefined) return cpos.find((cpo) => cpo === reserved);
    for (const cpo of cpos) {
      const has =
        location === undefined
          ? this.kept.sessions.some(({ id, ...owner }) => sameId(id, session) && sameParty(ownerOf(owner), cpo))
          : (await this.#catalogue.of(cpo, "locations")).some(({ id }) => sameId(id, location));
      if (has) return cpo;
    }
    return undefined;
  }
}

/** What is refused to who is no eMSP, or names another party than its own. */
function fromEmsp({ caller }: PartnerCall, params?: Readonly<Record<string, string>>): Reply | undefined {
  if (caller.role !== "EMSP") return refused(200, 2000, `This is for an eMSP, and you are ${caller.role}`);
  if (params === undefined || sameParty(pathParty(params), caller)) return undefined;
  return refused(200, 2000, "This party is not yours");
}

function isOn({ platform }: Partner, url: string): boolean {
  return platform !== undefined && URL.parse(url)?.origin === new URL(platform.url).origin;
}

function notRouted(): Reply {
  return refused(200, 2000, "NOT_ROUTED: no routing rule pairs the two parties");
}

function isCommand(name: string): name is "START_SESSION" | "STOP_SESSION" | "RESERVE_NOW" | "CANCEL_RESERVATION" {
  return ["START_SESSION", "STOP_SESSION", "RESERVE_NOW", "CANCEL_RESERVATION"].includes(name);
}

function pathParty(params: Readonly<Record<string, string>>): PartyKey {
  return { country_code: params["country"] ?? "", party_id: params["party"] ?? "" };
}

function ownerOf(object: OcpiObject): PartyKey {
  return { country_code: String(object["country_code"]), party_id: String(object["party_id"]) };
}
