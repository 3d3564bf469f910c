import { roleNames } from "../ocpi/party.ts";
import type { Profile } from "./profile.ts";

/** Any hub that keeps to OCPI 2.2.1-d2. */
export const ocpi221: Profile = {
  name: "ocpi-2.2.1",
  title: "the hub",
  version: "2.2.1",
  hub: undefined,
  paths: undefined,
  encodings: ["base64", "plain"],
  documentsGuards: false,
  // A partner is anything but the hub itself (credentials, CredentialsRole).
  roles: roleNames.filter((role) => role !== "HUB"),
  country: undefined,
  currency: undefined,
  unauthorisedCode: undefined,
  rateLimitedCode: undefined,
  codeMeanings: {},
  confirms: false,
  unregisters: true,
  listsCaller: false,
  platformUrl: "versions",
  singleParty: false,
  healthPath: undefined,
  routes: false,
  // The other side of what a role typically implements (terminology, "Typical OCPI implementations per Role").
  offers: {
    CPO: [
      ["locations", "RECEIVER"],
      ["tariffs", "RECEIVER"],
      ["sessions", "RECEIVER"],
      ["cdrs", "RECEIVER"],
      ["tokens", "SENDER"],
    ],
    EMSP: [
      ["locations", "SENDER"],
      ["tariffs", "SENDER"],
      ["sessions", "SENDER"],
      ["cdrs", "SENDER"],
      ["tokens", "RECEIVER"],
      ["commands", "RECEIVER"],
    ],
    NSP: [
      ["locations", "SENDER"],
      ["tariffs", "SENDER"],
    ],
    NAP: [
      ["locations", "SENDER"],
      ["tariffs", "SENDER"],
    ],
    SCSP: [
      ["sessions", "SENDER"],
      ["chargingprofiles", "RECEIVER"],
    ],
  },
  // OCPI 2.2.1 transport_and_format, "Typical OCPI implementations", and the modules' own tables. The hub finds them in the details.
  receivers: [
    {
      module: "tokens",
      interfaceRole: "RECEIVER",
      roles: ["CPO"],
      method: "PUT",
      path: "/{country_code}/{party_id}/{token_uid}",
    },
    { module: "commands", interfaceRole: "RECEIVER", roles: ["CPO"], method: "POST", path: "/{command}" },
    {
      module: "locations",
      interfaceRole: "RECEIVER",
      roles: ["EMSP", "NSP", "NAP"],
      method: "PUT",
      path: "/{country_code}/{party_id}/{location_id}",
    },
    {
      module: "tariffs",
      interfaceRole: "RECEIVER",
      roles: ["EMSP", "NSP"],
      method: "PUT",
      path: "/{country_code}/{party_id}/{tariff_id}",
    },
    {
      module: "sessions",
      interfaceRole: "RECEIVER",
      roles: ["EMSP", "SCSP"],
      method: "PUT",
      path: "/{country_code}/{party_id}/{session_id}",
    },
    { module: "cdrs", interfaceRole: "RECEIVER", roles: ["EMSP"], method: "POST", path: "" },
    { module: "tokens", interfaceRole: "SENDER", roles: ["EMSP"], method: "POST", path: "/{token_uid}/authorize" },
    {
      module: "hubclientinfo",
      interfaceRole: "RECEIVER",
      roles: ["CPO", "EMSP", "NSP", "NAP", "SCSP"],
      method: "PUT",
      path: "/{country_code}/{party_id}",
    },
  ],
  receiverBase: undefined,
  // OCPI 2.2.1 transport_and_format, "Typical OCPI implementations".
  platformModules: {
    CPO: [
      ["locations", "SENDER"],
      ["tariffs", "SENDER"],
      ["sessions", "SENDER"],
      ["cdrs", "SENDER"],
      ["tokens", "RECEIVER"],
      ["commands", "RECEIVER"],
    ],
    EMSP: [
      ["tokens", "SENDER"],
      ["locations", "RECEIVER"],
      ["tariffs", "RECEIVER"],
      ["sessions", "RECEIVER"],
      ["cdrs", "RECEIVER"],
    ],
  },
  sendsRoutingHeaders: true,
  authorizeAlso: [],
  severities: { "RCV-14": "info" },
};
