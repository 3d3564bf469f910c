import { hubAddress } from "../../core/peer/hub-address.ts";
import { chargeindia } from "../../core/profiles/chargeindia.ts";

// What stands before the address of a hub, and what before another one's: at most some words on the same line, or the line above.
const ofHub = /\b(?:hub|versions?|ocpi|endpoint|base[ _-]?url|server|url)\b/i;
const ofOther =
  /\b(?:your|ihre?r?|eure|platform|plattform|website|web|homepage|docs?|documentation|dokumentation|portal|support|help|unsubscribe|abmelden|privacy|datenschutz|impressum|postman|swagger)\b/i;

/**
 * The addresses in a text that are a hub's: those that the text calls so, and those that look so. Of several at one host the
 * one with which a client begins is taken: its origin or its versions URL.
 */
export function hubUrlsIn(text: string): string[] {
  const byHost = new Map<string, URL[]>();
  for (const { url, before } of addressesIn(text)) {
    if (!isHub(url, before)) continue;
    byHost.set(url.origin, [...(byHost.get(url.origin) ?? []), url]);
  }
  return [...byHost.values()].flatMap((urls) => firstOf(urls) ?? []);
}

/** Every address, with what stands before it on its line, or on the one above it. */
function addressesIn(text: string): { url: URL; before: string }[] {
  const found: { url: URL; before: string }[] = [];
  let above = "";
  for (const line of text.split("\n")) {
    let from = 0;
    for (const match of line.matchAll(/\bhttps?:\/\/[^\s<>"'`|“”„«»\\^{}]{3,2000}/gi)) {
      const url = addressOf(match[0]);
      const own = line.slice(from, match.index).slice(-80);
      from = match.index + match[0].length;
      if (url !== undefined) found.push({ url, before: /[\p{L}]/u.test(own) ? own : above.slice(-80) });
    }
    // A host alone is an address only where the text says that it is the hub's.
    const host =
      /\bhub\b[^:=\n\t|]{0,30}[:=\t|][ \t*"'`]{0,4}((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?::\d{1,5})?)(?![\w@:/.-])/i.exec(
        line,
      );
    const url = host === null ? undefined : addressOf(`https://${host[1]}`);
    if (url !== undefined) found.push({ url, before: "hub" });
    if (line.trim() !== "") above = line;
  }
  return found;
}

/** Without the punctuation of its sentence, and out of what a mail server wraps links into. */
function addressOf(written: string): URL | undefined {
  const url = URL.parse(written.replace(/(?:[.,;:!?)\]*]|&gt;)+$/, "")) ?? undefined;
  if (url === undefined || url.username !== "" || url.password !== "") return undefined;
  if (url.hostname.endsWith(".safelinks.protection.outlook.com")) {
    const inner = URL.parse(url.searchParams.get("url") ?? "") ?? undefined;
    return inner?.username === "" && inner.password === "" ? inner : undefined;
  }
  return url;
}

function isHub(url: URL, before: string): boolean {
  // The nearest word before an address says whose it is.
  const last = (words: RegExp): number =>
    [...before.matchAll(new RegExp(words.source, "gi"))].reduce((_at, { index }) => index, -1);
  if (ofOther.test(before) && !/\bhub\b/i.test(before.slice(last(ofOther)))) return false;
  const looksSo = /\/ocpi\b|\/versions\/?$/.test(url.pathname) || /^hub[.-]/.test(url.hostname);
  return looksSo || (ofHub.test(before) && last(ofHub) >= 0);
}

function firstOf(urls: readonly URL[]): string | undefined {
  const known = urls.find(({ href }) => hubAddress(href, chargeindia) !== undefined);
  const url = known ?? urls.find(({ pathname }) => /\/versions\/?$/.test(pathname)) ?? urls[0];
  if (url === undefined) return undefined;
  return url.pathname === "/" && url.search === "" ? url.origin : url.href;
}
