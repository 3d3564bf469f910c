import * as l10n from "@vscode/l10n";
import { editorWords } from "../../core/findings/editor-words.ts";
import { markdownText } from "../../core/report/markdown-text.ts";
import type { ConnectionKey } from "../state/connection-key.ts";
import { checklistOf } from "../state/checklist.ts";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import type { ConnectionStates } from "../state/connection-state.ts";
import { latestOf, type LastRun } from "../state/last-run.ts";
import { goLiveSheet } from "./go-live-sheet.ts";

/** What is read of a connection: the report of the run that ended last, or the go-live sheet. */
export const pages = ["report", "go-live-sheet"] as const;
/** One of them. */
export type Page = (typeof pages)[number];

/** The parts of a page's address, of which VS Code makes a `Uri`. */
export interface PageAddress {
  readonly path: string;
  readonly query: string;
}

/** No name of a connection holds a space, so no report's path begins as a sheet's does. */
const before: Readonly<Record<Page, string>> = { report: "/OCPI ", "go-live-sheet": "/OCPI go-live sheet " };
const AFTER = ".md";

/** Where a page is read: the path is the page's title, the query tells the same name in two folders apart. */
export function addressOf({ config, name }: ConnectionKey, page: Page): PageAddress {
  return { path: `${before[page]}${name}${AFTER}`, query: config };
}

/** Which page of which connection is at an address: all that a window knows of a page which VS Code has opened again. */
export function pageOf({ path, query }: PageAddress): { readonly page: Page; readonly key: ConnectionKey } {
  const page = path.startsWith(before["go-live-sheet"]) ? "go-live-sheet" : "report";
  return { page, key: { config: query, name: path.slice(before[page].length, -AFTER.length) } };
}

/**
 * What is to be read at an address.
 * @param ready until then nothing is known, because VS Code opens the pages of a former window while it comes up.
 */
export async function pageAt(
  address: PageAddress,
  connections: Pick<ConnectionStates, "factsOf"> & {
    entry(key: ConnectionKey): Pick<ConnectionEntry, "connection"> | undefined;
  },
  ready: () => Promise<void>,
): Promise<string> {
  await ready();
  const { page, key } = pageOf(address);
  const facts = connections.factsOf(key);
  if (page === "report") return reportOf(key, facts && latestOf(facts));
  const connection = connections.entry(key)?.connection;
  if (facts === undefined || connection === undefined) return markdownText(noSheetWords(key));
  const { markdownReport } = await import("../state/jobs.ts");
  const rehearsed = facts.rehearsal && markdownReport(facts.rehearsal.record, editorWords);
  return goLiveSheet(key.name, checklistOf(connection, facts), rehearsed);
}

async function reportOf(key: ConnectionKey, run: LastRun | undefined): Promise<string> {
  if (run === undefined) return markdownText(noRunWords(key));
  const { markdownReport } = await import("../state/jobs.ts");
  return markdownReport(run.record, editorWords);
}

function noSheetWords({ name }: ConnectionKey): string {
  return l10n.t("ocpi.yml has errors, so nothing can be said of {0}.", name);
}

/** What there is to say instead of a report. */
export function noRunWords({ name }: ConnectionKey): string {
  return l10n.t("{0} was not checked yet: Preflight, Exchange Credentials or Verify Connection does.", name);
}
