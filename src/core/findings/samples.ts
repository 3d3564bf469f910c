import { error, warning, type Entry } from "./entry.ts";
import { capitalised, foreign, plainForeign, quoted } from "./prose.ts";
import { OURS } from "./rule-sources.ts";
import type { Position } from "./source.ts";
import type { Words } from "./words.ts";

/** Where the fields of each object stand, with their types, lengths and cardinalities. */
const OBJECTS = "OCPI 2.2.1 mod_locations, mod_sessions, mod_cdrs, mod_tariffs, mod_tokens and mod_commands";

const TYPES = "OCPI 2.2.1 types";

const JSON_RULES = "RFC 8259, JSON";

const EMSP_RULE = "OCPI 2.2.1 mod_cdrs, CdrToken; ChargeIndia Hub, routing";

const FILL_EMSP =
  "Fill `country_code` and `party_id` of `cdr_token` with those of the eMSP, as its token has them, not with your own as CPO.";

/** A place in a sample. */
export interface InSample {
  readonly file: string;
  readonly position: Position;
  /** `cdr_token.party_id`, or `data[3].id`; empty for the whole of it. */
  readonly path: string;
}

/** Of which type a field has to be. */
export type FieldType = "text" | "number" | "int" | "bool" | "list" | "object";

const typeNames: Readonly<Record<FieldType, string>> = {
  text: "a text",
  number: "a number",
  int: "a whole number",
  bool: "`true` or `false`",
  list: "a list",
  object: "an object",
};

/** What is wrong with samples of what the platform sends. */
export const sampleFindings = {
  "sample-large": error("SAMPLE", "you", OURS, ({ file }: { file: string }) => ({
    message: [`${foreign(file)} is larger than 1 MB, so it was not read.`],
    fix: "Keep a few objects of each kind in it: one session, CDR, location, tariff or token says as much as a thousand.",
  })),
  "sample-deep": error("SAMPLE", "you", OURS, ({ file }: { file: string }) => ({
    message: [
      `${foreign(file)} is nested more than 100 levels deep, or holds more than 300,000 values, so it was not read.`,
    ],
    fix: "Keep a few objects of each kind in it: one session, CDR, location, tariff or token says as much as a thousand.",
  })),
  "sample-syntax": error(
    "SAMPLE",
    "platform",
    JSON_RULES,
    ({ fault, found, ...place }: InSample & { fault: SyntaxFault; found: string }, { words }) => ({
      message: [`${where(place, words)} is not JSON.`, syntaxFaults[fault](found)],
      fix: "Give the body as your platform sends it, in UTF-8. If this is what it sends, have it written by a JSON library.",
    }),
  ),
  "sample-key-twice": error("SAMPLE", "platform", JSON_RULES, (place: InSample, { words }) => ({
    message: [
      `${where(place, words)} stands there twice.`,
      "One receiver takes the first value, and another the last.",
    ],
    fix: "Have your platform write each field once.",
  })),
  "sample-unknown": error(
    "SAMPLE",
    "you",
    OURS,
    ({ holds, fields, ...place }: InSample & { holds: Holding; fields: readonly string[] }, { words }) => ({
      message: [
        `${where(place, words)} is no object of OCPI that is known here.`,
        fields.length === 0 ? `It is ${holdings[holds]}.` : `Its fields are ${fields.map(foreign).join(", ")}.`,
      ],
      fix: "Give a session, CDR, location, tariff or token whole, as your platform sends it: alone, in a list, or as the `data` of a response.",
    }),
  ),
  "sample-missing": error("SAMPLE", "platform", OBJECTS, (place: InSample, { words }) => ({
    message: [`${where(place, words)} is missing.`, "OCPI 2.2.1 requires it, so a receiver may refuse the object."],
    fix: "Have your platform send it in each object of this kind.",
  })),
  "sample-type": error(
    "SAMPLE",
    "platform",
    OBJECTS,
    ({ type, ...place }: InSample & { type: FieldType }, { words }) => ({
      message: [
        `${where(place, words)} is not ${typeNames[type]}.`,
        "A receiver that reads by type refuses the object.",
      ],
      fix: typeFix(type),
    }),
  ),
  "sample-length": error(
    "SAMPLE",
    "platform",
    OBJECTS,
    ({ length, max, ...place }: InSample & { length: number; max: number }, { words }) => ({
      message: [
        `${where(place, words)} has ${length} characters; OCPI allows at most ${max}.`,
        "A receiver may refuse the object or cut the value.",
      ],
      fix: "Have your platform send a shorter value. Where it is an id, it must be the same short one everywhere.",
    }),
  ),
  "sample-empty": error("SAMPLE", "platform", OBJECTS, (place: InSample, { words }) => ({
    message: [`${where(place, words)} is an empty list.`, "OCPI 2.2.1 requires one entry at least."],
    fix: "Have your platform send the entries.",
  })),
  "sample-ascii": error("SAMPLE", "platform", `${TYPES}, CiString`, (place: InSample, { words }) => ({
    message: [
      `${where(place, words)} holds a character that is not printable ASCII.`,
      "OCPI compares this field without case, and so allows no other.",
    ],
    fix: "Have your platform use letters, digits and signs of ASCII here, without accents and line breaks.",
  })),
  "sample-visible": error("SAMPLE", "platform", `${TYPES}, string`, (place: InSample, { words }) => ({
    message: [`${where(place, words)} holds a line break, a tab or another control character.`],
    fix: "Have your platform write it on one line, in printable characters.",
  })),
  "sample-value": error(
    "SAMPLE",
    "platform",
    OBJECTS,
    ({ value, allowed, ...place }: InSample & { value: string; allowed: readonly string[] }, { words }) => ({
      message: [`${where(place, words)} is ${quoted(value)}, which is not one of OCPI's values here.`],
      fix: `Use one of: ${allowed.map(foreign).join(", ")}. Case counts.`,
    }),
  ),
  "sample-form": error(
    "SAMPLE",
    "platform",
    OBJECTS,
    ({ value, example, ...place }: InSample & { value: string; example: string }, { words }) => ({
      message: [`${where(place, words)} is ${quoted(value)}, which is not in the form that OCPI asks for.`],
      fix: `Write it like ${foreign(example)}.`,
    }),
  ),
  "sample-range": error(
    "SAMPLE",
    "platform",
    OBJECTS,
    (
      { value, limit, than, ...place }: InSample & { value: number; limit: number; than: "less" | "more" },
      { words },
    ) => ({
      message: [`${where(place, words)} is ${value}, which is ${than === "less" ? "below" : "above"} ${limit}.`],
      fix: `Have your platform send a value that is at ${than === "less" ? "least" : "most"} ${limit}.`,
    }),
  ),
  "sample-time": error(
    "SAMPLE",
    "platform",
    `${TYPES}, DateTime`,
    ({ value, fault, ...place }: InSample & { value: string; fault: TimeFault }, { words }) => ({
      message: [`${where(place, words)} is ${quoted(value)}, which ${timeFaults[fault]}.`],
      fix: `Have your platform send UTC, such as \`2026-06-23T10:00:00Z\`${fault === "offset" ? ". Convert the time: to write a `Z` in place of the offset would be another time" : ", whatever time its drivers read"}.`,
    }),
  ),
  "sample-no-emsp": {
    ...error<WithoutEmsp>("RCV-25", "platform", EMSP_RULE, ({ routed: _routed, ...place }, { words, profile }) => ({
      message: [
        `${where(place, words)} is missing or empty.`,
        `It names the eMSP whose driver charged; without it ${profile.title} does not know where to deliver the object.`,
      ],
      fix: FILL_EMSP,
    })),
    grade: ({ routed }: WithoutEmsp) => (routed ? "error" : "warning"),
  } satisfies Entry<WithoutEmsp>,
  "sample-emsp-self": warning(
    "RCV-25",
    "platform",
    EMSP_RULE,
    ({ party, ...place }: InSample & { party: string }, { words, profile }) => ({
      message: [
        `${where(place, words)} names ${foreign(party)}, which is you as CPO, and no eMSP.`,
        `${capitalised(profile.title)} delivers the object to the eMSP that is named here, so the one whose driver charged does not get it.`,
      ],
      fix: FILL_EMSP,
    }),
  ),
  "sample-party": error(
    "SAMPLE",
    "platform",
    OBJECTS,
    ({ party, own, ...place }: InSample & { party: string; own: readonly string[] }, { words }) => ({
      message: [
        `${where(place, words)} belongs to ${foreign(party)}, which is none of your parties (${own.map(foreign).join(", ")}).`,
        "A receiver may refuse the object: a platform sends those of its own parties only.",
      ],
      fix: "Fill `country_code` and `party_id` with those that the account team assigned to you.",
    }),
  ),
  "sample-currency": error(
    "SAMPLE",
    "platform",
    "ChargeIndia Hub, India conventions",
    ({ value, expected, ...place }: InSample & { value: string; expected: string }, { words, profile }) => ({
      message: [`${where(place, words)} is ${quoted(value)}; ${profile.title} settles in ${foreign(expected)}.`],
      fix: `Have your platform price in ${foreign(expected)}, and convert the amounts, too.`,
    }),
  ),
  "sample-credit": error("SAMPLE", "platform", "OCPI 2.2.1 mod_cdrs, CDR", (place: InSample, { words }) => ({
    message: [
      `${where(place, words)} is missing.`,
      "`credit` says that this CDR takes another one back, and nothing says which.",
    ],
    fix: "Fill `credit_reference_id` with the `id` of the CDR that is taken back, or leave `credit` out.",
  })),
  "sample-order": warning(
    "SAMPLE",
    "platform",
    OBJECTS,
    ({ value, other, earlier, ...place }: InSample & { value: string; other: string; earlier: string }, { words }) => ({
      message: [
        `${where(place, words)} is ${quoted(value)}, which is before ${foreign(other)}, ${quoted(earlier)}.`,
        "A receiver may refuse the object, or compute with a wrong duration.",
      ],
      fix: "Look for a clock that is wrong, or for a local time that is sent as UTC.",
    }),
  ),
  "sample-total": warning(
    "SAMPLE",
    "platform",
    OBJECTS,
    ({ value, sum, of, ...place }: InSample & { value: number; sum: number; of: string }, { words }) => ({
      message: [
        `${where(place, words)} is ${value}, but its parts (${foreign(of)}) add up to ${sum}.`,
        "An eMSP that adds them up disputes the bill.",
      ],
      fix: "Have your platform compute the total from what it sends: energy in kWh (not Wh), times in hours (not seconds).",
    }),
  ),
  "sample-more": warning(
    "SAMPLE",
    "you",
    OURS,
    ({ file, count }: { file: string; /** How many findings are left out. */ count: number }) => ({
      message: [`${foreign(file)} has ${count} more ${count === 1 ? "finding" : "findings"}.`],
      fix: "Correct those that are listed, and check again.",
    }),
  ),
};

/** What a value is that is no object with fields. */
type Holding = "null" | "empty" | "list" | "object" | "text" | "number" | "bool";

const holdings: Readonly<Record<Holding, string>> = {
  null: "`null`",
  empty: "an empty list",
  list: "a list",
  object: "an object without fields",
  text: "a text",
  number: "a number",
  bool: "`true` or `false`",
};

/** What keeps a text from being JSON: it ends too early, has something where nothing may be, or a bare control character. */
type SyntaxFault = "end" | "found" | "control";

const syntaxFaults: Readonly<Record<SyntaxFault, (found: string) => string>> = {
  end: () => "It ends before it is complete.",
  found: (found) =>
    plainForeign(found).trim() === ""
      ? "There is a character there that cannot be seen, and none may be."
      : `Nothing may begin with ${quoted(found)} there.`,
  control: () =>
    "A text in it has a line break, a tab or another control character, which has to be written as an escape.",
};

/** The eMSP of a session or a CDR is not named. */
export interface WithoutEmsp extends InSample {
  /** The hub finds the eMSP by it, or nothing of the token is there at all. */
  readonly routed: boolean;
}

/** What is wrong with a time. */
type TimeFault = "offset" | "long" | "unreal" | "form";

const timeFaults: Readonly<Record<TimeFault, string>> = {
  offset: "has an offset: OCPI has UTC alone, and not even `+00:00` counts as that",
  long: "is longer than the 25 characters that OCPI allows",
  unreal: "is no day or time that there is",
  form: "is not in the form of OCPI",
};

function typeFix(type: FieldType): string {
  if (type === "number") return "Have your platform send a JSON number, without quotes around it.";
  if (type === "int") return "Have your platform send a JSON number, without quotes around it and without decimals.";
  if (type === "text") return "Have your platform send it in quotes.";
  return `Have your platform send ${typeNames[type]}.`;
}

/** Where it is, as a sentence begins with it. */
function where({ file, position, path }: InSample, words: Words): string {
  const name = plainForeign(file);
  return path === "" ? words.placeIn(name, position) : words.keyIn(name, position, plainForeign(path));
}
