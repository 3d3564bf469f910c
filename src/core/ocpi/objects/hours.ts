import * as z from "zod/mini";
import { dateTime } from "./date-time.ts";
import { many, timeOfDay } from "./types.ts";

const regularHours = z.looseObject({
  // From Monday (1) to Sunday (7).
  weekday: z.int().check(z.gte(1), z.lte(7)),
  period_begin: timeOfDay,
  period_end: timeOfDay,
});

const exceptionalPeriod = z.looseObject({ period_begin: dateTime, period_end: dateTime });

/** OCPI 2.2.1 mod_locations, Hours. */
export const hours = z.looseObject({
  twentyfourseven: z.boolean(),
  regular_hours: many(regularHours),
  exceptional_openings: many(exceptionalPeriod),
  exceptional_closings: many(exceptionalPeriod),
});
