import * as z from "zod/mini";
import { profileNames } from "../profiles/hubs.ts";
import { ALL_CONNECTIONS } from "./all-connections.ts";

/** The name of a connection: lower-case letters, digits and dashes; `all` is a word of the commands. */
const connectionName = z.string().check(
  z.regex(/^[a-z0-9-]+$/, "lower-case letters, digits and dashes"),
  z.refine((name) => name !== ALL_CONNECTIONS, `a name other than "${ALL_CONNECTIONS}"`),
);

const roleName = z.string().check(
  z.meta({
    description: "`CPO` operates charge points, `EMSP` serves drivers.",
    examples: ["CPO", "EMSP"],
  }),
);
const countryCode = z.string().check(
  z.meta({
    description: "Two letters, as the account team assigned them.",
    examples: ["IN"],
  }),
);

/** A party id as OCPI has it: CiString(3). */
export const partyId = z.string().check(
  z.meta({
    description: "Three letters or digits, as the account team assigned them.",
    examples: ["ABC"],
  }),
);

const party = z.strictObject({ role: roleName, country_code: countryCode, party_id: partyId });

// Unknown fields travel along: hubs add their own, such as `gstin`.
const businessDetails = z
  .looseObject({
    name: z.string().check(z.meta({ description: "Your company's name, at most 100 characters." })),
    website: z.exactOptional(z.string()).check(z.meta({ description: "Your company's website." })),
  })
  .check(z.meta({ description: "Who you are; fields that a hub adds, such as `gstin`, travel along." }));

const role = z.strictObject({
  role: roleName,
  country_code: countryCode,
  party_id: partyId,
  business_details: businessDetails,
});

const hub = z.strictObject({
  profile: z
    .optional(z.enum(profileNames))
    .check(z.meta({ description: "Which hub this is; `chargeindia` when it is left out." })),
  url: z.optional(z.string()).check(
    z.meta({
      description: "The hub's origin, or its versions URL; for `ocpi-2.2.1` the versions URL.",
      examples: ["https://hub.chargeindia.com"],
    }),
  ),
  token_encoding: z
    .optional(z.enum(["auto", "plain", "base64"]))
    .check(z.meta({ description: "How the hub takes the token in the header; `auto` finds out." })),
  party: z
    .optional(
      z.string().check(z.regex(/^[A-Za-z]{2}\*[A-Za-z0-9]{1,3}$/, "a country code and a party id, such as IN*CIH")),
    )
    .check(
      z.meta({
        description: "The hub's own party, where it is another one than the profile's.",
        examples: ["IN*CIH"],
      }),
    ),
  allowed_origins: z.optional(z.array(z.string())).check(
    z.meta({
      description: "Origins beside the hub's own to which its tokens may go. Only what the account team confirmed.",
    }),
  ),
});

const platform = z.strictObject({
  url: z.optional(z.string()).check(
    z.meta({
      description:
        "Your platform's OCPI URL, which is sent to the hub. For ChargeIndia Hub: the address of your version details. For `ocpi-2.2.1`: your versions URL.",
      examples: ["https://your-platform.com/ocpi/2.2.1"],
    }),
  ),
  roles: z.optional(z.array(role)).check(z.meta({ description: "Your parties, as the account team assigned them." })),
});

const connection = z.strictObject({
  hub: z.optional(hub).check(z.meta({ description: "The hub." })),
  platform: z.optional(platform).check(z.meta({ description: "Your own OCPI platform." })),
  // An empty `receivers:` is an empty text to YAML.
  receivers: z
    .optional(
      z.union([
        z.record(z.string(), z.string()),
        z.pipe(
          z.literal(""),
          z.transform((): Record<string, string> => ({})),
        ),
      ]),
    )
    .check(z.meta({ description: "Where the hub calls you, by module, when your version details do not say it." })),
  routing: z.optional(z.array(party)).check(z.meta({ description: "Whom you expect to reach through the hub." })),
});

/** `ocpi.yml`. Every scalar is a text, as it was written: `1E5`, `007` and `NO` are ids, not numbers or truths. */
export const configSchema = z.strictObject({
  version: z.literal("1").check(z.meta({ description: "The version of this file's format." })),
  connections: z
    .record(connectionName, connection)
    .check(z.meta({ description: "Your platforms at hubs, by name. No token may stand in this file." })),
});

/** An entry of `connections` in `ocpi.yml`, parsed and valid. */
export type ConnectionConfig = z.infer<typeof connection>;
