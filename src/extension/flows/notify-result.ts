import * as l10n from "@vscode/l10n";
import { found, type RunRecord } from "../../core/record/record.ts";
import { headline } from "../../core/report/headline.ts";
import type { Remedy } from "../../core/findings/sentence.ts";
import type { RunResult } from "../state/runner.ts";
import type { Ready, FlowContext } from "./flow-context.ts";
import { notify, openReportAction, reportIssueAction, showLogAction, type NotificationAction } from "./notification.ts";

/**
 * Tells how a run ended, where the sidebar does not show it or the user has to do something: what mends it comes first.
 * A notification waits for its button; no flow waits for the notification.
 */
export async function notifyResult(flow: FlowContext, ready: Ready, ran: RunResult): Promise<void> {
  const { outcome, record } = ran;
  const { name } = ready.key;
  if (outcome.result === "cancelled") return;
  if (!isGood(record)) {
    const remedies = remediesFor(record.reason?.remedy);
    // A look that came to nothing is shown by its node, where the user sees it and no button would mend it.
    if (record.command === "verify" && remedies.length === 0 && flow.isViewVisible()) return;
    const actions = [...(remedies.length === 0 ? lookingAgain(record) : remedies), openReportAction()];
    // More than two buttons are cut off.
    notify(flow, ready.key, "error", `${name}: ${headline(record)}`, actions.slice(0, 2));
    return;
  }
  const planned = record.connectionStatus === "PLANNED";
  const watch: NotificationAction[] = planned
    ? [{ button: l10n.t("Notify Me When CONNECTED"), command: "ocpi.notifyWhenConnected" }]
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
    notify(flow, ready.key, "info", l10n.t("The Hub has the registration of {0} as ocpi.yml describes it.", name), [
      openReportAction(),
    ]);
    return;
  }
  if (outcome.storedIn !== undefined && ready.source === "file") {
    const copy: NotificationAction = {
      button: l10n.t("Copy Hub Token for Your Platform…"),
      command: "ocpi.copyHubToken",
    };
    const message = l10n.t("{0} is registered, and the hub token is stored. Your platform needs it, too.", name);
    // More than two buttons are cut off.
    notify(flow, ready.key, "info", message, [copy, ...(planned ? watch : [openReportAction()])]);
    return;
  }
  const isNews = record.connectionStatus !== "CONNECTED" && record.reason?.severity !== "info";
  const severity = isNews ? "warning" : "info";
  if (!flow.isViewVisible() || outcome.storedIn !== undefined)
    notify(flow, ready.key, severity, `${name}: ${headline(record)}`, [...watch, openReportAction()]);
}

/** Whether the run did its work, and what it says of the registration can be relied on. */
function isGood(record: RunRecord): boolean {
  const isRegistered = record.result === "connected" || record.result === "registered";
  return isRegistered && !found(record, "token-unprovable");
}

function copyMessageAction(): NotificationAction {
  return { button: l10n.t("Copy Message for the Account Team"), command: "ocpi.copyMessage" };
}

/** The buttons that do what mends a finding; none where no button here does. */
export function remediesFor(remedy: Remedy | undefined): NotificationAction[] {
  switch (remedy) {
    case undefined:
      return [];
    case "set-token":
      return [{ button: l10n.t("Set Token…"), command: "ocpi.setToken" }];
    case "install-platform-token":
      return [{ button: l10n.t("Copy Platform Token…"), command: "ocpi.copyPlatformToken" }];
    case "exchange":
      return [{ button: l10n.t("Exchange Credentials"), command: "ocpi.exchangeCredentials" }];
    case "ask-account-team":
      return [copyMessageAction()];
    case "proxy-settings":
      return [{ button: l10n.t("Open Proxy Settings"), command: "ocpi.openProxySettings" }, showLogAction()];
    case "certificate-settings":
      return [{ button: l10n.t("Open Certificate Settings"), command: "ocpi.openCertificateSettings" }];
    case "report-issue":
      return [showLogAction(), reportIssueAction()];
  }
}

/** What no button here can mend may pass: then the user looks again. */
function lookingAgain({ command, reason }: RunResult["record"]): NotificationAction[] {
  if (reason === undefined || !("response" in reason.finding)) return [];
  const again =
    command === "verify" ? "ocpi.verifyConnection" : command === "exchange" ? "ocpi.exchangeCredentials" : undefined;
  return [...(again === undefined ? [] : [{ button: l10n.t("Retry"), command: again } as const]), showLogAction()];
}
