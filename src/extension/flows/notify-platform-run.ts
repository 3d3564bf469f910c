import * as l10n from "@vscode/l10n";
import { bySeverity } from "../../core/findings/finding.ts";
import { headline } from "../../core/report/headline.ts";
import type { RunResult } from "../state/runner.ts";
import type { FlowContext, Ready } from "./flow-context.ts";
import { notify, openReportAction, type NotificationAction } from "./notification.ts";
import { remediesFor } from "./notify-result.ts";

/** Tells what a run that played the hub at the platform came to. The first button does what stands first in its report. */
export function notifyPlatformRun(flow: FlowContext, ready: Ready, { record }: RunResult): void {
  if (record.result === "cancelled" && record.rehearsal.length === 0) return;
  const first = bySeverity(record.findings).find(({ severity }) => severity !== "info");
  const asksForOnboarding = record.findings.some(({ ask }) => ask?.for === "onboarding");
  const afterwards = record.command === "rehearse" ? [openSheetAction()] : nextStep(flow, ready, asksForOnboarding);
  const next = first === undefined ? afterwards : remediesFor(first.remedy);
  const severity = first?.severity === "error" ? "error" : first === undefined ? "info" : "warning";
  const actions = [...next.slice(0, 1), openReportAction()];
  notify(flow, ready.key, severity, `${ready.key.name}: ${headline(record)}`, actions);
}

/** To the sheet that is to be signed. */
function openSheetAction(): NotificationAction {
  return { button: l10n.t("Open Go-Live Sheet"), command: "ocpi.openGoLiveSheet" };
}

/** What comes after a platform that is as it should be. */
function nextStep(
  { connections }: FlowContext,
  { key }: Ready,
  asksForOnboarding: boolean,
): readonly NotificationAction[] {
  if (asksForOnboarding) return remediesFor("ask-account-team");
  const facts = connections.factsOf(key);
  if (facts?.hubToken.state === "stored") {
    const rehearse: NotificationAction = { button: l10n.t("Rehearse Traffic…"), command: "ocpi.rehearseTraffic" };
    return facts.rehearsal === undefined ? [rehearse] : [];
  }
  return [{ button: l10n.t("Exchange Credentials"), command: "ocpi.exchangeCredentials" }];
}
