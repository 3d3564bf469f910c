import assert from "node:assert/strict";
import { actionWords, actionWordsWithoutSummary } from "../../src/core/findings/action-words.ts";
import type { Finding } from "../../src/core/findings/catalogue.ts";
import { isToDo } from "../../src/core/findings/finding.ts";
import { untouched, type Outcome } from "../../src/core/onboarding/outcome.ts";
import { recordOf } from "../../src/core/onboarding/perform-run.ts";
import { Run } from "../../src/core/onboarding/run.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import type { RunFrame, RunRecord } from "../../src/core/record/record.ts";
import type { RequestRecord } from "../../src/core/record/request.ts";
import type { PartyConnection, Result } from "../../src/core/record/result.ts";
import { reportDocument } from "../../src/core/report/document.ts";
import { resultSign } from "../../src/core/report/headline.ts";
import { markdownReport } from "../../src/core/report/markdown.ts";
import { adviceLines, messageLines } from "../../src/core/report/to-do.ts";
import { everyFinding } from "../support/every-finding.ts";
import { runFrame, silentPorts } from "../support/silent-run.ts";

const at = new Date("2026-11-23T20:02:00Z");
const party = { role: "CPO", country_code: "IN", party_id: "ABC" } as const;

interface Ended {
  readonly findings?: readonly Finding[];
  readonly status?: PartyConnection;
  readonly frame?: Partial<RunFrame>;
  readonly outcome?: Partial<Outcome>;
}

/** A run that found these things, the first of them as its reason, and ended so. */
function ended(result: Result, { findings = [], status, frame, outcome }: Ended = {}): RunRecord {
  const run = new Run(silentPorts(at), chargeindia, actionWords);
  run.found(findings);
  const parties = status === undefined ? [] : [{ party, status, lastUpdated: "2026-11-23T20:01:00Z" }];
  return recordOf(run, { ...untouched(result), reason: findings[0], parties, ...outcome }, { ...runFrame, ...frame });
}

/** A first exchange that has just registered. */
const registered = { registeredAt: at, storedIn: "repository secret OCPI_HUB_TOKEN" } as const;

function notConnected(status: "PLANNED" | "OFFLINE" | "SUSPENDED" | "NOT_LISTED" | "UNKNOWN"): Finding {
  return { code: "party-not-connected", party: "IN*ABC", role: "CPO", status };
}

function summaryOf(run: RunRecord): string {
  return markdownReport(run, actionWords);
}

/** What stands under a heading. */
function sectionOf(summary: string, title: string): string {
  return summary.split(/^### /m).find((part) => part.startsWith(title)) ?? "";
}

function request(changes: Partial<RequestRecord>): RequestRecord {
  return {
    peer: "hub",
    method: "GET",
    url: "https://hub.example.com/ocpi/versions",
    asks: undefined,
    encoding: "plain",
    attempt: 1,
    at,
    httpStatus: 401,
    statusCode: 2001,
    statusMessage: undefined,
    requestId: "first-id",
    durationMs: 1,
    error: undefined,
    sent: true,
    ...changes,
  };
}

const TO_DO = "What to do now";
const MESSAGE = /^### Message for the account team$/m;

describe("the summary", () => {
  it("shows the message for the account team, open, whenever what to do now speaks of it", () => {
    const ends: readonly [Result, Partial<Outcome>][] = [
      ["connected", registered],
      ["registered", {}],
      ["refused", {}],
      ["unstored", registered],
      ["invalid", {}],
    ];
    let speaking = 0;
    for (const finding of everyFinding) {
      for (const [result, outcome] of ends) {
        const run = ended(result, { findings: [finding], outcome, status: "UNKNOWN" });
        const speaks = adviceLines(run, actionWords).some((line) => line.includes("the message for them"));
        if (!speaks) continue;
        speaking += 1;
        const summary = summaryOf(run);
        assert.match(sectionOf(summary, TO_DO), /the message for them/);
        assert.match(summary, MESSAGE, `${finding.code}, ${result}`);
        assert.match(
          messageLines(run, false)[0] ?? "",
          /^Message for the account team:$/,
          `${finding.code}, ${result}`,
        );
      }
    }
    assert.ok(speaking > 300, `${speaking} summaries that speak of it`);
  });

  it("shows it after a first exchange that ends CONNECTED, and the log of a run that has one does not repeat it", () => {
    const run = ended("connected", { status: "CONNECTED", outcome: registered });
    const summary = summaryOf(run);
    assert.match(sectionOf(summary, TO_DO), /the message for them \(in the step summary, output `handover`\)/);
    assert.match(summary, MESSAGE);
    assert.deepEqual(messageLines(run), []);
    const withoutSummary = adviceLines(run, actionWordsWithoutSummary).join("\n");
    assert.match(withoutSummary, /the message for them \(at the end of this step's log, output handover\)/);
  });

  it("shows no message once all that was to be arranged is arranged", () => {
    assert.doesNotMatch(summaryOf(ended("connected", { status: "CONNECTED" })), /Message for the account team/);
  });

  it("says how the hub token gets to the platform by a page of this version, with the line to add", () => {
    const todo = sectionOf(summaryOf(ended("connected", { status: "CONNECTED", outcome: registered })), TO_DO);
    assert.match(
      todo,
      /add the line below .*\[how to\]\(https:\/\/github\.com\/\S+\/blob\/v\d+\.\d+\.\d+\/examples\/\S+\.yml\)/,
    );
    assert.match(todo, /```yaml\n {3}expose-hub-token: true\n {3}```/);
    const exposed = { status: "CONNECTED", outcome: registered, frame: { exposed: true } } as const;
    assert.match(sectionOf(summaryOf(ended("connected", exposed)), TO_DO), /the next step of this job delivers/);
  });

  it("has a line wherever it speaks of one below, also in the report as data, and names no README", () => {
    for (const finding of everyFinding) {
      const run = ended("not-ready", { findings: [finding] });
      const [reported] = run.findings;
      const { fix = "", snippet } = reported ?? {};
      assert.doesNotMatch(`${reported?.message.join(" ")} ${fix}`, /README/, finding.code);
      if (/\blines? below/.test(fix)) {
        assert.ok(snippet, finding.code);
        assert.ok(reportDocument(run).findings[0]?.fix?.endsWith(`\n${snippet}`), finding.code);
      }
      assert.doesNotMatch(fix, /[Dd]elet(?:e|ing) (?:that|the) secret(?! (?:that you pass|`))/, finding.code);
    }
  });

  it("says what to do once, and has no row for a finding that is all said in the headline", () => {
    for (const finding of everyFinding) {
      const run = ended("refused", { findings: [finding] });
      const [first] = run.findings;
      if (first === undefined || first.severity === "info") continue;
      const { message, fix = "" } = first;
      const summary = summaryOf(run).replaceAll("`", "");
      // A sentence of few words may stand in another one.
      if (fix.length > 40 && first.link === undefined)
        assert.equal(summary.split(fix.replaceAll("`", "")).length, 2, `${finding.code}: ${summary}`);
      if (message.length === 1 && isToDo(first)) assert.doesNotMatch(summary, /^### Findings$/m, finding.code);
    }
  });

  it("numbers what is to do with the check that it is about, and links it", () => {
    const todo = sectionOf(
      summaryOf(ended("registered", { findings: [notConnected("PLANNED")], status: "PLANNED" })),
      TO_DO,
    );
    assert.match(todo, /\(\[HCI-12\]\(https:\/\/github\.com\/\S+\/blob\/v[\d.]+\/docs\/checks\.md#hci-12\)\)/);
  });

  it("writes every time in UTC and in IST, also what the hub writes", () => {
    const summary = summaryOf(ended("connected", { status: "CONNECTED", outcome: registered }));
    assert.match(summary, /\| CONNECTED \| 2026-11-23 20:01:00 UTC \(2026-11-24 01:31:00 IST\) \|/);
    const utcTimes = summary.match(/\d\d:\d\d:\d\d UTC/g) ?? [];
    const both = summary.match(/\d\d:\d\d:\d\d UTC \(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d IST\)/g) ?? [];
    assert.equal(both.length, utcTimes.length);
    assert.doesNotMatch(summary, /\dT\d\d:/);
  });

  it("gives the hub's support the ids first, and no request that never left", () => {
    const run = ended("refused", { findings: [{ code: "not-verified" }] });
    const requests = [
      request({ url: "https://hub.example.com/ocpi/versions", requestId: "never-left", sent: false }),
      request({ method: "POST", url: "https://hub.example.com/ocpi/2.2.1/credentials", requestId: "post-id" }),
    ];
    const block = sectionOf(summaryOf({ ...run, requests }), "For the Hub's support");
    assert.deepEqual(block.split("\n").slice(2, 9), [
      "```text",
      "Correlation id  id",
      "X-Request-ID    post-id  2026-11-23 20:02:00 UTC (2026-11-24 01:32:00 IST)",
      "                POST /ocpi/2.2.1/credentials: HTTP 401, OCPI 2001",
      "Party           IN*ABC CPO",
      "Hub             https://hub.example.com",
      "```",
    ]);
    const unsent = summaryOf({ ...run, requests: requests.slice(0, 1) });
    assert.doesNotMatch(unsent, /For the Hub's support/);
  });

  it("has signs of their own for OFFLINE and SUSPENDED, and a cross for another hub than expected", () => {
    const signs = (["PLANNED", "OFFLINE", "SUSPENDED"] as const).map((status) =>
      resultSign(ended("registered", { findings: [notConnected(status)], status })),
    );
    assert.deepEqual(signs, ["⏳", "🔌", "⛔"]);
    const other: Finding = { code: "hub-other-party", got: "IN*XXX", expected: "IN*CIH", named: "IN*XXX" };
    assert.equal(resultSign(ended("registered", { findings: [other] })), "❌");
  });

  it("has nothing of the hub, and no message, where the inputs were wrong", () => {
    const run = ended("invalid", { findings: [{ code: "input-blank", input: "hub-url" }] });
    assert.equal(run.hub.party, undefined);
    assert.deepEqual(reportDocument(run).handover, { subject: "", text: "" });
    assert.doesNotMatch(summaryOf(run), /Message for the account team/);
  });
});

describe("the summary at a sandbox", () => {
  const frame = { hubUrl: "http://127.0.0.1:9000" };

  it("says that it was one, and how to begin with a real hub, and asks for nothing that only a real one needs", () => {
    const summary = summaryOf(ended("connected", { status: "CONNECTED", outcome: registered, frame }));
    const todo = sectionOf(summary, TO_DO);
    assert.match(
      todo,
      /^1\. \*\*you\*\*: This was a sandbox\. A real exchange ends like this, too[^]*To begin with a real hub, ask its account team/m,
    );
    assert.match(todo, /\(\[how to\]\(https:\/\/github\.com\/\S+\/docs\/go-live\.md\)\)/);
    assert.doesNotMatch(todo, /the message for them|expose-hub-token|^2\. /m);
    assert.match(summary, /<summary>Message for the account team \(as the account team of a real hub would get it\)/);
  });

  it("tells who waits for its account team who that is", () => {
    const planned = { findings: [notConnected("PLANNED")], status: "PLANNED", outcome: registered, frame } as const;
    assert.match(
      sectionOf(summaryOf(ended("registered", planned)), TO_DO),
      /you play the account team yourself, with `\/desk`/,
    );
  });

  it("knows a platform alone for a sandbox's, where no hub is named", () => {
    const alone = { command: "preflight", hubUrl: "", platformUrl: "http://127.0.0.1:9001/ocpi/2.2.1" };
    assert.match(summaryOf(ended("done", { frame: alone })), /This was a sandbox\. A platform that passes/);
    assert.doesNotMatch(summaryOf(ended("done", { frame: { ...alone, platformUrl: "https://x.in/ocpi" } })), /sandbox/);
  });
});
