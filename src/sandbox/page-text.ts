import { stripVTControlCharacters } from "node:util";

/**
 * A step summary for a terminal: headings without their marks, tables in columns, what is folded on the page as one line of
 * titles. Nothing is cut.
 * @param markdown as the Action wrote it, masked.
 * @param columns how wide the terminal is: sentences are broken there between words. Undefined: they are not broken.
 */
export function pageLines(markdown: string, columns?: number): string[] {
  const lines: string[] = [];
  for (const block of blocksOf(withoutDetails(markdown))) lines.push(...linesOf(block, columns));
  return lines;
}

/**
 * Breaks a line between words.
 * @param indent goes before each line but the first.
 */
export function wrapped(text: string, columns: number | undefined, indent = ""): string[] {
  if (columns === undefined || widthOf(text) <= columns) return [text];
  const lines: string[] = [];
  let line = "";
  // Each with the blanks before it, which stay unless the line ends there.
  for (const word of text.match(/\s*\S+/g) ?? []) {
    if (line.trim() === "" || widthOf(line + word) <= columns) line += word;
    else {
      lines.push(line);
      line = indent + word.trimStart();
    }
  }
  return [...lines, line];
}

/** What stands folded on the page is named; what stands open is shown. */
function withoutDetails(markdown: string): string {
  const unfolded = markdown.replace(
    // One with none in it: those stand in others.
    /<details( open)?><summary>(.*?)<\/summary>((?:(?!<details)[\s\S])*?)<\/details>/g,
    (_all, open: string | undefined, title: string, text: string) =>
      open === undefined ? `▸ ${title}` : `### ${title}\n${text}`,
  );
  return unfolded === markdown ? markdown : withoutDetails(unfolded);
}

interface Block {
  readonly kind: "text" | "table" | "code" | "folded";
  readonly lines: readonly string[];
}

function blocksOf(markdown: string): Block[] {
  const blocks: { kind: Block["kind"]; lines: string[] }[] = [];
  let fence = "";
  for (const line of markdown.trim().split("\n")) {
    const mark = /^\s*(`{3,})/.exec(line)?.[1] ?? "";
    const isFence = fence === "" ? mark !== "" : line.trim() === fence;
    const isCode = fence !== "" || isFence;
    if (isFence) fence = fence === "" ? mark : "";
    const kind = isCode ? "code" : line.startsWith("|") ? "table" : line.startsWith("▸") ? "folded" : "text";
    const last = blocks.at(-1);
    // Blank lines between folded parts are of the page alone.
    if (line === "" && last?.kind === "folded") continue;
    const shown = isFence ? [] : [line];
    if (last?.kind === kind) last.lines.push(...shown);
    else blocks.push({ kind, lines: shown });
  }
  return blocks;
}

function linesOf({ kind, lines }: Block, columns: number | undefined): string[] {
  switch (kind) {
    case "code":
      return lines.map((line) => `    ${unescaped(line)}`.trimEnd());
    case "table":
      return tableLines(lines, columns);
    case "folded":
      return [...wrapped(`Folded: ${lines.map((line) => plain(line.slice(2))).join(", ")}. ${UNFOLD}`, columns), ""];
    case "text":
      return lines.flatMap((line) => {
        const hanging = /^\s*(?:[-*]|\d+\.)\s+/.exec(line)?.[0].length ?? 0;
        return wrapped(plain(line), columns, " ".repeat(hanging));
      });
  }
}

/** In columns; where the terminal is too narrow for them, each row as lines of their own. */
function tableLines(lines: readonly string[], columns: number | undefined): string[] {
  const [head = [], , ...rows] = lines.map(cellsOf);
  const widths = head.map((_, index) => Math.max(...[head, ...rows].map((row) => widthOf(row[index] ?? ""))));
  const total = widths.reduce((sum, width) => sum + width + 2, 0);
  if (columns === undefined || total <= columns) {
    return [head, ...rows].map((row) =>
      row
        .map((cell, index) => cell + " ".repeat((widths[index] ?? 0) - widthOf(cell) + 2))
        .join("")
        .trimEnd(),
    );
  }
  return rows.flatMap(([first = "", second = "", ...rest]) => {
    const named = rest.map((cell, index) => (cell === "" ? "" : `    ${head[index + 2] ?? ""}: ${cell}`));
    return [`${first}  ${second}`, ...named].flatMap((text) => (text === "" ? [] : wrapped(text, columns, "      ")));
  });
}

function cellsOf(line: string): string[] {
  return (
    line
      .replace(/^\||\|\s*$/g, "")
      .split(/(?<!\\)\|/)
      // A column holds what is read; an address beside it would make it as wide as the terminal.
      .map((cell) => plain(cell.replaceAll("\\|", "|").replace(LINK, "$1")).trim())
  );
}

const UNFOLD = "To read all of it, add report-path=report.md.";

/** A link, and its address. */
const LINK = /(?<!!)\[([^\]]+)\]\((https?:[^)\s]+)\)/g;

/** A line without Markdown's marks: a heading keeps its words alone, a link its address beside them. */
function plain(line: string): string {
  const text = line
    // First: what makes text bold has a bracket of its own. A link in brackets needs no others.
    .replace(new RegExp(`\\(${LINK.source}\\)`, "g"), "($1: $2)")
    .replace(LINK, "$1 ($2)")
    .replace(/^#+ (.*)$/, "\u001B[1m$1\u001B[0m")
    .replace(/\*\*(.+?)\*\*/g, "\u001B[1m$1\u001B[0m")
    .replace(/(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g, (_all, _marks, code: string) => code.replace(/^ (.*`.*|`.*) $/, "$1"))
    .replace(/<\/?(?:code|sub|b)>/g, "");
  return unescaped(text);
}

function unescaped(text: string): string {
  return text
    .replace(/&#(\d{1,6});/g, (_all, code: string) => visible(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

/** A character, unless a terminal would obey it. */
function visible(code: number): string {
  return code < 32 || (code > 126 && code < 160) ? "" : String.fromCodePoint(code);
}

/** How many columns a text takes: a picture takes two, a colour none. */
function widthOf(text: string): number {
  const shown = stripVTControlCharacters(text);
  return [...shown].length + (shown.match(/\p{Emoji_Presentation}/gu) ?? []).length;
}
