import type { Profile } from "./profile.ts";

/** ChargeIndia Hub, as its partner documentation describes it. */
export const chargeindia: Profile = {
  name: "chargeindia",
  title: "ChargeIndia Hub",
  version: "2.2.1",
  hub: { role: "HUB", country_code: "IN", party_id: "CIH" },
  paths: {
    versions: "/ocpi/versions",
    details: "/ocpi/2.2.1",
    credentials: "/ocpi/2.2.1/credentials",
    hubclientinfo: "/ocpi/2.2.1/hubclientinfo",
    locations: "/ocpi/2.2.1/locations",
  },
  // The documentation shows the token as it is; OCPI 2.2.1-d2 asks for Base64.
  encodings: ["plain", "base64"],
  documentsGuards: true,
  roles: ["CPO", "EMSP"],
  country: "IN",
  currency: "INR",
  unauthorisedCode: 2002,
  rateLimitedCode: 2004,
  codeMeanings: {
    2000: "a general error",
    2002: "unauthorised: wrong or revoked token, or suspended party",
    2003: "not found",
    2004: "rate limit exceeded",
  },
  confirms: true,
  unregisters: false,
  listsCaller: true,
  platformUrl: "details",
  singleParty: true,
  healthPath: "/ocpi/versions",
  routes: true,
  receiverBase: "/ocpi/2.2.1",
  // A CPO pushes. An eMSP pulls locations and tariffs, and is pushed sessions and CDRs: there is no GET of those for it.
  offers: {
    CPO: [
      ["locations", "RECEIVER"],
      ["tariffs", "RECEIVER"],
      ["sessions", "RECEIVER"],
      ["cdrs", "RECEIVER"],
    ],
    EMSP: [
      ["locations", "SENDER"],
      ["tariffs", "SENDER"],
      ["tokens", "RECEIVER"],
      ["commands", "RECEIVER"],
    ],
  },
  receivers: [
    {
      module: "tokens",
      interfaceRole: "RECEIVER",
      roles: ["CPO"],
      method: "PUT",
      path: "/{country_code}/{party_id}/{token_uid}/authorize",
    },
    { module: "commands", interfaceRole: "RECEIVER", roles: ["CPO"], method: "POST", path: "/{command}" },
    {
      module: "sessions",
      interfaceRole: "RECEIVER",
      roles: ["EMSP"],
      method: "PUT",
      path: "/{country_code}/{party_id}/{session_id}",
    },
    { module: "cdrs", interfaceRole: "RECEIVER", roles: ["EMSP"], method: "POST", path: "" },
    { module: "versions", interfaceRole: undefined, roles: ["CPO", "EMSP"], method: "GET", path: "" },
  ],
  platformModules: {
    CPO: [
      ["tokens", "RECEIVER"],
      ["commands", "RECEIVER"],
    ],
    EMSP: [
      ["sessions", "RECEIVER"],
      ["cdrs", "RECEIVER"],
    ],
  },
  // Its documentation has none.
  sendsRoutingHeaders: false,
  authorizeAlso: ["UNKNOWN"],
  severities: {
    "PRT-15": "warning",
    "PRT-17": "warning",
    "PRT-20": "info",
    "PRT-23": "info",
    "PRT-31": "info",
    "RCV-13": "warning",
    "RCV-14": "error",
    "RCV-18": "info",
    "RCV-19": "info",
  },
};
