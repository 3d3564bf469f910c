import assert from "node:assert/strict";
import { actionWords } from "../../src/core/findings/action-words.ts";
import type { Finding } from "../../src/core/findings/catalogue.ts";
import type { NotConnected } from "../../src/core/findings/parties.ts";
import { untouched } from "../../src/core/onboarding/outcome.ts";
import { performRun, recordOf } from "../../src/core/onboarding/perform-run.ts";
import { Run } from "../../src/core/onboarding/run.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import type { RunRecord } from "../../src/core/record/record.ts";
import type { Result } from "../../src/core/record/result.ts";
import { trackedIssue } from "../../src/core/report/tracked-issue.ts";
import { everyFinding } from "../support/every-finding.ts";
import { runAmong } from "../support/hostile-run.ts";
import { hostileTexts } from "../support/hostile-texts.ts";
import { ownLinks } from "../support/own-links.ts";
import { elementsIn, proseOf, renderers } from "../support/renderers.ts";
import { runFrame, silentPorts } from "../support/silent-run.ts";

const party = { role: "CPO", country_code: "IN", party_id: "ABC" };

function runWith(result: Result, status: NotConnected | "CONNECTED", ...findings: readonly Finding[]): RunRecord {
  const run = new Run(silentPorts(), chargeindia, actionWords);
  run.found(findings);
  const parties = [{ party, status, lastUpdated: undefined }];
  return recordOf(run, { ...untouched(result, findings[0]), parties }, { ...runFrame, command: "verify" });
}

function notConnected(status: NotConnected): Finding {
  return { code: "party-not-connected", party: "IN*ABC", role: "CPO", status };
}

function issueOf(run: RunRecord): NonNullable<ReturnType<typeof trackedIssue>> {
  const issue = trackedIssue(run, run.connection, actionWords);
  assert.ok(issue !== undefined);
  return issue;
}

const surprise: Finding = {
  code: "unexpected",
  detail: "at 2026-11-22T09:10:11.123Z, 09:10, after 850 ms: request 5bc1244d-64a8-494c-b1e0-7c8a68d76694",
};

describe("the issue of a connection", () => {
  const hidden: Finding = { code: "status-not-shown", parties: ["IN*ABC (CPO)"], why: "absent" };
  const states: readonly [run: RunRecord, state: string, isOpen: boolean][] = [
    [runWith("connected", "CONNECTED"), "CONNECTED", false],
    [runWith("registered", "UNKNOWN", hidden), "registered", false],
    [runWith("registered", "UNKNOWN", hidden, notConnected("UNKNOWN")), "UNKNOWN", true],
    [runWith("registered", "PLANNED", notConnected("PLANNED")), "waiting for the Hub (PLANNED)", true],
    [runWith("registered", "NOT_LISTED", notConnected("NOT_LISTED")), "waiting for the Hub (NOT_LISTED)", true],
    [runWith("registered", "SUSPENDED", notConnected("SUSPENDED")), "waiting for the Hub (SUSPENDED)", true],
    // Something is left for the platform to do.
    [runWith("registered", "PLANNED", notConnected("PLANNED"), notConnected("OFFLINE")), "PLANNED", true],
    [runWith("registered", "OFFLINE", notConnected("OFFLINE")), "OFFLINE", true],
    [runWith("registered", "CONNECTED", { code: "token-unprovable" }), "registered, with errors", true],
    [runWith("refused", "UNKNOWN", surprise), "refused", true],
    [runWith("in-doubt", "UNKNOWN", surprise), "in doubt", true],
  ];
  for (const [run, state, isOpen] of states) {
    it(`says ${state} of a run that is ${run.result}, with ${run.findings.length} findings`, () => {
      const issue = issueOf(run);
      assert.deepEqual([issue.title, issue.isOpen], [`OCPI connection chargeindia: ${state}`, isOpen]);
    });
  }

  it("has nothing to say of a run that saw nothing", () => {
    for (const result of ["invalid", "cancelled"] as const)
      assert.equal(trackedIssue(runWith(result, "UNKNOWN"), "chargeindia", actionWords), undefined);
  });

  it("says the same whatever the time, the ids and the order, and another thing of another finding", () => {
    const offline = notConnected("OFFLINE");
    const ids = ["03fc89bb-83bf-407b-91c9-59071563e38a", "6d0d751c-c1c4-409b-8176-a80886c31495"] as const;
    const first = runWith("registered", "OFFLINE", offline, surprise);
    const { essence } = issueOf({ ...first, correlationId: ids[0] });
    const later: Finding = {
      code: "unexpected",
      detail: "at 2026-12-01T00:00:00.000Z, 23:59, after 2.4 s: request 0a280235-41bd-46d4-a7bc-97555b0c3f15",
    };
    const again = runWith("registered", "OFFLINE", later, offline);
    const other = { ...again, correlationId: ids[1], finishedAt: new Date(0), reason: again.findings[1] };
    assert.equal(issueOf(other).essence, essence);
    const words: Finding = { code: "unexpected", detail: "something else" };
    for (const run of [
      runWith("registered", "OFFLINE", offline),
      runWith("registered", "OFFLINE", offline, words),
      runWith("refused", "OFFLINE", offline, surprise),
      runWith("registered", "PLANNED", offline, surprise),
    ]) {
      assert.notEqual(issueOf({ ...run, correlationId: ids[0] }).essence, essence);
    }
  });

  it("is no reason for a run to end otherwise, when the keeping of it breaks", async () => {
    const fault: Finding = { code: "input-blank", input: "hub-token" };
    const task = {
      profile: chargeindia,
      words: actionWords,
      frame: runFrame,
      secrets: [],
      job: { kind: "turned-down", faults: [fault] },
      keepIssue: () => () => Promise.reject(new Error("our own mistake")),
    } as const;
    const { record, crash = "" } = await performRun(silentPorts(), task);
    assert.equal(record.result, "invalid");
    assert.deepEqual(
      record.findings.map(({ finding, severity, step }) => [finding.code, severity, step]),
      [
        ["input-blank", "error", "read"],
        ["unexpected", "warning", "issue"],
      ],
    );
    assert.match(crash, /our own mistake/);
  });

  it("fits into GitHub's issue, and leaves whole parts out before it cuts one", () => {
    const detail = (index: number): Finding => ({ code: "unexpected", detail: `${index} ${"`x".repeat(140)}` });
    const run = runWith("refused", "UNKNOWN", ...Array.from({ length: 250 }, (_, index) => detail(index)));
    const { body, title } = trackedIssue(run, "x".repeat(300), actionWords) ?? { body: "", title: "" };
    assert.ok(body.length < 62_000 && title.length <= 256, `${body.length}, ${title.length}`);
    assert.match(body, /too long for an issue/);
    assert.doesNotMatch(body, /### Findings/);
    assert.match(body, /updates this issue/);
  });

  it("makes nothing of foreign text, in title and body", () => {
    const own = new Set("h3 p ol ul li strong code pre table thead tbody tr th td details summary sub a br".split(" "));
    for (let first = 0; first < hostileTexts.length; first += 12) {
      for (const findings of [everyFinding.slice(0, 60), everyFinding.slice(-60)]) {
        const { title, body } = issueOf(runAmong(findings, first, actionWords));
        assert.match(title, /^OCPI connection chargeindia: refused$/);
        const html = renderers["cmark-gfm without tagfilter"]?.(body) ?? "";
        assert.deepEqual(
          elementsIn(html).filter((element) => !own.has(element)),
          [],
          `from text ${first}`,
        );
        const links = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = ""]) => href);
        assert.deepEqual(
          links.filter((href) => !ownLinks.has(href)),
          [],
        );
        const live = /.{0,40}(?:@\w|(?<!&)#\d|\bgh-\d|\b[0-9a-f]{7,}\b|:\/\/|www\.|evil|\]\().{0,40}/i.exec(
          proseOf(html),
        );
        assert.equal(live?.[0], undefined, `from text ${first}`);
      }
    }
  });
});
