import { sameId, type OcpiObject } from "../fields.ts";
import { answered, refused, type Reply } from "../reply.ts";
import { refusedFields, unknownObject } from "./client-owned.ts";
import { keep, type Kept } from "./kept.ts";
import type { Call, Route } from "./route.ts";
import type { PlatformSwitches } from "./switches.ts";

/** Which party is connected: pushed by the hub to platforms of both roles. OCPI 2.2.1 mod_hub_client_info. */
export function clientInfoRoute(kept: Kept, switches: PlatformSwitches): Route {
  const isOf = (info: OcpiObject, { params: { country, party } }: Call): boolean =>
    sameId(info["country_code"], country) && sameId(info["party_id"], party);
  const get = (call: Call): Reply => {
    const found = kept.clientInfo.find((info) => isOf(info, call));
    return found === undefined ? unknownObject({ kind: "clientInfo", unknown: 2003 }, call, switches) : answered(found);
  };
  const put = (call: Call): Reply => {
    const wrong = refusedFields(call.body, "clientInfo", switches);
    if (wrong !== undefined) return wrong;
    const info = call.body as OcpiObject;
    if (!isOf(info, call) && switches.mismatchedIds === "right")
      return refused(200, 2001, "The ids in the URL are not those in the body");
    // A party with two roles has an entry for each.
    const at = kept.clientInfo.findIndex((one) => isOf(one, call) && one["role"] === info["role"]);
    keep(kept.clientInfo, at, info);
    return answered(null, at === -1 ? 201 : 200);
  };
  return {
    module: "hubclientinfo",
    path: "hubclientinfo/:country/:party",
    get methods(): Route["methods"] {
      return switches.clientInfo === "404" ? {} : { GET: get, PUT: put };
    },
  };
}
