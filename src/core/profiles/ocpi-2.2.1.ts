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
  receivers: [],
};
