import type { TokenEncoding } from "../ocpi/token.ts";

/** Who a request went to. */
export type PeerName = "hub" | "platform";

/**
 * What a request asks for, where a renderer looks for it by that; `guard`: whether a made-up token is refused; `entry`: whether a
 * request without a token is.
 */
export type Asked = "versions" | "details" | "guard" | "entry";

/** One request as it was made, for the report: never a body, never a header that holds a token. */
export interface RequestRecord {
  readonly peer: PeerName;
  readonly method: string;
  readonly url: string;
  readonly asks: Asked | undefined;
  readonly encoding: TokenEncoding;
  readonly attempt: number;
  readonly at: Date;
  readonly httpStatus: number | undefined;
  readonly statusCode: number | undefined;
  /** Foreign text. */
  readonly statusMessage: string | undefined;
  readonly requestId: string;
  readonly durationMs: number;
  readonly error: string | undefined;
  /** It may have reached the peer: false when it certainly never left this machine. */
  readonly sent: boolean;
}

/** A request that is on its way: what is known of it before there is an answer. */
export type RequestBegun = Pick<RequestRecord, "peer" | "method" | "url" | "asks" | "at" | "requestId">;

/** Whether a request did not succeed, on either layer. One without a token, or with a made-up one, is to be refused. */
export function isFailed({ asks, httpStatus = 0, statusCode = 0 }: RequestRecord): boolean {
  if (asks === "guard" || asks === "entry") return false;
  return httpStatus < 200 || httpStatus > 299 || statusCode < 1000 || statusCode > 1999;
}
