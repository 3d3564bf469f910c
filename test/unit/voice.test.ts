import assert from "node:assert/strict";
import { runFrame, silentPorts } from "../support/silent-run.ts";
import { actionWords } from "../../src/core/findings/action-words.ts";
import { sentences, type Finding } from "../../src/core/findings/catalogue.ts";
import { editorWords } from "../../src/core/findings/editor-words.ts";
import type { Words, VaultAct } from "../../src/core/findings/words.ts";
import { Run } from "../../src/core/onboarding/run.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import { ocpi221 } from "../../src/core/profiles/ocpi-2.2.1.ts";
import { recordOf } from "../../src/core/onboarding/perform-run.ts";
import type { RunFrame } from "../../src/core/record/record.ts";
import type { RunRecord } from "../../src/core/record/record.ts";
import type { Result } from "../../src/core/record/result.ts";
import { reportDocument } from "../../src/core/report/document.ts";
import { headline } from "../../src/core/report/headline.ts";
import { markdownReport } from "../../src/core/report/markdown.ts";
import { adviceLines, deliveries, messageLines } from "../../src/core/report/to-do.ts";
import { everyFinding } from "../support/every-finding.ts";

/** Words that only a user of the Action knows. */
const ofWorkflows = [
  /\b(?:[Ii]nput|[Oo]utput|[Ww]orkflow|[Jj]ob|[Rr]unner|[Ss]tep)s?\b|\b[Ss]tart a new run\b/,
  // VS Code has a Secret Storage, too.
  /\bsecrets?\b(?! Storage)|GitHub|GITHUB_|NODE_EXTRA_CA_CERTS|HTTPS_PROXY|NO_PROXY/,
  /\b(?:initial|platform|hub|github)-(?:token|url)\b|\bcheck-platform\b|`command:|\$\{\{|\buses:/,
];

/** Words that only a user of the editor knows. */
const ofEditors = /\bOCPI: |\bpalette\b|\bVS Code\b|Secret Storage|`ocpi\.(?!yml`)|`http\.\w/;

const started = new Date("2026-11-23T10:02:00Z");
const results = ["connected", "registered", "refused", "in-doubt", "unstored"] as const;

const frame: RunFrame = { ...runFrame, command: "rotate" };

/** A run that found something and ended so, with what it said meanwhile. */
function runWith(finding: Finding, result: Result, voice: Words): { record: RunRecord; said: string[] } {
  const said: string[] = [];
  const run = new Run(silentPorts(started, said), chargeindia, voice);
  run.found([finding]);
  const outcome = {
    result,
    reason: finding,
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

function textsOf(finding: Finding, voice: Words): string[] {
  return [chargeindia, ocpi221].flatMap((profile) => {
    const { message, fix, snippet } = sentences(finding, { words: voice, profile });
    return [message.join(" "), fix ?? "-", snippet ?? "-"];
  });
}

function silence(code: "hub-no-answer" | "platform-no-answer", error: string): Finding {
  const response = { url: "https://hub.example.com", method: "GET", error, body: "none" } as const;
  return { code, response: { ...response, httpStatus: undefined, statusCode: undefined, statusMessage: undefined } };
}

const codes = [...new Set(everyFinding.map(({ code }) => code))];

describe("the voice of the editor", () => {
  for (const code of codes) {
    it(`tells ${code} without a word of a workflow`, () => {
      for (const finding of everyFinding.filter((other) => other.code === code)) {
        for (const text of textsOf(finding, editorWords)) {
          assertOfEditor(text);
          assert.doesNotMatch(text, /undefined|\s{2}|^$/);
        }
      }
    });
  }

  it("is that of all that a run says, in its log, its advice, its report and its page", () => {
    for (const finding of everyFinding) {
      for (const result of results) {
        const { record, said } = runWith(finding, result, editorWords);
        const texts = [
          ...said,
          headline(record),
          ...adviceLines(record, editorWords),
          ...messageLines(record),
          ...deliveries(record, editorWords).map(({ fix }) => fix),
          ...reportDocument(record).findings.flatMap(({ message, fix = "" }) => [message, fix]),
          markdownReport(record, editorWords),
        ];
        texts.forEach(assertOfEditor);
      }
    }
  });

  it("is that of the vault's lines and of the steps' titles", () => {
    const acts: Readonly<Record<VaultAct, true>> = {
      looked: true,
      "lock-taken": true,
      stored: true,
      forgotten: true,
      "lock-released": true,
    };
    const vault = { place: "the place", lockPlace: "the mark" };
    const lines = Object.keys(acts).map((act) => editorWords.vaultLine(act as VaultAct, vault));
    [...lines, ...Object.values(editorWords.stepTitles)].forEach(assertOfEditor);
  });
});

describe("what both voices say of a proxy and of certificates", () => {
  const settings = { editor: [editorWords, "`http.proxy`"], workflow: [actionWords, "`HTTPS_PROXY`"] } as const;
  for (const [face, [voice, setting]] of Object.entries(settings)) {
    it(`names the proxy first and the setting of the ${face} last, and that a login is asked for`, () => {
      const login = runWith(silence("hub-no-answer", "PROXY_407"), "unreachable", voice).record;
      assert.match(headline(login), /: The proxy on the way to the hub asks for a login\./);
      for (const code of ["hub-no-answer", "platform-no-answer"] as const) {
        for (const error of ["PROXY_407", "PROXY_403", "PROXY_502"]) {
          const { message, fix = "" } = sentences(silence(code, error), { words: voice, profile: chargeindia });
          const [first, request = ""] = message;
          assert.match(first, /^The proxy on the way to /);
          assert.ok(request.includes(`HTTP ${error.slice(-3)}`), request);
          assert.ok(fix.includes(setting), fix);
        }
      }
    });

    it(`names a proxy in the ${face} where the error does not say why there is no way to the hub`, () => {
      for (const error of ["ENOTFOUND", "ECONNREFUSED", "UND_ERR_CONNECT_TIMEOUT"]) {
        const { fix = "" } = sentences(silence("hub-no-answer", error), { words: voice, profile: chargeindia });
        assert.match(fix, /if .*only a proxy leads out/i);
        assert.ok(fix.includes(setting), fix);
      }
    });
  }

  const editorTelling = { words: editorWords, profile: chargeindia };
  it("tells an untrusted certificate from an expired one", () => {
    const untrusted = sentences(silence("hub-no-answer", "SELF_SIGNED_CERT_IN_CHAIN"), editorTelling);
    assert.match(untrusted.message.join(" "), /^The hub's certificate is not trusted\. .*SELF_SIGNED_CERT_IN_CHAIN/);
    assert.match(untrusted.fix ?? "", /`http\.systemCertificates`/);
    const expired = sentences(silence("hub-no-answer", "CERT_HAS_EXPIRED"), editorTelling);
    assert.match(expired.message.join(" "), /^The hub did not answer\. .*expired/);
    assert.doesNotMatch(expired.fix ?? "", /http\.systemCertificates/);
  });
});

describe("the voice of the workflow", () => {
  for (const code of codes) {
    it(`tells ${code} without a word of the editor`, () => {
      for (const finding of everyFinding.filter((other) => other.code === code)) {
        for (const text of textsOf(finding, actionWords)) {
          assert.doesNotMatch(text, ofEditors);
          // Lines to be pasted may be indented.
          assert.doesNotMatch(text, /undefined|\S[^\S\n]{2}|\n\n|^$/);
        }
      }
    });
  }

  it("is that of a run with the Action's words", () => {
    const said: string[] = [];
    new Run(silentPorts(started, said), chargeindia, actionWords).found([{ code: "first-run-needs-initial-token" }]);
    assert.match(said.join("\n"), /no initial-token to get one with/);
  });
});

describe("the record of a run", () => {
  it("is data: a copy of it tells the same", () => {
    for (const finding of everyFinding) {
      const { record } = runWith(finding, "refused", actionWords);
      const copy = structuredClone(record);
      assert.deepEqual(copy, record);
      assert.deepEqual(copy.reason?.message, sentences(finding, { words: actionWords, profile: chargeindia }).message);
    }
  });
});
