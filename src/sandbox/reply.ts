/** What a sandbox server answers, before it is put into OCPI's envelope. */
export interface Reply {
  readonly status: number;
  /** The envelope's `status_code`. */
  readonly code: number;
  readonly message?: string;
  readonly data?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Without an envelope: the data as the whole body, or as a page in HTML. */
  readonly as?: "bare" | "html";
}

/** A good answer: status code 1000. */
export function answered(data?: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, code: 1000, data, headers };
}

/**
 * A refusal. OCPI 2.2.1 status codes: valid JSON from a known sender is no error of HTTP, so what it lacks is said by the code
 * in an answer with HTTP 200.
 */
export function refused(
  status: number,
  code: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return { status, code, message, headers };
}

/** The time as OCPI writes it: UTC, with a `Z`. */
export function now(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}
