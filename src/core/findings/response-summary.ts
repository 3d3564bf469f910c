/** What can be said about an answer of a peer in a finding: never a byte of its body but the status message, of an answer to POST, PUT or DELETE as `refusalWords` leaves it. Its texts are foreign. */
export interface ResponseSummary {
  readonly url: string;
  readonly method: string;
  readonly httpStatus: number | undefined;
  readonly statusCode: number | undefined;
  readonly statusMessage: string | undefined;
  /** The fields of our credentials that the answer complains about. Names of ours, such as `roles[0].party_id`. */
  readonly fields?: readonly string[];
  /** The error code where there was no answer. */
  readonly error: string | undefined;
  /** `bare`: OCPI without its envelope. */
  readonly body: "envelope" | "bare" | "json" | "html" | "empty" | "text" | "none" | "cut";
}

/** The parameters of a finding that is about nothing but such an answer. */
export interface AboutResponse {
  readonly response: ResponseSummary;
}

/** Whether an answer is a success of HTTP whose body is OCPI without its envelope. */
export function isBareSuccess({ httpStatus = 0, body }: Pick<ResponseSummary, "httpStatus" | "body">): boolean {
  return body === "bare" && httpStatus >= 200 && httpStatus <= 299;
}

/**
 * Whether an answer asks for fewer requests: HTTP 429, or a success of HTTP with the hub's own code for it. What is said with
 * another status is about something else: `2004` is OCPI's "unknown token", too.
 */
export function isRateLimited(
  { httpStatus = 0, statusCode }: Pick<ResponseSummary, "httpStatus" | "statusCode">,
  rateLimitedCode: number | undefined,
): boolean {
  const isSuccess = httpStatus >= 200 && httpStatus <= 299;
  return httpStatus === 429 || (isSuccess && statusCode !== undefined && statusCode === rateLimitedCode);
}
