import { z } from "zod";
import { profileNames } from "../profiles/hubs.ts";

/** The name of a connection: lower-case letters, digits and dashes; `all` is a word of the commands. */
const connectionName = z
  .string()
  .regex(/^[a-z0-9-]+$/, "lower-case letters, digits and dashes")
  .refine((name) => name !== "all", 'a name other than "all"');

const roleName = z.string().meta({
  description: "`CPO` operates charge points, `EMSP` serves drivers.",
  examples: ["CPO", "EMSP"],
});
const countryCode = z.string().meta({
  description: "Two letters, as the account team assigned them.",
  examples: ["IN"],
});
export const partyId = z.string().meta({
  description: "Three letters or digits, as the account team assigned them.",
  examples: ["ABC"],
});

const party = z.strictObject({ role: roleName, country_code: countryCode, party_id: partyId });

// Unknown fields travel along: hubs add their own, such as `gstin`.
const businessDetails = z
  .looseObject({
    name: z.string().meta({ description: "Your company's name, at most 100 characters." }),
    website: z.string().exactOptional().meta({ description: "Your company's website." }),
  })
  .meta({ description: "Who you are; fields that a hub adds, such as `gstin`, travel along." });

const role = z.strictObject({
  role: roleName,
  country_code: countryCode,
  party_id: partyId,
  business_details: businessDetails,
});

const hub = z.strictObject({
  profile: z
    .enum(profileNames)
    .optional()
    .meta({ description: "Which hub this is; `chargeindia` when it is left out." }),
  url: z
    .string()
    .optional()
    .meta({
      description: "The hub's origin, or its versions URL; for `ocpi-2.2.1` the versions URL.",
      examples: ["https://hub.chargeindia.com"],
    }),
  token_encoding: z
    .enum(["auto", "plain", "base64"])
    .optional()
    .meta({ description: "How the hub takes the token in the header; `auto` finds out." }),
  allowed_origins: z.array(z.string()).optional().meta({
    description: "Origins beside the hub's own to which its tokens may go. Only what the account team confirmed.",
  }),
});

const platform = z.strictObject({
  url: z
    .string()
    .optional()
    .meta({
      description:
        "The `url` that is sent to the hub: your list of OCPI 2.2.1 endpoints; for `ocpi-2.2.1` your versions URL.",
      examples: ["https://your-platform.com/ocpi/2.2.1"],
    }),
  roles: z.array(role).optional().meta({ description: "Your parties, as the account team assigned them." }),
});

const connection = z.strictObject({
  hub: hub.optional().meta({ description: "The hub." }),
  platform: platform.optional().meta({ description: "Your own OCPI platform." }),
  // An empty `receivers:` is an empty text to YAML.
  receivers: z
    .union([z.record(z.string(), z.string()), z.literal("").transform((): Record<string, string> => ({}))])
    .optional()
    .meta({ description: "Where the hub calls you, by module, when it is not at the documented paths." }),
  routing: z.array(party).optional().meta({ description: "Whom you expect to reach through the hub." }),
});

/** `ocpi.yml`. Every scalar is a text, as it was written: `1E5`, `007` and `NO` are ids, not numbers or truths. */
export const configSchema = z.strictObject({
  version: z.literal("1").meta({ description: "The version of this file's format." }),
  connections: z
    .record(connectionName, connection)
    .meta({ description: "Your platforms at hubs, by name. No token may stand in this file." }),
});

export type ConnectionConfig = z.infer<typeof connection>;
