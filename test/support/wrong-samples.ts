/* oxlint-disable max-lines -- one list, with a sample for each rule */
import { readFileSync } from "node:fs";
import type { SampleFinding } from "../../src/core/findings/catalogue.ts";

/** Where the examples are that users see. */
export const sampleFolder = new URL("../../examples/samples/", import.meta.url);

/** The examples, one of each kind. */
export const sampleNames = ["session", "cdr", "location", "tariff", "token"] as const;
type Name = (typeof sampleNames)[number];

// oxlint-disable-next-line typescript/no-explicit-any -- a test writes into a sample whatever a platform might
export type Sample = any;

/** The text of an example. */
export function sampleText(name: Name): string {
  return readFileSync(new URL(`${name}.json`, sampleFolder), "utf8");
}

/** An example after a change, written anew with a line for each field. */
export function changedSample(name: Name, change: (sample: Sample) => void): string {
  const sample = JSON.parse(sampleText(name)) as Sample;
  change(sample);
  return JSON.stringify(sample, undefined, 2);
}

interface Expected {
  readonly code: SampleFinding["code"];
  readonly path: string;
  /** What stands on the line of the finding, and above it nowhere. */
  readonly mark: string;
  readonly [parameter: string]: unknown;
}

/** An example with one thing wrong, and what is found of it. */
type Case = readonly [what: string, name: Name, change: (sample: Sample) => void, expected: Expected];

/** For each rule an example that breaks this one alone. */
export const wrongSamples: readonly Case[] = [
  // What hubs ask for.
  [
    "a session without the eMSP's party",
    "session",
    (session) => delete session.cdr_token.party_id,
    { code: "sample-no-emsp", path: "cdr_token.party_id", mark: '"cdr_token"', routed: true },
  ],
  [
    "a CDR with an empty country of the eMSP",
    "cdr",
    (cdr) => (cdr.cdr_token.country_code = ""),
    { code: "sample-no-emsp", path: "cdr_token.country_code", mark: '"country_code": ""', routed: true },
  ],
  [
    "a session without a token",
    "session",
    (session) => delete session.cdr_token,
    { code: "sample-no-emsp", path: "cdr_token", mark: "{", routed: true },
  ],
  [
    "a session that names the CPO as eMSP",
    "session",
    (session) => (session.cdr_token.party_id = "ABC"),
    { code: "sample-emsp-self", path: "cdr_token.party_id", mark: '"party_id": "ABC",\n    "uid"', party: "IN*ABC" },
  ],
  [
    "a session in another currency",
    "session",
    (session) => (session.currency = "EUR"),
    { code: "sample-currency", path: "currency", mark: '"currency"', value: "EUR", expected: "INR" },
  ],
  [
    "a CDR with a tariff in another currency",
    "cdr",
    (cdr) => (cdr.tariffs[0].currency = "USD"),
    { code: "sample-currency", path: "tariffs[0].currency", mark: '"currency": "USD"', value: "USD", expected: "INR" },
  ],
  [
    "a location of another CPO",
    "location",
    (location) => (location.party_id = "XYZ"),
    { code: "sample-party", path: "party_id", mark: '"party_id"', party: "IN*XYZ", own: ["IN*ABC"] },
  ],
  [
    "a token of another eMSP",
    "token",
    (token) => (token.party_id = "ABC"),
    { code: "sample-party", path: "party_id", mark: '"party_id"', party: "IN*ABC", own: ["IN*XYZ"] },
  ],

  // Times.
  [
    "a time of India with its offset",
    "session",
    (session) => (session.last_updated = "2026-11-23T10:47:45+05:30"),
    {
      code: "sample-time",
      path: "last_updated",
      mark: '"last_updated"',
      value: "2026-11-23T10:47:45+05:30",
      fault: "offset",
    },
  ],
  [
    "an offset of nothing",
    "tariff",
    (tariff) => (tariff.last_updated = "2026-10-01T00:00:00+00:00"),
    {
      code: "sample-time",
      path: "last_updated",
      mark: '"last_updated"',
      value: "2026-10-01T00:00:00+00:00",
      fault: "offset",
    },
  ],
  [
    "a time with microseconds",
    "token",
    (token) => (token.last_updated = "2026-11-20T06:00:00.000000Z"),
    {
      code: "sample-time",
      path: "last_updated",
      mark: '"last_updated"',
      value: "2026-11-20T06:00:00.000000Z",
      fault: "long",
    },
  ],
  [
    "the 30th of February",
    "token",
    (token) => (token.last_updated = "2026-02-30T06:00:00Z"),
    {
      code: "sample-time",
      path: "last_updated",
      mark: '"last_updated"',
      value: "2026-02-30T06:00:00Z",
      fault: "unreal",
    },
  ],
  [
    "a time as people write it",
    "token",
    (token) => (token.last_updated = "20.11.2026 06:00"),
    { code: "sample-time", path: "last_updated", mark: '"last_updated"', value: "20.11.2026 06:00", fault: "form" },
  ],
  [
    "an end before the start",
    "session",
    (session) => {
      session.end_date_time = "2026-11-23T04:00:00Z";
      session.charging_periods = [];
    },
    {
      code: "sample-order",
      path: "end_date_time",
      mark: '"end_date_time"',
      value: "2026-11-23T04:00:00Z",
      other: "start_date_time",
      earlier: "2026-11-23T04:32:10Z",
    },
  ],
  [
    "a CDR written before its end",
    "cdr",
    (cdr) => (cdr.last_updated = "2026-11-23T05:00:00"),
    {
      code: "sample-order",
      path: "last_updated",
      mark: '"last_updated": "2026-11-23',
      value: "2026-11-23T05:00:00",
      other: "end_date_time",
      earlier: "2026-11-23T05:17:40Z",
    },
  ],
  [
    "periods in the wrong order",
    "session",
    (session) => (session.charging_periods[1].start_date_time = "2026-11-23T04:32:00Z"),
    {
      code: "sample-order",
      path: "charging_periods[1].start_date_time",
      mark: "2026-11-23T04:32:00Z",
      value: "2026-11-23T04:32:00Z",
      other: "charging_periods[0].start_date_time",
      earlier: "2026-11-23T04:32:10Z",
    },
  ],
  [
    "a tariff that ends before it starts",
    "tariff",
    (tariff) => (tariff.end_date_time = "2026-09-30T00:00:00Z"),
    {
      code: "sample-order",
      path: "end_date_time",
      mark: '"end_date_time"',
      value: "2026-09-30T00:00:00Z",
      other: "start_date_time",
      earlier: "2026-10-01T00:00:00Z",
    },
  ],

  // Totals.
  [
    "energy in Wh",
    "session",
    (session) => (session.kwh = 18_400),
    { code: "sample-total", path: "kwh", mark: '"kwh"', value: 18_400, sum: 18.4, of: "ENERGY" },
  ],
  [
    "a total of energy that is another",
    "cdr",
    (cdr) => (cdr.total_energy = 18.42),
    { code: "sample-total", path: "total_energy", mark: '"total_energy"', value: 18.42, sum: 18.4, of: "ENERGY" },
  ],
  [
    "a total of time without the parking",
    "cdr",
    (cdr) => (cdr.total_time = 0.675),
    {
      code: "sample-total",
      path: "total_time",
      mark: '"total_time"',
      value: 0.675,
      sum: 0.7583,
      of: "TIME + PARKING_TIME",
    },
  ],
  [
    "a total of parking in minutes",
    "cdr",
    (cdr) => (cdr.total_parking_time = 5),
    {
      code: "sample-total",
      path: "total_parking_time",
      mark: '"total_parking_time"',
      value: 5,
      sum: 0.0833,
      of: "PARKING_TIME",
    },
  ],
  [
    "a total cost that is not the sum",
    "cdr",
    (cdr) => (cdr.total_cost.excl_vat = 331.2),
    {
      code: "sample-total",
      path: "total_cost.excl_vat",
      mark: '"excl_vat"',
      value: 331.2,
      sum: 341.2,
      of: "total_*_cost",
    },
  ],
  [
    "a credit of no CDR",
    "cdr",
    (cdr) => (cdr.credit = true),
    { code: "sample-credit", path: "credit_reference_id", mark: "{" },
  ],

  // The schemas of OCPI.
  [
    "a field that is missing deep inside",
    "location",
    (location) => delete location.evses[0].connectors[0].max_voltage,
    { code: "sample-missing", path: "evses[0].connectors[0].max_voltage", mark: '        {\n          "id": "1"' },
  ],
  [
    "a required field that is null",
    "tariff",
    (tariff) => (tariff.last_updated = null),
    { code: "sample-missing", path: "last_updated", mark: '"last_updated"' },
  ],
  [
    "a number in quotes",
    "session",
    (session) => (session.kwh = "18.4"),
    { code: "sample-type", path: "kwh", mark: '"kwh"', type: "number" },
  ],
  [
    "coordinates as numbers",
    "location",
    (location) => (location.coordinates.latitude = 12.934533),
    { code: "sample-type", path: "coordinates.latitude", mark: '"latitude"', type: "text" },
  ],
  [
    "an ampere and a half",
    "location",
    (location) => (location.evses[0].connectors[0].max_amperage = 125.5),
    { code: "sample-type", path: "evses[0].connectors[0].max_amperage", mark: '"max_amperage"', type: "int" },
  ],
  [
    "a truth in quotes",
    "token",
    (token) => (token.valid = "true"),
    { code: "sample-type", path: "valid", mark: '"valid"', type: "bool" },
  ],
  [
    "an object where a list has to be",
    "location",
    (location) => (location.evses = {}),
    { code: "sample-type", path: "evses", mark: '"evses"', type: "list" },
  ],
  [
    "a text where an object has to be",
    "cdr",
    (cdr) => (cdr.cdr_location.coordinates = "12.93,77.61"),
    { code: "sample-type", path: "cdr_location.coordinates", mark: '"coordinates"', type: "object" },
  ],
  [
    "a status that is a number",
    "session",
    (session) => (session.status = 2),
    { code: "sample-type", path: "status", mark: '"status"', type: "text" },
  ],
  [
    "an id that is too long",
    "session",
    (session) => (session.id = "S".repeat(37)),
    { code: "sample-length", path: "id", mark: '"id"', length: 37, max: 36 },
  ],
  [
    "a list that must not be empty",
    "tariff",
    (tariff) => (tariff.elements[1].price_components = []),
    { code: "sample-empty", path: "elements[1].price_components", mark: '"price_components": []' },
  ],
  [
    "an id with letters beyond ASCII",
    "session",
    (session) => (session.location_id = "कोरमंगला"),
    { code: "sample-ascii", path: "location_id", mark: '"location_id"' },
  ],
  [
    "an address on two lines",
    "location",
    (location) => (location.address = "21 Hosur Road\nBengaluru"),
    { code: "sample-visible", path: "address", mark: '"address"' },
  ],
  [
    "a value in the wrong case",
    "session",
    (session) => (session.auth_method = "whitelist"),
    {
      code: "sample-value",
      path: "auth_method",
      mark: '"auth_method"',
      value: "whitelist",
      allowed: ["AUTH_REQUEST", "COMMAND", "WHITELIST"],
    },
  ],
  [
    "a dimension of sessions in a CDR",
    "cdr",
    (cdr) => (cdr.charging_periods[0].dimensions[1] = { type: "STATE_OF_CHARGE", volume: 80 }),
    {
      code: "sample-value",
      path: "charging_periods[0].dimensions[1].type",
      mark: '"STATE_OF_CHARGE"',
      value: "STATE_OF_CHARGE",
    },
  ],
  [
    "coordinates with too few decimals",
    "location",
    (location) => (location.coordinates.longitude = "77.61"),
    { code: "sample-form", path: "coordinates.longitude", mark: '"longitude"', value: "77.61", example: "77.209021" },
  ],
  [
    "a time zone that is an offset",
    "location",
    (location) => (location.time_zone = "+05:30"),
    { code: "sample-form", path: "time_zone", mark: '"time_zone"', value: "+05:30", example: "Asia/Kolkata" },
  ],
  [
    "a URL that is none",
    "location",
    (location) => (location.operator.website = "your-platform"),
    { code: "sample-form", path: "operator.website", mark: '"website"', value: "your-platform" },
  ],
  [
    "an eighth day of the week",
    "location",
    (location) => (location.opening_times.regular_hours[0].weekday = 8),
    {
      code: "sample-range",
      path: "opening_times.regular_hours[0].weekday",
      mark: '"weekday"',
      value: 8,
      limit: 7,
      than: "more",
    },
  ],
  [
    "a day of the week before Monday",
    "location",
    (location) => (location.opening_times.regular_hours[0].weekday = 0),
    {
      code: "sample-range",
      path: "opening_times.regular_hours[0].weekday",
      mark: '"weekday"',
      value: 0,
      limit: 1,
      than: "less",
    },
  ],
];
