import * as l10n from "@vscode/l10n";
import type { PlatformToken } from "../../core/ocpi/token.ts";
import { headline } from "../../core/report/headline.ts";
import type { RunResult } from "../state/runner.ts";
import type { Ready, FlowContext } from "./flow-context.ts";

/**
 * The hub issued a token and Secret Storage did not keep it. It is sealed in the journal; now the user may copy it, or
 * mend the keyring and try again.
 * @param platformToken what the request was sent with: it opens the capsule, and a locked keyring does not give it.
 * @returns whether it is stored at last.
 */
export async function offerUnstoredToken(
  flow: FlowContext,
  ready: Ready,
  ran: RunResult,
  platformToken: PlatformToken | undefined,
): Promise<boolean> {
  const { capsule } = ran.outcome;
  const retry = l10n.t("Retry");
  const copyToken = l10n.t("Copy Hub Token");
  const copyCapsule = l10n.t("Copy Recovery Capsule");
  for (;;) {
    const answer = await flow.dialogs.confirm({
      message: l10n.t("The hub issued its token for {0}, and it could not be stored.", ready.key.name),
      detail: l10n.t(
        "{0} Unlock your system's keyring and retry. Or copy the token to a safe place now: the hub does not show it again. The recovery capsule holds it sealed with your platform token.",
        headline(ran.record).replaceAll("`", ""),
      ),
      actions: [retry, copyToken, copyCapsule],
    });
    if (answer === undefined) return false;
    if (answer === retry) {
      // While the keyring is locked it may throw.
      const done = await flow.runner.finishCrashed(ready, platformToken).catch(() => undefined);
      if (done?.did === "stored") return true;
    } else if (answer === copyCapsule && capsule !== undefined) {
      await flow.dialogs.copy(capsule);
    } else if (answer === copyToken && capsule !== undefined && platformToken !== undefined) {
      const { openCapsule } = await import("../state/jobs.ts");
      const opened = await openCapsule(capsule, platformToken);
      if ("content" in opened) await flow.dialogs.copy(opened.content.token);
    }
  }
}
