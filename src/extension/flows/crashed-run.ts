import * as l10n from "@vscode/l10n";
import type { NotStored, CrashOutcome } from "../../core/record/crash-outcome.ts";
import { storedToken } from "../state/stored-token.ts";
import type { Ready, FlowContext } from "./flow-context.ts";
import { settleOrigins, tokenFor } from "./tokens.ts";

/** Finishes what an earlier run left, without a question. What a rotation got is sealed with its new platform token. */
export async function storeCaptured({ runner }: FlowContext, ready: Ready): Promise<CrashOutcome> {
  const done = await runner.finishCrashed(ready, await storedToken(ready, "platform-token"));
  const successor = await storedToken(ready, "new-platform-token");
  const shut = done.did === "kept-capsule" && done.why === "unopened";
  return shut && successor !== undefined ? runner.finishCrashed(ready, successor) : done;
}

/** Whether this window has an older hub token than the one that was issued last, or none: with that nothing is sent. */
export async function isBehind({ journal, tokens, key }: Ready): Promise<boolean> {
  const issued = journal?.issued();
  return issued !== undefined && tokens.isBehind(key, issued);
}

/**
 * Finishes what an earlier run left: a hub token that had arrived is stored before anything new is begun. Where that is not
 * possible, the user decides.
 * @returns whether to go on.
 */
export async function finishCrashed(flow: FlowContext, ready: Ready): Promise<boolean> {
  const done = await storeCaptured(flow, ready);
  // It was for the host that the file named then.
  if (done.did === "stored") return settleOrigins(flow, ready);
  // With a token in its place, what is left in a capsule is not needed for anything that comes now.
  if (done.did !== "kept-capsule" || done.why === "secret-exists") return true;
  if (done.why === "no-platform-token") {
    const given = await tokenFor(flow, ready, "platform-token");
    return given !== undefined && finishCrashed(flow, ready);
  }
  const hasVanished = await isBehind(ready);
  const copy = l10n.t("Copy Recovery Capsule");
  const goOn = l10n.t("Continue Without It");
  for (;;) {
    const answer = await flow.dialogs.confirm({
      message: hasVanished
        ? l10n.t("The hub token of {0} is not in Secret Storage: another window wrote its older copy.", ready.key.name)
        : l10n.t("An earlier exchange of {0} got a hub token that could not be stored.", ready.key.name),
      detail: l10n.t("{0} The recovery capsule holds what the Hub answered.", whyLeft(done.why)),
      actions: [copy, goOn],
    });
    if (answer === goOn) ready.journal?.dismiss();
    if (answer !== copy) return answer === goOn;
    await flow.dialogs.copy(done.capsule);
  }
}

function whyLeft(why: Exclude<NotStored, "secret-exists" | "no-platform-token">): string {
  switch (why) {
    case "vault":
    case "nowhere":
    case "other-place":
      return l10n.t(
        "VS Code's Secret Storage does not keep it now either: unlock your system's keyring and try again.",
      );
    case "unopened":
      return l10n.t(
        "It is sealed with the platform token of that exchange, and the stored one is another: Set Token… stores the former.",
      );
    case "no-token":
      return l10n.t("No token was found in the Hub's answer: only the account team can help.");
  }
}
