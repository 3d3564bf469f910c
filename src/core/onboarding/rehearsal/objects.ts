import type { Party } from "../../ocpi/party.ts";
import { TEST_ID } from "../../peer/receiver-target.ts";

/** Who owns an object. */
export type Owner = Pick<Party, "country_code" | "party_id">;

/** An object as it travels. */
export type OcpiBody = Readonly<Record<string, unknown>>;

/*
 * What a rehearsal sends, valid by OCPI 2.2.1 and worth nothing: no energy, no money, ids that begin with `OCPI-TEST-` and are
 * of no customer.
 */

/** The id of a test object, the same in every rehearsal of a party: OCPI 2.2.1 has at most 36 characters. */
export function testId(object: string, { country_code, party_id }: Owner): string {
  return `${TEST_ID}${object}-${country_code}${party_id}`.toUpperCase();
}

/** Where a command's result would go: no host has this name (RFC 2606, 2), so the platform reaches none. */
function responseUrl(command: string, platform: Owner): string {
  return `https://callback.invalid/${testId(command, platform)}`;
}

/** A driver's token that was never issued. mod_tokens, Token: it may not charge. */
export function testToken(owner: Owner, platform: Owner, at: Date): OcpiBody {
  return {
    ...owner,
    uid: testId("TOKEN", platform),
    type: "OTHER",
    contract_id: testId("CONTRACT", platform),
    issuer: "OCPI Onboarding",
    valid: false,
    whitelist: "NEVER",
    last_updated: at.toISOString(),
  };
}

/** mod_commands, StartSession: at a location that is nowhere. */
export function testStart(owner: Owner, platform: Owner, at: Date): OcpiBody {
  return {
    response_url: responseUrl("START", platform),
    token: testToken(owner, platform, at),
    location_id: testId("NOWHERE", platform),
  };
}

/** mod_commands, StopSession: of a session that is none. */
export function testStop(platform: Owner): OcpiBody {
  return { response_url: responseUrl("STOP", platform), session_id: testId("NOTHING", platform) };
}

/** What a session is in a rehearsal: it begins, and it is closed. */
export type TestSessionStatus = "PENDING" | "ACTIVE" | "COMPLETED";

/** mod_sessions, Session: the CPO's, of a driver of the platform's own eMSP. 0 kWh, no cost. */
export function testSession(owner: Owner, emsp: Owner, status: TestSessionStatus, begun: Date, at: Date): OcpiBody {
  return {
    ...owner,
    id: testId("SESSION", emsp),
    start_date_time: begun.toISOString(),
    ...(status === "COMPLETED" ? { end_date_time: at.toISOString() } : {}),
    kwh: 0,
    cdr_token: cdrToken(emsp),
    auth_method: "AUTH_REQUEST",
    location_id: testId("LOCATION", emsp),
    evse_uid: testId("EVSE", emsp),
    connector_id: "1",
    currency: "INR",
    total_cost: { excl_vat: 0, incl_vat: 0 },
    status,
    last_updated: at.toISOString(),
  };
}

/** mod_cdrs, CDR: of no energy, of no time, for nothing. It is never changed, so it is the same in every rehearsal. */
export function testCdr(owner: Owner, emsp: Owner): OcpiBody {
  const time = "2025-01-01T00:00:00Z";
  return {
    ...owner,
    id: testId("CDR", emsp),
    start_date_time: time,
    end_date_time: time,
    session_id: testId("SESSION", emsp),
    cdr_token: cdrToken(emsp),
    auth_method: "AUTH_REQUEST",
    cdr_location: {
      id: testId("LOCATION", emsp),
      address: "OCPI-TEST",
      city: "OCPI-TEST",
      country: "IND",
      coordinates,
      evse_uid: testId("EVSE", emsp),
      evse_id: `${owner.country_code}*${owner.party_id}*EOCPITEST`,
      connector_id: "1",
      connector_standard: "IEC_62196_T2",
      connector_format: "SOCKET",
      connector_power_type: "AC_3_PHASE",
    },
    currency: "INR",
    charging_periods: [{ start_date_time: time, dimensions: [{ type: "ENERGY", volume: 0 }] }],
    total_cost: { excl_vat: 0, incl_vat: 0 },
    total_energy: 0,
    total_time: 0,
    last_updated: time,
  };
}

/** mod_locations, Location: one without a charging point, which is not to be published. */
export function testLocation(owner: Owner, emsp: Owner, at: Date): OcpiBody {
  return {
    ...owner,
    id: testId("LOCATION", emsp),
    publish: false,
    address: "OCPI-TEST",
    city: "OCPI-TEST",
    country: "IND",
    coordinates,
    time_zone: "Asia/Kolkata",
    last_updated: at.toISOString(),
  };
}

/** mod_tariffs, Tariff: for nothing. */
export function testTariff(owner: Owner, emsp: Owner, at: Date): OcpiBody {
  return {
    ...owner,
    id: testId("TARIFF", emsp),
    currency: "INR",
    elements: [{ price_components: [{ type: "FLAT", price: 0, step_size: 1 }] }],
    last_updated: at.toISOString(),
  };
}

/** mod_hub_client_info, ClientInfo: a party that is not connected yet. */
export function testClientInfo(owner: Owner, role: string, at: Date): OcpiBody {
  return { ...owner, role, status: "PLANNED", last_updated: at.toISOString() };
}

// On the equator, in the sea.
const coordinates = { latitude: "0.000000", longitude: "0.000000" };

function cdrToken(emsp: Owner): OcpiBody {
  const { country_code, party_id } = emsp;
  return { country_code, party_id, uid: testId("TOKEN", emsp), type: "OTHER", contract_id: testId("CONTRACT", emsp) };
}
