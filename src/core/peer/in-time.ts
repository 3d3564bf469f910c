/** A signal that ends something, and what to do when that has ended by itself. */
export interface InTime {
  readonly signal: AbortSignal;
  /** Ends it now. */
  end(): void;
  /** Nothing is waited for any more. */
  release(): void;
}

/**
 * A signal that fires after so many milliseconds, if not `Infinity`, with a `TimeoutError`, or when another one does, with its reason.
 * What Node has for it keeps each of them, and what hangs on it, until the last timer has fired.
 */
export function inTime(ms: number, other: AbortSignal): InTime {
  const both = new AbortController();
  const stop = (): void => both.abort(other.reason);
  const late = (): void => both.abort(new DOMException(`No answer in ${ms} ms.`, "TimeoutError"));
  const timer = ms === Infinity ? undefined : setTimeout(late, ms);
  if (other.aborted) stop();
  else other.addEventListener("abort", stop, { once: true });
  return {
    signal: both.signal,
    end: stop,
    release: () => {
      clearTimeout(timer);
      other.removeEventListener("abort", stop);
    },
  };
}
