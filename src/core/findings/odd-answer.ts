/** What a peer answered instead of what was asked for. Its texts are foreign. */
export interface OddAnswer {
  readonly url: string;
  readonly method: string;
  readonly httpStatus: number | undefined;
  readonly statusCode: number | undefined;
  readonly statusMessage: string | undefined;
  /** The error code where there was no answer. */
  readonly error: string | undefined;
  readonly body: "envelope" | "json" | "html" | "empty" | "text" | "none" | "cut";
}

/** The parameters of a finding that is about nothing but such an answer. */
export interface Odd {
  readonly odd: OddAnswer;
}
