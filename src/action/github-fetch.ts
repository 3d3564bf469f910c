import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { httpFor } from "./node-http.ts";
import { VERIFIED } from "./verified-tls.ts";

/** What Octokit asks of a `fetch`. */
interface GitHubCall {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What Octokit reads of a `Response`. */
interface GitHubResponse {
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
  text(): Promise<string>;
}

// GitHub redirects what is asked of a repository by its former name.
const REDIRECTS = new Set([301, 302, 307, 308]);
const MOST_REDIRECTS = 5;

/**
 * A `fetch` for GitHub's API by Node's own HTTP. A run waits for GitHub between two answers of the hub, and each call by undici takes
 * some milliseconds longer. Nothing is sent twice, but to where GitHub itself says that it is.
 */
export async function githubFetch(url: string, call: GitHubCall, redirects = 0): Promise<GitHubResponse> {
  const incoming = await answerTo(new URL(url), call);
  const { statusCode: status = 0, statusMessage: statusText = "", headers } = incoming;
  const to = REDIRECTS.has(status) ? URL.parse(headers.location ?? "", url) : null;
  // The token goes to no other host.
  if (to !== null && to.origin === new URL(url).origin && redirects < MOST_REDIRECTS) {
    incoming.resume();
    return githubFetch(to.href, call, redirects + 1);
  }
  // Octokit does not read an answer without a body, and its connection would not end.
  if (status === 204 || status === 205) incoming.resume();
  const values = Object.entries(incoming.headersDistinct);
  return {
    status,
    statusText,
    url,
    headers: new Map(values.map(([name, value = []]) => [name, value.join(", ")])),
    text: async () => text(incoming),
  };
}

async function answerTo(target: URL, { method, headers, body, signal }: GitHubCall): Promise<IncomingMessage> {
  const sent = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    httpFor(target)
      .request(target, { ...VERIFIED, method, headers: { ...headers, ...sent }, signal })
      .on("response", resolve)
      .on("error", reject)
      .end(body);
  });
}
