import type { Clock, VaultFailure } from "../core/ports.ts";

/** An answer of GitHub's REST API. */
export interface GitHubAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
}

/**
 * A request to GitHub's REST API, as Octokit makes it: `GET /repos/{owner}/{repo}` with the parameters to fill in.
 * @throws an error with a numeric `status` and the `response` where GitHub answered with an error.
 */
export type GitHubRequest = (route: string, parameters: Record<string, unknown>) => Promise<GitHubAnswer>;

/** What became of a request: GitHub's answer, whatever its status, or none. */
export type Requested = { readonly answer: GitHubAnswer } | { readonly failure: VaultFailure };

// GitHub answers within seconds or not at all.
const TIMEOUT_MS = 15_000;

/** Sends a request once, and waits for at most 15 seconds. Never throws. */
export async function send(
  request: GitHubRequest,
  route: string,
  parameters: Record<string, unknown>,
  cancelled?: AbortSignal,
): Promise<Requested> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const signal = cancelled === undefined ? timeout : AbortSignal.any([timeout, cancelled]);
  try {
    return { answer: await request(route, { ...parameters, request: { signal } }) };
  } catch (error) {
    const answer = answerOf(error);
    if (answer !== undefined) return { answer };
    if (timeout.aborted) return { failure: { kind: "unavailable", detail: "no answer within 15 seconds" } };
    return { failure: { kind: "unavailable", detail: error instanceof Error ? causeOf(error) : "" } };
  }
}

const RETRIES = 3;
// What GitHub asks for after a secondary rate limit.
const WAIT_LIMIT_MS = 60_000;

/** Repeats what may succeed the next time: no answer, 5xx, rate limits. Never throws. */
export async function repeated(
  clock: Clock,
  attempt: () => Promise<Requested>,
  cancelled: AbortSignal,
): Promise<Requested> {
  for (let count = 0; ; count += 1) {
    const requested = await attempt();
    if (!(await isToRepeat(clock, requested, count, cancelled))) return requested;
  }
}

/**
 * Whether to try again after this outcome; waits before it says so.
 * @param count how often it was tried again already.
 */
export async function isToRepeat(
  clock: Clock,
  requested: Requested,
  count: number,
  cancelled: AbortSignal,
): Promise<boolean> {
  if (count >= RETRIES || cancelled.aborted || !isWorthRepeating(requested)) return false;
  const pause = Math.max(waitOf(requested), 250 * 2 ** count);
  if (pause > WAIT_LIMIT_MS) return false;
  await clock.sleep(pause, cancelled);
  return true;
}

/** A status that is no success, as the vault's failure. */
export function failureOf(answer: GitHubAnswer): VaultFailure {
  const { status } = answer;
  const kind =
    status === 401 || (status === 403 && !isRateLimit(answer))
      ? "forbidden"
      : status === 404
        ? "not-found"
        : status === 422
          ? "rejected"
          : "unavailable";
  return { kind, status, detail: messageOf(answer) };
}

/** Whether a request with this outcome may be sent again and may then succeed: no answer, 5xx, or a rate limit. */
function isWorthRepeating(requested: Requested): boolean {
  if ("failure" in requested) return true;
  const { answer } = requested;
  return answer.status >= 500 || answer.status === 429 || isRateLimit(answer);
}

/** How long GitHub asks to wait, in milliseconds; 0 when it does not say. */
export function waitOf(requested: Requested): number {
  if ("failure" in requested) return 0;
  const { headers } = requested.answer;
  const seconds = Number(headers["retry-after"]);
  if (Number.isFinite(seconds) && seconds > 0) return seconds * 1000;
  // Both by GitHub's own clock: the time at which it counts anew, in seconds since the epoch, and the answer's.
  const untilReset = Number(headers["x-ratelimit-reset"]) * 1000 - Date.parse(String(headers["date"]));
  if (headers["x-ratelimit-remaining"] === "0" && untilReset > 0) return untilReset;
  // GitHub, best practices for the REST API: without the header at least a minute.
  return isSecondaryLimit(requested.answer) ? 60_000 : 0;
}

// GitHub, rate limits for the REST API: 403 or 429, with `retry-after`, with nothing remaining, or with just these words.
function isRateLimit(answer: GitHubAnswer): boolean {
  const { status, headers } = answer;
  return (
    (status === 403 || status === 429) &&
    (headers["retry-after"] !== undefined || headers["x-ratelimit-remaining"] === "0" || isSecondaryLimit(answer))
  );
}

function isSecondaryLimit(answer: GitHubAnswer): boolean {
  return (answer.status === 403 || answer.status === 429) && /secondary rate limit/i.test(messageOf(answer));
}

function answerOf(error: unknown): GitHubAnswer | undefined {
  if (typeof error !== "object" || error === null || !("status" in error) || typeof error.status !== "number")
    return undefined;
  // Octokit reports a request that got no answer as a status of 500 without a response.
  if (!("response" in error) || typeof error.response !== "object" || error.response === null) return undefined;
  const response = error.response as Partial<GitHubAnswer>;
  return { status: error.status, headers: response.headers ?? {}, data: response.data };
}

function messageOf({ data }: GitHubAnswer): string {
  const message = typeof data === "object" && data !== null && "message" in data ? data.message : "";
  return typeof message === "string" ? message : "";
}

function causeOf(error: Error): string {
  const cause = error.cause instanceof Error && "code" in error.cause ? String(error.cause.code) : "";
  return cause === "" ? error.message : cause;
}
