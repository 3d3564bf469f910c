import type { RunRecord } from "../record/record.ts";
import { goLiveSheet, type GoLiveStep } from "./go-live.ts";
import { markdownCode, markdownSentence, markdownText } from "./markdown-text.ts";

const signs: Readonly<Record<GoLiveStep["verdict"], string>> = {
  works: "✅ works",
  fails: "❌ fails",
  "not tried": "➖ not tried",
};

/** The go-live sheet as Markdown that prints well; empty where nothing was rehearsed. */
export function goLivePage(run: RunRecord): string {
  if (run.rehearsal.length === 0) return "";
  const { steps, sign } = goLiveSheet(run);
  return [
    "### Go-live sheet",
    "",
    `Platform ${markdownCode(run.platformUrl ?? "")} at ${markdownText(run.hub.title)}. Correlation id ${markdownCode(run.correlationId)}: every call of this run bore it.`,
    "",
    "| What | Expected | Answered | | Why |",
    "| --- | --- | --- | --- | --- |",
    ...steps.map(row),
    "",
    "| Who signs | For what | Name, date, signature |",
    "| --- | --- | --- |",
    ...sign.map(({ who, what }) => `| ${markdownText(who)} | ${markdownSentence(what)} | |`),
  ].join("\n");
}

function row({ step, expected, got, verdict, why = "" }: GoLiveStep): string {
  return `| ${[withCommand(step), withCommand(expected), markdownText(got), signs[verdict], markdownSentence(why)].join(" | ")} |`;
}

/** A line to copy is code, from its first word to its last. */
function withCommand(text: string): string {
  const at = text.indexOf("curl ");
  return at < 0 ? markdownText(text) : `${markdownText(text.slice(0, at).trim())} ${markdownCode(text.slice(at))}`;
}
