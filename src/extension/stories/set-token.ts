import * as l10n from "@vscode/l10n";
import type { Entry } from "../connections.ts";
import type { TokenKind } from "../token-store.ts";
import { tellProblems, type Ready, type Story } from "./story.ts";
import { askAndStore, forgetForCertain, mayReplace, tokenName } from "./tokens.ts";

const settable = ["initial-token", "platform-token", "hub-token"] as const;
const forgettable = [...settable, "new-platform-token"] as const;

/** *Set Token…*: which, and then the token, into Secret Storage. */
export async function setToken(story: Story, entry: Entry): Promise<void> {
  if (entry.connection === undefined) {
    await tellProblems(story, l10n.t("ocpi.yml has errors: it has to say which hub a token is for."));
    return;
  }
  const ready: Ready = { ...entry, connection: entry.connection };
  const kind = await chooseKind(story, entry, settable, l10n.t("{0}: which token?", entry.key.name));
  if (kind === undefined) return;
  if (kind === "hub-token" && (await isStored(entry, kind)) && !(await mayReplace(story, entry.key, kind))) return;
  const token = await askAndStore(story, ready, kind);
  if (token?.kind !== "hub-token") return;
  // Who has it to type has it somewhere else, too.
  await entry.tokens.noteHandedOn(entry.key);
  await story.connections.refresh(entry.key);
}

/** *Forget Token…*: takes a token out of Secret Storage. The hub knows nothing of it. */
export async function forgetToken(story: Story, entry: Entry): Promise<void> {
  const states = await Promise.all(forgettable.map(async (kind) => isStored(entry, kind)));
  const there = forgettable.filter((_kind, index) => states[index]);
  if (there.length === 0) {
    await story.dialogs.tell("info", l10n.t("There is no token of {0} on this computer.", entry.key.name));
    return;
  }
  const kind = await chooseKind(story, entry, there, l10n.t("{0}: forget which token?", entry.key.name));
  if (kind === undefined) return;
  await forgetForCertain(story, entry, kind);
}

async function chooseKind<K extends TokenKind>(
  { dialogs }: Story,
  entry: Entry,
  of: readonly K[],
  title: string,
): Promise<K | undefined> {
  const choices = of.map(async (kind) => {
    const description = (await isStored(entry, kind)) ? l10n.t("stored") : l10n.t("not stored");
    return { label: tokenName(kind), description, value: kind };
  });
  return dialogs.choose(title, await Promise.all(choices));
}

/** Whether there is a token of a kind, for whatever host. */
async function isStored({ tokens, key }: Entry, kind: TokenKind): Promise<boolean> {
  return (await tokens.facts(key, kind, "")).state !== "absent";
}
