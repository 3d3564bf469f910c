import * as l10n from "@vscode/l10n";
import type { VerifyJob } from "../../core/onboarding/connection.ts";
import type { PartyConnection } from "../../core/record/result.ts";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import type { ConnectionKey } from "../state/connection-key.ts";
import type { RunResult } from "../state/runner.ts";
import { storedToken } from "../state/stored-token.ts";
import { isTrusted, readyFor, type Ready, type FlowContext } from "./flow-context.ts";
import { finishCrashed, isBehind, storeCaptured } from "./crashed-run.ts";
import { notifyResult } from "./notify-result.ts";
import { notifyUnsettled } from "./notify-unsettled.ts";
import { takeFormerTokens } from "./renamed-connection.ts";
import { settleOrigins } from "./tokens.ts";

/**
 * *Verify Connection*: sends only GETs: the hub token to the hub, and, where a party is not CONNECTED, the platform token to the
 * platform. A token that a closed window left in its journal is stored
 * first. What is not settled is told in the words of the row.
 */
export async function verifyConnection(flow: FlowContext, entry: ConnectionEntry): Promise<RunResult | undefined> {
  const ready = await readyFor(flow, entry);
  if (ready === undefined) return undefined;
  if (!(await settleOrigins(flow, ready)) || !(await takeFormerTokens(flow, ready))) return undefined;
  const left = await storeCaptured(flow, ready);
  // It was for the host that the file named then.
  if (left.did === "stored" && !(await settleOrigins(flow, ready))) return undefined;
  if ((await isBehind(ready)) && !(await finishCrashed(flow, ready))) return undefined;
  const before = statusOf(flow, ready);
  const ran = await look(flow, ready, { explains: true });
  if (await notifyUnsettled(flow, ready.key)) return ran;
  if (ran === undefined) {
    // A second click finds the first one's look going on.
    if (!flow.runner.isRunning(ready.key)) await showNothingToVerify(flow, ready);
    // That it is OFFLINE now is news, and shown as such.
  } else if (before !== "CONNECTED" || statusOf(flow, ready) !== "OFFLINE") await notifyResult(flow, ready, ran);
  return ran;
}

function statusOf({ connections }: FlowContext, { key }: ConnectionEntry): PartyConnection | undefined {
  return connections.factsOf(key)?.last?.record.connectionStatus;
}

async function showNothingToVerify({ dialogs, execute }: FlowContext, { key }: Ready): Promise<void> {
  const set = l10n.t("Set Token…");
  const go = l10n.t("Exchange Credentials");
  const message = l10n.t(
    "There is no hub token for {0} on this computer, so there is nothing to verify. If your platform or a colleague has it, set it here.",
    key.name,
  );
  const pressed = await dialogs.show("info", message, go, set);
  if (pressed === go) execute("ocpi.exchangeCredentials", key);
  if (pressed === set) execute("ocpi.setToken", key);
}

/**
 * One look, whose end no notification shows.
 * @param quiet that the user does not wait for it: then nothing is shown outside the tree.
 * @param explains that the platform is looked at, too, where a party is not CONNECTED.
 * @returns undefined when there is no token to look with, or something goes on already.
 */
async function look(
  flow: FlowContext,
  entry: Ready,
  { quiet = false, explains = false } = {},
): Promise<RunResult | undefined> {
  const hubToken = await storedToken(entry, "hub-token");
  // What a token that has a successor is answered says nothing of the connection.
  if (hubToken === undefined || (await isBehind(entry))) return undefined;
  const { timeouts } = flow.settings();
  const platform = explains ? await platformOf(entry) : undefined;
  const job = { connection: entry.connection, hubToken, platform, timeouts: { ...timeouts, waitForConnectedMs: 0 } };
  return flow.runner.verify(entry, job, { quiet });
}

/** Where the platform is, with its token, as far as this computer has one for the host that `ocpi.yml` names. */
async function platformOf(entry: Ready): Promise<VerifyJob["platform"]> {
  const url = entry.description?.platformUrl?.value;
  const token = url === undefined ? undefined : await storedToken(entry, "platform-token");
  return url === undefined || token === undefined ? undefined : { url, token };
}

/** A look that no person asked for now: it is made only where it can be, and no message says where it cannot. */
export async function lookQuietly(flow: FlowContext, key: ConnectionKey): Promise<void> {
  const entry = flow.connections.entry(key);
  if (entry?.connection === undefined || !flow.isTrusted() || flow.runner.isRunning(key)) return;
  await look(flow, { ...entry, connection: entry.connection }, { quiet: true });
}

// As many as a hub and a laptop stand without being noticed.
const AT_ONCE = 8;

/** What *Verify All* came to, by the names of connections. */
export interface Verified {
  readonly connected: readonly string[];
  readonly others: readonly string[];
  /** Without a token for their hub on this computer, or with errors in `ocpi.yml`. */
  readonly skipped: readonly string[];
  /** Not looked at, or not to the end, because the user stopped it. */
  readonly stopped: readonly string[];
}

/** *Verify All*: every connection that has a hub token, eight at a time, until the user stops it. */
export async function verifyAll(flow: FlowContext): Promise<Verified | undefined> {
  if (!(await isTrusted(flow))) return undefined;
  const { runner, connections } = flow;
  const verified: Record<keyof Verified, string[]> = { connected: [], others: [], skipped: [], stopped: [] };
  const { stopped } = runner;
  const all = connections.entries;
  const waiting = [...all];
  const shown = flow.show(l10n.t("Verify All"), () => runner.cancel());
  const work = async (): Promise<void> => {
    for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
      verified[await cameTo(flow, entry, stopped)].push(connections.titleOf(entry.key));
      shown.step(l10n.t("{0} of {1}", all.length - waiting.length, all.length));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    // After a failure, such as a keyring that is locked, nothing more is begun.
    waiting.length = 0;
    shown.end();
  }
  return verified;
}

async function cameTo(flow: FlowContext, entry: ConnectionEntry, stopped: AbortSignal): Promise<keyof Verified> {
  if (entry.connection === undefined) return "skipped";
  if (stopped.aborted) return "stopped";
  const ran = await look(flow, { ...entry, connection: entry.connection }, { quiet: true, explains: true });
  switch (ran?.outcome.result) {
    case undefined:
      return "skipped";
    case "connected":
      return "connected";
    case "cancelled":
      return "stopped";
    default:
      return "others";
  }
}
