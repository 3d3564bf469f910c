import { isRecord } from "../../core/ocpi/json.ts";
import { lacks, sameId, type OcpiObject } from "../fields.ts";
import { answered, refused, type Reply } from "../reply.ts";
import { isOlder } from "./client-owned.ts";

/** A part of a location: an EVSE by its `uid`, or a connector of one by its `id`. */
export interface PartPath {
  readonly evse: string;
  readonly connector?: string | undefined;
}

/** The EVSE or connector; undefined where the location has none such. */
export function findPart(location: OcpiObject, { evse, connector }: PartPath): OcpiObject | undefined {
  const found = partsOf(location, "evses").find((one) => sameId(one["uid"], evse));
  if (found === undefined || connector === undefined) return found;
  return partsOf(found, "connectors").find((one) => sameId(one["id"], connector));
}

/**
 * The location with this EVSE or connector put in, or patched: OCPI 2.2.1 mod_locations, which lets an owner update a part, and
 * with it the time of all that it is a part of.
 * @returns the refusal where the body is not that part, or the part to patch is not there.
 */
export function withPart(
  location: OcpiObject,
  path: PartPath,
  body: unknown,
  method: "PUT" | "PATCH",
): { readonly location?: OcpiObject; readonly reply: Reply } {
  if (!isRecord(body)) return { reply: refused(200, 2001, "The body is no JSON object") };
  const kept = findPart(location, path);
  const [kind, field, id] =
    path.connector === undefined
      ? (["evse", "uid", path.evse] as const)
      : (["connector", "id", path.connector] as const);
  if (method === "PATCH" && kept === undefined) return { reply: refused(404, 2003, `Unknown ${kind}`) };
  if (method === "PATCH" && typeof body["last_updated"] !== "string")
    return { reply: refused(200, 2001, "Required and not there: last_updated") };
  const part = method === "PATCH" ? { ...kept, ...body } : body;
  const wrong = lacks(part, kind) ?? (sameId(part[field], id) ? undefined : "The ids in the URL are not the body's");
  if (wrong !== undefined) return { reply: refused(200, 2001, wrong) };
  if (kept !== undefined && isOlder(part, kept)) return { reply: answered(null) };
  const updated = part["last_updated"];
  if (path.connector === undefined)
    return {
      location: { ...location, evses: replaced(partsOf(location, "evses"), part, field), last_updated: updated },
      reply: answered(null, kept === undefined ? 201 : 200),
    };
  const evse = findPart(location, { evse: path.evse });
  if (evse === undefined) return { reply: refused(404, 2003, "Unknown evse") };
  const connectors = replaced(partsOf(evse, "connectors"), part, field);
  const evses = replaced(partsOf(location, "evses"), { ...evse, connectors, last_updated: updated }, "uid");
  return {
    location: { ...location, evses, last_updated: updated },
    reply: answered(null, kept === undefined ? 201 : 200),
  };
}

function replaced(parts: readonly OcpiObject[], part: OcpiObject, field: string): OcpiObject[] {
  const others = parts.filter((one) => !sameId(one[field], part[field]));
  const at = parts.findIndex((one) => sameId(one[field], part[field]));
  return others.toSpliced(at === -1 ? others.length : at, 0, part);
}

function partsOf(object: OcpiObject, name: string): OcpiObject[] {
  const parts = object[name];
  return Array.isArray(parts) ? parts.filter(isRecord) : [];
}
