import * as l10n from "@vscode/l10n";
import type { Fact } from "../../core/findings/catalogue.ts";
import { isUntrustedCertificate, proxyRefusal } from "../../core/findings/transport-codes.ts";
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
    const mending = mendingOf(record.reason?.fact);
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

/** What mends the fact that a run ended for. */
function mendingOf(fact: Fact | undefined): Offer[] {
  switch (fact?.code) {
    case "initial-token-refused":
    case "post-unauthorised":
    case "hub-token-refused":
    case "tokens-swapped":
      return [{ button: l10n.t("Set Token…"), command: "ocpi.setToken" }];
    case "platform-refuses-token":
      return [{ button: l10n.t("Copy Platform Token…"), command: "ocpi.copyPlatformToken" }];
    case "post-in-doubt":
    case "stopped-in-doubt":
    case "confirm-in-doubt":
      return [{ button: l10n.t("Exchange Credentials"), command: "ocpi.exchangeCredentials" }];
    case "post-unreadable":
    case "recovery-initial-token-refused":
    case "recovery-not-possible":
    case "post-already-registered":
    // It may be a token that works: it is not for a button to replace.
    case "hub-token-limited":
      return [messageOffer()];
    case "hub-no-answer":
    case "platform-no-answer":
    case "post-not-sent":
      return mendingOfSilence(fact.odd.error);
    case "unexpected":
      return [logOffer(), { button: l10n.t("Report Issue"), command: "ocpi.reportIssue" }];
    default:
      return [];
  }
}

/** What mends that nothing came back: VS Code's own settings, where they are what stands in the way. */
function mendingOfSilence(code: string | undefined): Offer[] {
  if (proxyRefusal(code) !== undefined)
    return [{ button: l10n.t("Open Proxy Settings"), command: "ocpi.openProxySettings" }, logOffer()];
  if (isUntrustedCertificate(code))
    return [{ button: l10n.t("Open Certificate Settings"), command: "ocpi.openCertificateSettings" }];
  return [];
}

/** What nobody here can mend may pass. */
function lookingAgain({ command, reason }: Ran["record"]): Offer[] {
  if (reason === undefined || !("odd" in reason.fact)) return [];
  const again =
    command === "verify" ? "ocpi.verifyConnection" : command === "exchange" ? "ocpi.exchangeCredentials" : undefined;
  return [...(again === undefined ? [] : [{ button: l10n.t("Retry"), command: again } as const]), logOffer()];
}
