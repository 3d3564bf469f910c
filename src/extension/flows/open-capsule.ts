import * as l10n from "@vscode/l10n";
import type { OpenedCapsule } from "../../core/onboarding/capsule.ts";
import { PlatformToken } from "../../core/ocpi/token.ts";
import { storedToken } from "../state/stored-token.ts";
import type { FlowContext, Ready } from "./flow-context.ts";

/** A capsule, and the platform token that opened it. */
export interface Opened {
  readonly content: OpenedCapsule;
  readonly platformToken: PlatformToken;
}

/**
 * Opens a recovery capsule: with the platform token that is stored, or with the one of that exchange, which is asked for until one opens
 * it. Nothing is stored.
 * @returns undefined when no token can open it, which a message says, or the person went away.
 */
export async function openWithToken(flow: FlowContext, ready: Ready, capsule: string): Promise<Opened | undefined> {
  const { openCapsule } = await import("../state/jobs.ts");
  const stored = await storedToken(ready, "platform-token");
  let platformToken = stored ?? (await tokenOfExchange(flow, ready, ""));
  while (platformToken !== undefined) {
    const opened = await openCapsule(capsule, platformToken);
    if ("content" in opened) return { ...opened, platformToken };
    if (opened.failure !== "wrong-token") {
      await showUnopened(flow, ready, opened.failure);
      return undefined;
    }
    const why =
      platformToken === stored
        ? l10n.t("The platform token that is stored does not open the capsule.")
        : l10n.t("This token does not open the capsule.");
    platformToken = await tokenOfExchange(flow, ready, why);
  }
  return undefined;
}

/** Asks for a token that exists: none is made here, and how strong it is was judged when it was. */
async function tokenOfExchange(
  { dialogs }: FlowContext,
  { key }: Ready,
  why: string,
): Promise<PlatformToken | undefined> {
  const what = l10n.t(
    "The capsule was sealed with the platform token of that exchange: it is in your platform's settings, or in the secret of the pipeline.",
  );
  const prompt = why === "" ? what : `${why} ${what}`;
  const value = await dialogs.askToken({ title: l10n.t("{0}: platform token of that exchange", key.name), prompt });
  return value === undefined || value === "" ? undefined : new PlatformToken(value);
}

async function showUnopened(
  { dialogs, execute }: FlowContext,
  { key }: Ready,
  failure: "malformed" | "damaged" | "no-token",
): Promise<void> {
  const [message, button, command] = unopened(failure);
  if ((await dialogs.show("error", message, button)) === button) execute(command, key);
}

function unopened(
  failure: "malformed" | "damaged" | "no-token",
): readonly [message: string, button: string, command: "ocpi.recoverHubToken" | "ocpi.copyMessage"] {
  const again = [l10n.t("Try Again"), "ocpi.recoverHubToken"] as const;
  switch (failure) {
    case "malformed":
      return [l10n.t("This is no recovery capsule, or only its beginning. Copy it to its last character."), ...again];
    case "damaged":
      return [
        l10n.t(
          "The platform token is the right one, but the capsule is cut off or changed. Copy it again, to its last character: a log may show it in several lines.",
        ),
        ...again,
      ];
    case "no-token":
      return [
        l10n.t("The capsule holds the Hub's answer, but no token was in it. Only the account team can help."),
        l10n.t("Copy Message"),
        "ocpi.copyMessage",
      ];
  }
}
