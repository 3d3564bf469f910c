/** A party that is neither the Hub nor the sandbox's own. */
export const THIRD = { country_code: "IN", party_id: "ZZZ" };
/** When all of these were updated. */
export const NOON = "2026-11-20T12:00:00Z";

/** A session of the third party, with what OCPI 2.2.1 requires. */
export const session = {
  ...THIRD,
  id: "S1",
  start_date_time: NOON,
  kwh: 0,
  cdr_token: { country_code: "IN", party_id: "XYZ", uid: "1", type: "RFID", contract_id: "C1" },
  auth_method: "COMMAND",
  location_id: "L1",
  evse_uid: "E1",
  connector_id: "1",
  currency: "INR",
  status: "ACTIVE",
  last_updated: NOON,
};
/** Its CDR. */
export const cdr = {
  ...THIRD,
  id: "C1",
  start_date_time: NOON,
  end_date_time: NOON,
  cdr_token: session.cdr_token,
  auth_method: "COMMAND",
  cdr_location: { id: "L1" },
  currency: "INR",
  charging_periods: [{ start_date_time: NOON, dimensions: [{ type: "TIME", volume: 0 }] }],
  total_cost: { excl_vat: 0 },
  total_energy: 0,
  total_time: 0,
  last_updated: NOON,
};
/** The token of an eMSP's driver. */
export const driver = {
  country_code: "IN",
  party_id: "XYZ",
  uid: "T1",
  type: "RFID",
  contract_id: "C1",
  issuer: "eMSP",
  valid: true,
  whitelist: "ALLOWED",
  last_updated: NOON,
};
