import * as l10n from "@vscode/l10n";
import { editorWords } from "../../core/findings/editor-words.ts";
import { markdownText } from "../../core/report/markdown-text.ts";
import type { ConnectionKey } from "../state/connection-key.ts";
import { checklistOf } from "../state/checklist.ts";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import type { ConnectionStates } from "../state/connection-state.ts";
import { goLiveSheet } from "./go-live-sheet.ts";

/** The parts of the address of a go-live sheet, of which VS Code makes a `Uri`. */
export interface SheetAddress {
  readonly path: string;
  readonly query: string;
}

const BEFORE = "/OCPI go-live sheet ";
const AFTER = ".md";

/** Where a sheet is read: the path is the page's title, the query tells the same name in two folders apart. */
export function addressOf({ config, name }: ConnectionKey): SheetAddress {
  return { path: `${BEFORE}${name}${AFTER}`, query: config };
}

/** Whose sheet is at an address: all that a window knows of a page which VS Code has opened again. */
export function keyAt({ path, query }: SheetAddress): ConnectionKey {
  return { config: query, name: path.slice(BEFORE.length, -AFTER.length) };
}

/**
 * What is to be read at an address.
 * @param ready until then nothing is known, because VS Code opens the pages of a former window while it comes up.
 */
export async function sheetAt(
  address: SheetAddress,
  connections: Pick<ConnectionStates, "factsOf"> & {
    entry(key: ConnectionKey): Pick<ConnectionEntry, "connection"> | undefined;
  },
  ready: () => Promise<void>,
): Promise<string> {
  await ready();
  const key = keyAt(address);
  const facts = connections.factsOf(key);
  const connection = connections.entry(key)?.connection;
  if (facts === undefined || connection === undefined) return markdownText(noSheetWords(key));
  const { markdownReport } = await import("../state/jobs.ts");
  const rehearsed = facts.rehearsal && markdownReport(facts.rehearsal.record, editorWords);
  return goLiveSheet(key.name, checklistOf(connection, facts), rehearsed);
}

function noSheetWords({ name }: ConnectionKey): string {
  return l10n.t("ocpi.yml has errors, so nothing can be said of {0}.", name);
}

/** What there is to say instead of a report. */
export function noRunWords({ name }: ConnectionKey): string {
  return l10n.t("{0} was not checked yet: Preflight, Exchange Credentials or Verify Connection does.", name);
}
