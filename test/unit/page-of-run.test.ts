import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Finding } from "../../src/core/findings/catalogue.ts";
import { editorWords } from "../../src/core/findings/editor-words.ts";
import { untouched } from "../../src/core/onboarding/outcome.ts";
import { recordOf } from "../../src/core/onboarding/perform-run.ts";
import { Run } from "../../src/core/onboarding/run.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import type { RunRecord, RunSoFar } from "../../src/core/record/record.ts";
import { isToDo } from "../../src/core/findings/finding.ts";
import { pageOfRun, pageOfRunGoingOn } from "../../src/core/report/page-of-run.ts";
import type { ReportPage, Sentence } from "../../src/core/report/page.ts";
import { everyFinding } from "../support/every-finding.ts";
import { runFrame, silentPorts } from "../support/silent-run.ts";

function runThatFound(findings: readonly Finding[]): RunRecord {
  const run = new Run(silentPorts(), chargeindia, editorWords);
  run.found(findings);
  const [reason] = findings;
  return recordOf(run, { ...untouched("refused"), reason }, runFrame);
}

const textOf = (sentence: Sentence): string => sentence.map(({ text }) => text).join("");

/** All that a page says in sentences. */
function said(page: ReportPage): string[] {
  const { headline, toDo, findings, notes } = page;
  return [
    headline,
    ...toDo.flatMap((item) => [...item.found, item.fix]),
    ...[...findings, ...notes].flatMap(({ message, advice }) => [message, advice]),
  ].map(textOf);
}

describe("a run as a page shows it", () => {
  it("says each sentence of a finding once, the headline included", () => {
    for (const finding of everyFinding) {
      const record = runThatFound([finding]);
      const page = pageOfRun(record, editorWords);
      const all = said(page).join("\n");
      for (const { message, fix = "", severity } of record.findings) {
        for (const sentence of [...message, fix]) {
          const plain = sentence.replaceAll("`", "");
          if (plain === "" || (severity === "info" && all.includes(plain))) continue;
          assert.equal(all.split(plain).length - 1, 1, `${finding.code}: ${plain}\n${all}`);
        }
      }
    }
  });

  it("asks once for what two findings ask for alike, and names both checks", () => {
    const record = runThatFound(everyFinding);
    const asking = record.findings.filter((finding) => isToDo(finding) && finding.severity !== "info");
    const { toDo } = pageOfRun(record, editorWords);
    const asked = toDo.map(({ who, fix, snippet }) => `${who} ${textOf(fix)} ${snippet}`);
    assert.deepEqual([...new Set(asked)], asked);
    assert.ok(asked.length < asking.length, `${asked.length} of ${asking.length}`);
    assert.deepEqual(
      new Set(toDo.flatMap(({ checks }) => checks.map(({ number }) => number))),
      new Set(asking.map(({ check }) => check)),
    );
  });

  it("names commands by the titles that the manifest gives them, so that each can be pressed", () => {
    const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
    const texts = JSON.parse(read("package.nls.json")) as Record<string, string>;
    const { contributes } = JSON.parse(read("package.json")) as { contributes: { commands: { title: string }[] } };
    const titles = new Set(contributes.commands.map(({ title }) => `OCPI: ${texts[title.replaceAll("%", "")]}`));
    const named = everyFinding.flatMap((finding) => {
      const { toDo, findings, notes } = pageOfRun(runThatFound([finding]), editorWords);
      const sentences = [...toDo.map(({ fix }) => fix), ...[...findings, ...notes].map(({ advice }) => advice)];
      return sentences.flat().flatMap(({ code, text }) => (code === true && text.startsWith("OCPI: ") ? [text] : []));
    });
    assert.ok(new Set(named).size > 5);
    assert.deepEqual(
      named.filter((title) => !titles.has(title)),
      [],
    );
  });

  it("is plain data, which a message to a page keeps as it is", () => {
    const page = pageOfRun(runThatFound(everyFinding), editorWords);
    assert.deepEqual(structuredClone(page), page);
  });
});

describe("a run that goes on, as a page shows it", () => {
  const at = new Date("2026-11-23T10:02:00Z");
  const request = { peer: "hub", url: "https://hub.example.com/ocpi/2.2.1/credentials", asks: undefined, at } as const;

  function going(soFar: Partial<RunSoFar>): ReportPage {
    const whole: RunSoFar = {
      frame: runFrame,
      correlationId: "c",
      startedAt: at,
      steps: [],
      current: "post",
      requests: [],
      begun: [],
      ...soFar,
    };
    const now = new Date(at.getTime() + 3000);
    return pageOfRunGoingOn({ hubTitle: "ChargeIndia Hub", soFar: whole, now }, editorWords);
  }

  it("draws a request from the moment at which it leaves, and says of a POST that it cannot be taken back", () => {
    const page = going({ begun: [{ ...request, method: "POST", requestId: "r" }] });
    assert.deepEqual(
      page.arrows.map(({ to, what, outcome }) => [to, what, outcome]),
      [["hub", "POST /ocpi/2.2.1/credentials", "waiting"]],
    );
    assert.equal(textOf(page.headline), "Exchanging credentials at ChargeIndia Hub…");
    assert.match(textOf(page.aside), /^The POST has left\. /);
    assert.deepEqual(going({ begun: [{ ...request, method: "GET", requestId: "r" }] }).aside, []);
  });

  it("lights up the step that goes on", () => {
    const step = { title: "t", status: "passed", startedAt: at, durationMs: 1 } as const;
    const { steps } = going({
      steps: [
        { ...step, id: "look" },
        { ...step, id: "post" },
      ],
    });
    assert.deepEqual(
      steps.map(({ status }) => status),
      ["passed", "running"],
    );
  });
});
