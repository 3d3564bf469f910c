import * as l10n from "@vscode/l10n";
import { utc } from "../../core/findings/times.ts";
import { markdownText } from "../../core/report/markdown-text.ts";
import type { ChecklistLine } from "../state/checklist.ts";

const signs: Readonly<Record<ChecklistLine["status"], string>> = { done: "✅", failed: "❌", "to-do": "⬜" };

/**
 * The go-live sheet as Markdown, to be read and printed: the checklist, and below it what the last rehearsal showed.
 * @param rehearsed the report of that rehearsal, as Markdown; undefined where there was none.
 */
export function goLiveSheet(name: string, lines: readonly ChecklistLine[], rehearsed: string | undefined): string {
  const heads = ["", l10n.t("Line"), l10n.t("What it means"), l10n.t("Who says so"), l10n.t("When")];
  const rows = lines.map(({ title, status, by, sentence, at }) => [
    signs[status],
    markdownText(title),
    markdownText(sentence),
    by === "run" ? l10n.t("a run") : l10n.t("a person"),
    at === undefined ? "" : utc(at),
  ]);
  return [
    `# ${markdownText(l10n.t("Go-live of {0}", name))}`,
    `## ${markdownText(l10n.t("Checklist"))}`,
    [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n"),
    rehearsed ?? l10n.t("Nothing was rehearsed yet: Rehearse Traffic… does."),
  ].join("\n\n");
}
