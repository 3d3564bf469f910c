import { createRequire } from "node:module";
import type * as CmarkGfm from "cmark-gfm-js";
import MarkdownIt from "markdown-it";
import { marked } from "marked";

// It is no module that Node could import names from.
const cmarkGfm = createRequire(import.meta.url)("cmark-gfm-js") as typeof CmarkGfm;

/** Each renderer as it is where our Markdown is read: nothing is escaped, linked or left out by the test. */
export const renderers: Readonly<Record<string, (markdown: string) => string>> = {
  // GitHub: cmark-gfm itself, with its table, strikethrough, autolink and tagfilter.
  "cmark-gfm": (markdown) => cmarkGfm.convert(markdown),
  "cmark-gfm without tagfilter": (markdown) => cmarkGfm.convertUnsafe(markdown),
  // The preview of VS Code, which shows HTML and makes links of addresses.
  "markdown-it": preview(),
  // The hovers of VS Code.
  marked: (markdown) => marked.parse(markdown, { async: false, gfm: true }),
};

function preview(): (markdown: string) => string {
  const markdownIt = new MarkdownIt({ html: true, linkify: true });
  // Stricter than the preview: it makes links of whatever looks like one.
  markdownIt.linkify.set({ fuzzyLink: true, fuzzyEmail: true, fuzzyIP: true });
  return (markdown) => markdownIt.render(markdown);
}

/** The elements in HTML, without what belongs to them: renderers escape every `<` that is text. */
export function elementsIn(html: string): string[] {
  return [...html.matchAll(/<([a-z][^\s/>]*)/gi)].map(([, name = ""]) => name.toLowerCase());
}

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** What a reader sees of HTML, with its blanks as a page shows them. */
export function shownText(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (all, decimal?: string, hex?: string, name?: string) =>
      decimal !== undefined
        ? String.fromCodePoint(Number(decimal))
        : hex !== undefined
          ? String.fromCodePoint(Number.parseInt(hex, 16))
          : (named[name ?? ""] ?? all),
    )
    .replace(/\s+/g, " ")
    .trim();
}

/** What is left of HTML where GitHub looks for mentions, issues, commits and addresses: all but code and links. */
export function proseOf(html: string): string {
  return shownText(html.replace(/<(code|pre|a)\b[^>]*>[^]*?<\/\1>/g, " \u2400 "));
}
