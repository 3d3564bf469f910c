import * as l10n from "@vscode/l10n";
import { notify, showConnectionsAction } from "../flows/notification.ts";
import { someNames } from "../flows/some-names.ts";
import { verifyAll as verify, type Verified } from "../flows/verify.ts";
import type { Command } from "./target.ts";

/** Looks whether every connection with a hub token works. */
export const verifyAll: Command = async (services) => {
  await services.ready;
  const verified = await services.news.together(async () => verify(services.flow));
  if (verified === undefined) return;
  services.view.sort();
  const severity = verified.others.length === 0 ? "info" : "warning";
  notify(services.flow, undefined, severity, summaryOf(verified), [showConnectionsAction()]);
};

/** `10 CONNECTED. 1 is not: partner-05. 21 not checked: …` */
function summaryOf({ connected, others, skipped, stopped }: Verified): string {
  if (connected.length + others.length + stopped.length === 0)
    return l10n.t("No connection has a hub token on this computer, so there is nothing to verify.");
  return [
    l10n.t("{0} CONNECTED.", connected.length),
    ...(others.length === 0 ? [] : [l10n.t("{0} not: {1}.", others.length, someNames(others))]),
    ...(skipped.length === 0
      ? []
      : [
          l10n.t(
            "{0} not checked: no hub token for their hub on this computer, or errors in ocpi.yml.",
            skipped.length,
          ),
        ]),
    ...(stopped.length === 0 ? [] : [l10n.t("{0} not checked, because you stopped.", stopped.length)]),
  ].join(" ");
}
