import type { Answer } from "./answer.ts";

/**
 * Where a request is answered that was redirected to its own path with a slash at the end, or without it. It did nothing where it
 * was (RFC 9110, 15.4.8 and 15.4.9), and it comes to no other place there. Frameworks answer like this by themselves.
 * @returns the URL, on the scheme that it had; undefined for every other answer.
 */
export function slashedUrl(answer: Answer): string | undefined {
  if (answer.kind === "unanswered" || (answer.httpStatus !== 307 && answer.httpStatus !== 308)) return undefined;
  const url = new URL(answer.summary.url);
  const location = URL.parse(answer.headers.get("location") ?? "", url.href);
  if (location === null || location.host !== url.host || location.search !== url.search) return undefined;
  const isOther = location.pathname !== url.pathname && withoutSlash(location) === withoutSlash(url);
  if (!isOther) return undefined;
  url.pathname = location.pathname;
  return url.href;
}

function withoutSlash({ pathname }: URL): string {
  return pathname.replace(/\/$/, "");
}
