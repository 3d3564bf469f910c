import { severityOf, type SampleFinding } from "../findings/catalogue.ts";
import type { Position } from "../findings/source.ts";
import { fieldName, type FieldPath } from "../ocpi/credentials-fields.ts";
import { assertBounded, isRecord } from "../ocpi/json.ts";
import { readJson, type LocatedJson } from "./located-json.ts";
import type { SampleFault } from "./sample-fault.ts";
import { kindOf } from "./sample-kinds.ts";
import { ruleFaults, type SampleContext } from "./sample-rules.ts";
import { schemaFaults } from "./sample-schema.ts";

/** What a file of samples may be long, in bytes of UTF-8. A face does not read a longer one. */
export const SAMPLE_LIMIT = 1_000_000;

/** How many findings of one file are told: after a hundred the user can ask again. */
const TOLD_LIMIT = 100;

/** How many names of fields are told of an object that is not known. */
const NAMES_LIMIT = 10;

/**
 * Checks a text of a platform's own: a session, CDR, location, EVSE, connector, tariff, token, AuthorizationInfo or CommandResponse of
 * OCPI 2.2.1; or a list of them; or either of them as the `data` of a response. What it is, is told from its fields.
 * @param file how the findings name the text.
 * @returns up to a hundred findings and how many more there are, errors first where there are too many; none where all is right.
 */
export function checkSample(text: string, file: string, context: SampleContext): SampleFinding[] {
  const read = readSample(text, file);
  return "code" in read ? [read] : told(read, faultsOf(read.value, context), file);
}

/** What keeps a text from being read as a sample at all; undefined where it is JSON of a size that is read. */
export function unreadableSample(text: string, file: string): SampleFinding | undefined {
  const read = readSample(text, file);
  return "code" in read ? read : undefined;
}

function readSample(text: string, file: string): LocatedJson | SampleFinding {
  // An editor's mark of the encoding is not part of what the platform sends.
  const sample = text.replace(/^\uFEFF/, "");
  if (sample.length > SAMPLE_LIMIT || new TextEncoder().encode(sample).length > SAMPLE_LIMIT) {
    return { code: "sample-large", file };
  }
  if (!isBounded(sample)) return { code: "sample-deep", file };
  const json = readJson(sample);
  return "fault" in json ? { code: "sample-syntax", file, path: "", ...json } : json;
}

function isBounded(text: string): boolean {
  try {
    assertBounded(text);
    return true;
  } catch {
    return false;
  }
}

function faultsOf(value: unknown, context: SampleContext): SampleFault[] {
  return objectsIn(value).flatMap(({ at, value: object }) =>
    objectFaults(object, context).map((fault) => ({ ...fault, at: [...at, ...fault.at] })),
  );
}

interface Placed {
  readonly at: FieldPath;
  readonly value: unknown;
}

/** The objects of a sample, without the response and the list around them. */
function objectsIn(value: unknown): Placed[] {
  const body =
    isRecord(value) && "status_code" in value && "data" in value
      ? { at: ["data"], value: value["data"] }
      : { at: [], value };
  const list: unknown = body.value;
  if (!Array.isArray(list) || list.length === 0) return [body];
  return list.map((entry: unknown, index) => ({ at: [...body.at, index], value: entry }));
}

function objectFaults(value: unknown, context: SampleContext): SampleFault[] {
  const kind = kindOf(value);
  if (kind === undefined || !isRecord(value)) return [{ at: [], finding: unknownObject(value) }];
  const faults = ruleFaults(kind, value, context);
  // A rule that speaks of a field explains more of it than its schema does.
  const ruled = new Set(faults.map(({ at }) => fieldName(at)));
  return [...faults, ...schemaFaults(value, kind.schema).filter(({ at }) => !ruled.has(fieldName(at)))];
}

function unknownObject(value: unknown): SampleFault["finding"] {
  const fields = isRecord(value) ? Object.keys(value).slice(0, NAMES_LIMIT) : [];
  return { code: "sample-unknown", holds: holdingOf(value), fields };
}

function holdingOf(value: unknown): "null" | "empty" | "list" | "object" | "text" | "number" | "bool" {
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "empty" : "list";
  if (typeof value === "object") return "object";
  return typeof value === "string" ? "text" : typeof value === "number" ? "number" : "bool";
}

/** The findings that are told, in the order of the text. Where there are too many, errors come before what should only not stay. */
function told(json: LocatedJson, faults: readonly SampleFault[], file: string): SampleFinding[] {
  const twice = json.twice.map((at): SampleFault => ({ at, finding: { code: "sample-key-twice" } }));
  const found = [...twice, ...faults].map((fault) => ({
    ...fault,
    severity: severityOf(placed(fault, file, nowhere)),
  }));
  const count = found.length - TOLD_LIMIT;
  const isError = ({ severity }: (typeof found)[number]): boolean => severity === "error";
  const first =
    count > 0 ? [...found.filter(isError), ...found.filter((one) => !isError(one))].slice(0, TOLD_LIMIT) : found;
  // Looking up a place takes time, which is spent on what is told alone.
  const findings = first
    .map((fault) => ({ position: json.positionOf(fault.at), fault }))
    .toSorted(({ position: a }, { position: b }) => a.line - b.line || a.column - b.column)
    .map(({ position, fault }) => placed(fault, file, position));
  return count > 0 ? [...findings, { code: "sample-more", file, count }] : findings;
}

const nowhere: Position = { line: 1, column: 1 };

function placed({ at, finding }: SampleFault, file: string, position: Position): SampleFinding {
  return { ...finding, file, position, path: fieldName(at) };
}
