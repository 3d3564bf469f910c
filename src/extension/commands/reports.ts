import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { receiverUrls } from "../../core/report/receivers.ts";
import type { Entry } from "../connections.ts";
import type { Services } from "../services.ts";
import { aboutConnection, type Command } from "./target.ts";

/** Opens the report of the last run. */
export const openReport = aboutConnection(async (services, entry) => {
  if (hasRun(services, entry)) await services.reports.open(entry.key);
  else await tellNoRun(services, entry);
}, hasRun);

/** Copies the message with which the account team can do its part. */
export const copyMessage = aboutConnection(async (services, entry) => {
  const last = services.connections.factsOf(entry.key)?.last;
  const handover = last?.report.handover;
  if (handover === undefined) {
    await tellNoRun(services, entry);
    return;
  }
  await services.story.dialogs.copy(`${handover.subject}\n\n${handover.text}`);
  const copied = l10n.t(
    "The message is on the clipboard: answer the account team's e-mail with it. It holds no token.",
  );
  void services.story.dialogs.tell("info", [copied, last?.sendOnlyIf].filter((part) => part !== undefined).join(" "));
}, hasRun);

/** Shows the URLs at which the hub will call the platform, and copies one of them, or all. */
export const showReceiverUrls = aboutConnection(async (services, entry) => {
  const { connection, description } = entry;
  const urls =
    connection === undefined
      ? []
      : receiverUrls(description?.platformUrl?.value, connection.roles, connection.profile, connection.receivers);
  if (urls.length === 0) {
    const message = l10n.t("The Hub calls {0} at no URL: ocpi.yml names no platform.url or no role.", entry.key.name);
    await services.story.dialogs.tell("info", message);
    return;
  }
  const lines = urls.map(({ module, role, method, url }) => `${module} (${role})  ${method} ${url}`);
  const chosen = await services.story.dialogs.choose(
    l10n.t("{0}: where the Hub calls you; Enter copies", entry.key.name),
    [
      { label: l10n.t("Copy all"), description: String(urls.length), value: lines.join("\n") },
      ...urls.map(({ module, role, method, url }) => ({
        label: module,
        description: `${role} · ${method}`,
        detail: url,
        value: url,
      })),
    ],
  );
  if (chosen !== undefined) await services.story.dialogs.copy(chosen);
});

/** Copies the URL of an endpoint in the tree. */
export const copyUrl: Command = async (services, argument) => {
  const url = typeof argument === "string" ? services.view.nodeOf(argument)?.url : undefined;
  if (url !== undefined) await vscode.env.clipboard.writeText(url);
};

function hasRun({ connections }: Services, { key }: Entry): boolean {
  return connections.factsOf(key)?.last !== undefined;
}

async function tellNoRun({ story }: Services, { key }: Entry): Promise<void> {
  await story.dialogs.tell(
    "info",
    l10n.t("{0} was not checked yet: Verify Connection or Exchange Credentials does.", key.name),
  );
}
