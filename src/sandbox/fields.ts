import { isRecord } from "../core/ocpi/json.ts";

/** An OCPI object as it came. */
export type OcpiObject = Readonly<Record<string, unknown>>;

// The fields that OCPI 2.2.1 requires, of each object that a partner or a hub sends.
const required = {
  location: "country_code party_id id publish address city country coordinates time_zone last_updated",
  evse: "uid status connectors last_updated",
  connector: "id standard format power_type max_voltage max_amperage last_updated",
  tariff: "country_code party_id id currency elements last_updated",
  session:
    "country_code party_id id start_date_time kwh cdr_token auth_method location_id evse_uid connector_id currency status last_updated",
  cdr: "country_code party_id id start_date_time end_date_time cdr_token auth_method cdr_location currency charging_periods total_cost total_energy total_time last_updated",
  token: "country_code party_id uid type contract_id issuer valid whitelist last_updated",
  clientInfo: "country_code party_id role status last_updated",
  commandResult: "result",
  locationReferences: "location_id",
  chargingPreferences: "profile_type",
  START_SESSION: "response_url token location_id",
  STOP_SESSION: "response_url session_id",
  RESERVE_NOW: "response_url token expiry_date reservation_id location_id",
  CANCEL_RESERVATION: "response_url reservation_id",
  UNLOCK_CONNECTOR: "response_url location_id evse_uid connector_id",
} as const;

/** What a body can be. */
export type ObjectKind = keyof typeof required;

/** What is wrong with a body that should be such an object; undefined when every required field is there. */
export function lacks(body: unknown, kind: ObjectKind): string | undefined {
  if (!isRecord(body)) return "The body is no JSON object";
  const missing = required[kind].split(" ").filter((field) => body[field] === undefined || body[field] === null);
  if (missing.length > 0) return `Required and not there: ${missing.join(", ")}`;
  if (typeof body["last_updated"] === "string" && Number.isNaN(Date.parse(body["last_updated"])))
    return "last_updated is no time";
  return undefined;
}

/** Whether two country codes, party ids or object ids are the same. OCPI compares a CiString without case. */
export function sameId(a: unknown, b: unknown): boolean {
  return typeof a === "string" && typeof b === "string" && a.toUpperCase() === b.toUpperCase();
}
