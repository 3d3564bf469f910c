import { parseJson } from "./json.ts";

/**
 * How many different candidates are looked at. A hub may repeat the tokens that are ours, which are four at the most; what
 * has more names for a token than this is noise.
 */
const MOST_CANDIDATES = 100;

/**
 * The strings at `data.token` and at `token` of an answer to POST or PUT, byte for byte, the likeliest first and each once. A
 * body that is cut off or is no JSON is searched too: a hub issues its token once, so a broken answer that holds it still
 * holds it.
 *
 * Between the answer and the capsule nothing may take longer than reading the answer: every character is looked at once.
 */
export function findTokens(body: string): string[] {
  try {
    parseJson(body);
  } catch {
    // Breakage: a token in a broken answer is not salvaged
    return [...new Set([...namedTokens(body, { strictly: true }), ...salvagedTokens(body)])];
  }
  return namedTokens(body);
}

/** A string of a JSON text without its quotes: from the first character to behind the last. */
interface Place {
  readonly from: number;
  readonly to: number;
}

/**
 * What a JSON text names `token`, in `data` first and then at its root, also where either is wrapped in a list, or where a
 * name comes twice: a parser shows the last one alone, and the others are in the text all the same, so the last comes first.
 * Of a text that breaks off, what stands before that.
 */
function namedTokens(json: string, { strictly = false } = {}): string[] {
  const inData: Place[] = [];
  const atRoot: Place[] = [];
  /** For each bracket that is open whether what stands in it has a name; a list's elements have none. */
  const open: boolean[] = [];
  const names: string[] = [];
  let name: string | undefined;
  for (let at = 0; at < json.length; at += 1) {
    switch (json[at]) {
      case '"': {
        const to = endOfString(json, at + 1, { strictly });
        if (to === undefined) {
          at = json.length;
          break;
        }
        const place = { from: at + 1, to };
        const next = behindSpace(json, place.to + 1);
        if (json[next] === ":") {
          name = stringAt(json, place);
          at = next;
          break;
        }
        if (name === "token" && place.to > place.from) {
          if (names.length === 0) atRoot.push(place);
          else if (names.length === 1 && names[0] === "data") inData.push(place);
        }
        name = undefined;
        at = next - 1;
        break;
      }
      case "{":
      case "[":
        open.push(name !== undefined);
        if (name !== undefined) names.push(name);
        name = undefined;
        break;
      case "}":
      case "]":
        if (open.pop() === true) names.pop();
        name = undefined;
        break;
    }
  }
  return [...differentStrings(json, inData.toReversed()), ...differentStrings(json, atRoot.toReversed())];
}

/** Whatever a text that is no JSON calls a token. */
function salvagedTokens(body: string): string[] {
  const places: Place[] = [];
  const NAME = '"token"';
  for (let at = body.indexOf(NAME); at >= 0; at = body.indexOf(NAME, at)) {
    at = behindSpace(body, at + NAME.length);
    if (body[at] !== ":") continue;
    at = behindSpace(body, at + 1);
    if (body[at] !== '"') continue;
    // Only strings that are closed: half a token is none, and what follows a line's end or worse is not its other half.
    const from = at + 1;
    const to = endOfString(body, from, { strictly: true });
    if (to !== undefined && to > from) places.push({ from, to });
    at = to ?? from;
  }
  return differentStrings(body, places);
}

/**
 * Where the closing quote of a string stands, or undefined when it has none.
 * @param strictly a control character but a tab ends the search, too.
 */
function endOfString(text: string, from: number, { strictly = false } = {}): number | undefined {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at;
    if (code === 0x5c) at += 1;
    if (strictly && isControl(text.charCodeAt(at))) return undefined;
  }
  return undefined;
}

/** A control character other than a tab, or the end of a line. */
function isControl(code: number): boolean {
  return (code < 0x20 && code !== 0x09) || (code >= 0x7f && code <= 0x9f);
}

function behindSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\r\n\u00A0".includes(text.charAt(at))) at += 1;
  return at;
}

function differentStrings(text: string, places: readonly Place[]): string[] {
  const found = new Set<string>();
  for (const place of places) {
    found.add(stringAt(text, place));
    if (found.size === MOST_CANDIDATES) break;
  }
  return [...found];
}

function stringAt(text: string, { from, to }: Place): string {
  const raw = text.slice(from, to);
  if (!raw.includes("\\")) return raw;
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    // No text to JSON, such as one with a tab in it, but what the hub calls a token.
    return raw;
  }
}
