import { readFileSync } from "node:fs";
import MarkdownIt, { type Token } from "markdown-it";

const markdown = new MarkdownIt({ html: true });
const root = new URL("../../", import.meta.url);

/** A page of the documents, as far as tests ask about it. */
export interface MarkdownPage {
  readonly path: string;
  /** Of its headings, as GitHub makes them. */
  readonly anchors: ReadonlySet<string>;
  /** The targets of its links and pictures. */
  readonly links: readonly string[];
  /** Its fenced blocks, with the language that each names. */
  readonly blocks: readonly { readonly language: string; readonly text: string }[];
  /** Its prose: sentences outside headings, tables and code. */
  readonly sentences: readonly string[];
}

/** Reads a page. */
export function markdownPage(path: string): MarkdownPage {
  const tokens = markdown.parse(readFileSync(new URL(path, root), "utf8"), {});
  const anchors = new Set<string>();
  const sentences: string[] = [];
  let inTable = false;
  for (const [index, token] of tokens.entries()) {
    if (token.type === "table_open") inTable = true;
    if (token.type === "table_close") inTable = false;
    if (token.type !== "inline") continue;
    if (tokens[index - 1]?.type === "heading_open") anchors.add(newAnchor(plainText(token), anchors));
    else if (!inTable) sentences.push(...sentencesOf(plainText(token, "code")));
  }
  const inline = tokens.flatMap(({ children }) => children ?? []);
  return {
    path,
    anchors,
    links: inline.flatMap((token) => {
      const target = token.attrGet("href") ?? token.attrGet("src");
      return target === null ? [] : [String(target)];
    }),
    blocks: tokens.flatMap(({ type, info, content }) => (type === "fence" ? [{ language: info, text: content }] : [])),
    sentences,
  };
}

/** The text of an inline token; what is code is this word, if one is given. */
function plainText({ children }: Token, code?: string): string {
  return (children ?? [])
    .map(({ type, content }) => {
      if (type === "softbreak" || type === "hardbreak") return " ";
      if (type === "code_inline") return code ?? content;
      return type === "text" ? content : "";
    })
    .join("");
}

/** Sentences, and what stands between colons and middle dots in lists of links. */
function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?:])\s+|\s+·\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}

function newAnchor(title: string, known: ReadonlySet<string>): string {
  const anchor = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");
  for (let count = 0; ; count += 1) {
    const candidate = count === 0 ? anchor : `${anchor}-${count}`;
    if (!known.has(candidate)) return candidate;
  }
}
