import * as l10n from "@vscode/l10n";
import { found, type RunRecord } from "../../core/record/record.ts";
import { headline } from "../../core/report/headline.ts";
import type { Remedy } from "../../core/findings/sentence.ts";
import type { RunResult } from "../state/runner.ts";
import { partiesSent, type Ready, type FlowContext } from "./flow-context.ts";
import {
  copyMessageAction,
  notify,
  openReportAction,
  reportIssueAction,
  type NotificationAction,
} from "./notification.ts";

/**
 * Tells how a run ended, where the sidebar does not show it or the user has to do something. The first button does what the report says
 * first; after a failure the other one opens the report. A notification waits for its button; no flow waits for the notification.
 */
export async function notifyResult(flow: FlowContext, ready: Ready, ran: RunResult): Promise<void> {
  const { outcome, record } = ran;
  const { name } = ready.key;
  if (outcome.result === "cancelled") return;
  const remedies = remediesFor(record.reason?.remedy);
  const line = toldOf(name, record);
  if (!isGood(record)) {
    const [first] = remedies.length === 0 ? lookingAgain(record) : remedies;
    notify(flow, ready.key, "error", line, [...(first === undefined ? [] : [first]), openReportAction()]);
    return;
  }
  const planned = record.connectionStatus === "PLANNED";
  const watch: NotificationAction[] = planned
    ? [{ button: l10n.t("Notify Me"), command: "ocpi.notifyWhenConnected" }]
    : [];
  if (record.command === "rotate") {
    const message = l10n.t(
      "The Hub has the new platform token of {0}. Keep the old one valid for 24 hours, then ask the account team to revoke it.",
      name,
    );
    notify(flow, ready.key, "info", message, [copyMessageAction(), openReportAction()]);
    return;
  }
  if (record.command === "update") {
    notify(flow, ready.key, "info", sentWords(ready), [openReportAction()]);
    return;
  }
  if (outcome.storedIn !== undefined && ready.source === "file") {
    const copy: NotificationAction = { button: l10n.t("Copy Hub Token…"), command: "ocpi.copyHubToken" };
    const message = l10n.t("{0} is registered, and the hub token is stored. Your platform needs it, too.", name);
    notify(flow, ready.key, "info", message, [copy, ...(planned ? watch : [openReportAction()])]);
    return;
  }
  const isNews = record.connectionStatus !== "CONNECTED" && record.reason?.severity !== "info";
  const severity = isNews ? "warning" : "info";
  // What the user has to do is told also where the sidebar shows the state.
  if (!flow.isViewVisible() || outcome.storedIn !== undefined || remedies.length > 0)
    notify(flow, ready.key, severity, line, [...[...watch, ...remedies].slice(0, 1), openReportAction()]);
}

/** The run in one line; and what its button copies, where that is for others to read. */
function toldOf(name: string, record: RunRecord): string {
  const line = `${name}: ${headline(record)}`;
  return record.reason?.remedy === "ask-account-team"
    ? l10n.t("{0} The message for the account team is ready.", line)
    : line;
}

/** What the PUT of *Update Registration…* told the hub. */
function sentWords({ key, connection, description }: Ready): string {
  return l10n.t(
    "{0}: the Hub was sent {1}, {2}. The platform token is the same as before.",
    key.name,
    description?.platformUrl?.value ?? "",
    partiesSent(connection),
  );
}

/** Whether the run did its work, and what it says of the registration can be relied on. */
function isGood(record: RunRecord): boolean {
  const isRegistered = record.result === "connected" || record.result === "registered";
  return isRegistered && !found(record, "token-unprovable");
}

/** The button that does what mends a finding; none where no button here does. */
export function remediesFor(remedy: Remedy | undefined): NotificationAction[] {
  switch (remedy) {
    case undefined:
      return [];
    case "set-token":
      return [{ button: l10n.t("Set and Retry"), command: "ocpi.setTokenAndRetry" }];
    case "install-platform-token":
      return [{ button: l10n.t("Copy Platform Token…"), command: "ocpi.copyPlatformToken" }];
    case "exchange":
      return [{ button: l10n.t("Exchange Credentials"), command: "ocpi.exchangeCredentials" }];
    case "ask-account-team":
      return [copyMessageAction()];
    case "proxy-settings":
      return [{ button: l10n.t("Proxy Settings"), command: "ocpi.openProxySettings" }];
    case "certificate-settings":
      return [{ button: l10n.t("Certificate Settings"), command: "ocpi.openCertificateSettings" }];
    case "report-issue":
      return [reportIssueAction()];
  }
}

/** What no button here can mend may pass: then the user looks again. */
function lookingAgain({ command, reason }: RunResult["record"]): NotificationAction[] {
  if (reason === undefined || !("response" in reason.finding)) return [];
  const again =
    command === "verify" ? "ocpi.verifyConnection" : command === "exchange" ? "ocpi.exchangeCredentials" : undefined;
  return again === undefined ? [] : [{ button: l10n.t("Retry"), command: again }];
}
