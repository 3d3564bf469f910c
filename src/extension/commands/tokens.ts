import * as vscode from "vscode";
import { copyHubToken as copy } from "../stories/hand-on.ts";
import { forgetToken as forget, setToken as set } from "../stories/set-token.ts";
import { targetOf, type Command } from "./target.ts";

/** Stores a token that somebody has. */
export const setToken: Command = async (services, argument) => {
  await services.ready;
  const entry = await targetOf(services, argument);
  if (entry !== undefined) await set(services.story, entry);
};

/** Takes a token out of Secret Storage. */
export const forgetToken: Command = async (services, argument) => {
  await services.ready;
  const entry = await targetOf(services, argument);
  if (entry !== undefined) await forget(services.story, entry);
};

/** Puts the hub token on the clipboard for a minute. */
export const copyHubToken: Command = async (services, argument) => {
  await services.ready;
  const entry = await targetOf(services, argument);
  if (entry === undefined) return;
  const copied = await copy(services.story, entry, {
    read: async () => vscode.env.clipboard.readText(),
    write: async (text) => vscode.env.clipboard.writeText(text),
  });
  if (copied) vscode.window.setStatusBarMessage("$(clippy)", 3000);
};
