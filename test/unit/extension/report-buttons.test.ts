import assert from "node:assert/strict";
import type { Finding } from "../../../src/core/findings/catalogue.ts";
import { editorWords } from "../../../src/core/findings/editor-words.ts";
import { untouched } from "../../../src/core/onboarding/outcome.ts";
import { recordOf } from "../../../src/core/onboarding/perform-run.ts";
import { Run } from "../../../src/core/onboarding/run.ts";
import { chargeindia } from "../../../src/core/profiles/chargeindia.ts";
import type { Result } from "../../../src/core/record/result.ts";
import { pageOfRun } from "../../../src/core/report/page-of-run.ts";
import type { ConnectionState } from "../../../src/extension/state/connection-state.ts";
import { commandsIn, withButtons, type ReportCommands } from "../../../src/extension/view/report-buttons.ts";
import type { ShownReport } from "../../../src/extension/view/report-messages.ts";
import { reportCommands, textOf } from "../../extension/support/report-commands.ts";
import { everyFinding } from "../../support/every-finding.ts";
import { runFrame, silentPorts } from "../../support/silent-run.ts";

describe("what can be pressed in a report", () => {
  let commands: ReportCommands;

  before(async () => {
    commands = await reportCommands();
  });

  function reportOf(findings: readonly Finding[], result: Result, state?: ConnectionState): ShownReport {
    const run = new Run(silentPorts(), chargeindia, editorWords);
    run.found(findings);
    const record = recordOf(run, { ...untouched(result), reason: findings[0] }, runFrame);
    return withButtons(pageOfRun(record, editorWords), "chargeindia", state, commands);
  }

  it("is at most two buttons for each thing to do, of which the first is the one that a notification has", () => {
    for (const finding of everyFinding) {
      const { toDo } = reportOf([finding], "refused");
      for (const { buttons, remedy } of toDo) {
        assert.ok(buttons.length <= 2, finding.code);
        const [first] = commands.remediesFor(remedy);
        if (first !== undefined) assert.deepEqual(buttons[0], first, finding.code);
      }
    }
  });

  it("is every command that its sentences name, by the name that the palette has for it", () => {
    for (const finding of everyFinding) {
      const report = reportOf([finding], "refused");
      const pressable = commandsIn(report);
      for (const { fix } of report.toDo) {
        assert.doesNotMatch(textOf(fix), /OCPI: /, finding.code);
        for (const { command } of fix) assert.ok(command === undefined || pressable.has(command));
      }
    }
  });

  it("is no new token where the account team has to answer first", () => {
    const suspended = everyFinding.find((one) => one.code === "party-not-connected" && one.status === "SUSPENDED");
    assert.ok(suspended !== undefined);
    const report = reportOf([suspended], "registered");
    const offered = report.toDo.flatMap(({ buttons }) => buttons.map(({ command }) => command));
    assert.equal(offered[0], "ocpi.copyMessage");
    assert.ok(!offered.includes("ocpi.setToken"));
  });

  it("is to cancel while a run can be stopped, and not while its POST is on its way", () => {
    const of = (doing: "exchanging" | "waiting"): string[] =>
      reportOf([], "connected", { kind: "running", doing, stopping: false }).actions.map(({ command }) => command);
    assert.deepEqual([of("exchanging"), of("waiting")], [["ocpi.cancel"], []]);
  });

  it("is what settles an interrupted exchange, in the words of its row", () => {
    const interrupted = { kind: "interrupted", what: "unknown", why: undefined, next: "exchange" } as const;
    const { notice } = reportOf([], "connected", interrupted);
    assert.match(textOf(notice?.text ?? []), /^The exchange of chargeindia was interrupted: /);
    assert.deepEqual(
      notice?.buttons.map(({ command }) => command),
      ["ocpi.exchangeCredentials"],
    );
  });
});
