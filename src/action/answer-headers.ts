import type { IncomingMessage } from "node:http";
import type { AnswerHeaders } from "../core/ports.ts";

/** The headers of an answer that Node's own HTTP read. What came more than once is one value, with commas (RFC 9110, 5.3). */
export function answerHeaders({ headersDistinct }: Pick<IncomingMessage, "headersDistinct">): AnswerHeaders {
  return {
    get: (name) => headersDistinct[name.toLowerCase()]?.join(", ") ?? null,
    has: (name) => headersDistinct[name.toLowerCase()] !== undefined,
  };
}
