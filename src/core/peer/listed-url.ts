import { parsedUrl } from "../ocpi/parsed-url.ts";

/** A URL out of a hub's answer, as it is to be used, and how the hub had written it. */
export interface ListedUrl {
  /** Undefined where nothing is written, or what no URL can be made of. */
  readonly url: string | undefined;
  readonly form: "whole" | "not-whole" | "other-scheme" | "none";
}

/**
 * Reads a URL that a hub lists. One without a host or a scheme counts from the answer that it stands in. One on a host to
 * which tokens may go is on the scheme that this host has: behind a proxy a hub may call itself `http:`.
 * @param at the URL of the answer.
 * @param origins to which tokens may go, the hub's own first.
 */
export function listedUrl(written: string, at: string, origins: readonly string[]): ListedUrl {
  const text = written.trim();
  const own = origins.flatMap((origin) => parsedUrl(origin) ?? []);
  // `hub.example.com/ocpi/2.2.1`: without its scheme a parser takes the host for a folder, or for a scheme.
  const isHostFirst = own.some(({ host }) => text.toLowerCase().startsWith(`${host}/`));
  const whole = isHostFirst ? null : parsedUrl(text);
  const url = whole ?? URL.parse(isHostFirst ? `//${text}` : text, at);
  if (text === "" || url === null) return { url: undefined, form: "none" };
  const home = own.find(({ host }) => host === url.host);
  const isOdd = home !== undefined && /^https?:$/.test(url.protocol) && !origins.includes(url.origin);
  const form = whole === null ? "not-whole" : isOdd ? "other-scheme" : "whole";
  if (form === "whole") return { url: text, form };
  const { href, protocol } = url;
  return { url: isOdd ? home.protocol + href.slice(protocol.length) : href, form };
}
