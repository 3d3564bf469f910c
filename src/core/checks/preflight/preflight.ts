import type { Finding } from "../../findings/catalogue.ts";
import { checkContentType, checkErrorPages, checkIds, checkSlash, checkTimestamp } from "./answers.ts";
import {
  checkClientInfoListed,
  checkCredentialsListed,
  checkDetailsShape,
  checkDetailsVersion,
  checkEndpointHosts,
  checkEndpointUrls,
  checkInterfaceRoles,
  checkModules,
  checkVersionOrder,
  checkVersionUrls,
} from "./details.ts";
import { checkAddresses, checkCertificateEnd, checkLimits, checkSpeed } from "./host.ts";
import { checkBase, checkCredentials, checkLists, checkRoutingHeaders, checkUnknownObjects } from "./modules.ts";
import type { PlatformObservation } from "./observation.ts";
import { checkForms, checkGuard, checkHeaderCase, checkRouting } from "./tokens.ts";

/** The checks of a preflight beyond what is in the way of an exchange: from the way to the platform to what its modules answer. */
const checks: readonly ((seen: PlatformObservation) => Finding[])[] = [
  checkAddresses,
  checkCertificateEnd,
  checkHeaderCase,
  checkRouting,
  checkGuard,
  checkForms,
  checkSpeed,
  checkLimits,
  checkVersionUrls,
  checkDetailsShape,
  checkDetailsVersion,
  checkInterfaceRoles,
  checkModules,
  checkEndpointUrls,
  checkEndpointHosts,
  checkCredentialsListed,
  checkClientInfoListed,
  checkVersionOrder,
  checkBase,
  checkCredentials,
  checkContentType,
  checkIds,
  checkTimestamp,
  checkErrorPages,
  checkSlash,
  checkLists,
  checkUnknownObjects,
  checkRoutingHeaders,
];

/** What is found of everything that a preflight saw. */
export function checkPreflight(seen: PlatformObservation): Finding[] {
  return checks.flatMap((check) => check(seen));
}
