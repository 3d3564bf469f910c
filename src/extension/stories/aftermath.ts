import * as l10n from "@vscode/l10n";
import type { Remedy } from "../../core/findings/sentence.ts";
import type { Ran } from "../runner.ts";
import { offer, reportOffer, type Offer } from "./offer.ts";
import type { Ready, Story } from "./story.ts";

/**
 * Tells how a run ended, where the sidebar does not show it or somebody has to do something: what mends it comes first.
 * A notification waits for its button; nobody waits for the notification.
 */
export async function tellEnd(story: Story, ready: Ready, ran: Ran): Promise<void> {
  const { outcome, last, record } = ran;
  const { name } = ready.key;
  if (outcome.result === "cancelled") return;
  const good = outcome.result === "connected" || outcome.result === "registered";
  if (!good) {
    const mending = mendingOf(record.reason?.remedy);
    // A look that came to nothing is told by its node, where somebody sees it and nothing here would mend it.
    if (record.command === "verify" && mending.length === 0 && story.isViewVisible()) return;
    const offers = [...(mending.length === 0 ? lookingAgain(record) : mending), reportOffer()];
    // More than two buttons are cut off.
    offer(story, ready.key, "error", `${name}: ${last.headline}`, offers.slice(0, 2));
    return;
  }
  const planned = last.report.connection_status === "PLANNED";
  const notify: Offer[] = planned
    ? [{ button: l10n.t("Notify Me When CONNECTED"), command: "ocpi.notifyWhenConnected" }]
    : [];
  if (record.command === "rotate") {
    const message = l10n.t(
      "The Hub has the new platform token of {0}. Keep the old one valid for 24 hours, then ask the account team to revoke it.",
      name,
    );
    offer(story, ready.key, "info", message, [messageOffer(), reportOffer()]);
    return;
  }
  if (record.command === "update") {
    offer(story, ready.key, "info", l10n.t("The Hub has the registration of {0} as ocpi.yml describes it.", name), [
      reportOffer(),
    ]);
    return;
  }
  if (outcome.storedIn !== undefined && ready.source === "file") {
    const copy: Offer = { button: l10n.t("Copy Hub Token for Your Platform…"), command: "ocpi.copyHubToken" };
    const message = l10n.t("{0} is registered, and the hub token is stored. Your platform needs it, too.", name);
    // More than two buttons are cut off.
    offer(story, ready.key, "info", message, [copy, ...(planned ? notify : [reportOffer()])]);
    return;
  }
  const severity = last.report.connection_status === "CONNECTED" ? "info" : "warning";
  if (!story.isViewVisible() || outcome.storedIn !== undefined)
    offer(story, ready.key, severity, `${name}: ${last.headline}`, [...notify, reportOffer()]);
}

function messageOffer(): Offer {
  return { button: l10n.t("Copy Message for the Account Team"), command: "ocpi.copyMessage" };
}

function logOffer(): Offer {
  return { button: l10n.t("Show Log"), command: "ocpi.showLog" };
}

/** The buttons that do what mends a finding. */
function mendingOf(remedy: Remedy | undefined): Offer[] {
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
      return [messageOffer()];
    case "proxy-settings":
      return [{ button: l10n.t("Open Proxy Settings"), command: "ocpi.openProxySettings" }, logOffer()];
    case "certificate-settings":
      return [{ button: l10n.t("Open Certificate Settings"), command: "ocpi.openCertificateSettings" }];
    case "report-issue":
      return [logOffer(), { button: l10n.t("Report Issue"), command: "ocpi.reportIssue" }];
  }
}

/** What nobody here can mend may pass. */
function lookingAgain({ command, reason }: Ran["record"]): Offer[] {
  if (reason === undefined || !("odd" in reason.fact)) return [];
  const again =
    command === "verify" ? "ocpi.verifyConnection" : command === "exchange" ? "ocpi.exchangeCredentials" : undefined;
  return [...(again === undefined ? [] : [{ button: l10n.t("Retry"), command: again } as const]), logOffer()];
}
