import { answered, refused, type Reply } from "./reply.ts";

/** The most objects on a page, and how many there are when the client does not say. */
const MOST = 50;

/** The part of a list that a client asks for, with the URL of the next one. */
export interface ListRequest {
  /** The list's own URL, without a query. */
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
}

/**
 * One page of a list: OCPI 2.2.1 transport_and_format, "Pagination". `date_from` is inclusive, `date_to` exclusive, both of
 * `last_updated`; `Link` repeats the filters, on every page but the last.
 * @param most the server's upper bound of objects on a page.
 * @returns a refusal with code 2001 for a parameter that is none.
 */
export function page(
  objects: readonly Readonly<Record<string, unknown>>[],
  { url, query }: ListRequest,
  most = MOST,
): Reply {
  const [offset, limit] = [whole(query.offset, 0), whole(query.limit, most)];
  if (offset === undefined || limit === undefined || limit === 0)
    return refused(200, 2001, "offset and limit are whole numbers");
  const [from, to] = [moment(query.date_from, -Infinity), moment(query.date_to, Infinity)];
  if (from === undefined || to === undefined) return refused(200, 2001, "date_from and date_to are times in UTC");
  const fitting = objects.filter(({ last_updated: updated }) => {
    const at = Date.parse(String(updated));
    return Number.isNaN(at) || (at >= from && at < to);
  });
  const size = Math.min(limit, most);
  const headers: Record<string, string> = {
    "x-total-count": String(fitting.length),
    "x-limit": String(most),
  };
  if (offset + size < fitting.length) {
    const filters = Object.entries(query).filter(([name]) => /^date_(?:from|to)$/.test(name));
    const next = new URLSearchParams([...filters, ["offset", String(offset + size)], ["limit", String(size)]]);
    headers["link"] = `<${url}?${next}>; rel="next"`;
  }
  return answered(fitting.slice(offset, offset + size), 200, headers);
}

function whole(text: string | undefined, otherwise: number): number | undefined {
  if (text === undefined) return otherwise;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** OCPI's DateTime may lack its `Z` and is UTC all the same. */
function moment(text: string | undefined, otherwise: number): number | undefined {
  if (text === undefined) return otherwise;
  const at = Date.parse(/Z$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(at) ? undefined : at;
}
