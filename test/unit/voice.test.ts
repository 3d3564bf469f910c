import assert from "node:assert/strict";
import type { Fact } from "../../src/core/checks/fact.ts";
import { recordOf, type RunFrame } from "../../src/core/onboarding/record.ts";
import { Run } from "../../src/core/onboarding/run.ts";
import type { Ports } from "../../src/core/ports.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import { ocpi221 } from "../../src/core/profiles/ocpi-2.2.1.ts";
import { reportDocument } from "../../src/core/report/document.ts";
import { editorVoice } from "../../src/core/report/editor-voice.ts";
import { markdownReport } from "../../src/core/report/markdown.ts";
import { adviceLines, deliveries, headline, messageLines, sentence } from "../../src/core/report/messages.ts";
import type { RunRecord } from "../../src/core/report/report.ts";
import type { Result } from "../../src/core/report/result.ts";
import type { Voice, VaultAct } from "../../src/core/report/voice.ts";
import { workflowVoice } from "../../src/core/report/workflow-voice.ts";
import { everyFact } from "../support/every-fact.ts";

/** What only somebody who runs the Action has. */
const ofWorkflows = [
  /\b(?:[Ii]nput|[Oo]utput|[Ww]orkflow|[Jj]ob|[Rr]unner|[Ss]tep)s?\b|\b[Ss]tart a new run\b/,
  // VS Code keeps its own in the Secret Storage.
  /\bsecrets?\b(?! Storage)|GitHub|GITHUB_|NODE_EXTRA_CA_CERTS/,
  /\b(?:initial|platform|hub|github)-(?:token|url)\b|\bcheck-platform\b|`command:|\$\{\{|\buses:/,
];

/** What only somebody at the editor has. */
const ofEditors = /\bOCPI: |\bpalette\b|\bVS Code\b|Secret Storage|`ocpi\.(?!yml`)/;

const started = new Date("2026-11-23T10:02:00Z");
const results = ["connected", "registered", "refused", "in-doubt", "unstored"] as const;

const frame: RunFrame = {
  tool: { name: "OCPI Onboarding", version: "0" },
  command: "rotate",
  connection: "chargeindia",
  runUrl: undefined,
  hubUrl: "https://hub.example.com",
  platformUrl: "https://platform.example.com/ocpi/2.2.1",
  ownParties: [{ role: "CPO", country_code: "IN", party_id: "ABC" }],
  receiverOverrides: {},
  routing: [],
  exposed: false,
  failOn: "error",
};

function portsTo(lines: string[]): Ports {
  const say = (text: string): void => void lines.push(text);
  return {
    fetch: () => Promise.reject(new Error("nothing is sent")),
    progress: { step: say, line: say },
    clock: { now: () => started, sleep: () => Promise.resolve() },
    random: { uuid: () => "id", fraction: () => 0 },
    mask: () => undefined,
    keep: () => undefined,
    proven: () => undefined,
    cancelled: new AbortController().signal,
  };
}

/** A run that found something and ended so, with what it said meanwhile. */
function runWith(fact: Fact, result: Result, voice: Voice): { record: RunRecord; said: string[] } {
  const said: string[] = [];
  const run = new Run(portsTo(said), chargeindia, voice);
  run.found([fact]);
  const outcome = {
    result,
    reason: fact,
    parties: [],
    look: undefined,
    hubToken: undefined,
    storedIn: "the place",
    capsule: undefined,
    registeredAt: started,
  };
  return { record: recordOf(run, outcome, frame), said };
}

function assertOfEditor(text: string): void {
  for (const words of ofWorkflows) assert.doesNotMatch(text, words);
}

function textsOf(fact: Fact, voice: Voice): string[] {
  return [chargeindia, ocpi221].flatMap((profile) => {
    const { message, fix, snippet } = sentence(fact, profile, voice);
    return [message, fix ?? "-", snippet ?? "-"];
  });
}

const codes = [...new Set(everyFact.map(({ code }) => code))];

describe("the voice of the editor", () => {
  for (const code of codes) {
    it(`tells ${code} without a word of a workflow`, () => {
      for (const fact of everyFact.filter((other) => other.code === code)) {
        for (const text of textsOf(fact, editorVoice)) {
          assertOfEditor(text);
          assert.doesNotMatch(text, /undefined|\s{2}|^$/);
        }
      }
    });
  }

  it("is that of all that a run says, in its log, its advice, its report and its page", () => {
    for (const fact of everyFact) {
      for (const result of results) {
        const { record, said } = runWith(fact, result, editorVoice);
        const texts = [
          ...said,
          headline(record),
          ...adviceLines(record),
          ...messageLines(record),
          ...deliveries(record),
          ...reportDocument(record).findings.flatMap(({ message, fix = "" }) => [message, fix]),
          markdownReport(record),
        ];
        texts.forEach(assertOfEditor);
      }
    }
  });

  it("is that of the vault's lines and of the steps' titles", () => {
    const acts: Readonly<Record<VaultAct, true>> = {
      looked: true,
      "slot-taken": true,
      stored: true,
      forgotten: true,
      "slot-released": true,
    };
    const vault = { place: "the place", slotPlace: "the mark" };
    const lines = Object.keys(acts).map((act) => editorVoice.vaultLine(act as VaultAct, vault));
    [...lines, ...Object.values(editorVoice.stepTitles)].forEach(assertOfEditor);
  });
});

describe("the voice of the workflow", () => {
  for (const code of codes) {
    it(`tells ${code} without a word of the editor`, () => {
      for (const fact of everyFact.filter((other) => other.code === code)) {
        for (const text of textsOf(fact, workflowVoice)) {
          assert.doesNotMatch(text, ofEditors);
          assert.doesNotMatch(text, /undefined|\s{2}|^$/);
        }
      }
    });
  }

  it("is a run's own, when nobody says otherwise", () => {
    const said: string[] = [];
    new Run(portsTo(said), chargeindia, workflowVoice).found([{ code: "first-run-needs-initial-token" }]);
    assert.match(said.join("\n"), /no initial-token to get one with/);
  });
});
