import { plainForeign } from "../findings/prose.ts";
import { utcAndIst } from "../findings/times.ts";
import type { RunRecord } from "../record/record.ts";
import { isFailed } from "../record/request.ts";

/**
 * The request that matters: the last that changes something, or else the one that failed and was the run's reason. Others
 * that failed beside it, at the same moment, came in any order.
 */
export function requestLines(run: RunRecord): string[] {
  // What was never sent is nothing that they could look up.
  const toHub = run.requests.filter(({ peer, sent }) => peer === "hub" && sent);
  const changing = toHub.findLast(({ method }) => method !== "GET");
  const { reason } = run;
  const named = reason !== undefined && "response" in reason.finding ? reason.finding.response.url : undefined;
  const failures = toHub.filter(isFailed);
  const failed = failures.findLast(({ url }) => url === named) ?? failures.at(-1);
  const request = changing !== undefined && (isFailed(changing) || failed === undefined) ? changing : failed;
  if (request === undefined) return [];
  const answer =
    request.httpStatus === undefined ? "no answer" : `HTTP ${request.httpStatus}, OCPI ${request.statusCode ?? "-"}`;
  return [
    `  ${request.method} ${request.url}: ${answer}`,
    `  ${utcAndIst(request.at)}`,
    `  X-Request-ID ${request.requestId}`,
    ...(request.statusMessage === undefined ? [] : [`  Your answer: ${plainForeign(request.statusMessage)}`]),
  ];
}

/** The request of an earlier run, of which nothing is known but when. */
export function interruptedLines(run: RunRecord): string[] | undefined {
  const [interruptedAt] = run.findings.flatMap(({ finding }) =>
    "interruptedAt" in finding ? [finding.interruptedAt] : [],
  );
  if (interruptedAt === undefined) return undefined;
  return ["  POST by an earlier run, at about this time or before:", `  ${utcAndIst(interruptedAt)}`];
}
