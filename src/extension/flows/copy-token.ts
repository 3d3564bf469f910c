import * as l10n from "@vscode/l10n";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import { storedToken } from "../state/stored-token.ts";
import type { TokenKind } from "../state/token-store.ts";
import { copyBriefly, type Clipboard } from "../platform/brief-copy.ts";
import type { FlowContext } from "./flow-context.ts";
import { notify } from "./notification.ts";
import { tokenName } from "./tokens.ts";

/**
 * *Copy Hub Token for Your Platform…* and *Copy Platform Token…*: your platform needs both, the one to call the hub, the
 * other to know the hub by. Asks first, because a clipboard is open to every program, and clears it after a minute if the
 * token is still on it.
 * @returns whether it was copied.
 */
export async function copyToken(
  flow: FlowContext,
  entry: ConnectionEntry,
  of: "hub-token" | "platform-token",
  clipboard: Clipboard,
): Promise<boolean> {
  const { dialogs, connections, clock } = flow;
  const kind = of === "hub-token" ? of : await whichPlatformToken(flow, entry);
  if (kind === undefined) return false;
  const token = await storedToken(entry, kind);
  if (token === undefined) {
    const go = l10n.t("Exchange Credentials");
    const message = l10n.t("There is no {0} of {1} on this computer.", tokenName(kind), entry.key.name);
    if ((await dialogs.show("info", message, go)) === go) flow.execute("ocpi.exchangeCredentials", entry.key);
    return false;
  }
  const button = l10n.t("Copy");
  const answer = await dialogs.confirm({
    message: l10n.t("Copy the {0} of {1}?", tokenName(kind), entry.key.name),
    detail: l10n.t("{0} Every program can read the clipboard; it is cleared after 60 seconds.", purposeOf(kind, entry)),
    actions: [button],
  });
  if (answer !== button) return false;
  if (!(await copyBriefly(token.reveal(), clipboard, clock))) return false;
  if (kind === "hub-token") {
    await entry.tokens.noteHandedOn(entry.key);
    askForConfirmation(flow, entry);
  }
  await connections.refresh(entry.key);
  return true;
}

/** A copy on the clipboard is in no platform yet, and no run can see whether it gets there. */
function askForConfirmation(flow: FlowContext, { key, source }: ConnectionEntry): void {
  if (source === "sandbox") return;
  const message = l10n.t("The hub token of {0} is copied, for 60 seconds. Is it in your platform?", key.name);
  notify(flow, key, "info", message, [{ button: l10n.t("Mark as Installed"), command: "ocpi.markAsInstalled" }]);
}

/** While a rotation is begun there are two, and your platform has to accept both. */
async function whichPlatformToken(
  { dialogs }: FlowContext,
  entry: ConnectionEntry,
): Promise<"platform-token" | "new-platform-token" | undefined> {
  if ((await storedToken(entry, "new-platform-token")) === undefined) return "platform-token";
  const choices = (["new-platform-token", "platform-token"] as const).map((kind) => ({
    label: tokenName(kind),
    value: kind,
  }));
  return dialogs.choose(l10n.t("{0}: copy which token?", entry.key.name), choices);
}

function purposeOf(kind: TokenKind, { hubOrigin, connection }: ConnectionEntry): string {
  const hub = connection?.address.origin ?? hubOrigin;
  return kind === "hub-token"
    ? l10n.t("Put it into your platform's settings, as the token for calls to {0}, and nowhere else.", hub)
    : l10n.t("Put it into your platform's settings, as the token that {0} presents when it calls you.", hub);
}
