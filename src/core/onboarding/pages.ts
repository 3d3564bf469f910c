import type { Finding } from "../findings/catalogue.ts";
import { dataOf, type Answer } from "../peer/answer.ts";
import { listedUrl } from "../peer/listed-url.ts";
import { nextPage } from "../peer/pagination.ts";
import type { Peer } from "../peer/peer.ts";

/** A list of the hub's that goes on over pages (OCPI 2.2.1 transport_and_format, Pagination). */
interface PagedList {
  readonly hub: Pick<Peer, "admits" | "origins">;
  /** Of the first page. */
  readonly url: string;
  readonly get: (at: string) => Promise<Answer>;
  /** How many pages are read at the most. */
  readonly atMost: number;
}

/** Why a list was not read to its last page. */
export type CutShort =
  /** It goes on where no token may go. */
  | { readonly why: "elsewhere"; readonly url: string }
  /** It goes on where it was already, or beyond what is read of it. */
  | { readonly why: "circle" | "limit"; readonly url: string; readonly pages: number }
  /** A later page could not be read. */
  | { readonly why: "unread"; readonly answer: Answer };

/** What is found where a list goes on at a URL to which no token may go. */
export function pageElsewhere(entries: string, url: string, list: string, needed: boolean): Finding {
  const what = `next page of ${entries}`;
  return { code: "hub-url-elsewhere", what, url, origin: new URL(list).origin, needed, documented: undefined };
}

/**
 * The pages of a list that could be read, from the first on, as long as there is a next one to which a token may go.
 * @param cutShort is told why there is no last page, if there is none. That the first one is none is left to the caller, who has it.
 */
export async function* pagesFrom(
  { hub, url, get, atMost }: PagedList,
  first: Answer,
  cutShort: (cut: CutShort) => void,
): AsyncGenerator<{ readonly page: Answer; readonly isLast: boolean }> {
  const seen = new Set([url]);
  let page = first;
  let at = url;
  while (dataOf(page) !== undefined && page.kind === "answered") {
    const next = nextPage(page.headers);
    yield { page, isLast: next === undefined };
    if (next === undefined) return;
    // Taken verbatim, as OCPI asks, or from the page where it is relative (RFC 8288, 3.1); but never in a circle, without
    // end, or to a host that is not the hub's.
    const link = listedUrl(next, at, hub.origins).url ?? next;
    if (!hub.admits(link)) return cutShort({ why: "elsewhere", url: link });
    if (seen.has(link)) return cutShort({ why: "circle", url: link, pages: seen.size });
    if (seen.size >= atMost) return cutShort({ why: "limit", url: link, pages: seen.size });
    seen.add(link);
    at = link;
    page = await get(at);
    if (dataOf(page) === undefined) cutShort({ why: "unread", answer: page });
  }
}
