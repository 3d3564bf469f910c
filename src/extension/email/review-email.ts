import * as l10n from "@vscode/l10n";
import { InitialToken } from "../../core/ocpi/token.ts";
import { roleChoice, type KnownParts } from "../flows/add-connection.ts";
import { checkCountry, checkHubUrl, checkPartyId } from "../flows/connection-checks.ts";
import type { Choice, Dialogs, TextQuestion } from "../platform/dialogs.ts";
import { foundInEmail, type FoundInEmail, type FoundParty, type FoundToken } from "./found-in-email.ts";

/** What a person took from a mail. */
export interface Reviewed {
  readonly known: KnownParts;
  readonly token: InitialToken | undefined;
}

interface Draft extends KnownParts {
  readonly token?: InitialToken | undefined;
  readonly decoded?: boolean;
}

/**
 * Asks for the account team's mail, and shows what it says of a connection, to be corrected and confirmed. The mail is in a
 * box that hides it, and in this function: it is written nowhere, and of the token nothing is shown.
 *
 * A box, and no document: what is in an unsaved document VS Code writes to the disk, and shows to every extension. A box keeps
 * no line breaks, but the mail was copied to be pasted: as long as the clipboard holds it, it is read from there.
 * @param readClipboard gives the text of the clipboard; it may fail in a browser.
 * @returns undefined when the person went away.
 */
export async function reviewEmail(
  dialogs: Dialogs,
  readClipboard: () => Promise<string>,
): Promise<Reviewed | undefined> {
  const pasted = await dialogs.askToken({
    title: l10n.t("Paste the E-mail"),
    prompt: l10n.t(
      "Copy the account team's e-mail, all of it, and paste it here. It is hidden, because a token is in it. Only what you confirm is kept.",
    ),
    check: (text) =>
      text.trim() === "" || hasSomething(foundInEmail(text))
        ? undefined
        : l10n.t("No hub, party or initial token was found in it. Paste the whole e-mail, or use Add Connection…"),
  });
  if (pasted === undefined) return undefined;
  const found = foundInEmail(await asCopied(pasted, readClipboard));
  const draft = await settled(dialogs, found);
  return draft === undefined ? undefined : confirmed(dialogs, draft);
}

/** The text with the line breaks that the box took out. */
async function asCopied(pasted: string, readClipboard: () => Promise<string>): Promise<string> {
  const squeezed = (text: string): string => text.replace(/\s+/g, "");
  const copied = await readClipboard().catch(() => "");
  return squeezed(copied) === squeezed(pasted) ? copied : pasted;
}

function hasSomething({ hubUrls, parties, tokens }: FoundInEmail): boolean {
  return hubUrls.length + parties.length + tokens.length > 0;
}

/** One candidate for each thing: where the mail has several the person says which. Undefined when the person went away. */
async function settled(dialogs: Dialogs, found: FoundInEmail): Promise<Draft | undefined> {
  const ask = async <T>(
    what: string,
    candidates: readonly T[],
    choice: (one: T, index: number) => Omit<Choice<T>, "value">,
  ) =>
    candidates.length < 2
      ? candidates[0]
      : ((await dialogs.choose(
          `${l10n.t("Paste the E-mail")}: ${what}`,
          candidates.map((value, index) => ({ ...choice(value, index), value })),
        )) ?? gone);
  const hubUrl = await ask(l10n.t("Which hub?"), found.hubUrls, (label) => ({ label }));
  if (hubUrl === gone) return undefined;
  const party = await ask(l10n.t("Which party is yours?"), found.parties, (label) => ({ label: written(label) }));
  if (party === gone) return undefined;
  const role = await ask(l10n.t("What you are"), found.roles, (label) => roleChoice(label));
  if (role === gone) return undefined;
  const token = await ask(l10n.t("Which initial token is yours?"), found.tokens, placeOf);
  if (token === gone) return undefined;
  return {
    ...(hubUrl !== undefined && { hubUrl }),
    ...(role !== undefined && { role }),
    ...(party?.countryCode !== undefined && { countryCode: party.countryCode }),
    ...(party?.partyId !== undefined && { partyId: party.partyId }),
    ...(token !== undefined && { token: token.token, decoded: token.decoded }),
  };
}

const gone = Symbol("gone");

function written({ countryCode, partyId }: FoundParty): string {
  return [countryCode, partyId].filter((part) => part !== undefined).join("*");
}

/** Where a token stands: it is told from another one by nothing of its own. */
function placeOf({ label, line }: FoundToken, index: number): { label: string; description: string } {
  return {
    label: l10n.t("Token {0} of the e-mail", index + 1),
    description: l10n.t('in line {0}, after "{1}"', line, label),
  };
}

type Field = keyof KnownParts;

/** Shows all of it, until the person takes it. */
async function confirmed(dialogs: Dialogs, first: Draft): Promise<Reviewed | undefined> {
  let draft = first;
  for (;;) {
    const chosen = await dialogs.choose<Field | "token" | "use">(
      l10n.t("Paste the E-mail: what was found. Choose a line to correct it"),
      linesOf(draft),
    );
    if (chosen === undefined) return undefined;
    if (chosen === "use") {
      const { token, decoded: _how, ...known } = draft;
      return { known, token };
    }
    draft = { ...draft, ...(chosen === "token" ? await askToken(dialogs) : await askField(dialogs, chosen, draft)) };
  }
}

function linesOf(draft: Draft): Choice<Field | "token" | "use">[] {
  const fields = (["hubUrl", "role", "countryCode", "partyId"] as const).map((value) => {
    const given = draft[value];
    const fault = given === undefined ? undefined : questionFor(value, draft)?.check?.(given);
    const missing = l10n.t("not found: you are asked for it next");
    return {
      label: nameOf(value),
      description: given ?? missing,
      ...(fault !== undefined && { detail: fault }),
      value,
    };
  });
  const token =
    draft.token === undefined
      ? l10n.t("not found: Exchange Credentials asks for it")
      : draft.decoded === true
        ? l10n.t("found, in Base64; it is kept decoded")
        : l10n.t("found");
  return [
    {
      label: l10n.t("$(check) Use This"),
      description: l10n.t("then asks for what is not in it, such as your URL"),
      value: "use",
    },
    ...fields,
    { label: l10n.t("Initial token"), description: token, value: "token" },
  ];
}

function nameOf(field: Field): string {
  switch (field) {
    case "hubUrl":
      return l10n.t("Hub");
    case "role":
      return l10n.t("Role");
    case "countryCode":
      return l10n.t("Country code");
    case "partyId":
      return l10n.t("Party id");
  }
}

/** The box in which a field is corrected; undefined for what is chosen from a list. */
function questionFor(field: Field, draft: Draft): TextQuestion | undefined {
  const title = `${l10n.t("Paste the E-mail")}: ${nameOf(field)}`;
  const value = draft[field] ?? "";
  switch (field) {
    case "hubUrl":
      return {
        title,
        value,
        prompt: l10n.t("The hub's address, as the account team gave it to you"),
        check: checkHubUrl,
      };
    case "countryCode":
      return {
        title,
        value,
        prompt: l10n.t("Your country code, as the account team assigned it"),
        check: (text) => checkCountry(text),
      };
    case "partyId":
      return {
        title,
        value,
        prompt: l10n.t("Your party id, as the account team assigned it: three letters or digits"),
        check: (text) => checkPartyId(text, draft.countryCode),
      };
    case "role":
      return undefined;
  }
}

async function askField(dialogs: Dialogs, field: Field, draft: Draft): Promise<Draft> {
  const question = questionFor(field, draft);
  const answer =
    question === undefined
      ? await dialogs.choose(l10n.t("What you are"), ["CPO", "EMSP"].map(roleChoice))
      : await dialogs.askText(question);
  return answer === undefined ? {} : { [field]: answer.trim() };
}

async function askToken(dialogs: Dialogs): Promise<Draft> {
  const value = await dialogs.askToken({
    title: `${l10n.t("Paste the E-mail")}: ${l10n.t("Initial token")}`,
    prompt: l10n.t("Paste the initial token alone. It is kept in Secret Storage."),
  });
  return value === undefined || value.trim() === "" ? {} : { token: new InitialToken(value.trim()), decoded: false };
}
