import type { PeerFetch, PeerRequest, PeerResponse } from "../../core/ports.ts";

// They tell who answered, a hub or something before it; none of them is ever about who asks.
const telling = ["content-type", "content-length", "date", "retry-after", "server", "via"];

/**
 * A fetch that tells at the log's level Debug what a request's own line leaves out: its id, headers that tell who answered,
 * and at which address it failed. Bodies are told at no level: a token that is not known yet cannot be taken out of one.
 * For the same reason nothing is told of what a credentials endpoint or an unsafe request was answered.
 */
export function loggedFetch(fetch: PeerFetch, debug: (text: string) => void): PeerFetch {
  return async (request) => {
    // Of the URL only its origin: the rest is in the request's own line, where a token that may be in it is taken out.
    const asked = `${request.method} ${new URL(request.url).origin}, X-Request-ID ${request.headers["x-request-id"]}`;
    try {
      const response = await fetch(request);
      if (mayTell(request)) debug(`${asked}: HTTP ${response.status}${headersOf(response)}`);
      return response;
    } catch (error) {
      if (!request.signal.aborted) debug(`${asked}: ${placeOf(error)}`);
      throw error;
    }
  };
}

function mayTell({ method, url }: PeerRequest): boolean {
  return method === "GET" && !/\/credentials\b/.test(new URL(url).pathname);
}

function headersOf({ headers }: PeerResponse): string {
  return telling
    .flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [`, ${name}: ${value}`];
    })
    .join("");
}

/** Where it failed, out of the fields of Node's system errors: their messages may quote what was sent. */
function placeOf(error: unknown): string {
  const told = new Set<string>();
  for (let one = error; one instanceof Error; one = one instanceof AggregateError ? one.errors[0] : one.cause) {
    const { code, syscall, hostname, address, port } = one as Error & Readonly<Record<string, unknown>>;
    const socket = typeof address === "string" && typeof port === "number" ? `${address}:${port}` : undefined;
    for (const field of [code, syscall, hostname, socket]) if (typeof field === "string") told.add(field);
  }
  return [...told].join(" ");
}
