import * as l10n from "@vscode/l10n";
import type { ConnectionKey } from "../state/connection-key.ts";
import type { Story, StoryCommand } from "./flow-context.ts";

/** A button of a notification, and the command that it runs. */
export interface Offer {
  readonly button: string;
  readonly command: StoryCommand;
}

/** Tells something of a connection, and what leads further. A notification waits for its button; nobody waits for it. */
export function offer(
  { dialogs, execute }: Pick<Story, "dialogs" | "execute">,
  key: ConnectionKey,
  severity: "info" | "warning" | "error",
  message: string,
  offers: readonly Offer[],
): void {
  void dialogs.tell(severity, message.replaceAll("`", ""), ...offers.map(({ button }) => button)).then((pressed) => {
    const chosen = offers.find(({ button }) => button === pressed);
    if (chosen !== undefined) execute(chosen.command, key);
    return undefined;
  });
}

/** To the report of the connection's last run. */
export function reportOffer(): Offer {
  return { button: l10n.t("Open Report"), command: "ocpi.openReport" };
}
