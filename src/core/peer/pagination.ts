/**
 * The URL of the next page, out of `Link: <…>; rel="next"`, verbatim (OCPI 2.2.1 transport_and_format, Pagination).
 * Undefined when there is none.
 */
export function nextPage(headers: Headers): string | undefined {
  const link = headers.get("link") ?? "";
  for (const [, url, parameters] of link.matchAll(/<([^<>]*)>([^<]*)/g)) {
    if (/;\s*rel\s*=\s*(?:"[^"]*\bnext\b[^"]*"|next\b)/i.test(parameters ?? "")) return url;
  }
  return undefined;
}
