/** A URL as its parser reads it, which no reader changes. */
export type ParsedUrl = Readonly<URL>;

// With hundreds of connections at a hub, a run meets the same URLs again and again.
const KEPT = 500;
// A hub may name a URL of megabytes.
const LONGEST = 500;
const read = new Map<string, ParsedUrl | null>();

/** Parses a URL, or finds what was made of it a moment ago: null where it is none. */
export function parsedUrl(url: string): ParsedUrl | null {
  if (url.length > LONGEST) return URL.parse(url);
  const known = read.get(url);
  if (known !== undefined) return known;
  const parsed = URL.parse(url);
  if (read.size >= KEPT) read.clear();
  read.set(url, parsed);
  return parsed;
}
