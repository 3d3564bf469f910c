import { isRecord } from "../../core/ocpi/json.ts";
import { lacks, sameId, type ObjectKind, type OcpiObject } from "../fields.ts";
import { answered, refused, type Reply } from "../reply.ts";
import { hasKey, indexOf, keep, type IdField, type ObjectKey } from "./kept.ts";
import type { Call } from "./route.ts";
import type { PlatformSwitches } from "./switches.ts";

/** The hub whose objects are not those of a third party. */
const HUB = { country: "IN", party: "CIH" };

/** Objects that others own and push: OCPI 2.2.1 transport_and_format, "Client Owned Object Push". */
export interface ClientOwned {
  readonly kind: ObjectKind;
  readonly list: OcpiObject[];
  readonly field: IdField;
  /** The status code for an object that is not there. */
  readonly unknown: 2003 | 2004;
}

/** GET of one object by its owner and id. */
export function getObject(objects: ClientOwned, call: Call, switches: PlatformSwitches): Reply {
  const key = keyOf(call);
  const foreign = refusedOwner(key, switches);
  if (foreign !== undefined) return foreign;
  const kept = objects.list[indexOf(objects.list, key, objects.field)];
  return kept === undefined ? unknownObject(objects, call, switches) : answered(kept);
}

/**
 * PUT of one object: 201 where it is new, 200 where it replaces another. One that is older than what is kept changes nothing, and
 * is no error: deliveries are repeated, and overtake each other.
 */
export function putObject(objects: ClientOwned, call: Call, switches: PlatformSwitches): Reply {
  const { body } = call;
  const wrong = refusedFields(body, objects.kind, switches);
  if (wrong !== undefined) return wrong;
  const object = body as OcpiObject;
  const key = keyOf(call);
  if (!hasKey(object, key, objects.field) && switches.mismatchedIds === "right")
    return refused(200, 2001, "The ids in the URL are not those in the body");
  const foreign = refusedOwner(key, switches);
  if (foreign !== undefined) return foreign;
  const at = indexOf(objects.list, key, objects.field);
  const kept = objects.list[at];
  if (kept !== undefined && isOlder(object, kept) && switches.outOfOrder === "keeps newer") return answered(null);
  const isRepeated = kept !== undefined && kept["last_updated"] === object["last_updated"];
  const repeated = isRepeated ? refusedRepeat(switches) : undefined;
  if (repeated !== undefined) return repeated;
  keep(objects.list, isRepeated && switches.repeats === "twice" ? -1 : at, object);
  return answered(null, kept === undefined ? 201 : 200);
}

/** PATCH of one object: the fields that are given, and `last_updated`. */
export function patchObject(objects: ClientOwned, call: Call, switches: PlatformSwitches): Reply {
  const { body } = call;
  if (!isRecord(body)) return refused(200, 2001, "The body is no JSON object");
  if (typeof body["last_updated"] !== "string" && switches.patches === "right")
    return refused(200, 2001, "Required and not there: last_updated");
  const key = keyOf(call);
  const foreign = refusedOwner(key, switches);
  if (foreign !== undefined) return foreign;
  const at = indexOf(objects.list, key, objects.field);
  const kept = objects.list[at];
  if (kept === undefined) return unknownObject(objects, call, switches);
  const patched = { ...kept, ...body };
  if (!hasKey(patched, key, objects.field) && switches.mismatchedIds === "right")
    return refused(200, 2001, "The ids in the URL are not those in the body");
  if (!isOlder(patched, kept) || switches.outOfOrder === "takes older") keep(objects.list, at, patched);
  return answered(null);
}

/** DELETE of one object. */
export function deleteObject(objects: ClientOwned, call: Call, switches: PlatformSwitches): Reply {
  const at = indexOf(objects.list, keyOf(call), objects.field);
  if (at === -1) return unknownObject(objects, call, switches);
  objects.list.splice(at, 1);
  return answered(null);
}

/** What a body that is no such object is answered; undefined where it is one. */
export function refusedFields(body: unknown, kind: ObjectKind, switches: PlatformSwitches): Reply | undefined {
  const wrong = lacks(body, kind);
  if (wrong === undefined) return undefined;
  if (switches.lackingFields === "500") return refused(500, 3000, "Server error");
  return switches.lackingFields === "accepts" ? answered(null) : refused(200, 2001, wrong);
}

/** What a delivery that came before is answered, where the platform minds. */
export function refusedRepeat({ repeats }: PlatformSwitches): Reply | undefined {
  if (repeats === "conflict") return refused(409, 2000, "It exists already");
  return repeats === "500" ? refused(500, 3000, "Server error: duplicate key") : undefined;
}

/** What objects of this owner are answered, where the platform takes those of some owners alone. */
export function refusedOwner(
  { country, party }: Pick<ObjectKey, "country" | "party">,
  { thirdParty, partyCase }: PlatformSwitches,
): Reply | undefined {
  const isForeign = !sameId(country, HUB.country) || !sameId(party, HUB.party);
  if (thirdParty === "404" && isForeign) return refused(404, 2000, "Unknown party");
  const isInCapitals = country === country.toUpperCase() && party === party.toUpperCase();
  return partyCase === "capitals only" && !isInCapitals ? refused(404, 2000, "Unknown party") : undefined;
}

/** The answer to who asks for what is not there. */
export function unknownObject(
  { kind, unknown }: Pick<ClientOwned, "kind" | "unknown">,
  { params }: Call,
  { unknownObjects, refusal }: PlatformSwitches,
): Reply {
  switch (unknownObjects) {
    case "404":
      return refused(404, unknown, `Unknown ${kind}`);
    case "401":
      return refused(401, refusal.code, "Unknown token");
    case "500":
      return refused(500, 3000, "Server error");
    case "made up":
      return answered({ ...params });
  }
}

/** Whether the one was updated before the other. */
export function isOlder(one: OcpiObject, other: OcpiObject): boolean {
  return Date.parse(String(one["last_updated"])) < Date.parse(String(other["last_updated"]));
}

function keyOf({ params }: Call): ObjectKey {
  return { country: params["country"] ?? "", party: params["party"] ?? "", id: params["id"] ?? "" };
}
