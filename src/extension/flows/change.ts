import * as l10n from "@vscode/l10n";
import type { RegistrationJob } from "../../core/onboarding/connection.ts";
import { HubToken, type PlatformToken } from "../../core/ocpi/token.ts";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import type { RunResult } from "../state/runner.ts";
import { purposeOf, storedToken } from "../state/stored-token.ts";
import { exchange, showNoPlatform } from "./exchange.ts";
import { mayChange, partiesSent, partyNames, readyFor, type Ready, type FlowContext } from "./flow-context.ts";
import { finishCrashed } from "./crashed-run.ts";
import { notifyResult } from "./notify-result.ts";
import { notifyUnsettled } from "./notify-unsettled.ts";
import { takeFormerTokens } from "./renamed-connection.ts";
import { offerUnstoredToken } from "./unstored-token.ts";
import { openWithToken } from "./open-capsule.ts";
import { askAndStore, mayReplace, settleOrigins, storeToken, tokenFor } from "./tokens.ts";

/** *Update Registration…*: tells the hub the URL and the roles that `ocpi.yml` has now, by PUT. */
export async function updateRegistration(flow: FlowContext, entry: ConnectionEntry): Promise<RunResult | undefined> {
  const ready = await registered(flow, entry);
  if (ready === undefined) return undefined;
  const platformToken = await tokenFor(flow, ready, "platform-token");
  const job = platformToken === undefined ? undefined : await updateJob(flow, ready, platformToken, undefined);
  if (job === undefined) return undefined;
  const agreed = await mayChange(flow, ready, {
    message: l10n.t("Update the registration at {0} for {1}?", hostOf(ready), partyNames(ready.connection)),
    detail: l10n.t(
      "A PUT tells the Hub that your platform is at {0}, and of {1}. The platform token stays the same.",
      job.platform?.url ?? "",
      partiesSent(ready.connection),
    ),
    action: l10n.t("Update"),
  });
  return agreed ? changed(flow, ready, "updating", job) : undefined;
}

/**
 * *Rotate Token…*: gives the hub a new platform token, by PUT. It is kept beside the old one until the hub has answered,
 * so that an interrupted rotation goes on with the same.
 */
export async function rotateToken(flow: FlowContext, entry: ConnectionEntry): Promise<RunResult | undefined> {
  const ready = await registered(flow, entry);
  if (ready === undefined) return undefined;
  const former = await tokenFor(flow, ready, "platform-token");
  if (former === undefined) return undefined;
  const begun = await storedToken(ready, "new-platform-token");
  const successor = begun ?? (await askAndStore(flow, ready, "new-platform-token"));
  if (successor === undefined) return undefined;
  const job = await updateJob(flow, ready, successor, former);
  if (job === undefined) return undefined;
  const agreed = await mayChange(flow, ready, {
    message: l10n.t("Rotate the platform token at {0} for {1}?", hostOf(ready), partyNames(ready.connection)),
    detail:
      begun === undefined
        ? l10n.t("A PUT gives the Hub the new token. Your platform must accept both, the old one for 24 hours more.")
        : l10n.t(
            "A PUT gives the Hub the new token that was made before. Your platform must accept both, the old one for 24 hours more.",
          ),
    action: l10n.t("Rotate"),
  });
  const ran = agreed ? await changed(flow, ready, "rotating", job) : undefined;
  const done = ran?.outcome.result === "connected" || ran?.outcome.result === "registered";
  if (done) {
    await flow.runner.reseal(ready, former, successor);
    await ready.tokens.write(
      ready.key,
      "platform-token",
      successor,
      purposeOf("platform-token", ready),
      flow.clock.now(),
    );
    await ready.tokens.forget(ready.key, "new-platform-token");
    await flow.connections.refresh(ready.key);
  }
  // Otherwise the new one stays: the next rotation goes on with it.
  return ran;
}

/** *Recover Hub Token…*: stores the hub token out of a recovery capsule, and looks whether it works. */
export async function recoverHubToken(flow: FlowContext, entry: ConnectionEntry): Promise<RunResult | undefined> {
  const ready = await readyFor(flow, entry);
  if (ready === undefined || !(await settleOrigins(flow, ready))) return undefined;
  const text = await flow.dialogs.askText({
    title: l10n.t("{0}: recovery capsule", entry.key.name),
    prompt: l10n.t("It begins with ocpi-capsule:v1: and stands in the log of the run that could not store the token."),
    check: (value) =>
      value === "" || value.trim().startsWith("ocpi-capsule:v1:")
        ? undefined
        : l10n.t("A recovery capsule begins with ocpi-capsule:v1:"),
  });
  if (text === undefined || text.trim() === "") return undefined;
  const opened = await openWithToken(flow, ready, text.trim());
  if (opened === undefined) return undefined;
  const { content, platformToken } = opened;
  const { capsuleDifference } = await import("../state/jobs.ts");
  const difference = capsuleDifference(content, {
    hub: ready.connection.address.origin,
    parties: ready.connection.roles,
    connection: entry.key.name,
    // Here it is stored in Secret Storage, wherever the run that sealed it would have stored it.
    secret: undefined,
  });
  if (difference !== undefined) {
    const message = l10n.t(
      "The capsule belongs to another registration than {0}: it was sealed for {1}, and ocpi.yml says {2}. Nothing was stored.",
      entry.key.name,
      difference.sealed,
      difference.given,
    );
    await flow.dialogs.show("error", message);
    return undefined;
  }
  const { checkPlatform: check, timeouts } = flow.settings();
  const url = ready.description?.platformUrl?.value;
  if (!(await mayConfirm(flow, ready, url)) || !(await keepToken(flow, ready, platformToken))) return undefined;
  return changed(flow, ready, "recovering", {
    purpose: "exchange",
    connection: ready.connection,
    initialToken: undefined,
    hubToken: undefined,
    capsule: { text: text.trim(), token: new HubToken(content.token), sealed: content },
    platform: url === undefined ? undefined : { url, token: platformToken, check },
    formerPlatformToken: undefined,
    vault: ready.vault,
    timeouts,
  });
}

/** The platform token that opened the capsule is the one that the hub knows: it is stored from now on. */
async function keepToken(flow: FlowContext, ready: Ready, token: PlatformToken): Promise<boolean> {
  const stored = await storedToken(ready, "platform-token");
  // A platform that the file does not name has no place for one.
  if (stored?.equals(token) === true || ready.platformOrigin === "") return true;
  if (stored !== undefined && !(await mayReplace(flow, ready.key, "platform-token"))) return false;
  return storeToken(flow, ready, "platform-token", token);
}

/** Asks before the PUT with which a recovered registration is confirmed, at a hub where that is done. */
async function mayConfirm(flow: FlowContext, ready: Ready, url: string | undefined): Promise<boolean> {
  if (!ready.connection.profile.confirms || url === undefined) return true;
  return mayChange(flow, ready, {
    message: l10n.t("Recover the hub token of {0} for {1}?", hostOf(ready), partyNames(ready.connection)),
    detail: l10n.t(
      "The token is stored in VS Code's Secret Storage. Once it is seen to work, a PUT confirms to the Hub that your platform is at {0}.",
      url,
    ),
    action: l10n.t("Recover"),
  });
}

/** A connection that has a hub token, and a platform: what is registered nowhere cannot be changed. */
async function registered(flow: FlowContext, entry: ConnectionEntry): Promise<Ready | undefined> {
  const ready = await readyFor(flow, entry);
  if (ready === undefined || !(await settleOrigins(flow, ready))) return undefined;
  if (!(await takeFormerTokens(flow, ready)) || !(await finishCrashed(flow, ready))) return undefined;
  if (ready.description?.platformUrl === undefined) return showNoPlatform(flow, ready);
  if ((await storedToken(ready, "hub-token")) !== undefined) return ready;
  const go = l10n.t("Exchange Credentials");
  const message = l10n.t("There is no hub token for {0} on this computer. Exchange credentials first.", entry.key.name);
  if ((await flow.dialogs.show("info", message, go)) === go) flow.execute("ocpi.exchangeCredentials", entry.key);
  return undefined;
}

async function updateJob(
  flow: FlowContext,
  ready: Ready,
  token: PlatformToken,
  former: PlatformToken | undefined,
): Promise<RegistrationJob | undefined> {
  const { checkPlatform: check, timeouts } = flow.settings();
  const hubToken = await storedToken(ready, "hub-token");
  const url = ready.description?.platformUrl?.value;
  if (hubToken === undefined || url === undefined) return undefined;
  return {
    purpose: "update",
    connection: ready.connection,
    initialToken: undefined,
    hubToken,
    capsule: undefined,
    platform: { url, token, check },
    rotates: former !== undefined,
    formerPlatformToken: former,
    vault: ready.vault,
    timeouts,
  };
}

async function changed(
  flow: FlowContext,
  ready: Ready,
  doing: "updating" | "rotating" | "recovering",
  job: RegistrationJob,
): Promise<RunResult | undefined> {
  const ran = await flow.runner.register(ready, doing, job);
  if (ran === undefined) return undefined;
  // With the token in its place it goes on: what is left is to prove and to confirm.
  if (ran.outcome.result === "unstored") {
    if (!(await offerUnstoredToken(flow, ready, ran, job.platform?.token))) return ran;
    return (doing === "rotating" ? rotateToken : exchange)(flow, ready);
  }
  if (!(await notifyUnsettled(flow, ready.key))) await notifyResult(flow, ready, ran);
  return ran;
}

function hostOf({ connection }: Ready): string {
  return new URL(connection.address.origin).host;
}
