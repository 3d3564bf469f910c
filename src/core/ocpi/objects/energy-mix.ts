import * as z from "zod/mini";
import { many, optional, percentage, text } from "./types.ts";

const energySource = z.looseObject({
  source: z.enum(["NUCLEAR", "GENERAL_FOSSIL", "COAL", "GAS", "GENERAL_GREEN", "SOLAR", "WIND", "WATER"]),
  percentage,
});

const environmentalImpact = z.looseObject({
  category: z.enum(["NUCLEAR_WASTE", "CARBON_DIOXIDE"]),
  amount: z.number(),
});

/** OCPI 2.2.1 mod_locations, EnergyMix. */
export const energyMix = z.looseObject({
  is_green_energy: z.boolean(),
  energy_sources: many(energySource),
  environ_impact: many(environmentalImpact),
  supplier_name: optional(text(64)),
  energy_product_name: optional(text(64)),
});
