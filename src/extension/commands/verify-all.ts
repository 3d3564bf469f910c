import * as l10n from "@vscode/l10n";
import { verifyAll as verify } from "../stories/verify.ts";
import type { Command } from "./target.ts";

/** Looks whether every connection with a hub token works. */
export const verifyAll: Command = async (services) => {
  await services.ready;
  const { verified, connected } = await verify(services.story);
  if (verified > 0 && services.view.visible) return;
  const message =
    verified === 0
      ? l10n.t("No connection has a hub token on this computer, so there is nothing to verify.")
      : l10n.t("{0} of {1} connections are CONNECTED.", connected, verified);
  void services.story.dialogs.tell("info", message);
};
