import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { copyToken } from "../flows/copy-token.ts";
import { clipboardOf } from "../platform/editor-dialogs.ts";
import { forgetToken as forget, setToken as set, setTokenAndRetry as setAndRetry } from "../flows/set-token.ts";
import { aboutConnection, type Command } from "./target.ts";

/** Stores a token that the user has. */
export const setToken = aboutConnection(async ({ flow }, entry) => set(flow, entry));

/** Stores another token in the place of the one that was refused, and exchanges with it. */
export const setTokenAndRetry = aboutConnection(async ({ flow }, entry) => setAndRetry(flow, entry));

/** Takes a token out of Secret Storage. */
export const forgetToken = aboutConnection(async ({ flow }, entry) => forget(flow, entry));

/** Puts the hub token on the clipboard for a minute. */
export const copyHubToken = copying("hub-token");

/** Puts the platform token on the clipboard for a minute. */
export const copyPlatformToken = copying("platform-token");

function copying(kind: "hub-token" | "platform-token"): Command {
  return aboutConnection(async ({ flow }, entry) => {
    const copied = await copyToken(flow, entry, kind, clipboardOf(flow.dialogs));
    // Of the hub token a notification says so.
    if (!copied || (kind === "hub-token" && entry.source === "file")) return;
    vscode.window.setStatusBarMessage(l10n.t("$(clippy) Copied; the clipboard is cleared in a minute."), 5000);
  });
}
