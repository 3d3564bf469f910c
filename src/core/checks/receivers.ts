import type { Finding } from "../findings/catalogue.ts";
import type { Party } from "../ocpi/party.ts";
import type { Answer } from "../peer/answer.ts";
import type { Profile } from "../profiles/profile.ts";
import type { ReceiverProbe, RoutedReceiver } from "../record/receivers.ts";

/** A receiver, and what it made of calls that present no token of the platform's. */
export interface ProbedReceiver {
  readonly receiver: RoutedReceiver;
  /** Its URL as it was called. */
  readonly target: string;
  readonly probe: ReceiverProbe;
  /** The answer that decided; undefined where it was not asked. */
  readonly answer: Answer | undefined;
}

/** RCV-01, RCV-07, RCV-08, RCV-11, PRT-06, PRT-19: what is found of a platform's receivers, in the order of its table. */
export function checkReceivers(
  probed: readonly ProbedReceiver[],
  { profile, roles }: { readonly profile: Profile; readonly roles: readonly Party[] },
): Finding[] {
  if (probed.length === 0) return [{ code: "receivers-unknown", hasRole: roles.length > 0, hub: profile.title }];
  const answering = probed.filter(({ probe }) => probe.outcome !== "unreachable");
  // A platform that answers nowhere is one finding, not one for each of its receivers.
  const silent = probed.length - answering.length > 1 && answering.length === 0 ? probed.slice(0, 1) : probed;
  return silent.flatMap(checkReceiver);
}

function checkReceiver({ receiver, target, probe, answer }: ProbedReceiver): Finding[] {
  const { module, method } = receiver;
  const response = answer?.summary;
  if (response === undefined) return [{ code: "receiver-elsewhere", module, url: receiver.url }];
  switch (probe.outcome) {
    case "guarded":
    case "skipped":
      return [];
    case "open":
      return [openReceiver(receiver, target, response)];
    case "missing":
      return [missingReceiver(receiver, response, answer)];
    case "unreachable":
      return [{ code: "platform-no-answer", response }];
    case "error":
      return [{ code: "receiver-unclear", module, method, response }];
  }
}

type Response = Answer["summary"];

function openReceiver({ module, route }: RoutedReceiver, target: string, response: Response): Finding {
  // The hub's health check reads nothing but the versions.
  if (route.interfaceRole === undefined) return { code: "platform-open", url: target };
  return module === "commands" ? { code: "commands-open", response } : { code: "receiver-open", module, response };
}

function missingReceiver({ module, method, route }: RoutedReceiver, response: Response, answer?: Answer): Finding {
  const body = answer?.kind === "answered" ? answer.body.kind : "empty";
  // A proxy answers with a page, or with nothing; a platform in JSON.
  const byProxy = body !== "envelope" && body !== "json";
  const missing = { module, method, response, byProxy };
  if (module === "tokens" && route.method === "PUT" && route.path.endsWith("/authorize")) {
    return { code: "authorize-missing", ...missing };
  }
  return module === "sessions" || module === "cdrs"
    ? { code: "delivery-missing", ...missing }
    : { code: "receiver-missing", ...missing };
}
