import * as vscode from "vscode";
import { copyHubToken as copy, type Clipboard } from "../stories/hand-on.ts";
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
export const copyHubToken = aboutConnection(async ({ story }, entry) => copy(story, entry, clipboard));
