import type { OcpiObject } from "../fields.ts";
import { answered, refused, type Reply } from "../reply.ts";
import {
  deleteObject,
  getObject,
  patchObject,
  putObject,
  refusedFields,
  refusedOwner,
  refusedRepeat,
  unknownObject,
  type ClientOwned,
} from "./client-owned.ts";
import { hasKey, indexOf, keep, type Kept } from "./kept.ts";
import { findPart, withPart } from "./location-parts.ts";
import type { Call, Route } from "./route.ts";
import type { PlatformSwitches } from "./switches.ts";

/** OCPI 2.2.1 types: a URL has at most 255 characters. */
const URL_LIMIT = 255;

/** Where the objects of CPOs are received: sessions, CDRs, locations and tariffs, of whichever owner. OCPI 2.2.1, RECEIVER. */
export function objectReceivers(kept: Kept, switches: PlatformSwitches): Route[] {
  return [
    sessionRoute(kept, switches),
    ...cdrRoutes(kept, switches),
    ...locationRoutes(kept, switches),
    tariffRoute(kept, switches),
  ];
}

function sessionRoute(kept: Kept, switches: PlatformSwitches): Route {
  const sessions: ClientOwned = { kind: "session", list: kept.sessions, field: "id", unknown: 2003 };
  const methods: Route["methods"] = {
    GET: (call) => getObject(sessions, call, switches),
    PUT: (call) => putObject(sessions, call, switches),
    PATCH: (call) => patchObject(sessions, call, switches),
  };
  return {
    module: "sessions",
    path: "sessions/:country/:party/:id",
    get methods(): Route["methods"] {
      if (!switches.deletesSessions) return methods;
      return { ...methods, DELETE: (call) => deleteObject(sessions, call, switches) };
    },
  };
}

function tariffRoute(kept: Kept, switches: PlatformSwitches): Route {
  const tariffs: ClientOwned = { kind: "tariff", list: kept.tariffs, field: "id", unknown: 2003 };
  return {
    module: "tariffs",
    path: "tariffs/:country/:party/:id",
    methods: {
      GET: (call) => getObject(tariffs, call, switches),
      PUT: (call) => putObject(tariffs, call, switches),
      PATCH: (call) => patchObject(tariffs, call, switches),
      DELETE: (call) => deleteObject(tariffs, call, switches),
    },
  };
}

/** CDRs are POSTed, and read back at the URL that `Location` says. OCPI 2.2.1 mod_cdrs. */
function cdrRoutes(kept: Kept, switches: PlatformSwitches): Route[] {
  const post = ({ body, url }: Call): Reply => {
    const wrong = refusedFields(body, "cdr", switches);
    if (wrong !== undefined) return wrong;
    const cdr = body as OcpiObject;
    const key = { country: String(cdr["country_code"]), party: String(cdr["party_id"]), id: String(cdr["id"]) };
    const foreign = refusedOwner(key, switches);
    if (foreign !== undefined) return foreign;
    const at = indexOf(kept.cdrs, key, "id");
    const repeated = at === -1 ? undefined : refusedRepeat(switches);
    if (repeated !== undefined) return repeated;
    // A CDR is never changed: what comes again is what is kept.
    if (at === -1 || switches.repeats === "twice") keep(kept.cdrs, -1, cdr);
    const own = [key.country, key.party, key.id].map(encodeURIComponent).join("/");
    return answered(null, at === -1 ? 201 : 200, locationHeader(`${url}/${own}`, switches));
  };
  const get = (call: Call): Reply => {
    const { country = "", party = "", id = "" } = call.params;
    const found = kept.cdrs.find((cdr) => hasKey(cdr, { country, party, id }, "id"));
    return found === undefined || switches.cdrLocation === "404"
      ? unknownObject({ kind: "cdr", unknown: 2003 }, call, switches)
      : answered(found);
  };
  return [
    { module: "cdrs", path: "cdrs", methods: { POST: post } },
    { module: "cdrs", path: "cdrs/:country/:party/:id", methods: { GET: get } },
  ];
}

function locationHeader(url: string, { cdrLocation }: PlatformSwitches): Record<string, string> {
  switch (cdrLocation) {
    case "right":
    case "404":
      return { location: url };
    case "absent":
      return {};
    case "relative":
      return { location: new URL(url).pathname };
    case "too long":
      return { location: `${url}?${"x".repeat(URL_LIMIT)}` };
  }
}

/** A location, an EVSE of it, and a connector of that. */
function locationRoutes(kept: Kept, switches: PlatformSwitches): Route[] {
  const locations: ClientOwned = { kind: "location", list: kept.locations, field: "id", unknown: 2003 };
  const whole = "locations/:country/:party/:id";
  const part = (method: "GET" | "PUT" | "PATCH") => (call: Call) => {
    const { country = "", party = "", id = "", evse = "", connector } = call.params;
    const at = indexOf(locations.list, { country, party, id }, "id");
    const location = locations.list[at];
    if (location === undefined) return unknownObject(locations, call, switches);
    if (method === "GET") {
      const found = findPart(location, { evse, connector });
      return found === undefined ? refused(404, 2003, "Unknown part of the location") : answered(found);
    }
    const updated = withPart(location, { evse, connector }, call.body, method);
    if (updated.location !== undefined) keep(locations.list, at, updated.location);
    return updated.reply;
  };
  return [
    {
      module: "locations",
      path: whole,
      methods: {
        GET: (call) => getObject(locations, call, switches),
        PUT: (call) => putObject(locations, call, switches),
        PATCH: (call) => patchObject(locations, call, switches),
      },
    },
    ...[`${whole}/:evse`, `${whole}/:evse/:connector`].map((path): Route => ({
      module: "locations",
      path,
      methods: { GET: part("GET"), PUT: part("PUT"), PATCH: part("PATCH") },
    })),
  ];
}
