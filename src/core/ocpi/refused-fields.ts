import { fieldAt, fieldName, fieldNames, fits, type FieldPath } from "./credentials-fields.ts";
import { isRecord } from "./json.ts";

/** More is no complaint but a list of everything. */
const MOST_FIELDS = 8;
/** How many values of a body are looked at, and how many characters of its texts: what complains is short. */
const MOST_VALUES = 2000;
const MOST_CHARACTERS = 20_000;

/**
 * The fields of our credentials that the body of a refusal complains about, such as `roles[0].business_details.website`.
 * Frameworks have as many forms for that as there are, and most are one of three: a place that a key announces (`loc`, `field`,
 * `instancePath`), our own structure with complaints in the places of values, and a sentence that begins with a place.
 * @param body parsed JSON, or a text.
 */
export function refusedFields(body: unknown): string[] {
  const search = new Search();
  search.visit(body, { within: [], key: "", isComplaint: false });
  return search.names;
}

/** Where in a body something stands. */
interface Standing {
  /** The field of ours that it is about. */
  readonly within: FieldPath;
  /** What it is called. */
  readonly key: string;
  /** It stands in what is called errors. */
  readonly isComplaint: boolean;
}

// Keys by their letters alone. What they hold is the place of a field, in one text or in pieces;
const placeKeys = new Set(
  "loc path location pointer instancepath datapath propertypath jsonpath field fieldname fieldpath property propertyname param parameter attribute attr member target label".split(
    " ",
  ),
);
// several fields;
const listKeys = new Set("keys fields missing missingfields required members properties".split(" "));
// what was sent, which is no complaint, or what is about the server alone.
const skippedKeys = new Set(
  "input value values rejectedvalue received actual request context ctx arguments codes code type title status statuscode timestamp trace stack schemapath schema parentschema bindingfailure objectname help documentation".split(
    " ",
  ),
);

class Search {
  readonly #found = new Map<string, FieldPath>();
  #visited = 0;
  #read = 0;

  get names(): string[] {
    return [...this.#found.values()].slice(0, MOST_FIELDS).map(fieldName);
  }

  visit(value: unknown, standing: Standing): void {
    this.#visited += 1;
    if (this.#visited > MOST_VALUES) return;
    if (typeof value === "string") this.#text(value, standing);
    else if (Array.isArray(value)) this.#list(value, standing);
    else if (isRecord(value)) this.#record(value, standing);
  }

  #text(text: string, { within, key, isComplaint }: Standing): void {
    if (placeKeys.has(key) || listKeys.has(key)) this.#complain(fieldAt(segmentsOf(text), within)?.path);
    else if (within.length > 0 && isComplaint) this.#complain(within);
    else for (const path of fieldsInText(this.#beginningOf(text), within)) this.#complain(path);
  }

  #list(values: readonly unknown[], standing: Standing): void {
    const { within, key } = standing;
    const pieces = values.filter((piece) => typeof piece === "string" || typeof piece === "number");
    if (placeKeys.has(key) && pieces.length === values.length) this.#complain(fieldAt(pieces, within)?.path);
    // Sentences in the place of a field's value.
    else if (within.length > 0 && values.length > 0 && values.every((value) => typeof value === "string"))
      this.#complain(within);
    else
      for (const [index, value] of values.entries())
        this.visit(value, { ...standing, within: fits(within, index) ? [...within, index] : within });
  }

  #record(record: Readonly<Record<string, unknown>>, standing: Standing): void {
    const place = placeOf(record, standing.within);
    const { children, params } = record;
    const missing = isRecord(params) ? params["missingProperty"] : undefined;
    if (typeof missing === "string") return this.#complain(fieldAt([missing], place ?? standing.within)?.path);
    if (Array.isArray(children) && children.length > 0)
      return this.visit(children, { ...standing, within: place ?? standing.within });
    if (place !== undefined) return this.#complain(place);
    for (const [key, value] of Object.entries(record)) this.#entry(key, value, standing);
  }

  #entry(key: string, value: unknown, { within, isComplaint }: Standing): void {
    const bareKey = key.replace(/[-_]/g, "").toLowerCase();
    if (skippedKeys.has(bareKey)) return;
    const field = placeKeys.has(bareKey) ? undefined : fieldOfKey(key, within);
    const isInErrors =
      isComplaint || (field === undefined && /err|violation|issue|invalid|detail|message/.test(bareKey));
    this.visit(value, { within: field ?? within, key: bareKey, isComplaint: isInErrors });
  }

  #beginningOf(text: string): string {
    const beginning = text.slice(0, MOST_CHARACTERS - this.#read);
    this.#read += beginning.length;
    return beginning;
  }

  /** Once for each field, with the number of the role where that is known. */
  #complain(path: FieldPath | undefined): void {
    if (path === undefined || path.length === 0) return;
    const key = fieldNames(path).join(".");
    const before = this.#found.get(key);
    if (before === undefined || before.length < path.length) this.#found.set(key, path);
  }
}

/** The place that an entry of a list of errors names. */
function placeOf(record: Readonly<Record<string, unknown>>, within: FieldPath): FieldPath | undefined {
  const isAbout = Object.keys(record).some((key) => /^(?:reason|message|msg|detail)$/i.test(key));
  for (const [key, value] of Object.entries(record)) {
    // RFC 7807 has `invalid-params` with `name` and `reason`.
    if (!placeKeys.has(key.replace(/[-_]/g, "").toLowerCase()) && !(key === "name" && isAbout)) continue;
    const pieces = Array.isArray(value) ? value : typeof value === "string" ? segmentsOf(value) : [];
    if (!pieces.every((piece) => typeof piece === "string" || typeof piece === "number")) continue;
    const place = fieldAt(pieces, within)?.path;
    if (place !== undefined) return place;
  }
  return undefined;
}

/** The field that a key of the peer's names: one of ours in its place, or one whose name says enough. */
function fieldOfKey(key: string, within: FieldPath): FieldPath | undefined {
  const segments = segmentsOf(key);
  const path = fieldAt(segments, within)?.path;
  const isInPlace = path?.length === within.length + segments.length;
  return isInPlace || segments.length > 1 || alone.test(key) ? path : undefined;
}

/** `roles[0].business_details` and `/roles/0/business_details` in pieces. */
function segmentsOf(place: string): string[] {
  return place.slice(0, 200).match(/[\w-]+/g) ?? [];
}

// A name alone is a field where no sentence would have it: with an underscore, in quotes, or where one speaks of fields.
const alone = /^(?:country[-_]?code|party[-_]?id|business[-_]?details|gstin)$/i;
const announced = /(?:field|property|parameter|attribute|key)s?\b[ :]*$/i;
const demanded = /^ (?:must|should|may not|can ?not|can't|is (?:required|missing|a required)|field is required)\b/i;

/** The fields that a sentence speaks of. */
function fieldsInText(text: string, within: FieldPath): FieldPath[] {
  const found: FieldPath[] = [];
  for (const match of text.matchAll(/[\w$#/.[\]"'-]+/g)) {
    const last = found.at(-1) ?? within;
    const field = fieldAt(segmentsOf(match[0]), last);
    if (field === undefined || (field.segments < 2 && !isNamedAlone(match))) continue;
    const { path } = field;
    // `body/roles/0 must have required property 'name'`: the second is a part of the first.
    if (last.length > 0 && path.length > last.length && last.every((part, index) => part === path[index])) found.pop();
    found.push(path);
  }
  return found;
}

/** Whether a single name means a field, and not what it means in any sentence. */
function isNamedAlone({ 0: name, index, input }: RegExpExecArray): boolean {
  const before = input.slice(Math.max(0, index - 20), index);
  const after = input.slice(index + name.length, index + name.length + 30);
  return (
    /^["'].*["']$/.test(name) ||
    (before.endsWith("`") && after.startsWith("`")) ||
    alone.test(segmentsOf(name).at(-1) ?? "") ||
    announced.test(before) ||
    (before.trim() === "" && demanded.test(after))
  );
}
