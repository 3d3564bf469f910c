import type { ResponseSummary } from "../findings/response-summary.ts";
import type { Redaction } from "../ocpi/redaction.ts";
import { refusalWords } from "../ocpi/refusal-words.ts";
import { refusedFields } from "../ocpi/refused-fields.ts";
import type { Answer, Answered } from "./answer.ts";

/**
 * An answer to POST, PUT or DELETE with what a finding may say of the peer's own words. They are shown of an error alone, and
 * are then the diagnosis.
 * @param answer one in which no token was found: of any other no byte is shown.
 * @param origins the hub's and the platform's: of their URLs the words keep host and path.
 */
export function withRefusalWords(answer: Answer, redaction: Redaction, origins: readonly string[]): Answer {
  if (answer.kind === "unanswered" || !isError(answer)) return answer;
  const { body, summary } = answer;
  const said = body.kind === "envelope" ? body.envelope.statusMessage : undefined;
  const words = said === undefined ? "" : refusalWords(said, redaction, origins);
  const fields = refusedFields(complaintIn(answer));
  return {
    ...answer,
    summary: {
      ...summary,
      statusMessage: words === "" ? undefined : words,
      ...(fields.length === 0 ? {} : { fields }),
    },
  };
}

/** What is said of an answer in the place of its status message: the peer's words, or the fields of ours that it names. */
export function saidOf({ statusMessage, fields }: ResponseSummary): string | undefined {
  return statusMessage ?? fields?.join(", ");
}

function isError({ httpStatus, summary: { statusCode = 0 } }: Answered): boolean {
  return httpStatus >= 400 || (statusCode >= 2000 && statusCode <= 3999);
}

function complaintIn({ body, text, truncated }: Answered): unknown {
  switch (body.kind) {
    case "envelope":
      return { message: body.envelope.statusMessage, data: body.envelope.data };
    case "json":
      return body.value;
    case "text":
      // Of JSON that is broken every name may be one that was sent.
      return truncated || /^\s*[{[]/.test(text) ? undefined : text;
    case "html":
    case "empty":
      return undefined;
  }
}
