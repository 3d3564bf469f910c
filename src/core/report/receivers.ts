import type { ReceiverProbe, ReceiverUrl } from "../record/receivers.ts";

const outcomes: Readonly<Record<ReceiverProbe["outcome"], string>> = {
  guarded: "refuses a call without a token",
  open: "OPEN: lets in a call without a token",
  missing: "is not served",
  error: "not known whether it is guarded",
  unreachable: "does not answer",
  skipped: "not called, because it is on another host",
};

const signs: Readonly<Record<ReceiverProbe["outcome"], string>> = {
  guarded: "✅",
  open: "❌",
  missing: "❌",
  error: "⚠️",
  unreachable: "❌",
  skipped: "➖",
};

/** What came of a call to a receiver without a token, in few words: `refuses a call without a token, HTTP 401`. */
export function probeWords({ outcome, http_status: status }: ReceiverProbe): string {
  return status === undefined ? outcomes[outcome] : `${outcomes[outcome]}, HTTP ${status}`;
}

/** The same with a sign before it. */
export function probeSign(probe: ReceiverProbe): string {
  return `${signs[probe.outcome]} ${probeWords(probe)}`;
}

/** A receiver as a line of a message. */
export function receiverLine({ module, method, url, probe }: ReceiverUrl): string {
  const known = probe === undefined || probe.outcome === "skipped" ? "" : `  (${probeWords(probe)})`;
  return `- ${module.padEnd(9)} ${method.padEnd(4)} ${url}${known}`;
}
