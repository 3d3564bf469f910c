import assert from "node:assert/strict";
import { parseXml, XmlElement, type XmlDocument } from "@rgrove/parse-xml";
import { actionWords } from "../../src/core/findings/action-words.ts";
import { untouched } from "../../src/core/onboarding/outcome.ts";
import { recordOf } from "../../src/core/onboarding/perform-run.ts";
import { Run } from "../../src/core/onboarding/run.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import type { RunFrame, RunRecord } from "../../src/core/record/record.ts";
import { junitReport } from "../../src/core/report/junit.ts";
import { everyFinding } from "../support/every-finding.ts";
import { runAmong } from "../support/hostile-run.ts";
import { hostileTexts } from "../support/hostile-texts.ts";
import { runFrame, silentPorts } from "../support/silent-run.ts";

const frame: RunFrame = { ...runFrame, command: "verify" };

/** A run that read what is `INPUT`, and then looked at a party that is OFFLINE. */
function offline(failOn: RunFrame["failOn"] = "error"): RunRecord {
  const run = new Run(silentPorts(), chargeindia, actionWords);
  run.begin("read");
  run.found([{ code: "input-overrides-file", inputs: ["hub-url"] }]);
  run.begin("verify");
  const reason = { code: "party-not-connected", party: "IN*ABC", role: "CPO", status: "OFFLINE" } as const;
  run.found([{ code: "party-other-role", party: "IN*ABC", role: "CPO", listed: "<EMSP> & co" }, reason]);
  return recordOf(run, { ...untouched("registered"), reason }, { ...frame, failOn });
}

function elements(parent: XmlDocument | XmlElement, name: string): XmlElement[] {
  return parent.children.flatMap((child) =>
    child instanceof XmlElement ? [...(child.name === name ? [child] : []), ...elements(child, name)] : [],
  );
}

describe("the report in JUnit XML", () => {
  it("is this for a party that is OFFLINE", () => {
    assert.equal(
      junitReport(offline()),
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="OCPI Onboarding" tests="3" failures="2" errors="0" skipped="0" time="0.000">
  <testsuite name="chargeindia" tests="3" failures="2" errors="0" skipped="0" time="0.000" timestamp="2026-11-23T10:02:00Z">
    <properties>
      <property name="command" value="verify"/>
      <property name="result" value="registered"/>
      <property name="connection-status" value="UNKNOWN"/>
      <property name="hub-url" value="https://hub.example.com"/>
      <property name="ocpi-version" value="2.2.1"/>
      <property name="correlation-id" value="id"/>
    </properties>
    <testcase classname="chargeindia" name="verify" time="0.000">
      <failure message="IN*ABC (CPO) is OFFLINE: the hub's health checks of your platform fail." type="registered">IN*ABC (CPO) is OFFLINE: the hub's health checks of your platform fail.</failure>
    </testcase>
    <testcase classname="chargeindia" name="Read the inputs" time="0.000">
      <system-out>Note INPUT: Inputs win over the config file: hub-url.</system-out>
    </testcase>
    <testcase classname="chargeindia" name="Verify the connection" time="0.000">
      <failure message="IN*ABC (CPO) is OFFLINE: the hub's health checks of your platform fail. Until it is CONNECTED again, authorizations and commands do not get through." type="HCI-12">Error HCI-12: IN*ABC (CPO) is OFFLINE: the hub's health checks of your platform fail. Until it is CONNECTED again, authorizations and commands do not get through.
What to do (you, at your platform): Make sure that the hub can reach /ocpi/versions at your platform within a few seconds, with the platform token, and finds 2.2.1 there. To see which of that fails, pass platform-token to command: verify, and platform-url where no config names it.</failure>
      <system-out>Warning HCI-13: The hub lists IN*ABC as "&lt;EMSP&gt; &amp; co", not as CPO.
What to do (you, with the account team): If "&lt;EMSP&gt; &amp; co" is right, give it as role and start a new run. If CPO is right, e-mail the account team the message for them (in the step summary, output handover).</system-out>
    </testcase>
  </testsuite>
</testsuites>
`,
    );
  });

  it("fails the whole run where the step fails, and a step of it for what is an error", () => {
    const [whole, , step] = elements(parseXml(junitReport(offline("never"))), "testcase");
    assert.ok(whole !== undefined && step !== undefined);
    assert.equal(elements(whole, "failure").length, 0);
    assert.equal(elements(step, "failure").length, 1);
  });

  it("is well-formed whatever a hub says, and says it as text", () => {
    for (let first = 0; first < hostileTexts.length; first += 8) {
      const run = runAmong(everyFinding, first, actionWords);
      const text = `${hostileTexts[first]} \uFFFE\uFFFF\u0001\u000B]]>`;
      const hostile = { ...run, connection: text, hub: { ...run.hub, url: text, version: text }, runUrl: text };
      // As a step of a run that found all that can be found.
      const steps = [{ id: "read", title: text, status: "failed", startedAt: run.startedAt, durationMs: 1 } as const];
      const document = parseXml(junitReport({ ...hostile, steps }));
      assert.deepEqual(
        [...new Set(elements(document, "testsuites").flatMap((root) => elements(root, "testcase")))].map(
          ({ children }) => children.flatMap((child) => (child instanceof XmlElement ? [child.name] : [])),
        ),
        [["failure"], ["failure", "system-out"]],
      );
      const [failure] = elements(document, "failure").slice(1);
      for (const { check, severity } of run.findings.filter(({ step }) => step === "read")) {
        if (severity === "error") assert.ok(failure?.text.includes(`Error ${check}: `), check);
      }
      assert.match(elements(document, "testsuite")[0]?.attributes["name"] ?? "", /\]\]>$/);
    }
  });
});
