import type { PeerRequest } from "../../src/core/ports.ts";

/** An answer as it was recorded: a status and a body, with the headers that matter. */
interface Recorded {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers with recorded texts, by path and query; each request is noted. Several answers to one are given one after the other. */
export class RecordedPeer {
  /** `GET /ocpi/versions` */
  readonly seen: string[] = [];
  readonly origins = new Set<string>();
  /** How many requests were on their way at once, at the most. */
  atOnce = 0;
  readonly #answers: Record<string, Recorded | readonly Recorded[]>;
  readonly #token: string;
  #open = 0;

  /** @param token whoever comes with another one is refused. */
  constructor(token: string, answers: Record<string, Recorded | readonly Recorded[]>) {
    this.#token = token;
    this.#answers = answers;
  }

  readonly fetch = async ({ method, url, headers }: PeerRequest): Promise<Response> => {
    const { origin, pathname, search } = new URL(url);
    this.origins.add(origin);
    const presented = (headers["authorization"] ?? "").replace(/^Token /, "");
    if (presented !== this.#token && Buffer.from(presented, "base64").toString() !== this.#token)
      return new Response(JSON.stringify({ status_code: 2002 }), { status: 401 });
    const path = pathname + search;
    this.seen.push(`${method} ${path}`);
    this.#open += 1;
    this.atOnce = Math.max(this.atOnce, this.#open);
    await new Promise((resolve) => setImmediate(resolve));
    this.#open -= 1;
    const recorded = this.#answers[path] ?? notFound;
    const { status, body, headers: more }: Recorded = isOne(recorded) ? recorded : this.#next(path, recorded);
    return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...more } });
  };

  /** The last one stays. */
  #next(path: string, [first = notFound, ...rest]: readonly Recorded[]): Recorded {
    if (rest.length > 0) this.#answers[path] = rest;
    return first;
  }
}

function isOne(recorded: Recorded | readonly Recorded[]): recorded is Recorded {
  return !Array.isArray(recorded);
}

const notFound: Recorded = { status: 404, body: { status_code: 2003, status_message: "Not found" } };

/** A success of OCPI. */
export function success(data: unknown, headers: Readonly<Record<string, string>> = {}): Recorded {
  return { status: 200, body: { status_code: 1000, timestamp: "2026-11-22T10:00:00Z", data }, headers };
}
