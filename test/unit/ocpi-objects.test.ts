import assert from "node:assert/strict";
import fc from "fast-check";
import { schemaFaults } from "../../src/core/checks/sample-schema.ts";
import { fieldName, type FieldPath } from "../../src/core/ocpi/credentials-fields.ts";
import { authorizationInfo } from "../../src/core/ocpi/objects/authorization-info.ts";
import { cdr } from "../../src/core/ocpi/objects/cdr.ts";
import { commandResponse } from "../../src/core/ocpi/objects/command-response.ts";
import { instantOf } from "../../src/core/ocpi/objects/date-time.ts";
import { location } from "../../src/core/ocpi/objects/location.ts";
import { session } from "../../src/core/ocpi/objects/session.ts";
import { tariff } from "../../src/core/ocpi/objects/tariff.ts";
import { ocpiClasses, ocpiEnums } from "../support/ocpi-tables.ts";

const schemas = {
  Session: session,
  CDR: cdr,
  Location: location,
  Tariff: tariff,
  AuthorizationInfo: authorizationInfo,
  CommandResponse: commandResponse,
};

/** A field as the tables have it. */
interface Field {
  readonly name: string;
  readonly type: string;
  readonly max: number;
  readonly isOptional: boolean;
  readonly isList: boolean;
  readonly mayBeEmpty: boolean;
}

function fieldsOf(type: string): Field[] {
  return (ocpiClasses[type] as string).split(" | ").map((field) => {
    const [, name = "", of = "", max = "", card = ""] = /^(\w+) (\w+)(?:\((\d+)\))?([?*+]?)$/.exec(field) ?? [];
    const isOptional = card === "?" || card === "*";
    const isList = card === "*" || card === "+";
    return { name, type: of, max: of === "URL" ? 255 : Number(max), isOptional, isList, mayBeEmpty: card === "*" };
  });
}

/** Of texts that look in one way only, one that does; the tables say that in prose. */
const formed: Readonly<Record<string, string>> = {
  country_code: "IN",
  country: "IND",
  currency: "INR",
  language: "en",
  latitude: "12.934533",
  longitude: "-126.104965",
  time_zone: "Asia/Kolkata",
  start_time: "00:00",
  end_time: "23:59",
  period_begin: "08:05",
  period_end: "19:00",
  start_date: "2026-12-24",
  end_date: "2026-12-31",
};

/** Values of some numbers, which have bounds. */
const numbers: Readonly<Record<string, number>> = { weekday: 7, percentage: 100, width: 99_999, height: 0 };

// A CDR must not have these.
const onlyInSessions = ["CURRENT", "ENERGY_EXPORT", "ENERGY_IMPORT", "POWER", "STATE_OF_CHARGE"];

function valuesOf(type: string, root: string): string[] {
  const values = (ocpiEnums[type] as string).split(" ");
  return root === "CDR" ? values.filter((value) => !onlyInSessions.includes(value)) : values;
}

const aText = fc.constantFrom(..."ABCxyz019 -_*#/~");

/** A single value of a field, as the tables allow it. */
function valueOf(field: Field, root: string): fc.Arbitrary<unknown> {
  const { name, type, max } = field;
  if (type in ocpiClasses) return objectOf(type, root);
  if (type in ocpiEnums) return fc.constantFrom(...valuesOf(type, root));
  switch (type) {
    case "DateTime":
      return fc.constantFrom(
        "2026-06-29T20:39:09Z",
        "2026-06-29T20:39:09",
        "2028-02-29T17:45:09.2Z",
        "2026-01-01T01:08:01.123",
      );
    case "number":
      return name in numbers ? fc.constant(numbers[name]) : fc.double({ noNaN: true, noDefaultInfinity: true });
    case "int":
      return name in numbers ? fc.constant(numbers[name]) : fc.integer();
    case "boolean":
      return fc.boolean();
    case "URL":
      return fc.constantFrom("https://a.example", `https://a.example/${"x".repeat(255 - 18)}`);
    default: {
      if (name in formed) return fc.constant(formed[name]);
      const text = fc.array(aText, { maxLength: max }).map((characters) => characters.join(""));
      return fc.oneof(text, fc.constant("x".repeat(max)));
    }
  }
}

/** An object of a class, with each of its fields that need not be there now there, now null, now absent. */
function objectOf(type: string, root: string, all = false): fc.Arbitrary<Record<string, unknown>> {
  const entries = fieldsOf(type).map((field) => {
    const one = all && field.type in ocpiClasses ? objectOf(field.type, root, true) : valueOf(field, root);
    const value = field.isList
      ? fc.array(one, { minLength: all || !field.mayBeEmpty ? 1 : 0, maxLength: all ? 1 : 2 })
      : one;
    return [field.name, field.isOptional && !all ? fc.oneof(value, fc.constantFrom(null, undefined)) : value] as const;
  });
  return fc
    .record(Object.fromEntries(entries))
    .map((object) => JSON.parse(JSON.stringify(object)) as Record<string, unknown>);
}

/** A place in a whole object: in which object the field is, and what the tables say of it. */
interface Place {
  readonly holder: Record<string, unknown>;
  readonly field: Field;
  readonly path: FieldPath;
}

function placesIn(holder: Record<string, unknown>, type: string, path: FieldPath = []): Place[] {
  return fieldsOf(type).flatMap((field) => {
    const at = [...path, field.name];
    const value = holder[field.name];
    const [inner, innerAt] = field.isList ? [(value as unknown[])[0], [...at, 0]] : [value, at];
    const below = field.type in ocpiClasses ? placesIn(inner as Record<string, unknown>, field.type, innerAt) : [];
    return [{ holder, field, path: at }, ...below];
  });
}

/** What else a field may not be, with the code of what is found then and where that is, from the field. */
function wrongValues({ name, type, max, isList }: Field): (readonly [value: unknown, code: string])[] {
  const wrong = ((): (readonly [unknown, string])[] => {
    if (type in ocpiClasses) return [["text", "sample-type"]];
    if (type in ocpiEnums)
      return [
        ["NO_SUCH", "sample-value"],
        [1, "sample-type"],
      ];
    switch (type) {
      case "DateTime":
        return [
          ["2026-06-29T20:39:09+05:30", "sample-time"],
          ["2026-06-29", "sample-time"],
          [1_700_000_000, "sample-type"],
        ];
      case "number":
        return [["1.5", "sample-type"]];
      case "int":
        return [
          [1.5, "sample-type"],
          ["1", "sample-type"],
        ];
      case "boolean":
        return [["true", "sample-type"]];
      case "URL":
        return [
          [`https://a.example/${"x".repeat(255)}`, "sample-length"],
          ["no url", "sample-form"],
        ];
      default:
        return [
          ["x".repeat(max + 1), "sample-length"],
          [1, "sample-type"],
          ...(type === "CiString" ? [["é", "sample-ascii"] as const] : []),
          ...(name in formed ? [["?", "sample-form"] as const] : []),
        ];
    }
  })();
  return isList ? wrong.map(([value, code]) => [[value], code] as const) : wrong;
}

describe("the schemas of OCPI's objects, held against its tables", () => {
  for (const [type, schema] of Object.entries(schemas)) {
    it(`take every ${type} that the tables allow`, () => {
      fc.assert(
        fc.property(objectOf(type, type), (object) => {
          assert.deepEqual(schemaFaults(object, schema), []);
        }),
        { numRuns: 100 },
      );
    });

    it(`find of ${type} each field that is missing, too long, or of another kind, at its place and nowhere else`, () => {
      const [whole] = fc.sample(objectOf(type, type, true), { numRuns: 1, seed: 1 }) as [Record<string, unknown>];
      assert.deepEqual(schemaFaults(whole, schema), []);
      for (const { holder, field, path } of placesIn(whole, type)) {
        const right = holder[field.name];
        const foundWith = (value: unknown): (readonly [string, string])[] => {
          if (value === undefined) delete holder[field.name];
          else holder[field.name] = value;
          const faults = schemaFaults(whole, schema);
          holder[field.name] = right;
          return faults.map(({ at, finding }) => [fieldName(at), finding.code] as const);
        };
        const name = fieldName(path);
        const missing = field.isOptional ? [] : [[name, "sample-missing"]];
        assert.deepEqual(foundWith(undefined), missing, name);
        assert.deepEqual(foundWith(null), missing, name);
        if (field.isList) {
          assert.deepEqual(foundWith([]), field.mayBeEmpty ? [] : [[name, "sample-empty"]], name);
          assert.deepEqual(foundWith({}), [[name, "sample-type"]], name);
        }
        const at = field.isList ? `${name}[0]` : name;
        for (const [value, code] of wrongValues(field)) {
          assert.deepEqual(foundWith(value), [[at, code]], `${name}: ${String(value)}`);
        }
        assert.deepEqual(
          foundWith({ nothing: "of this kind" }).length,
          field.type in ocpiClasses && !field.isList ? missingIn(field.type) : 1,
          name,
        );
      }
    });
  }

  it("know that the five dimensions of sessions are not in a CDR", () => {
    const [whole] = fc.sample(objectOf("CDR", "CDR", true), { numRuns: 1, seed: 1 }) as [
      { charging_periods: unknown[] },
    ];
    for (const type of onlyInSessions) {
      const periods = [{ start_date_time: "2026-06-29T20:39:09Z", dimensions: [{ type, volume: 1 }] }];
      const [fault, ...more] = schemaFaults({ ...whole, charging_periods: periods }, cdr);
      assert.deepEqual(more, []);
      assert.equal(fault?.finding.code, "sample-value", type);
    }
  });
});

/** How many fields an object of this class has to have. */
function missingIn(type: string): number {
  return fieldsOf(type).filter(({ isOptional }) => !isOptional).length;
}

describe("a DateTime of OCPI", () => {
  it("is UTC, with or without a Z, whatever the time zone of this machine", () => {
    assert.equal(instantOf("2026-06-29T20:39:09"), Date.UTC(2026, 5, 29, 20, 39, 9));
    assert.equal(instantOf("2026-06-29T20:39:09.25Z"), Date.UTC(2026, 5, 29, 20, 39, 9, 250));
  });

  it("is a day and a time that there are, of 25 characters at most", () => {
    const none = [
      "2026-02-29T00:00:00Z",
      "2026-13-01T00:00:00Z",
      "2026-01-01T24:00:00Z",
      "2026-01-01T00:60:00Z",
      "2026-01-01 00:00:00Z",
      "2026-01-01T00:00:00z",
      "2026-01-01T00:00Z",
      "2026-01-01T00:00:00.000000Z",
      "",
    ];
    for (const text of none) assert.equal(instantOf(text), undefined, text);
  });
});
