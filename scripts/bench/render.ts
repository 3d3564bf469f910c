import { actionWords } from "../../src/core/findings/action-words.ts";
import { editorWords } from "../../src/core/findings/editor-words.ts";
import { untouched } from "../../src/core/onboarding/outcome.ts";
import { recordOf } from "../../src/core/onboarding/perform-run.ts";
import { Run } from "../../src/core/onboarding/run.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import type { RunRecord } from "../../src/core/record/record.ts";
import { reportDocument } from "../../src/core/report/document.ts";
import { junitReport } from "../../src/core/report/junit.ts";
import { markdownReport } from "../../src/core/report/markdown.ts";
import { pageOfRun } from "../../src/core/report/page-of-run.ts";
import { everyFinding } from "../../test/support/every-finding.ts";
import { runFrame, silentPorts } from "../../test/support/silent-run.ts";
import { busyMs } from "./busy.ts";
import { figureOf, type Bench, type Figure } from "./figure.ts";
import { inTurn } from "./process.ts";

const FINDINGS = 1000;
const TENTH = FINDINGS / 10;
const TIMES = 7;
/** What takes less than the processor's clock can tell is done so often for each figure. */
const OFTEN = 3;

const renderers: Readonly<Record<string, (run: RunRecord) => string>> = {
  JSON: (run) => JSON.stringify(reportDocument(run), undefined, 2),
  Markdown: (run) => markdownReport(run, actionWords),
  JUnit: (run) => junitReport(run),
  "page of the editor": (run) => JSON.stringify(pageOfRun(run, editorWords)),
};

/** Reports with 1,000 findings, to the same with 100: what grows with their number alone takes 10 times as long. */
export const bench: Bench = {
  async measure() {
    const [large, small] = [recordWith(FINDINGS), recordWith(TENTH)];
    const figures: Figure[] = [];
    for (const [name, render] of Object.entries(renderers)) {
      const msOf = async (run: RunRecord, often: number): Promise<number> =>
        (await busyMs(() => Array.from({ length: often }, () => render(run)))) / often;
      const pairs = await inTurn(
        TIMES,
        async () => msOf(large, OFTEN),
        async () => msOf(small, 10 * OFTEN),
      );
      const kilobytes = Math.round(Buffer.byteLength(render(large)) / 1000);
      figures.push(
        figureOf(
          `A report with ${FINDINGS.toLocaleString("en")} findings as ${name} (${kilobytes} kB), its processor time`,
          pairs.map(([ours]) => ours),
          "ms",
          "",
          1,
        ),
        figureOf(
          `The same, to one with ${TENTH}`,
          pairs.map(([ours, theirs]) => ours / theirs),
          "x",
          "",
          1,
        ),
      );
    }
    return figures;
  },
};

/** A run with so many findings: the examples of the catalogue, again and again, no two of them the same. */
function recordWith(count: number): RunRecord {
  const run = new Run(silentPorts(), chargeindia, actionWords);
  const findings = Array.from({ length: count }, (_each, index) => {
    const example = everyFinding[index % everyFinding.length];
    if (example === undefined) throw new Error("There is no example of a finding.");
    return "url" in example ? { ...example, url: `https://hub.example.com/${index}` } : example;
  });
  run.found(findings);
  const record = recordOf(run, { ...untouched("refused"), reason: findings[0] }, runFrame);
  const ids = [...new Set(record.findings.map(({ step }) => step))];
  const steps = ids.map(
    (id) => ({ id, title: id, status: "failed", startedAt: record.startedAt, durationMs: 1 }) as const,
  );
  return { ...record, steps };
}
