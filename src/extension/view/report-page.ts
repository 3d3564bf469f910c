import * as l10n from "@vscode/l10n";
import { editorWords } from "../../core/findings/editor-words.ts";
import { markdownText } from "../../core/report/markdown-text.ts";
import type { ConnectionKey } from "../state/connection-key.ts";
import type { ConnectionStates } from "../state/connection-state.ts";

/** The parts of a report's address, of which VS Code makes a `Uri`. */
export interface PageAddress {
  readonly path: string;
  readonly query: string;
}

const BEFORE = "/OCPI ";
const AFTER = ".md";

/** Where a connection's report is read: the path is the page's title, the query tells the same name in two folders apart. */
export function addressOf({ config, name }: ConnectionKey): PageAddress {
  return { path: `${BEFORE}${name}${AFTER}`, query: config };
}

/** Whose report is at an address: all that a window knows of a page which VS Code has opened again. */
export function connectionAt({ path, query }: PageAddress): ConnectionKey {
  return { config: query, name: path.slice(BEFORE.length, -AFTER.length) };
}

/**
 * What is to be read at an address: the report of the connection's last run.
 * @param ready until then nothing is known, because VS Code opens the pages of a former window while it comes up.
 */
export async function pageAt(
  address: PageAddress,
  connections: Pick<ConnectionStates, "factsOf">,
  ready: () => Promise<void>,
): Promise<string> {
  await ready();
  const key = connectionAt(address);
  const last = connections.factsOf(key)?.last;
  if (last === undefined) return markdownText(noRunWords(key));
  const { markdownReport } = await import("../state/jobs.ts");
  return markdownReport(last.record, editorWords);
}

/** What there is to say instead of a report. */
export function noRunWords({ name }: ConnectionKey): string {
  return l10n.t("{0} was not checked yet: Verify Connection or Exchange Credentials does.", name);
}
