import type { Finding } from "../../findings/catalogue.ts";
import { envelopeOf, isHttpSuccess, type Answer } from "../../peer/answer.ts";
import { tokenStatusOf, type TokenStatus } from "../../peer/token-status.ts";
import type { ObservedCall, PlatformObservation } from "./observation.ts";

function statusOf({ answer }: ObservedCall, { profile }: PlatformObservation): TokenStatus {
  return tokenStatusOf(answer, { unauthorisedCode: profile.unauthorisedCode });
}

/** PRT-05: the platform takes its token in both forms. What takes the hub's form alone works; what takes only the other is told by the look. */
export function checkForms(seen: PlatformObservation): Finding[] {
  const { forms, profile, url } = seen;
  if (forms === undefined) return [];
  const [first] = profile.encodings;
  const other = first === "plain" ? "base64" : "plain";
  const takesFirst = statusOf(forms[first], seen) === "accepted";
  return takesFirst && statusOf(forms[other], seen) !== "accepted"
    ? [{ code: "platform-one-form", url, takes: first }]
    : [];
}

/** PRT-06, PRT-07: a call without a token is refused, and one with a made-up token; with HTTP 401, and not by breaking down. */
export function checkGuard(seen: PlatformObservation): Finding[] {
  return seen.entries.flatMap(({ without, madeUp }): Finding[] => {
    // The look says of a platform that does not answer, or sends elsewhere, that it does.
    if (!isOwnAnswer(without.answer) || !isOwnAnswer(madeUp.answer)) return [];
    if (isLetIn(without)) return [{ code: "platform-open", url: without.url }];
    const response = madeUp.answer.summary;
    if (isLetIn(madeUp)) return [{ code: "platform-takes-any-token", response }];
    switch (statusOf(madeUp, seen)) {
      case "crashed":
        return [{ code: "platform-crashes-at-token", response }];
      case "refused":
      case "unheard":
        return [];
      default:
        return [{ code: "platform-refuses-otherwise", response }];
    }
  });
}

function isOwnAnswer(answer: Answer): boolean {
  if (answer.kind === "unanswered" || answer.body.kind === "html") return false;
  return answer.httpStatus !== 404 && (answer.httpStatus < 300 || answer.httpStatus > 399);
}

/** PRT-09: the name of the header counts in any letters (RFC 9110, 5.1). */
export function checkHeaderCase({ capitalised, forms }: PlatformObservation): Finding[] {
  return opensOnly(capitalised, forms) ? [{ code: "platform-header-letters", url: capitalised.url }] : [];
}

/** PRT-26: versions and details answer without OCPI's routing headers. */
export function checkRouting({ routed, forms }: PlatformObservation): Finding[] {
  return opensOnly(routed, forms) ? [{ code: "platform-needs-routing", url: routed.url }] : [];
}

/** Whether a call was let in that differs from both forms in one thing, and neither of them was. What its answer is worth is another matter. */
function opensOnly(call: ObservedCall | undefined, forms: PlatformObservation["forms"]): call is ObservedCall {
  return call !== undefined && isLetIn(call) && forms !== undefined && !isLetIn(forms.plain) && !isLetIn(forms.base64);
}

/** Whether a call was let in, also by an answer that is no OCPI. A code of 2xxx or 3xxx says that it was not. */
function isLetIn({ answer }: ObservedCall): boolean {
  if (answer.kind === "unanswered" || !isHttpSuccess(answer.httpStatus)) return false;
  return answer.body.kind === "json" || (envelopeOf(answer)?.statusCode ?? 2000) < 2000;
}
