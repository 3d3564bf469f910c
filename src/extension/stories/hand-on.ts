import * as l10n from "@vscode/l10n";
import type { Entry } from "../connections.ts";
import type { Story } from "./story.ts";
import { storedToken } from "./tokens.ts";

/** How long a copied token stays on the clipboard, in milliseconds. */
export const CLIPBOARD_MS = 60_000;

/** What is on the clipboard, so that only what we put there is taken away again. */
export interface Clipboard {
  read(): Promise<string>;
  write(text: string): Promise<void>;
}

/**
 * *Copy Hub Token for Your Platform…*: the platform presents the hub token whenever it calls the hub. Asks first, because
 * a clipboard is open to every program, and clears it after a minute if the token is still on it.
 */
export async function copyHubToken(story: Story, entry: Entry, clipboard: Clipboard): Promise<boolean> {
  const { dialogs, connections, clock } = story;
  const token = await storedToken(entry, "hub-token");
  if (token === undefined) {
    const go = l10n.t("Exchange Credentials");
    const message = l10n.t("There is no hub token for {0} on this computer.", entry.key.name);
    if ((await dialogs.tell("info", message, go)) === go) story.execute("ocpi.exchangeCredentials", entry.key);
    return false;
  }
  const copy = l10n.t("Copy");
  const answer = await dialogs.confirm({
    message: l10n.t("Copy the hub token of {0}?", entry.key.name),
    detail: l10n.t(
      "Put it into your platform's settings, as the token for calls to {0}, and nowhere else. Every program can read the clipboard; it is cleared after 60 seconds.",
      entry.hubOrigin,
    ),
    actions: [copy],
  });
  if (answer !== copy) return false;
  const text = token.reveal();
  await clipboard.write(text);
  void clock.sleep(CLIPBOARD_MS, new AbortController().signal).then(async () => {
    if ((await clipboard.read()) === text) await clipboard.write("");
    return undefined;
  });
  await entry.tokens.noteHandedOn(entry.key);
  await connections.refresh(entry.key);
  return true;
}
