import * as z from "zod/mini";
import { dateTime } from "./date-time.ts";
import { ciString, many, optional, url } from "./types.ts";

/** OCPI 2.2.1 mod_locations, ConnectorType. */
export const connectorType = z.enum([
  "CHADEMO",
  "CHAOJI",
  ...([..."ABCDEFGHIJKLMNO"] as const).map((type) => `DOMESTIC_${type}`),
  "GBT_AC",
  "GBT_DC",
  "IEC_60309_2_single_16",
  "IEC_60309_2_three_16",
  "IEC_60309_2_three_32",
  "IEC_60309_2_three_64",
  "IEC_62196_T1",
  "IEC_62196_T1_COMBO",
  "IEC_62196_T2",
  "IEC_62196_T2_COMBO",
  "IEC_62196_T3A",
  "IEC_62196_T3C",
  "NEMA_5_20",
  "NEMA_6_30",
  "NEMA_6_50",
  "NEMA_10_30",
  "NEMA_10_50",
  "NEMA_14_30",
  "NEMA_14_50",
  "PANTOGRAPH_BOTTOM_UP",
  "PANTOGRAPH_TOP_DOWN",
  "TESLA_R",
  "TESLA_S",
]);

/** OCPI 2.2.1 mod_locations, ConnectorFormat. */
export const connectorFormat = z.enum(["SOCKET", "CABLE"]);

/** OCPI 2.2.1 mod_locations, PowerType. */
export const powerType = z.enum(["AC_1_PHASE", "AC_2_PHASE", "AC_2_PHASE_SPLIT", "AC_3_PHASE", "DC"]);

/** OCPI 2.2.1 mod_locations, Connector. */
export const connector = z.looseObject({
  id: ciString(36),
  standard: connectorType,
  format: connectorFormat,
  power_type: powerType,
  max_voltage: z.int(),
  max_amperage: z.int(),
  max_electric_power: optional(z.int()),
  tariff_ids: many(ciString(36)),
  terms_and_conditions: optional(url),
  last_updated: dateTime,
});
