import type { OcpiObject } from "../fields.ts";

/** Country and party of an object's owner. */
export interface Owner {
  readonly country_code: string;
  readonly party_id: string;
}

const UPDATED = "2026-11-20T06:30:00Z";

/** The driver's token in the samples. */
const DRIVER = "04E9A2B1C35D80";

function connector(id: string, tariff: string): OcpiObject {
  return {
    id,
    standard: "IEC_62196_T2_COMBO",
    format: "CABLE",
    power_type: "DC",
    max_voltage: 500,
    max_amperage: 120,
    max_electric_power: 60_000,
    tariff_ids: [tariff],
    last_updated: UPDATED,
  };
}

/** Two charging sites of a CPO. OCPI 2.2.1 mod_locations. */
export function sampleLocations(owner: Owner): OcpiObject[] {
  const { country_code: country, party_id: party } = owner;
  const site = (id: string, place: OcpiObject): OcpiObject => ({
    ...owner,
    id,
    publish: true,
    country: "IND",
    time_zone: "Asia/Kolkata",
    parking_type: "PARKING_LOT",
    opening_times: { twentyfourseven: true },
    ...place,
    evses: [1, 2].map((number) => ({
      uid: `${id}-${number}`,
      evse_id: `${country}*${party}*E${id.replace("-", "")}*${number}`,
      status: "AVAILABLE",
      capabilities: ["REMOTE_START_STOP_CAPABLE", "RESERVABLE", "RFID_READER"],
      connectors: [connector("1", "DC-FAST")],
      last_updated: UPDATED,
    })),
    last_updated: UPDATED,
  });
  return [
    site("BLR-001", {
      name: "Indiranagar Metro",
      address: "CMH Road 14, Indiranagar",
      city: "Bengaluru",
      postal_code: "560038",
      state: "Karnataka",
      coordinates: { latitude: "12.978350", longitude: "77.638560" },
    }),
    site("PNQ-002", {
      name: "Baner Road",
      address: "Baner Road 211, Baner",
      city: "Pune",
      postal_code: "411045",
      state: "Maharashtra",
      coordinates: { latitude: "18.559040", longitude: "73.786780" },
    }),
  ];
}

/** The CPO's prices, in rupees, with the goods and services tax. OCPI 2.2.1 mod_tariffs. */
export function sampleTariffs(owner: Owner): OcpiObject[] {
  const tariff = (id: string, price: number): OcpiObject => ({
    ...owner,
    id,
    currency: "INR",
    type: "REGULAR",
    elements: [{ price_components: [{ type: "ENERGY", price, vat: 18, step_size: 1 }] }],
    last_updated: UPDATED,
  });
  return [tariff("DC-FAST", 18), tariff("AC-SLOW", 11.5)];
}

/** Whose driver charges: the contract that a session and its CDR name. */
function cdrToken(driver: Owner): OcpiObject {
  return { ...driver, uid: DRIVER, type: "RFID", contract_id: contractOf(driver) };
}

function contractOf({ country_code: country, party_id: party }: Owner): string {
  return `${country}-${party}-C00314159-K`;
}

/** A session that goes on. OCPI 2.2.1 mod_sessions. */
export function sampleSessions(owner: Owner, driver: Owner): OcpiObject[] {
  return [
    {
      ...owner,
      id: "SES-20261120-0001",
      start_date_time: "2026-11-20T06:00:00Z",
      kwh: 8.4,
      cdr_token: cdrToken(driver),
      auth_method: "WHITELIST",
      location_id: "BLR-001",
      evse_uid: "BLR-001-1",
      connector_id: "1",
      currency: "INR",
      status: "ACTIVE",
      last_updated: UPDATED,
    },
  ];
}

/** What a session of the day before cost: 12 kWh at 18 rupees. OCPI 2.2.1 mod_cdrs. */
export function sampleCdrs(owner: Owner, driver: Owner): OcpiObject[] {
  const { country_code: country, party_id: party } = owner;
  return [
    {
      ...owner,
      id: "CDR-20261119-0001",
      start_date_time: "2026-11-19T12:00:00Z",
      end_date_time: "2026-11-19T12:30:00Z",
      session_id: "SES-20261119-0001",
      cdr_token: cdrToken(driver),
      auth_method: "WHITELIST",
      cdr_location: {
        id: "PNQ-002",
        name: "Baner Road",
        address: "Baner Road 211, Baner",
        city: "Pune",
        postal_code: "411045",
        country: "IND",
        coordinates: { latitude: "18.559040", longitude: "73.786780" },
        evse_uid: "PNQ-002-1",
        evse_id: `${country}*${party}*EPNQ002*1`,
        connector_id: "1",
        connector_standard: "IEC_62196_T2_COMBO",
        connector_format: "CABLE",
        connector_power_type: "DC",
      },
      currency: "INR",
      charging_periods: [
        {
          start_date_time: "2026-11-19T12:00:00Z",
          dimensions: [
            { type: "ENERGY", volume: 12 },
            { type: "TIME", volume: 0.5 },
          ],
        },
      ],
      total_cost: { excl_vat: 216, incl_vat: 254.88 },
      total_energy: 12,
      total_time: 0.5,
      last_updated: "2026-11-19T12:31:00Z",
    },
  ];
}

/** The tokens of an eMSP's drivers: one that may charge, one that may not. OCPI 2.2.1 mod_tokens. */
export function sampleTokens(owner: Owner): OcpiObject[] {
  const token = (uid: string, contract: string, valid: boolean): OcpiObject => ({
    ...owner,
    uid,
    type: "RFID",
    contract_id: contract,
    issuer: "Your eMSP Ltd",
    valid,
    whitelist: "ALLOWED",
    last_updated: UPDATED,
  });
  return [
    token(DRIVER, contractOf(owner), true),
    token("04D1C7F2A45E81", contractOf(owner).replace("314159", "271828"), false),
  ];
}
