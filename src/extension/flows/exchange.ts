import * as l10n from "@vscode/l10n";
import type { RegistrationJob } from "../../core/onboarding/connection.ts";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import type { RunResult } from "../state/runner.ts";
import { storedToken } from "../state/stored-token.ts";
import { mayChange, partyNames, readyFor, type Ready, type FlowContext } from "./flow-context.ts";
import { finishCrashed } from "./crashed-run.ts";
import { notifyResult } from "./notify-result.ts";
import { notifyUnsettled } from "./notify-unsettled.ts";
import { takeFormerTokens } from "./renamed-connection.ts";
import { offerUnstoredToken } from "./unstored-token.ts";
import { settleOrigins, tokenFor } from "./tokens.ts";

/**
 * *Exchange Credentials*: asks for the tokens that are missing, asks once before anything changes at a hub, and runs the
 * exchange. With a hub token it only looks, but for a confirmation that is outstanding.
 */
export async function exchange(flow: FlowContext, entry: ConnectionEntry): Promise<RunResult | undefined> {
  const ready = await readyFor(flow, entry);
  if (ready === undefined || !(await settleOrigins(flow, ready))) return undefined;
  if (!(await takeFormerTokens(flow, ready)) || !(await finishCrashed(flow, ready))) return undefined;
  const job = await exchangeJob(flow, ready);
  if (job === undefined || !(await agreed(flow, ready, job))) return undefined;
  const ran = await flow.runner.register(ready, "exchanging", job);
  if (ran === undefined) return undefined;
  // With the token in its place the exchange goes on: what is left is to prove and to confirm.
  if (ran.outcome.result === "unstored")
    return (await offerUnstoredToken(flow, ready, ran, job.platform?.token)) ? exchange(flow, entry) : ran;
  if (await registersAgain(flow, ready, ran)) return exchange(flow, entry);
  // Used up: who needs it again has to ask the account team for a new one anyway.
  if (ran.outcome.storedIn !== undefined) await ready.tokens.forget(ready.key, "initial-token");
  if (!(await notifyUnsettled(flow, ready.key))) await notifyResult(flow, ready, ran);
  return ran;
}

/**
 * The hub refuses the stored hub token, and there is a new initial token: after a reset of the registration both are so. What the
 * account team did only the person knows.
 * @returns whether the refused hub token is given up, so that the exchange begins again with the initial token.
 */
async function registersAgain(
  { dialogs, connections }: FlowContext,
  { key, tokens }: Ready,
  { record }: RunResult,
): Promise<boolean> {
  const finding = record.reason?.finding;
  if (finding?.code !== "hub-token-refused" || finding.isBesideCrash === true) return false;
  if (connections.factsOf(key)?.initialToken.state !== "stored") return false;
  const again = l10n.t("Register Again");
  const answer = await dialogs.confirm({
    message: l10n.t("Did the account team reset the registration of {0}?", key.name),
    detail: l10n.t(
      "The Hub refuses the stored hub token, and a new initial token is stored beside it. If they reset it, the hub token opens nothing any more: Register Again forgets it, and exchanges with the initial token. If they did not, keep it: it cannot be read back from anywhere.",
    ),
    dangerous: true,
    actions: [again],
  });
  if (answer !== again) return false;
  await tokens.forget(key, "hub-token");
  await connections.refresh(key);
  return true;
}

async function exchangeJob(flow: FlowContext, ready: Ready): Promise<RegistrationJob | undefined> {
  const { checkPlatform: check, timeouts } = flow.settings();
  const hubToken = await storedToken(ready, "hub-token");
  const interrupted = (await ready.vault.holder()) !== "absent";
  const url = ready.description?.platformUrl?.value;
  // Who only looks needs no more than the hub token; a platform token that is there says more about the platform.
  const needed = hubToken === undefined || interrupted;
  if (needed && url === undefined) return showNoPlatform(flow, ready);
  const of = 2;
  const initialToken =
    hubToken === undefined ? await tokenFor(flow, ready, "initial-token", { step: { number: 1, of } }) : undefined;
  if (hubToken === undefined && initialToken === undefined) return undefined;
  const platformToken = needed
    ? await tokenFor(flow, ready, "platform-token", { step: { number: 2, of } })
    : await storedToken(ready, "platform-token");
  if (needed && platformToken === undefined) return undefined;
  return {
    purpose: "exchange",
    connection: ready.connection,
    initialToken,
    hubToken,
    capsule: undefined,
    platform: platformToken === undefined || url === undefined ? undefined : { url, token: platformToken, check },
    formerPlatformToken: undefined,
    vault: ready.vault,
    timeouts,
  };
}

/** Asks before the POST. Who only looks is not asked. */
async function agreed(flow: FlowContext, ready: Ready, { hubToken, platform }: RegistrationJob): Promise<boolean> {
  const interrupted = (await ready.vault.holder()) !== "absent";
  if (hubToken !== undefined && !interrupted) return true;
  const host = new URL(ready.connection.address.origin).host;
  return mayChange(flow, ready, {
    message: l10n.t("Exchange credentials with {0} for {1}?", host, partyNames(ready.connection)),
    detail: l10n.t(
      "This registers {0} there: a POST uses up the initial token, the token that the Hub issues is stored in VS Code's Secret Storage, and a PUT confirms it. Until the POST you can cancel.",
      platform?.url ?? "",
    ),
    action: l10n.t("Exchange"),
  });
}

/** A platform whose URL is not known cannot be registered. */
export async function showNoPlatform({ dialogs, execute }: FlowContext, { key }: Ready): Promise<undefined> {
  const open = l10n.t("Open ocpi.yml");
  const message = l10n.t("ocpi.yml does not say where your platform is: {0} has no platform.url.", key.name);
  if ((await dialogs.show("error", message, open)) === open) execute("ocpi.openConfig", key);
  return undefined;
}
