import type { PayloadFinding } from "../findings/offline.ts";
import type { Source } from "../findings/source.ts";
import { hostFault } from "../ocpi/public-address.ts";
import { isLoopback } from "../peer/hub-address.ts";
import type { Profile } from "../profiles/profile.ts";

/**
 * PAY-12, PAY-14, PAY-15: what the text of a platform's URL says of it. OCPI asks for the address of the list of versions, and
 * some hubs for that of the version details. Of a platform on this machine nothing is said: it is a sandbox's.
 * @param value a URL that {@link checkUrl} finds nothing wrong with.
 */
export function checkPlatformUrl(value: string, source: Source, profile: Profile): PayloadFinding[] {
  const url = URL.parse(value);
  if (url === null || isLoopback(value)) return [];
  const placeholder: PayloadFinding[] =
    hostFault(url) === "placeholder" ? [{ code: "url-placeholder", source, host: url.hostname }] : [];
  return [...placeholder, ...checkPath(url, { source, value }, profile)];
}

function checkPath(
  { origin, pathname }: URL,
  given: { readonly source: Source; readonly value: string },
  { platformUrl, version }: Profile,
): PayloadFinding[] {
  const path = pathname.replace(/\/+$/, "");
  const asked = platformUrl === "versions" ? "versions" : "details";
  const last = asked === "versions" ? "versions" : version;
  if (path === "") return [{ code: "platform-url-pathless", ...given, asked, expected: `${origin}/ocpi/${last}` }];
  const base = origin + path.slice(0, path.lastIndexOf("/"));
  if (path.endsWith("/credentials")) {
    const details = base.endsWith(`/${version}`) ? base : `${base}/${version}`;
    const expected = asked === "details" ? details : `${details.slice(0, -version.length)}versions`;
    return [{ code: "platform-url-credentials", ...given, asked, expected }];
  }
  if (asked === "details" && path.endsWith("/versions")) {
    return [{ code: "platform-url-versions", ...given, expected: `${base}/${version}` }];
  }
  if (asked === "versions" && path.endsWith(`/${version}`)) {
    return [{ code: "platform-url-details", ...given, expected: `${base}/versions` }];
  }
  return [];
}
