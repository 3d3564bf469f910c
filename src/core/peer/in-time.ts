/** A signal that ends something, and what to do when that has ended by itself. */
export interface InTime {
  readonly signal: AbortSignal;
  /** Nothing is waited for any more. */
  release(): void;
}

/**
 * A signal that fires after so many milliseconds, with a `TimeoutError`, or when another one does, with its reason. What Node has for
 * it keeps each of them until it is collected: with thousands of requests that costs more than all else that is done for one.
 */
export function inTime(ms: number, other: AbortSignal): InTime {
  const both = new AbortController();
  const stop = (): void => both.abort(other.reason);
  const timer = setTimeout(() => both.abort(new DOMException(`No answer in ${ms} ms.`, "TimeoutError")), ms);
  if (other.aborted) stop();
  else other.addEventListener("abort", stop, { once: true });
  return {
    signal: both.signal,
    release: () => {
      clearTimeout(timer);
      other.removeEventListener("abort", stop);
    },
  };
}
