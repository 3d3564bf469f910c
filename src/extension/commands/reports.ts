import * as l10n from "@vscode/l10n";
import * as take from "../flows/export-report.ts";
import { showInvalid } from "../flows/flow-context.ts";
import { notify, openReportAction } from "../flows/notification.ts";
import type { Services } from "../services.ts";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import { knownReceivers } from "../state/known-receivers.ts";
import { latestOf, messageRunOf, type LastRun } from "../state/last-run.ts";
import { outcomeWords } from "../view/receiver-nodes.ts";
import { noRunWords } from "../view/sheet-page.ts";
import { aboutConnection, type Command } from "./target.ts";

/** Opens the report of the run that goes on, or else of the last one. */
export const openReport = aboutConnection(async ({ reports }, { key }) => reports.open(key), hasReport);

/** Opens the go-live sheet: what of the traffic works, and who says so. */
export const openGoLiveSheet = aboutConnection(async ({ reports }, { key }) => reports.openSheet(key));

/** Copies the report, to paste it where it is asked for. */
export const copyReport = aboutLastRun(async ({ flow }, entry, last) => take.copyReport(flow, entry, last));

/** Saves the report, for programs to read. */
export const saveReport = aboutLastRun(async ({ flow }, entry, last) => take.saveReport(flow, entry, last));

/** Copies the message with which the account team can do its part. */
export const copyMessage = aboutLastRun(async ({ connections, flow }, { key }, latest) => {
  const { record } = messageRunOf(connections.factsOf(key)?.last, latest);
  const { handover, sendOnlyIf } = await import("../state/jobs.ts");
  const { subject, text } = handover(record);
  if (!(await flow.dialogs.copy(`Subject: ${subject}\n\n${text}`))) return;
  const copied = l10n.t("The message is copied: e-mail it to the account team. It holds no token.");
  const message = [copied, sendOnlyIf(record)].filter((part) => part !== undefined).join(" ");
  notify(flow, key, "info", message, [openReportAction()]);
});

/** Shows the URLs at which the hub will call the platform, and copies one of them, or all. */
export const showReceiverUrls = aboutConnection(async (services, entry) => {
  const { connection, description } = entry;
  if (connection === undefined) {
    await showInvalid(services.flow, entry.key);
    return;
  }
  const facts = services.connections.factsOf(entry.key);
  const urls = facts === undefined ? [] : knownReceivers(connection, description?.platformUrl?.value, facts);
  if (urls.length === 0) {
    const message = l10n.t(
      "There are no receiver URLs for {0}: ocpi.yml has no platform.url or no role.",
      entry.key.name,
    );
    notify(services.flow, entry.key, "info", message, [
      { button: l10n.t("Open ocpi.yml"), command: "ocpi.openConfig" },
    ]);
    return;
  }
  const lines = urls.map(({ module, role, method, url }) => `${module} (${role})  ${method} ${url}`);
  const chosen = await services.flow.dialogs.choose(
    l10n.t("{0}: where the Hub calls you; Enter copies", entry.key.name),
    [
      { label: l10n.t("Copy all"), description: String(urls.length), value: lines.join("\n") },
      ...urls.map(({ module, role, method, url, probe }) => ({
        label: module,
        description: [`${role} · ${method}`, ...(probe === undefined ? [] : [outcomeWords(probe.outcome)])].join(" · "),
        detail: url,
        value: url,
      })),
    ],
  );
  if (chosen !== undefined) await services.flow.dialogs.copy(chosen);
});

/** Copies the URL of an endpoint in the tree. */
export const copyUrl: Command = async (services, argument) => {
  const url = typeof argument === "string" ? services.view.nodeOf(argument)?.url : undefined;
  if (url !== undefined) await services.flow.dialogs.copy(url);
};

/** Whether there is something to report of a connection: a run that has ended, or one that goes on. */
function hasReport({ connections, runner }: Services, { key }: ConnectionEntry): boolean {
  const facts = connections.factsOf(key);
  return runner.isRunning(key) || (facts !== undefined && latestOf(facts) !== undefined);
}

/** A command that is about what a connection's last run found: where there was none, it is said what makes one. */
function aboutLastRun(work: (services: Services, entry: ConnectionEntry, last: LastRun) => Promise<void>): Command {
  const lastOf = ({ connections }: Services, { key }: ConnectionEntry): LastRun | undefined => {
    const facts = connections.factsOf(key);
    return facts && latestOf(facts);
  };
  return aboutConnection(
    async (services, entry) => {
      const last = lastOf(services, entry);
      if (last === undefined)
        notify(services.flow, entry.key, "info", noRunWords(entry.key), [
          { button: l10n.t("Exchange Credentials"), command: "ocpi.exchangeCredentials" },
        ]);
      else await work(services, entry, last);
    },
    (services, entry) => lastOf(services, entry) !== undefined,
  );
}
