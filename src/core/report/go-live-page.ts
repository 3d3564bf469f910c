import type { RunRecord } from "../record/record.ts";
import { goLiveSheet, type GoLiveStep } from "./go-live.ts";
import { markdownCode, markdownSentence, markdownText } from "./markdown-text.ts";

// With a blank that does not break: in a narrow column the word would stand below its sign.
const signs: Readonly<Record<GoLiveStep["verdict"], string>> = {
  works: "✅\u00a0works",
  fails: "❌\u00a0fails",
  "not tried": "➖\u00a0not\u00a0tried",
};

/**
 * The go-live sheet as Markdown that prints well; empty where nothing was rehearsed. URLs and lines to copy stand in lists, which
 * break them where a table grows wider than the paper.
 */
export function goLivePage(run: RunRecord): string {
  if (run.rehearsal.length === 0) return "";
  const { steps, sign } = goLiveSheet(run);
  const toCopy = steps.flatMap(({ step, expected }) => {
    const { command } = withoutCommand(expected);
    return command === undefined ? [] : [`- ${markdownText(step)}: ${markdownCode(command)}`];
  });
  return [
    "### Go-live sheet",
    "",
    `Platform ${markdownCode(run.platformUrl ?? "")} at ${markdownText(run.hub.title)}. Correlation id ${markdownCode(run.correlationId)}: every call of this run carried it in \`X-Correlation-ID\`.`,
    "",
    "| | What | Expected | Answered |",
    "| --- | --- | --- | --- |",
    ...steps.map(row),
    "",
    ...(toCopy.length === 0 ? [] : ["Requests to copy:", "", ...toCopy, ""]),
    "Who signs:",
    "",
    ...sign.map(
      ({ who, what }, index) =>
        `${index + 1}. **${markdownText(who)}**: ${markdownSentence(what)}\n\n   Name, date, signature: ${"…".repeat(30)}`,
    ),
  ].join("\n");
}

function row({ step, expected, got, verdict, why = "" }: GoLiveStep): string {
  const { text, command } = withoutCommand(expected);
  const answered = [got === "" || why === "" ? got : `${got}.`, why].filter((part) => part !== "");
  const cells = [
    signs[verdict],
    markdownText(step),
    markdownText(command === undefined ? text : `${text} the request below`),
    answered.map(markdownSentence).join(" "),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** A line to copy, and what stands before it. */
function withoutCommand(text: string): { readonly text: string; readonly command?: string } {
  const at = text.indexOf("curl ");
  return at < 0 ? { text } : { text: text.slice(0, at).trim().replace(/:$/, ""), command: text.slice(at) };
}
