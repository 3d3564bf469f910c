import type { OddAnswer } from "../findings/odd-answer.ts";
import { type Answer, envelopeOf } from "../peer/answer.ts";

/** What can be said about an answer in a finding. Never a byte of its body but the status message. */
export function oddAnswer(method: string, url: string, answer: Answer): OddAnswer {
  const envelope = envelopeOf(answer);
  return {
    url,
    method,
    httpStatus: answer.kind === "answered" ? answer.httpStatus : undefined,
    statusCode: envelope?.statusCode,
    // No byte of what a credentials endpoint answers is told, because it may be the token.
    statusMessage: method === "GET" ? envelope?.statusMessage : undefined,
    error: answer.kind === "unanswered" ? answer.code : undefined,
    body: bodyOf(answer),
  };
}

function bodyOf(answer: Answer): OddAnswer["body"] {
  if (answer.kind === "unanswered") return "none";
  return answer.truncated && answer.body.kind !== "html" ? "cut" : answer.body.kind;
}

/** Whether the answer is a redirect, which is never followed: a POST would turn into a GET, a token into a leak. */
export function isRedirect(answer: Answer): boolean {
  return answer.kind === "answered" && answer.httpStatus >= 300 && answer.httpStatus <= 399;
}
