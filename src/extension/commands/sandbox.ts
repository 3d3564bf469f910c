import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Command } from "./target.ts";

/** Starts a Hub and a platform on this computer, and offers to exchange credentials with them. */
export const startSandbox: Command = async (services) => {
  try {
    const entry = await services.sandbox.start();
    void vscode.commands.executeCommand("ocpi.connections.focus");
    const go = l10n.t("Exchange Credentials");
    const message = l10n.t("A sandbox Hub and a platform run on this computer. Nothing that you do there leaves it.");
    const pressed = await services.flow.dialogs.show("info", message, go);
    // By then it may be another one, or gone.
    if (pressed === go) services.flow.execute("ocpi.exchangeCredentials", entry?.key);
  } catch (error) {
    await services.flow.dialogs.show("error", error instanceof Error ? error.message : "");
  }
};

/** Stops it; its connection and everything that it knew is gone. */
export const stopSandbox: Command = async (services) => services.sandbox.stop();
