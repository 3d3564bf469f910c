import type { HubToLookAt } from "../../core/onboarding/connection.ts";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import type { RunResult } from "../state/runner.ts";
import { storedToken } from "../state/stored-token.ts";
import { isBehind } from "./crashed-run.ts";
import { showNoPlatform } from "./exchange.ts";
import { readyFor, type FlowContext, type Ready } from "./flow-context.ts";
import { notifyPlatformRun } from "./notify-platform-run.ts";
import { settleOrigins } from "./tokens.ts";

/**
 * *Preflight*: plays the Hub against the platform, with what is stored on this computer; nothing is asked for, and nothing is made on
 * the platform. With a token for the hub it looks there, too.
 */
export async function preflight(flow: FlowContext, entry: ConnectionEntry): Promise<RunResult | undefined> {
  const ready = await readyFor(flow, entry);
  if (ready === undefined) return undefined;
  const platformUrl = ready.description?.platformUrl?.value;
  if (platformUrl === undefined) return showNoPlatform(flow, ready);
  if (!(await settleOrigins(flow, ready))) return undefined;
  const [platformToken, initialToken, hubToken] = await Promise.all([
    storedToken(ready, "platform-token"),
    storedToken(ready, "initial-token"),
    storedToken(ready, "hub-token"),
  ]);
  const { connection } = ready;
  const { requestTimeoutMs } = flow.settings().timeouts;
  const token = (await maySay(ready)) ? (hubToken ?? initialToken) : undefined;
  const hub: HubToLookAt | undefined = token && { connection, token };
  const asksForOnboarding = initialToken === undefined && hubToken === undefined;
  const ran = await flow.runner.preflight(ready, connection, {
    connection,
    platformUrl,
    platformToken,
    requestTimeoutMs,
    hub,
    samples: [],
    asksForOnboarding,
  });
  if (ran !== undefined) notifyPlatformRun(flow, ready, ran);
  return ran;
}

/** Whether the hub's answers say something: not those to a token that has a successor, nor any in the middle of an exchange. */
export async function maySay(ready: Ready): Promise<boolean> {
  return (await ready.vault.holder()) === "absent" && !(await isBehind(ready));
}
