import { duration, utcAndIst } from "../findings/times.ts";
import type { RunRecord } from "../record/record.ts";
import { allHeadline, type KeptConnection } from "./all-report.ts";
import { checkLink } from "./markdown.ts";
import { markdownCode, markdownSentence, markdownText } from "./markdown-text.ts";
import { whoWords } from "./to-do.ts";

/** What a page about many connections says beside them. */
export interface AllFrame {
  readonly tool: RunRecord["tool"];
  readonly command: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

// Of the room of a page, for the table; the rest is for what is to be done about each that fails, and for the names of the others.
const TABLE_SHARE = 0.6;
// The names of those of which there is nothing to say are long enough by then.
const NAMES = 1000;

/**
 * Many connections as one page in Markdown: a table of those of which something was found, the worst first, and what is to be done
 * about each that fails; then the names of the others.
 * @param all the worst first.
 * @param limit bytes that it may have: what has no room is counted.
 */
export function allPage(all: readonly KeptConnection[], frame: AllFrame, limit = Infinity): string {
  const isWell = all.every(({ row }) => row.passes);
  const sign = isWell ? "✅" : (all[0]?.row.sign ?? "✅");
  const told = all.filter(saysMore);
  const head = [`## ${sign} ${markdownSentence(allHeadline(all))}`, about(all, frame)];
  const table = told.length === 0 ? [] : [rowsWithin(told, limit * TABLE_SHARE)];
  const others = othersOf(all.filter((one) => !saysMore(one)));
  const foot = `<sub>${markdownText(`${frame.tool.name} ${frame.tool.version}, ${frame.command}, ${utcAndIst(frame.startedAt)}`)}</sub>`;
  const used = bytes([...head, ...table, ...others, foot].join("\n\n"));
  return [...head, ...table, ...pagesWithin(told, limit - used), ...others, foot].join("\n\n").concat("\n");
}

/** Whether there is more to say of a connection than that it is well. */
function saysMore({ row }: KeptConnection): boolean {
  return !row.passes || row.first !== undefined;
}

function othersOf(all: readonly KeptConnection[]): string[] {
  if (all.length === 0) return [];
  const names = all.slice(0, NAMES).map(({ row }) => markdownCode(row.connection));
  const more = all.length > NAMES ? [`and ${all.length - NAMES} more`] : [];
  return [
    `<details><summary>Those of which nothing was found (${all.length})</summary>\n\n${[...names, ...more].join(" ")}\n\n</details>`,
  ];
}

function about(all: readonly KeptConnection[], { startedAt, finishedAt }: AllFrame): string {
  const findings = all.reduce((sum, { row }) => sum + row.errors, 0);
  const warnings = all.reduce((sum, { row }) => sum + row.warnings, 0);
  return [
    `${all.length} ${all.length === 1 ? "connection" : "connections"}`,
    `${findings} ${findings === 1 ? "error" : "errors"}`,
    `${warnings} ${warnings === 1 ? "warning" : "warnings"}`,
    `took ${duration(finishedAt.getTime() - startedAt.getTime())}`,
  ].join(" · ");
}

function rowsWithin(all: readonly KeptConnection[], limit: number): string {
  const lines = [
    "| | Connection | Result | Status | What was found first | Who acts | Check |",
    "| --- | --- | --- | --- | --- | --- | --- |",
  ];
  let size = 0;
  for (const [index, { row }] of all.entries()) {
    const found =
      row.first === undefined
        ? ["", "", ""]
        : [markdownSentence(row.first.message), whoWords[row.first.who], checkLink(row.first.check)];
    const cells = [row.sign, markdownCode(row.connection), row.result, row.connectionStatus, ...found];
    const line = `| ${cells.join(" | ")} |`;
    size += bytes(line) + 1;
    if (size > limit) {
      lines.push(`| | … and ${all.length - index} more | | | | | |`);
      break;
    }
    lines.push(line);
  }
  return lines.join("\n");
}

function pagesWithin(all: readonly KeptConnection[], limit: number): string[] {
  const failing = all.filter(({ row }) => !row.passes);
  const pages: string[] = [];
  // For what says that there are more.
  let size = 200;
  for (const { row, page } of failing) {
    if (page === undefined) break;
    // Names of connections are letters, digits and dashes.
    const part = `<details><summary>${row.sign} ${row.connection}: ${row.result}</summary>\n\n${page}\n\n</details>`;
    size += bytes(part) + 2;
    if (size > limit) break;
    pages.push(part);
  }
  if (pages.length === 0 && failing.length > 0) return [];
  const left = failing.length - pages.length;
  return left === 0
    ? pages
    : [...pages, `What is to be done about ${left} more stands in the log, and in a file of \`report-path\`.`];
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
