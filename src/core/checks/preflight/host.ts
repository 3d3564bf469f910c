import type { Finding } from "../../findings/catalogue.ts";
import { isPublicAddress } from "../../ocpi/public-address.ts";
import { tokenStatusOf } from "../../peer/token-status.ts";
import type { PlatformObservation } from "./observation.ts";

const DAY_MS = 86_400_000;
/** How many days before its end a certificate is worth a warning. */
const CERTIFICATE_DAYS = 14;

/** PRT-01: the host's name leads to public addresses. */
export function checkAddresses({
  url,
  addresses = [],
  isSandbox,
}: Pick<PlatformObservation, "url" | "addresses" | "isSandbox">): Finding[] {
  const hidden = isSandbox ? [] : addresses.filter((address) => !isPublicAddress(address));
  return hidden.length === 0 ? [] : [{ code: "platform-private", host: new URL(url).hostname, addresses: hidden }];
}

/** PRT-02: the certificate is valid for a while yet. What is wrong with it now keeps the platform from being reached. */
export function checkCertificateEnd({ url, certificateEnd, now }: PlatformObservation): Finding[] {
  if (certificateEnd === undefined) return [];
  const days = Math.floor((certificateEnd.getTime() - now.getTime()) / DAY_MS);
  return days < CERTIFICATE_DAYS
    ? [{ code: "platform-certificate-ends", host: new URL(url).hostname, days, end: certificateEnd }]
    : [];
}

/** PRT-27: versions answer in time for a health check. The fastest counts: the first pays for the connection. */
export function checkSpeed({ url, forms, quick }: PlatformObservation): Finding[] {
  const calls = [...(forms === undefined ? [] : [forms.plain, forms.base64]), ...quick];
  const answered = calls.filter(({ answer }) => answer.kind === "answered");
  if (answered.length === 0) return [];
  const ms = Math.min(...answered.map(({ durationMs }) => durationMs));
  return ms > 2000 ? [{ code: "platform-slow", url, ms }] : [];
}

/** PRT-28: a platform that takes its token takes it five times within a minute. */
export function checkLimits({ quick, looks, profile }: PlatformObservation): Finding[] {
  if (!looks.some(({ tokenStatus }) => tokenStatus === "accepted")) return [];
  const turnedAway = quick.find(({ answer }) => {
    const status = tokenStatusOf(answer, { unauthorisedCode: profile.unauthorisedCode });
    return answer.kind === "answered" && (status === "unheard" || status === "refused");
  });
  return turnedAway === undefined
    ? []
    : [{ code: "platform-limits", response: turnedAway.answer.summary, calls: quick.indexOf(turnedAway) + 1 }];
}
