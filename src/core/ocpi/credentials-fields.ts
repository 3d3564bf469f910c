/** A place in our credentials: names of fields, and numbers where they are lists. `["roles", 0, "business_details"]`. */
export type FieldPath = readonly (string | number)[];

interface Fields {
  readonly [name: string]: Fields;
}

const logo = { url: {}, thumbnail: {}, category: {}, type: {}, width: {}, height: {} };
// What the body of POST and PUT may hold: OCPI 2.2.1 credentials, and India's `gstin`.
const credentials: Fields = {
  token: {},
  url: {},
  roles: {
    role: {},
    country_code: {},
    party_id: {},
    business_details: { name: {}, website: {}, logo, gstin: {} },
  },
};

/** Where each name stands first, from the root. */
const homes: ReadonlyMap<string, FieldPath> = new Map(
  [...homesIn(credentials, [])].toSorted(([, a], [, b]) => b.length - a.length),
);
// Servers name a field as their language does: `businessDetails`, `BusinessDetails`, `business-details`.
const canonical: ReadonlyMap<string, string> = new Map([...homes.keys()].map((name) => [bare(name), name]));

function homesIn(fields: Fields, above: FieldPath): [string, FieldPath][] {
  return Object.entries(fields).flatMap(([name, inner]) => [
    [name, [...above, name]] as [string, FieldPath],
    ...homesIn(inner, [...above, name]),
  ]);
}

function bare(name: string): string {
  return name.replace(/[-_]/g, "").toLowerCase();
}

/** A place of ours, and how many of the segments that named it stand for it. */
export interface FieldMatch {
  readonly path: FieldPath;
  readonly segments: number;
}

/**
 * The place that a peer means by these segments, such as `["body", "roles", 0, "businessDetails"]`, as far as it is one of
 * ours. Only names of ours come out, and where they stand: no other name, and no value.
 * @param within a place of which they may be a part.
 */
export function fieldAt(segments: readonly (string | number)[], within: FieldPath = []): FieldMatch | undefined {
  const named = segments.map(nameOrIndex);
  let best: FieldMatch | undefined;
  for (const [from, first] of named.entries()) {
    const start = startOf(first, within);
    if (start === undefined) continue;
    const path = extended(start, named.slice(from + 1));
    const match = { path, segments: path.length - start.length + 1 };
    if (match.segments >= (best?.segments ?? 0)) best = match;
  }
  return best;
}

function nameOrIndex(segment: string | number): string | number | undefined {
  // The number of a role; a longer one may be anything.
  if (/^\d{1,2}$/.test(String(segment))) return Number(segment);
  return canonical.get(bare(String(segment)));
}

function startOf(first: string | number | undefined, within: FieldPath): FieldPath | undefined {
  if (first === undefined) return undefined;
  if (fits(within, first)) return [...within, first];
  return typeof first === "string" ? homes.get(first) : undefined;
}

function extended(start: FieldPath, rest: readonly (string | number | undefined)[]): FieldPath {
  let path = start;
  for (const next of rest) {
    if (next === undefined || !fits(path, next)) break;
    path = [...path, next];
  }
  return path;
}

/** Whether our credentials have this in that place. */
export function fits(path: FieldPath, next: string | number): boolean {
  if (typeof next === "number") return path.at(-1) === "roles";
  let fields: Fields | undefined = credentials;
  for (const name of path) if (typeof name === "string") fields = fields?.[name];
  return fields !== undefined && Object.hasOwn(fields, next);
}

/** `roles[0].business_details.website`. */
export function fieldName(path: FieldPath): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${part}`))
    .join("");
}

/** The same without the numbers. */
export function fieldNames(path: FieldPath): string[] {
  return path.filter((part) => typeof part === "string");
}
