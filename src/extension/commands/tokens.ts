import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { copyToken, type Clipboard } from "../stories/hand-on.ts";
import { forgetToken as forget, setToken as set } from "../stories/set-token.ts";
import { aboutConnection } from "./target.ts";

/** Stores a token that somebody has. */
export const setToken = aboutConnection(async ({ story }, entry) => set(story, entry));

/** Takes a token out of Secret Storage. */
export const forgetToken = aboutConnection(async ({ story }, entry) => forget(story, entry));

const clipboard: Clipboard = {
  read: async () => vscode.env.clipboard.readText(),
  write: async (text) => vscode.env.clipboard.writeText(text),
};

/** Puts the hub token on the clipboard for a minute. */
export const copyHubToken = aboutConnection(async ({ story }, entry) => {
  if (await copyToken(story, entry, "hub-token", clipboard)) tellCopied();
});

/** Puts the platform token on the clipboard for a minute. */
export const copyPlatformToken = aboutConnection(async ({ story }, entry) => {
  if (await copyToken(story, entry, "platform-token", clipboard)) tellCopied();
});

function tellCopied(): void {
  vscode.window.setStatusBarMessage(l10n.t("$(clippy) Copied; the clipboard is cleared in a minute."), 5000);
}
