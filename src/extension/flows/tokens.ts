import { randomBytes } from "node:crypto";
import * as l10n from "@vscode/l10n";
import { offlineSentences, type OfflineFinding } from "../../core/findings/offline.ts";
import { checkDistinct, checkStrength, checkToken } from "../../core/checks/payload.ts";
import type { AnyToken } from "../../core/ocpi/token.ts";
import { editorWords } from "../../core/findings/editor-words.ts";
import type { Place, TokenQuestion } from "../platform/dialogs.ts";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import type { ConnectionKey } from "../state/connection-key.ts";
import { purposeOf, storedToken } from "../state/stored-token.ts";
import { tokenOf, type TokenKind, type TokenOf } from "../state/token-store.ts";
import { isSandboxed, type Ready, type FlowContext } from "./flow-context.ts";

/** The names of tokens, as commands and boxes have them. */
export function tokenName(kind: TokenKind): string {
  switch (kind) {
    case "initial-token":
      return l10n.t("initial token");
    case "platform-token":
      return l10n.t("platform token");
    case "new-platform-token":
      return l10n.t("new platform token");
    case "hub-token":
      return l10n.t("hub token");
  }
}

/** Who makes a token, and where the user finds it. */
function whereFrom(kind: TokenKind): string {
  switch (kind) {
    case "initial-token":
      return l10n.t("The Hub's account team makes it. It is in their e-mail. After the exchange it opens nothing.");
    case "platform-token":
      return l10n.t(
        "Create your own, or use the button above to create and copy one. The Hub sends this token when it calls your platform, so save it in your platform first.",
      );
    case "new-platform-token":
      return l10n.t(
        "Create your own, or use the button above to create and copy one. Your platform must accept both the old and the new token first.",
      );
    case "hub-token":
      return l10n.t("The Hub issued it in an exchange: the person who ran that has it, for example in your platform.");
  }
}

/** The stored token of a kind; or the one that is asked for now, and stored. Undefined when the user gave none. */
export async function tokenFor<K extends TokenKind>(
  flow: FlowContext,
  entry: Ready,
  kind: K,
  place?: Place<never>,
): Promise<TokenOf<K> | undefined> {
  return (await storedToken(entry, kind)) ?? askAndStore(flow, entry, kind, place);
}

/** Asks for a token, checks it offline, and stores it for the host that it is for. */
export async function askAndStore<K extends TokenKind>(
  flow: FlowContext,
  entry: Ready,
  kind: K,
  place?: Place<never>,
): Promise<TokenOf<K> | undefined> {
  const token = await ask(flow, entry, kind, { prompt: whereFrom(kind) }, place);
  return token !== undefined && (await storeToken(flow, entry, kind, token)) ? token : undefined;
}

/**
 * The same, for a token in whose place the stored one was refused: that one is not taken once more.
 * @param alsoRefused what is asked for next: the two may have been swapped, so this one may be the same.
 */
export async function askInPlaceOfRefused<K extends TokenKind>(
  flow: FlowContext,
  entry: Ready,
  kind: K,
  alsoRefused: readonly TokenKind[],
): Promise<TokenOf<K> | undefined> {
  const refused = await storedToken(entry, kind);
  // A platform that did not have its token then may have it now.
  const emptyKeeps = kind === "platform-token" && refused !== undefined;
  const prompt = emptyKeeps
    ? l10n.t(
        "The stored {0} was refused. Is it installed in your platform now? Then press Enter in the empty box. {1}",
        tokenName(kind),
        whereFrom(kind),
      )
    : l10n.t("The stored {0} was refused. {1}", tokenName(kind), whereFrom(kind));
  const token = await ask(flow, entry, kind, { prompt, refused, beside: alsoRefused, emptyKeeps });
  return token !== undefined && (await storeToken(flow, entry, kind, token)) ? token : undefined;
}

/** What a box for a token says beside its name. */
interface Asked<T> {
  readonly prompt: string;
  /** One that is not taken: it was refused a moment ago. */
  readonly refused?: T | undefined;
  /** Tokens of the connection that it may be the same as. */
  readonly beside?: readonly TokenKind[];
  /** An empty answer says that the stored one is right. */
  readonly emptyKeeps?: boolean;
}

/** Asks for a token and checks it offline; nothing is stored. Undefined when the user gave none. */
async function ask<K extends TokenKind>(
  flow: FlowContext,
  entry: Ready,
  kind: K,
  { prompt, refused, beside = [], emptyKeeps = false }: Asked<TokenOf<K>>,
  place?: Place<never>,
): Promise<TokenOf<K> | undefined> {
  const others = await otherTokens(entry, [kind, ...beside]);
  const ownMaking = kind === "platform-token" || kind === "new-platform-token";
  const question: TokenQuestion = {
    title: l10n.t("{0}: {1}", entry.key.name, tokenName(kind)),
    prompt,
    ...(ownMaking ? { generate: () => randomBytes(32).toString("hex") } : {}),
    ...(emptyKeeps ? { emptyKeeps } : {}),
    check: (text) => {
      if (text === "") return undefined;
      const token = tokenOf(kind, text);
      return refused?.equals(token) === true
        ? l10n.t("This is the one that was refused. Exchange Credentials tries it again.")
        : faultOf(token, kind, entry, others);
    },
  };
  const value = await flow.dialogs.askToken(question, place);
  if (value === "") return emptyKeeps ? refused : undefined;
  return value === undefined ? undefined : tokenOf(kind, value);
}

/**
 * Stores a token that the person has given already, such as in an e-mail, if nothing is wrong with it; otherwise a message says
 * what is.
 * @returns whether it is stored.
 */
export async function storeGiven<K extends TokenKind>(
  flow: FlowContext,
  entry: Ready,
  kind: K,
  token: TokenOf<K>,
): Promise<boolean> {
  const fault = faultOf(token, kind, entry, await otherTokens(entry, [kind]));
  if (fault === undefined) return storeToken(flow, entry, kind, token);
  await flow.dialogs.show("error", l10n.t("The {0} was not stored. {1}", tokenName(kind), fault));
  return false;
}

/** Asks before a stored token gives way to another one. */
export async function mayReplace(
  { dialogs }: Pick<FlowContext, "dialogs">,
  { name }: ConnectionKey,
  kind: TokenKind,
): Promise<boolean> {
  const replace = l10n.t("Replace");
  const isIssued = kind === "hub-token";
  const answer = await dialogs.confirm({
    message: l10n.t("{0} has a {1} already.", name, tokenName(kind)),
    detail: isIssued
      ? l10n.t("The Hub issues it once. If the new one is wrong, the old one cannot be read back from anywhere.")
      : l10n.t("The one in Secret Storage cannot be read back once it is replaced."),
    dangerous: isIssued,
    actions: [replace],
  });
  return answer === replace;
}

/** Stores a token; a message says when the keyring does not keep it. @returns whether it is stored. */
export async function storeToken<K extends TokenKind>(
  flow: FlowContext,
  entry: ConnectionEntry,
  kind: K,
  token: TokenOf<K>,
): Promise<boolean> {
  const { dialogs, clock, connections, runner } = flow;
  try {
    const former = await storedToken(entry, "platform-token");
    if (former !== undefined && token.kind === "platform-token" && kind === "platform-token")
      await runner.reseal(entry, former, token);
    await entry.tokens.write(entry.key, kind, token, purposeOf(kind, entry), clock.now());
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    const retry = l10n.t("Retry");
    const message = l10n.t(
      "The {0} could not be stored: {1}. VS Code needs a keyring of your system for that: unlock it, then retry.",
      tokenName(kind),
      why,
    );
    return (await dialogs.show("error", message, retry)) === retry && storeToken(flow, entry, kind, token);
  }
  await connections.refresh(entry.key);
  return true;
}

/** What is wrong with a token, as the exchange would say it. */
function faultOf(
  token: AnyToken,
  kind: TokenKind,
  { connection }: Ready,
  others: Readonly<Record<string, AnyToken | undefined>>,
): string | undefined {
  const sealing = token.kind === "platform-token" && !isSandboxed(connection);
  const findings: OfflineFinding[] = [
    ...checkToken(token, kind),
    ...checkDistinct({ [kind]: token, ...others }),
    ...(sealing ? checkStrength(token, kind) : []),
  ];
  const [finding] = findings;
  if (finding === undefined) return undefined;
  // How to mend it is plain at a box; the sentence's advice names commands.
  return offlineSentences(finding, { words: editorWords, profile: connection.profile })
    .message.join(" ")
    .replaceAll("`", "");
}

async function otherTokens(
  entry: ConnectionEntry,
  than: readonly TokenKind[],
): Promise<Record<string, AnyToken | undefined>> {
  const kinds = (["initial-token", "platform-token", "hub-token"] as const).filter((kind) => !than.includes(kind));
  const tokens = await Promise.all(kinds.map(async (other) => [other, await storedToken(entry, other)] as const));
  return Object.fromEntries(tokens);
}

/**
 * Takes a token out of Secret Storage, after a question that says what that means. The hub knows nothing of it.
 * @returns whether it is gone.
 */
export async function forgetForCertain(
  { dialogs, connections }: FlowContext,
  entry: ConnectionEntry,
  kind: TokenKind,
): Promise<boolean> {
  const forget = l10n.t("Forget");
  const answer = await dialogs.confirm({
    message: l10n.t("Forget the {0} of {1}?", tokenName(kind), entry.key.name),
    detail: whatForgettingMeans(kind),
    dangerous: true,
    actions: [forget],
  });
  if (answer !== forget) return false;
  await entry.tokens.forget(entry.key, kind);
  await connections.refresh(entry.key);
  return true;
}

function whatForgettingMeans(kind: TokenKind): string {
  switch (kind) {
    case "hub-token":
      return l10n.t(
        "The Hub issues it once. If it is nowhere else, only the account team can help: by a reset and a new initial token.",
      );
    case "new-platform-token":
      return l10n.t(
        "The next rotation begins with another one. If a rotation with this one was interrupted, the Hub may present it already: then your platform must go on accepting it.",
      );
    case "initial-token":
    case "platform-token":
      return l10n.t("It is taken out of VS Code's Secret Storage. At the hub nothing changes.");
  }
}

/**
 * A token was stored for another host than the one that `ocpi.yml` names now. Nothing goes there before the user says so.
 * @returns whether every token that is there may be used now.
 */
export async function settleOrigins(flow: FlowContext, entry: Ready): Promise<boolean> {
  for (const kind of ["hub-token", "initial-token", "platform-token", "new-platform-token"] as const) {
    const purpose = purposeOf(kind, entry);
    const stored = await entry.tokens.read(entry.key, kind, purpose);
    // A platform that the file does not name gets nothing.
    if (stored.state !== "other-origin" || stored.to === "") continue;
    const open = l10n.t("Open ocpi.yml");
    const move = l10n.t("Use It at the New Host");
    const forget = l10n.t("Forget It…");
    const answer = await flow.dialogs.confirm({
      message: l10n.t("ocpi.yml now points {0} to {1}.", entry.key.name, stored.to),
      detail: l10n.t(
        "The stored {0} belongs to {1}. Who changed the file, and why? A token that goes to a wrong host is lost to it.",
        tokenName(kind),
        stored.origin,
      ),
      actions: [open, move, forget],
    });
    if (answer === open) flow.execute("ocpi.openConfig", entry.key);
    if (answer === move) await entry.tokens.moveTo(entry.key, kind, purpose);
    else if (answer !== forget || !(await forgetForCertain(flow, entry, kind))) return false;
  }
  await flow.connections.refresh(entry.key);
  return true;
}
