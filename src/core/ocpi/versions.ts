import * as z from "zod/mini";
import { isRecord } from "./json.ts";

// OCPI's texts here have 255 characters at most, and few servers take longer URLs than this.
const text = z.string().check(z.maxLength(2000));

/** One entry of `GET versions`: OCPI 2.2.1 version_information_endpoint, Version. */
const versionSchema = z.object({ version: text, url: z.catch(text, "") });

/** An entry of the version list; `url` is empty where it has none. OCPI 2.2.1 version_information_endpoint. */
export type Version = z.infer<typeof versionSchema>;

/** One endpoint of the version details. `role` may be missing: for credentials it has no meaning (ocpi/ocpi#403). */
const endpointSchema = z.object({
  identifier: text,
  role: z.catch(z.optional(text), undefined),
  url: z.catch(text, ""),
});

/** An endpoint of the version details; `url` is empty where it has none. OCPI 2.2.1 version_information_endpoint. */
export type Endpoint = z.infer<typeof endpointSchema>;

/** OCPI 2.2.1 version_information_endpoint, VersionDetails. Its endpoints are read one by one. */
const detailsSchema = z.object({ version: z.catch(z.optional(text), undefined), endpoints: z.array(z.unknown()) });

// OCPI 2.2.1 version_information_endpoint, ModuleID and InterfaceRole.
const modules = new Set([
  "cdrs",
  "chargingprofiles",
  "commands",
  "credentials",
  "hubclientinfo",
  "locations",
  "sessions",
  "tariffs",
  "tokens",
]);
const interfaceRoles: ReadonlySet<string> = new Set<InterfaceRole>(["SENDER", "RECEIVER"]);

/** Which side of a module an endpoint is. OCPI 2.2.1 version_information_endpoint, InterfaceRole. */
export type InterfaceRole = "SENDER" | "RECEIVER";

/** An endpoint whose module and role are written as OCPI has them, where they are in other letters: `CREDENTIALS`, `hubClientInfo`. */
export function asSpecified(endpoint: Endpoint): Endpoint {
  const module = endpoint.identifier.toLowerCase().replace(/[\s_-]/g, "");
  const role = endpoint.role?.trim().toUpperCase() ?? "";
  return {
    ...endpoint,
    identifier: modules.has(module) ? module : endpoint.identifier,
    role: interfaceRoles.has(role) ? role : endpoint.role,
  };
}

/** `GET version details`, read with tolerance: entries that are no endpoint are counted, not fatal. */
export interface VersionDetails {
  readonly version: string | undefined;
  readonly endpoints: readonly Endpoint[];
  readonly unreadable: number;
  /** They stood in a list, where OCPI has the object alone. */
  readonly listed: boolean;
}

/**
 * The versions in `data`. OCPI 2.2.1 gives a bare list; the table of 2.1.1 and 2.2 showed `{versions: […]}`, and peers
 * exist that send it, so both are read.
 * @returns undefined when `data` is neither.
 */
export function readVersions(
  data: unknown,
): { versions: readonly Version[]; wrapped: boolean; unreadable: number } | undefined {
  const wrapped = !Array.isArray(data) && typeof data === "object" && data !== null && "versions" in data;
  const list = wrapped ? data.versions : data;
  if (!Array.isArray(list)) return undefined;
  const versions = keepValid(list, versionSchema, FEW);
  return { versions, wrapped, unreadable: list.length - versions.length };
}

/**
 * The version details in `data`: also out of a list, where it holds nothing else or says which are those of the version.
 * @returns undefined when there is no object with a list of endpoints.
 */
export function readVersionDetails(data: unknown, version?: string): VersionDetails | undefined {
  const listed = Array.isArray(data);
  const ofVersion = (entry: unknown): boolean => isRecord(entry) && entry["version"] === version;
  const parsed = detailsSchema.safeParse(
    listed ? (data.find(ofVersion) ?? (data.length === 1 ? data[0] : undefined)) : data,
  );
  if (!parsed.success) return undefined;
  const endpoints = keepValid(parsed.data.endpoints, endpointSchema, FEW);
  return {
    version: parsed.data.version,
    endpoints,
    unreadable: parsed.data.endpoints.length - endpoints.length,
    listed,
  };
}

// No hub has more parties on a page; what comes beyond is left out like what cannot be read.
const ENTRY_LIMIT = 10_000;
// OCPI has a handful of versions, and some twenty endpoints in each.
const FEW = 200;
// Each that cannot be read costs memory. After so many the list is none of ours.
const UNREADABLE_LIMIT = 1000;

/** What was read of a list, by the schema with which it was read and its limit. No answer is changed once it is read. */
const valid = new WeakMap<readonly unknown[], { schema: unknown; limit: number; entries: readonly unknown[] }>();

/** Those entries of a list that have the shape; the others are left out, and what comes after so many. A list is read once. */
export function keepValid<T>(list: readonly unknown[], schema: z.ZodMiniType<T>, limit = ENTRY_LIMIT): readonly T[] {
  const known = valid.get(list);
  if (known?.schema === schema && known.limit === limit) return known.entries as readonly T[];
  const entries: T[] = [];
  for (const [index, entry] of list.slice(0, limit).entries()) {
    if (index - entries.length >= UNREADABLE_LIMIT) break;
    const parsed = schema.safeParse(entry);
    if (parsed.success) entries.push(parsed.data);
  }
  valid.set(list, { schema, limit, entries });
  return entries;
}
