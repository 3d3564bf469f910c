import type { Finding } from "../findings/catalogue.ts";
import { bySeverity } from "../findings/finding.ts";
import type { RunRecord } from "./record.ts";

/** What says of a preflight that something could not be tried, or was not seen to be as it should. */
const saysSo: ReadonlySet<Finding["code"]> = new Set([
  "half-preflight",
  "platform-error-page",
  "platform-limits",
  "platform-refuses-otherwise",
  "receiver-elsewhere",
  "receiver-missing",
  "receiver-unclear",
  "receivers-unknown",
]);

/**
 * Why a preflight without an error does not show that a platform is ready: ready is one that took its token each time, and each of
 * whose receivers was seen to be guarded.
 * @returns a sentence; undefined where the preflight shows it.
 */
export function doubtIn({ findings, receivers }: Pick<RunRecord, "findings" | "receivers">): string | undefined {
  const isShown =
    receivers.length > 0 &&
    receivers.every(({ probe }) => probe?.outcome === "guarded") &&
    findings.every(({ finding: { code } }) => code !== "half-preflight" && code !== "platform-limits");
  if (isShown) return undefined;
  const told = bySeverity(findings).find(({ finding }) => saysSo.has(finding.code));
  return told?.message[0] ?? "It is not known of each receiver whether it checks the token.";
}
