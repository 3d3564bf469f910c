import { z } from "zod";
import { profileNames } from "../profiles/hubs.ts";

/** The name of a connection: lower-case letters, digits and dashes; `all` is a word of the commands. */
const connectionName = z
  .string()
  .regex(/^[a-z0-9-]+$/, "lower-case letters, digits and dashes")
  .refine((name) => name !== "all", 'a name other than "all"');

const party = z.strictObject({ role: z.string(), country_code: z.string(), party_id: z.string() });

// Unknown fields travel along: hubs add their own, such as `gstin`.
const businessDetails = z.looseObject({ name: z.string(), website: z.string().exactOptional() });

const role = z.strictObject({
  role: z.string(),
  country_code: z.string(),
  party_id: z.string(),
  business_details: businessDetails,
});

const hub = z.strictObject({
  profile: z.enum(profileNames).optional(),
  url: z.string().optional(),
  token_encoding: z.enum(["auto", "plain", "base64"]).optional(),
  allowed_origins: z.array(z.string()).optional(),
});

const platform = z.strictObject({ url: z.string().optional(), roles: z.array(role).optional() });

const connection = z.strictObject({
  hub: hub.optional(),
  platform: platform.optional(),
  // An empty `receivers:` is an empty text to YAML.
  receivers: z
    .union([z.record(z.string(), z.string()), z.literal("").transform((): Record<string, string> => ({}))])
    .optional(),
  routing: z.array(party).optional(),
});

/** `ocpi.yml`. Every scalar is a text, as it was written: `1E5`, `007` and `NO` are ids, not numbers or truths. */
export const configSchema = z.strictObject({
  version: z.literal("1"),
  connections: z.record(connectionName, connection),
});

export type ConnectionConfig = z.infer<typeof connection>;
