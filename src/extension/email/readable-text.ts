import { visibleText } from "../../core/ocpi/visible-text.ts";

/** More than a long thread of mails; what comes after it is not read. */
const MOST = 200_000;

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/**
 * A mail as a person reads it: without marks of quoting, without what cannot be seen, one blank for each kind of blank, and
 * markup as text. In a row of a table `name: ` stands before each value. Each line stays one line, so that a person finds it again. Takes time
 * linear in the mail.
 */
export function readableText(mail: string): string {
  const text = visibleText(mail.slice(0, MOST).replace(/\r\n?/g, "\n"))
    .replace(/[\u00A0\u2007\u202F\u3000]/g, " ")
    .replace(/：/g, ":");
  const lines = (isMarkup(text) ? withoutMarkup(text) : text)
    .split("\n")
    .map((line) => line.replace(/^[ \t]*(?:>[ \t]?)+/, "").trimEnd());
  return withNamedCells(lines).join("\n");
}

function isMarkup(text: string): boolean {
  return /<(?:html|body|table|td|div|p|br|span)\b[^<>]{0,2000}>/i.test(text);
}

/** Links keep where they lead: what they say may be something else. */
function withoutMarkup(text: string): string {
  return text
    .replace(/<(style|script)\b[^<>]{0,2000}>[^<]{0,20000}<\/\1>/gi, " ")
    .replace(/<a\b[^<>]{0,500}?href="([^"<>]{0,1000})"[^<>]{0,500}>/gi, " $1 ")
    .replace(/<\/?(?:br|p|div|tr|li|h\d|table)\b[^<>]{0,2000}>/gi, "\n")
    .replace(/<\/t[dh]>/gi, "\t")
    .replace(/<\/?[a-z][a-z0-9]{0,20}(?:\s[^<>]{0,2000})?\/?>/gi, "")
    .replace(
      /&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,6}));/gi,
      (all, decimal?: string, hex?: string, name?: string) =>
        name === undefined
          ? String.fromCodePoint(parseInt(decimal ?? hex ?? "", hex === undefined ? 10 : 16))
          : (named[name.toLowerCase()] ?? all),
    );
}

/** What the names of columns may be: a row of these and of nothing else is the head of a table. */
const columnName =
  /^(?:[\w .-]{0,20}\b(?:role|rolle|country|land|ländercode|landeskennung|party|partei|operator|betreiber|token|url|address|adresse|endpoint|hub|company|firma|name|status|environment|umgebung)\b[\w /().-]{0,24}|role|rolle|hub|status)$/i;

function withNamedCells(lines: readonly string[]): string[] {
  const shown: string[] = [];
  let head: readonly string[] = [];
  for (const line of lines) {
    const cells = cellsOf(line);
    // The line between the head and the rows of a table in Markdown.
    if (head.length > 0 && /^[\s|:-]*--[\s|:-]*$/.test(line)) continue;
    if (head.length > 1 && cells.length === head.length && !isHead(cells)) {
      shown.push(cells.map((cell, index) => `${head[index]}: ${cell}`).join("\t"));
      continue;
    }
    const [first = "", ...others] = cells;
    // Of a row with a value in each of several columns each value has the row's name.
    if (others.length > 1 && columnName.test(bare(first)) && !others.some((cell) => columnName.test(bare(cell)))) {
      shown.push(others.map((cell) => `${first}: ${cell}`).join("\t"));
      continue;
    }
    head = isHead(cells) ? cells : [];
    shown.push(line);
  }
  return shown;
}

function isHead(cells: readonly string[]): boolean {
  return cells.length > 1 && cells.every((cell) => columnName.test(bare(cell)));
}

/** Without the marks of bold. */
function bare(cell: string): string {
  return cell.replaceAll("*", "");
}

function cellsOf(line: string): string[] {
  const inner = line.trim().replace(/^\|\s*|\s*\|$/g, "");
  return inner.split(/\t+|\s\|\s| {2,}/).map((cell) => cell.trim());
}
