import type { Finding } from "../../findings/catalogue.ts";
import { hostFault } from "../../ocpi/public-address.ts";
import { readVersionDetails, readVersions, type Endpoint } from "../../ocpi/versions.ts";
import { dataOf } from "../../peer/answer.ts";
import { isLoopback } from "../../peer/hub-address.ts";
import type { OfferedModule } from "../../profiles/profile.ts";
import type { PlatformObservation } from "./observation.ts";

// OCPI 2.2.1 types, URL.
const URL_MAX_LENGTH = 255;

/** What is wrong with a URL that the platform lists. */
type UrlFault = "relative" | "insecure" | "private" | "placeholder" | "long";

function urlFault(written: string, isSandbox: boolean): UrlFault | undefined {
  const url = URL.parse(written);
  if (url === null || !/^https?:$/.test(url.protocol)) return "relative";
  if (written.length > URL_MAX_LENGTH) return "long";
  if (isSandbox && isLoopback(written)) return undefined;
  return url.protocol === "http:" ? "insecure" : hostFault(url);
}

/** PRT-12: the URL of the version is one that the hub can call. One finding for each fault, however often it is listed. */
export function checkVersionUrls({ looks, profile, isSandbox }: PlatformObservation): Finding[] {
  const listed = looks.flatMap(({ answer }) =>
    // Details in a list are no versions.
    (readVersions(dataOf(answer)?.data)?.versions ?? []).filter(
      ({ version, url }) => version === profile.version && url !== "",
    ),
  );
  const faulty = listed.flatMap(({ url }) => {
    const fault = urlFault(url, isSandbox);
    return fault === undefined ? [] : [{ url, fault }];
  });
  const firsts = faulty.filter(({ fault }, index) => faulty.findIndex((one) => one.fault === fault) === index);
  return firsts.map((one) => ({ code: "platform-version-url", ...one }));
}

/** PRT-18: and so is each endpoint's. One finding for each fault, however many have it. */
export function checkEndpointUrls({ details, isSandbox }: PlatformObservation): Finding[] {
  const faulty = (details?.endpoints ?? []).flatMap(({ identifier, url }) => {
    const fault = urlFault(url, isSandbox);
    return fault === undefined ? [] : [{ module: identifier, url, fault }];
  });
  const faults = [...new Set(faulty.map(({ fault }) => fault))];
  return faults.map((fault) => {
    const same = faulty.filter((one) => one.fault === fault);
    return { code: "platform-endpoint-url", fault, url: same[0]?.url ?? "", modules: modulesOf(same) };
  });
}

/** PRT-19: endpoints are on the platform's own host. Which others are the partner's is not for us to know. */
export function checkEndpointHosts({ details, url, isSandbox }: PlatformObservation): Finding[] {
  const { host } = new URL(url);
  const elsewhere = (details?.endpoints ?? []).filter((endpoint) => {
    const at = URL.parse(endpoint.url);
    return at !== null && urlFault(endpoint.url, isSandbox) === undefined && at.host !== host;
  });
  if (elsewhere.length === 0) return [];
  const hosts = [...new Set(elsewhere.map((endpoint) => new URL(endpoint.url).host))];
  return [{ code: "platform-hosts", host, hosts, modules: elsewhere.map(({ identifier }) => identifier) }];
}

function modulesOf(endpoints: readonly { readonly module: string }[]): string[] {
  return [...new Set(endpoints.map(({ module }) => module))];
}

/** PRT-14: details are those of the version that lists them. */
export function checkDetailsVersion({ details, profile, looks, url }: PlatformObservation): Finding[] {
  const version = details?.version;
  // Of the given URL the look says it.
  const given = looks.find((look) => look.url === url);
  const isTold = given !== undefined && readVersionDetails(dataOf(given.answer)?.data) !== undefined;
  return version === undefined || isTold || version === profile.version
    ? []
    : [{ code: "platform-details-version", version, wanted: profile.version }];
}

/** PRT-13: details are an object, and not in a list. */
export function checkDetailsShape({ details, profile }: PlatformObservation): Finding[] {
  return details?.listed === true ? [{ code: "platform-details-list", version: profile.version }] : [];
}

/** PRT-15: the hub finds where to update its credentials. */
export function checkCredentialsListed({ details }: PlatformObservation): Finding[] {
  const isListed = details?.endpoints.some(({ identifier }) => identifier === "credentials") !== false;
  return isListed ? [] : [{ code: "platform-no-credentials" }];
}

/** PRT-20: the hub finds where to tell of its other parties. */
export function checkClientInfoListed({ details }: PlatformObservation): Finding[] {
  const isListed = details?.endpoints.some(({ identifier }) => identifier === "hubclientinfo") !== false;
  return isListed ? [] : [{ code: "platform-no-clientinfo" }];
}

/** PRT-16: each endpoint says which side of its module it is, in OCPI's letters. For credentials that has no meaning. */
export function checkInterfaceRoles({ details }: PlatformObservation): Finding[] {
  const wrong = (details?.endpoints ?? []).filter(
    ({ identifier, role }) => identifier !== "credentials" && role !== "SENDER" && role !== "RECEIVER",
  );
  if (wrong.length === 0) return [];
  const written = [...new Set(wrong.map(({ role = "" }) => role))];
  return [{ code: "platform-interface-role", modules: wrong.map(({ identifier }) => identifier), written }];
}

/** PRT-17: what traffic needs of the platform's role is listed, and on the side that it is. */
export function checkModules({ details, roles, profile }: PlatformObservation): Finding[] {
  if (details === undefined) return [];
  return [...new Set(roles.map(({ role }) => role))].flatMap((role): Finding[] => {
    const known = Object.entries(profile.platformModules).find(([name]) => name === role)?.[1];
    if (known === undefined) return [];
    const missing = known.filter((module) => !offers(details.endpoints, module));
    const swapped = missing.filter(([module, side]) =>
      offers(details.endpoints, [module, side === "SENDER" ? "RECEIVER" : "SENDER"]),
    );
    const names = (modules: readonly OfferedModule[]): string[] => modules.map((module) => module.join(" "));
    if (missing.length === 0) return [];
    // Some read RECEIVER as "receives requests" (ocpi/ocpi#479), and write each of them the other way round.
    return swapped.length === known.length
      ? [{ code: "platform-roles-swapped", role, modules: names(known) }]
      : [{ code: "platform-module-missing", role, modules: names(missing) }];
  });
}

function offers(endpoints: readonly Endpoint[], [module, side]: OfferedModule): boolean {
  return endpoints.some(({ identifier, role }) => identifier === module && role?.toUpperCase() === side);
}

/** PRT-39: some servers take the first version of the list, whatever it is. */
export function checkVersionOrder({ looks, profile }: PlatformObservation): Finding[] {
  const lists = looks.flatMap(({ answer }) => readVersions(dataOf(answer)?.data) ?? []);
  const list = lists.find(({ versions }) => versions.some(({ version }) => version === profile.version));
  const first = list?.versions[0];
  return first === undefined || first.version === profile.version
    ? []
    : [{ code: "platform-version-order", first: first.version, wanted: profile.version }];
}
