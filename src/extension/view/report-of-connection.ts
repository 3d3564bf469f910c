import { editorWords } from "../../core/findings/editor-words.ts";
import type { ReportPage } from "../../core/report/page.ts";
import type { ConnectionKey } from "../state/connection-key.ts";
import type { ConnectionStates } from "../state/connection-state.ts";
import { latestOf } from "../state/last-run.ts";
import type { RunsUnderWay } from "../state/runs-under-way.ts";
import { withButtons, type ReportCommands } from "./report-buttons.ts";
import type { ShownReport } from "./report-messages.ts";
import { noRunWords } from "./sheet-page.ts";

/** What a report is made of: what is known of the connections, and of the runs that go on. */
export type ReportSources = ConnectionStates & { readonly underWay: Pick<RunsUnderWay, "of"> };

/** The report of a connection as it is now: of the run that goes on, or else of the one that ended last. */
export async function reportOf(
  key: ConnectionKey,
  connections: ReportSources,
  commands: ReportCommands,
  now: Date,
): Promise<ShownReport> {
  const { pageOfRun, pageOfRunGoingOn, pageWithoutRun } = await import("../state/jobs.ts");
  const facts = connections.factsOf(key);
  const running = connections.underWay.of(key);
  const latest = facts && latestOf(facts);
  const page: ReportPage =
    running !== undefined
      ? pageOfRunGoingOn({ hubTitle: running.hubTitle, soFar: running.soFar(), now }, editorWords)
      : latest === undefined
        ? pageWithoutRun(key.name, noRunWords(key))
        : pageOfRun(latest.record, editorWords);
  return withButtons(page, key.name, connections.stateOf(key), commands);
}
