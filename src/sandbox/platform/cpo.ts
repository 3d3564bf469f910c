import { sameId, type OcpiObject } from "../fields.ts";
import { page } from "../page.ts";
import { answered, now, refused, type Reply } from "../reply.ts";
import { authorize, unknownToCpo } from "./authorize.ts";
import {
  getObject,
  patchObject,
  putObject,
  refusedFields,
  refusedOwner,
  unknownObject,
  type ClientOwned,
} from "./client-owned.ts";
import { command } from "./commands.ts";
import { findPart } from "./location-parts.ts";
import { hasKey, type Kept } from "./kept.ts";
import type { Call, Route } from "./route.ts";
import { sampleCdrs, sampleLocations, sampleSessions, sampleTariffs, sampleTokens, type Owner } from "./samples.ts";
import type { PlatformSwitches } from "./switches.ts";

/** What the routes of a platform have in common. */
export interface PlatformInside {
  readonly switches: PlatformSwitches;
  readonly kept: Kept;
  /** Its own party in this role. */
  readonly partyOf: (role: "CPO" | "EMSP") => Owner;
  /** Aborted when the platform stops. */
  readonly signal: AbortSignal;
}

/** The modules of a CPO: its objects to pull, driver tokens and commands to receive. OCPI 2.2.1, and the Hub's PUT authorize. */
export function cpoRoutes({ switches, kept, partyOf, signal }: PlatformInside): Route[] {
  const locations = (): OcpiObject[] => sampleLocations(partyOf("CPO"));
  const sessions = (): OcpiObject[] => sampleSessions(partyOf("CPO"), partyOf("EMSP"));
  const lists: Readonly<Record<string, () => OcpiObject[]>> = {
    locations,
    sessions,
    tariffs: () => sampleTariffs(partyOf("CPO")),
    cdrs: () => sampleCdrs(partyOf("CPO"), partyOf("EMSP")),
  };
  const tokens: ClientOwned = { kind: "token", list: kept.tokens, field: "uid", unknown: 2004 };
  const location = (call: Call): Reply => {
    const found = locations().find(({ id }) => sameId(id, call.params["id"]));
    const { evse, connector } = call.params;
    const part = found === undefined || evse === undefined ? found : findPart(found, { evse, connector });
    return part === undefined ? unknownObject({ kind: "location", unknown: 2003 }, call, switches) : answered(part);
  };
  return [
    ...Object.entries(lists).map(([module, objects]): Route => senderList(module, objects, switches)),
    ...["locations/:id", "locations/:id/:evse", "locations/:id/:evse/:connector"].map((path): Route => ({
      module: "locations",
      path,
      methods: { GET: location },
    })),
    {
      module: "tokens",
      path: "tokens/:country/:party/:id",
      methods: {
        GET: (call) => getObject(tokens, call, switches),
        PUT: (call) => putObject(tokens, call, switches),
        PATCH: (call) => patchObject(tokens, call, switches),
      },
    },
    realTime(switches, () => [...kept.tokens, ...sampleTokens(partyOf("EMSP"))], signal),
    {
      module: "sessions",
      path: "sessions/:id/charging_preferences",
      methods: {
        PUT: (call) => {
          if (!sessions().some(({ id }) => sameId(id, call.params["id"])))
            return unknownObject({ kind: "session", unknown: 2003 }, call, switches);
          // OCPI 2.2.1 mod_sessions: what a CPO says whose charging points cannot be told how to charge.
          return refusedFields(call.body, "chargingPreferences", switches) ?? answered("NOT_POSSIBLE");
        },
      },
    },
    {
      module: "commands",
      path: "commands/:command",
      methods: {
        POST: (call) => command(call, { switches, kept, signal, locations: locations(), sessions: sessions() }),
      },
    },
  ];
}

/** A list of own objects, in pages, with the faults that are switched on. */
export function senderList(module: string, objects: () => OcpiObject[], switches: PlatformSwitches): Route {
  const list = ({ url, query }: Call): Reply => {
    if (switches.lists21 === "500") return refused(500, 3000, "Server error");
    const reply = page(objects(), { url, query });
    return switches.lists21 === "no headers" ? { ...reply, headers: {} } : reply;
  };
  return { module, path: module, methods: { GET: list } };
}

/** The Hub's real-time authorization. ChargeIndia Hub: PUT, at the CPO; OCPI has a POST, at the eMSP. */
function realTime(switches: PlatformSwitches, known: () => OcpiObject[], signal: AbortSignal): Route {
  const answer = async ({ params, body }: Call): Promise<Reply> => {
    const { country = "", party = "", id = "" } = params;
    const foreign = refusedOwner({ country, party }, switches);
    if (foreign !== undefined) return foreign;
    const found = known().find((token) => hasKey(token, { country, party, id }, "uid"));
    return authorize({ found, unknown: () => unknownToCpo(country, party, id, now()), signal }, body, switches);
  };
  return {
    module: "tokens",
    path: "tokens/:country/:party/:id/authorize",
    get methods(): Route["methods"] {
      return switches.realTime === "right" ? { PUT: answer } : { POST: answer };
    },
  };
}
