import type { AnswerHeaders } from "../ports.ts";
/**
 * The URL of the next page, out of `Link: <…>; rel="next"`, verbatim (OCPI 2.2.1 transport_and_format, Pagination).
 * Undefined when there is none.
 */
export function nextPage(headers: AnswerHeaders): string | undefined {
  const link = headers.get("link") ?? "";
  for (const [, url, parameters = ""] of link.matchAll(/<([^<>]*)>([^<]*)/g)) {
    if (relationsIn(parameters).some((relation) => relation.toLowerCase() === "next")) return url;
  }
  return undefined;
}

/** The relation types that a link's parameters name, in quotes several (RFC 8288, 3.3). A quote without its end names none. */
function relationsIn(parameters: string): string[] {
  return [...parameters.matchAll(/;\s*rel\s*=\s*(?:"([^"]*)"|([^\s";,]+))/gi)].flatMap(([, quoted, bare]) =>
    (quoted ?? bare ?? "").split(/\s+/),
  );
}
