import { hasOnlyTokenCharacters, InitialToken, isPlaceholderToken } from "../../core/ocpi/token.ts";
import { decodedText } from "../../core/ocpi/token-forms.ts";
import { chargeindia } from "../../core/profiles/chargeindia.ts";
import { hubUrlsIn } from "./hub-urls.ts";
import { readableText } from "./readable-text.ts";

/** What a mail of an account team says of a connection: each list has the candidates, and more than one is a question. */
export interface FoundInEmail {
  /** Addresses of hubs, each host once. */
  readonly hubUrls: readonly string[];
  readonly parties: readonly FoundParty[];
  /** `CPO` or `EMSP`. */
  readonly roles: readonly string[];
  readonly tokens: readonly FoundToken[];
}

/** A party, or the half of it that the mail names. */
export interface FoundParty {
  readonly countryCode: string | undefined;
  readonly partyId: string | undefined;
}

/** An initial token, and by what a person finds it in the mail: nothing of the token itself is in that. */
export interface FoundToken {
  readonly token: InitialToken;
  /** The words before it: `Token A`. */
  readonly label: string;
  /** Counted from 1. */
  readonly line: number;
  /** The mail has it in Base64, and says so. */
  readonly decoded: boolean;
}

/**
 * Finds in the account team's mail what *Add Connection…* and *Set Token…* would ask for. Only what the mail names as such is
 * taken: of two candidates neither is preferred. Nothing of the mail is kept. Takes time linear in the mail.
 * @param mail as it was pasted; without its line breaks it is read as far as its words tell.
 */
export function foundInEmail(mail: string): FoundInEmail {
  const text = readableText(mail);
  return { hubUrls: hubUrlsIn(text), parties: partiesIn(text), roles: rolesIn(text), tokens: tokensIn(text) };
}

// Between a label and its value: what mails put there, with the line break of a table that was copied cell by cell. There is one
// way alone in which it fits, so that a long run of blanks is not tried in all its parts.
const between =
  String.raw`(?:[ \t]?\([^()\n]{0,60}\))?["'\`]?` +
  String.raw`(?:\*\*|__|\n|[ \t]{1,60}(?![ \t])|[:=|]|(?:->|=>|→|[-–—*])(?=[ \t])){0,16}` +
  String.raw`(?:(?:is|ist|lautet|are)\b[ \t:]{0,3})?["'“„”«»‚‘’\`]?(?:\*\*)?`;
// The same where more words follow the label: "(Base64)", "for IN*ABC", "- use it once".
const qualified = String.raw`[^:=\n|\t"]{0,60}[:=]${between}`;

/** More candidates than a person chooses from, in a mail of whatever kind. */
const MOST = 20;

/** What follows a label, if it has the form of a value. */
function valuesAfter(
  text: string,
  label: RegExp,
  value: RegExp,
): { at: number; label: string; match: RegExpExecArray }[] {
  const forms = [between, qualified].map((gap) => new RegExp(`${gap}${value.source}`, "y" + value.flags));
  const values: { at: number; label: string; match: RegExpExecArray }[] = [];
  for (const found of text.matchAll(label)) {
    for (const form of forms) {
      form.lastIndex = found.index + found[0].length;
      const match = form.exec(text);
      if (match === null) continue;
      values.push({ at: found.index, label: found[0].trim(), match });
      break;
    }
    if (values.length === MOST) break;
  }
  return values;
}

// --- The party

const countryLabel =
  /(?:\bcountry(?:[ _-]?codes?)?|\bl(?:ä|ae)nder(?:[ -]?(?:code|kennung))|\blandes(?:[ -]?(?:code|kennung))|\bland)\b/gi;
const partyLabel =
  /\b(?:party(?:[ _-]?(?:id(?:entifier)?|code))?|partei[ -]?(?:id|kennung)|(?:operator|betreiber|provider|anbieter|partner|cpo|e?msp|emp)[ _-]?(?:id|kennung|code))\b/gi;

// In prose a word in small letters is a word: a code in small letters stands alone on its line, or in its cell.
const code = (length: number): string =>
  String.raw`([A-Z0-9]{${length}}(?![\w*])|[A-Za-z0-9]{${length}}(?=[ \t"'”\`.,;]{0,3}(?:$|\n|\t|\|)))`;
const country = new RegExp(code(2).replaceAll("0-9", ""), "");
const pair = /([A-Za-z]{2})[ ]?[*/-][ ]?([A-Za-z0-9]{3})(?![A-Za-z0-9])|([A-Z]{2})[ ]?([A-Z0-9]{3})(?![\w*])/;
const partyId = new RegExp(code(3), "");
const countries: Readonly<Record<string, string>> = { india: "IN", indien: "IN", germany: "DE", deutschland: "DE" };

function partiesIn(text: string): FoundParty[] {
  const labelled = valuesAfter(text, partyLabel, new RegExp(`(?:${pair.source}|${partyId.source})`, ""));
  const named = distinct(
    labelled.map(({ match: [, one, two, other, another, alone] }) => ({
      countryCode: (one ?? other)?.toUpperCase(),
      partyId: (two ?? another ?? alone)?.toUpperCase(),
    })),
  ).filter(isNoHub);
  const codes = countriesIn(text);
  // Where each party has a country of its own they stand in the same order.
  const withCountry = named.map(({ countryCode, partyId: id }, index) => ({
    countryCode:
      countryCode ?? (codes.length === named.length ? codes[index] : codes.length === 1 ? codes[0] : undefined),
    partyId: id,
  }));
  if (withCountry.length > 0) return withoutHalves(withCountry);
  // A mail that says of nothing that it is a party id may still write one as OCPI does.
  const written = distinct(
    [...text.matchAll(/(?<![\w*])([A-Z]{2})\*([A-Z0-9]{3})(?![A-Za-z0-9])/g)].map(([, countryCode, id]) => ({
      countryCode,
      partyId: id,
    })),
  ).filter(isNoHub);
  if (written.length > 0) return written;
  return codes.map((countryCode) => ({ countryCode, partyId: undefined }));
}

function countriesIn(text: string): string[] {
  const codes = valuesAfter(text, countryLabel, country).map(({ match }) => match[1]?.toUpperCase() ?? "");
  const names = valuesAfter(text, countryLabel, /(india|indien|germany|deutschland)\b/i).map(
    ({ match }) => countries[match[1]?.toLowerCase() ?? ""] ?? "",
  );
  return [...new Set(codes.length > 0 ? codes : names)];
}

/** Without a party id alone that stands with its country elsewhere. */
function withoutHalves(parties: readonly FoundParty[]): FoundParty[] {
  const whole = parties.filter(({ countryCode }) => countryCode !== undefined);
  return distinct(
    parties.filter(
      (party) => party.countryCode !== undefined || whole.every(({ partyId: id }) => id !== party.partyId),
    ),
  );
}

function isNoHub({ countryCode, partyId: id }: FoundParty): boolean {
  const { hub } = chargeindia;
  return id !== hub?.party_id || (countryCode !== undefined && countryCode !== hub?.country_code);
}

function distinct(parties: readonly FoundParty[]): FoundParty[] {
  return [...new Map(parties.map((party) => [`${party.countryCode}*${party.partyId}`, party])).values()];
}

// --- The role

function rolesIn(text: string): string[] {
  const labelled = valuesAfter(text, /\b(?:ocpi[ _-]?)?rol(?:e|le)n?s?\b/gi, /(CPO|e?MSP|EMP)\b/i).map(
    ({ match }) => match[1] ?? "",
  );
  const written = labelled.length > 0 ? labelled : [...text.matchAll(/\b(?:CPO|e?MSP|EMSP)\b/g)].map(([word]) => word);
  return [...new Set(written.map((word) => (word.toUpperCase() === "CPO" ? "CPO" : "EMSP")))];
}

// --- The initial token

const surely = [
  String.raw`initial(?:es|er)?[ _-]?(?:hub[ _-]?|access[ _-]?|registration[ _-]?|ocpi[ _-]?)?token`,
  String.raw`(?:registration|registrierungs?|einmal|bootstrap|onboarding)[ _-]?token`,
  String.raw`(?:one|single)[ _-]?(?:time|use)[ _-]?token`,
  String.raw`credentials?[ _-]?token[ _-]?a`,
  String.raw`token[ _-]?a`,
].join("|");
const sureLabel = new RegExp(String.raw`(?<![\w])(?:${surely})\b`, "gi");
// Any other token, unless it says that it is another one's.
const anyLabel =
  /(?<![\w])(?<!\b(?:hub|platform|your|api|push|hub's|ihr|plattform)[ _-])(?:authori[sz]ation[ :]{1,3}token|(?:ocpi|zugangs|access|credentials?)[ _-]?token|token|base[ _-]?64)\b(?![ _-]?[bc]\b)(?![ _-]?encoding)/gi;
const tokenForm = /(\S{8,255})(?!\S)/;

function tokensIn(text: string): FoundToken[] {
  const starts = lineStarts(text);
  const of = (label: RegExp): FoundToken[] =>
    valuesAfter(text, label, tokenForm).flatMap(({ at, label: words, match }) => {
      const [all, written = ""] = match;
      const from = match.index + all.length - written.length;
      const value = bareValue(written, onLineBefore(text, from));
      if (!looksLikeToken(value)) return [];
      const isEncoded = /base[ _-]?64/i.test(onLineBefore(text, at) + text.slice(at, from));
      const plain = isEncoded ? decodedToken(value) : undefined;
      const found = { label: words, line: lineAt(starts, at), decoded: plain !== undefined };
      return [{ token: new InitialToken(plain ?? value), ...found }];
    });
  const sure = of(sureLabel);
  return onceEach(sure.length > 0 ? sure : of(anyLabel));
}

/** The same token is one, also where the mail has it as it is and in Base64. */
function onceEach(tokens: readonly FoundToken[]): FoundToken[] {
  const encoded = new Set(tokens.map(({ token }) => token.authorization("base64")));
  return tokens.filter(
    ({ token }, index) =>
      !encoded.has(token.authorization("plain")) && tokens.findIndex((other) => other.token.equals(token)) === index,
  );
}

const closing: Readonly<Record<string, string>> = {
  "“": "”",
  "„": "“”",
  "«": "»",
  "»": "«",
  "‚": "‘",
  "‘": "’",
  "|": "|",
};

/**
 * Without the quotes, the brackets and the punctuation of the sentence that it stands in.
 * @param before what stands before it on its line.
 */
function bareValue(written: string, before: string): string {
  const opening = before.at(-1) ?? "";
  if (/["'`“„«»‚‘|]/.test(opening)) {
    const ends = closing[opening] ?? opening;
    const end = Math.max(...ends.split("").map((one) => written.lastIndexOf(one)));
    if (end > 0) return written.slice(0, end);
  }
  // `-H "Authorization: Token …"`: the quotes are around more than the token.
  const last = written.at(-1) ?? "";
  if (/["'`]/.test(last) && before.includes(last)) return written.slice(0, -1);
  const inner = written.replace(/^[<([]+(?=\w)/, "").replace(/\*\*$/, "");
  return inner.replace(/[.,;:!?)\]>”“’»]+$/, "");
}

/** The last words before a place, on its line, or in its cell. */
function onLineBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 80), at);
  return before.slice(Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\t")) + 1);
}

/** A word is no token: what has a digit may be one, or letters that no word has. */
function looksLikeToken(value: string): boolean {
  if (value.length < 8 || !hasOnlyTokenCharacters(value) || isPlaceholderToken(value)) return false;
  if (/^(?:https?:\/\/|mailto:|[\w.+-]+@[\w.-]+$|[$#{<%[]|\d{1,4}[-/.:]\d{1,2}[-/.:])/i.test(value)) return false;
  if (/your|ihr[-_]|placeholder|example|^(.)\1*$/i.test(value)) return false;
  return (
    /\d/.test(value) ||
    (value.length >= 16 && /[a-z][A-Z]/.test(value)) ||
    (value.length >= 24 && !/[-/]/.test(value) && /[A-Z]/.test(value.slice(1)))
  );
}

function decodedToken(value: string): string | undefined {
  const text = decodedText(value);
  return text !== undefined && text.length >= 8 && hasOnlyTokenCharacters(text) ? text : undefined;
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

function lineAt(starts: readonly number[], at: number): number {
  return starts.findLastIndex((start) => start <= at) + 1;
}
