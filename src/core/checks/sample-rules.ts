import { fieldName, type FieldPath } from "../ocpi/credentials-fields.ts";
import { isRecord } from "../ocpi/json.ts";
import { instantOf } from "../ocpi/objects/date-time.ts";
import { partyName, sameParty, type Party } from "../ocpi/party.ts";
import type { Profile } from "../profiles/profile.ts";
import type { SampleFault } from "./sample-fault.ts";
import type { SampleKind } from "./sample-kinds.ts";

/** For whom a sample is checked. */
export interface SampleContext {
  readonly profile: Profile;
  /** The parties of the platform; none where they are not known yet. */
  readonly ownParties: readonly Party[];
}

/** An object, of which nothing is certain but that it looks like one of its kind. */
type Sample = Readonly<Record<string, unknown>>;

type Rule = (sample: Sample, context: SampleContext) => SampleFault[];

const ofOwner =
  (role: Party["role"]): Rule =>
  (sample, context) =>
    checkOwner(sample, role, context);

const rules: Readonly<Record<SampleKind["name"], readonly Rule[]>> = {
  session: [ofOwner("CPO"), checkEmsp, checkCurrency, checkTimes, checkPeriods, checkSessionEnergy],
  cdr: [ofOwner("CPO"), checkEmsp, checkCurrency, checkTimes, checkPeriods, checkTotals, checkCosts, checkCredit],
  location: [ofOwner("CPO")],
  tariff: [ofOwner("CPO"), checkCurrency, checkStartAndEnd],
  token: [ofOwner("EMSP")],
  evse: [],
  connector: [],
  authorization: [(sample, context) => within("token", checkOwner(asSample(sample["token"]), "EMSP", context))],
  command: [],
};

/** What the hub asks of an object beyond its schema, and what its fields say of each other. Each rule passes over what is missing. */
export function ruleFaults(kind: SampleKind, sample: Sample, context: SampleContext): SampleFault[] {
  return rules[kind.name].flatMap((rule) => rule(sample, context));
}

/** The owner of what a platform sends is its own party in that role. */
function checkOwner(sample: Sample, role: Party["role"], { ownParties }: SampleContext): SampleFault[] {
  const { country_code, party_id } = sample;
  const own = ownParties.filter((party) => party.role === role);
  if (typeof country_code !== "string" || typeof party_id !== "string" || own.length === 0) return [];
  const owner = { role, country_code, party_id };
  if (own.some((party) => sameParty(party, owner))) return [];
  return [{ at: ["party_id"], finding: { code: "sample-party", party: partyName(owner), own: own.map(partyName) } }];
}

/** RCV-25: by the eMSP in `cdr_token` a hub finds whom a session or CDR is for. */
function checkEmsp(sample: Sample, { profile, ownParties }: SampleContext): SampleFault[] {
  const token = sample["cdr_token"];
  const finding = (routed: boolean) => ({ code: "sample-no-emsp", routed }) as const;
  // Without anything of the token no hub and no eMSP can do with the object what it is for.
  if (token === undefined || token === null) return [{ at: ["cdr_token"], finding: finding(true) }];
  if (!isRecord(token)) return [];
  const missing = ["country_code", "party_id"].filter((field) => isBlank(token[field]));
  if (missing.length > 0)
    return missing.map((field) => ({ at: ["cdr_token", field], finding: finding(profile.routes) }));
  return checkOtherThanSelf(token, ownParties);
}

/** A platform that has no eMSP's role is none, though older systems fill its own ids in here. */
function checkOtherThanSelf({ country_code, party_id }: Sample, ownParties: readonly Party[]): SampleFault[] {
  if (typeof country_code !== "string" || typeof party_id !== "string") return [];
  const isOwn = (role: Party["role"]): boolean =>
    ownParties.some((party) => sameParty(party, { role, country_code, party_id }));
  if (!isOwn("CPO") || isOwn("EMSP")) return [];
  const party = partyName({ country_code, party_id });
  return [{ at: ["cdr_token", "party_id"], finding: { code: "sample-emsp-self", party } }];
}

function checkCurrency({ currency, tariffs }: Sample, { profile }: SampleContext): SampleFault[] {
  const expected = profile.currency;
  const wrong = (value: unknown): value is string =>
    typeof value === "string" && /^[A-Z]{3}$/.test(value) && value !== expected;
  if (expected === undefined) return [];
  return [
    { at: ["currency"], value: currency },
    ...listOf(tariffs).map((tariff, index) => ({ at: ["tariffs", index, "currency"], value: tariff["currency"] })),
  ].flatMap(({ at, value }) => (wrong(value) ? [{ at, finding: { code: "sample-currency", value, expected } }] : []));
}

/** It begins, ends, and is written down after that. */
function checkTimes(sample: Sample): SampleFault[] {
  const last =
    sample["end_date_time"] === undefined || sample["end_date_time"] === null ? "start_date_time" : "end_date_time";
  return [...checkStartAndEnd(sample), ...checkOrder(sample, last, "last_updated")];
}

function checkStartAndEnd(sample: Sample): SampleFault[] {
  return checkOrder(sample, "start_date_time", "end_date_time");
}

function checkOrder(sample: Sample, first: string, second: string): SampleFault[] {
  return orderFaults({ at: [first], value: sample[first] }, { at: [second], value: sample[second] });
}

/** Each period begins with the object or after it, and not before the period in front of it: it ends where the next begins. */
function checkPeriods(sample: Sample): SampleFault[] {
  const times = [
    { at: ["start_date_time"], value: sample["start_date_time"] },
    ...periodsOf(sample).map(({ start_date_time: value }, index) => ({
      at: ["charging_periods", index, "start_date_time"],
      value,
    })),
  ];
  return times.slice(1).flatMap((time, index) => orderFaults(times[index] as Time, time));
}

interface Time {
  readonly at: FieldPath;
  readonly value: unknown;
}

function orderFaults(first: Time, second: Time): SampleFault[] {
  if (typeof first.value !== "string" || typeof second.value !== "string") return [];
  const [from, to] = [instantOf(first.value), instantOf(second.value)];
  if (from === undefined || to === undefined || from <= to) return [];
  const finding = { value: second.value, other: fieldName(first.at), earlier: first.value };
  return [{ at: second.at, finding: { code: "sample-order", ...finding } }];
}

// What is rounded in each period may differ in the sum: in kWh, in hours (a minute), and in the currency.
const ENERGY_TOLERANCE = 0.01;
const TIME_TOLERANCE = 1 / 60;
const COST_TOLERANCE = 0.05;

/** What a session has charged is what its periods say. While it lasts, the last of them may be yet to come. */
function checkSessionEnergy(sample: Sample): SampleFault[] {
  if (sample["status"] !== "COMPLETED") return [];
  return compareTotal(sample, "kwh", ["ENERGY"], ENERGY_TOLERANCE);
}

/** The totals of a CDR are those of its periods. A credit CDR takes another one back, and its periods may be that one's. */
function checkTotals(sample: Sample): SampleFault[] {
  if (sample["credit"] === true) return [];
  return [
    ...compareTotal(sample, "total_energy", ["ENERGY"], ENERGY_TOLERANCE),
    ...compareTotal(sample, "total_time", ["TIME", "PARKING_TIME"], TIME_TOLERANCE),
    ...compareTotal(sample, "total_parking_time", ["PARKING_TIME"], TIME_TOLERANCE),
  ];
}

/**
 * Holds a total against the sum of some dimensions. Periods that say nothing of the first of them do not say that there was none of
 * it.
 */
function compareTotal(sample: Sample, total: string, types: readonly string[], tolerance: number): SampleFault[] {
  const given = periodsOf(sample).flatMap(({ dimensions }) => listOf(dimensions));
  const sum = sumOf(given.filter(({ type }) => types.some((one) => one === type)).map(({ volume }) => volume));
  const value = sample[total];
  if (typeof value !== "number" || sum === undefined || !given.some(({ type }) => type === types[0])) return [];
  return differs(value, sum, tolerance) ? [totalFault([total], value, sum, types.join(" + "))] : [];
}

const parts = [
  "total_fixed_cost",
  "total_energy_cost",
  "total_time_cost",
  "total_parking_cost",
  "total_reservation_cost",
];

/** The total cost is the sum of its parts, unless a tariff bounds it. */
function checkCosts(sample: Sample): SampleFault[] {
  const isBounded = listOf(sample["tariffs"]).some(
    ({ min_price, max_price }) => isRecord(min_price) || isRecord(max_price),
  );
  const total = sample["total_cost"];
  if (isBounded || !isRecord(total)) return [];
  const given = parts.map((part) => sample[part]).filter(isRecord);
  return ["excl_vat", "incl_vat"].flatMap((field) => {
    const value = total[field];
    const sum = sumOf(given.map((part) => part[field]));
    if (typeof value !== "number" || sum === undefined || !differs(value, sum, COST_TOLERANCE)) return [];
    return [totalFault(["total_cost", field], value, sum, "total_*_cost")];
  });
}

function checkCredit({ credit, credit_reference_id }: Sample): SampleFault[] {
  return credit === true && isBlank(credit_reference_id)
    ? [{ at: ["credit_reference_id"], finding: { code: "sample-credit" } }]
    : [];
}

function totalFault(at: FieldPath, value: number, sum: number, of: string): SampleFault {
  return { at, finding: { code: "sample-total", value, sum: Number(sum.toFixed(4)), of } };
}

/** The sum of numbers; undefined where there is none, or something else among them. */
function sumOf(values: readonly unknown[]): number | undefined {
  if (values.length === 0 || !values.every((value) => typeof value === "number")) return undefined;
  return values.reduce((sum, value) => sum + value, 0);
}

/** Whether two numbers differ by more than what rounding makes of them; the decimals of a computer count for nothing. */
function differs(one: number, other: number, tolerance: number): boolean {
  return Math.abs(one - other) > tolerance + 1e-9;
}

function periodsOf(sample: Sample): Sample[] {
  return listOf(sample["charging_periods"]);
}

/** The objects of a list; what is none counts as an empty one, so that each keeps its number. */
function listOf(value: unknown): Sample[] {
  return Array.isArray(value) ? value.map(asSample) : [];
}

function asSample(value: unknown): Sample {
  return isRecord(value) ? value : {};
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}

function within(field: string, faults: readonly SampleFault[]): SampleFault[] {
  return faults.map(({ at, finding }) => ({ at: [field, ...at], finding }));
}
