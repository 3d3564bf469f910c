import * as l10n from "@vscode/l10n";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import { isStoredSince, latestOf } from "../state/last-run.ts";
import type { RunResult } from "../state/runner.ts";
import type { TokenKind } from "../state/token-store.ts";
import { exchange } from "./exchange.ts";
import { readyFor, showProblems, type Ready, type FlowContext } from "./flow-context.ts";
import { formerNames } from "./renamed-connection.ts";
import { askAndStore, askInPlaceOfRefused, forgetForCertain, mayReplace, settleOrigins, tokenName } from "./tokens.ts";

const settable = ["initial-token", "platform-token", "hub-token"] as const;
const forgettable = [...settable, "new-platform-token"] as const;

/** *Set Token…*: which, and then the token, into Secret Storage. */
export async function setToken(flow: FlowContext, entry: ConnectionEntry): Promise<void> {
  if (entry.connection === undefined) {
    await showProblems(flow, l10n.t("ocpi.yml has errors: it has to say which hub a token is for."));
    return;
  }
  const ready: Ready = { ...entry, connection: entry.connection };
  const choices = settable.map(async (value) => {
    const description = (await isStored(entry, value)) ? l10n.t("stored") : l10n.t("not stored");
    return { label: tokenName(value), description, value };
  });
  const kind = await flow.dialogs.choose(l10n.t("{0}: which token?", entry.key.name), await Promise.all(choices));
  if (kind === undefined) return;
  // Of an initial token the account team gives another one, and one that was refused need not be kept; a platform token may be the key
  // to a capsule.
  const isFree = kind === "initial-token" || refusedTokens(flow, entry)?.includes(kind) === true;
  if (!isFree && (await isStored(entry, kind)) && !(await mayReplace(flow, entry.key, kind))) return;
  const token = await askAndStore(flow, ready, kind);
  if (token?.kind !== "hub-token") return;
  // Who has it to type has it somewhere else, too.
  await entry.tokens.noteHandedOn(entry.key);
  await flow.connections.refresh(entry.key);
}

/**
 * *Set Token and Retry*: asks for the token that the last exchange found to be refused, and no other, and exchanges with it.
 * @returns undefined when the person went away from a box.
 */
export async function setTokenAndRetry(flow: FlowContext, entry: ConnectionEntry): Promise<RunResult | undefined> {
  const refused = refusedTokens(flow, entry);
  if (refused === undefined) {
    // A button may be older than the last run.
    await setToken(flow, entry);
    return undefined;
  }
  const ready = await readyFor(flow, entry);
  if (ready === undefined || !(await settleOrigins(flow, ready))) return undefined;
  for (const [index, kind] of refused.entries()) {
    if ((await askInPlaceOfRefused(flow, ready, kind, refused.slice(index + 1))) === undefined) return undefined;
  }
  return exchange(flow, entry);
}

/**
 * The tokens that the last run found to be wrong, in the order in which they are asked for; without one that was set since.
 * @returns undefined when it found none to be wrong.
 */
function refusedTokens({ connections }: FlowContext, { key }: ConnectionEntry): readonly TokenKind[] | undefined {
  const facts = connections.factsOf(key);
  const record = facts && latestOf(facts)?.record;
  if (record?.reason?.remedy !== "set-token") return undefined;
  const wrong = [
    ["initial-token", facts?.initialToken],
    ...(record.reason.finding.code === "tokens-swapped" ? [["platform-token", facts?.platformToken] as const] : []),
  ] as const;
  return wrong.flatMap(([kind, token]) => (token !== undefined && isStoredSince(token, record) ? [] : [kind]));
}

/** *Forget Token…*: takes a token out of Secret Storage. The hub knows nothing of it. */
export async function forgetToken(flow: FlowContext, entry: ConnectionEntry): Promise<void> {
  const states = await Promise.all(forgettable.map(async (kind) => isStored(entry, kind)));
  const own = forgettable.filter((_kind, index) => states[index]).map((kind) => ({ kind, key: entry.key }));
  const former = (await formerNames(flow, entry)).map((name) => ({
    kind: "hub-token" as const,
    key: { config: entry.key.config, name },
  }));
  const choices = [...own, ...former].map((value) => ({
    label: tokenName(value.kind),
    description: value.key === entry.key ? "" : l10n.t("of {0}, which is not in ocpi.yml any more", value.key.name),
    value,
  }));
  if (choices.length === 0) {
    await flow.dialogs.show("info", l10n.t("There is no token of {0} on this computer.", entry.key.name));
    return;
  }
  const chosen = await flow.dialogs.choose(l10n.t("{0}: forget which token?", entry.key.name), choices);
  if (chosen !== undefined) await forgetForCertain(flow, { ...entry, key: chosen.key }, chosen.kind);
}

/** Whether there is a token of a kind, for whatever host. */
async function isStored({ tokens, key }: ConnectionEntry, kind: TokenKind): Promise<boolean> {
  return (await tokens.facts(key, kind, "")).state !== "absent";
}
