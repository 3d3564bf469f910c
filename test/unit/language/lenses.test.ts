import assert from "node:assert/strict";
import type { ConnectionState } from "../../../src/extension/state/connection-state.ts";
import type { LastRun } from "../../../src/extension/state/last-run.ts";
import { lensesOf } from "../../../src/extension/language/lenses.ts";
import { good } from "./good-config.ts";
import { marked } from "./marked-text.ts";
import { recordOf } from "../../support/tree-views.ts";
import { config, statesOf } from "./states.ts";

const now = new Date("2026-11-25T10:03:00Z");
const checkedAt = new Date("2026-11-25T10:00:00Z");
const run: LastRun = { record: recordOf() };

function titles(state: ConnectionState, last?: LastRun): (readonly [string, string | undefined])[] {
  return lensesOf(good, config, statesOf({ chargeindia: state }, last), now).map(({ title, command }) => [
    title,
    command,
  ]);
}

const acts = [
  ["Exchange Credentials", "ocpi.exchangeCredentials"],
  ["Verify", "ocpi.verifyConnection"],
  ["Set Token…", "ocpi.setToken"],
] as const;

describe("the lines above a connection", () => {
  it("say how it is and lead to its report, and to what can be done", () => {
    assert.deepEqual(titles({ kind: "status", status: "CONNECTED", checkedAt, warnings: 0 }, run), [
      ["$(pass-filled)\u00A0CONNECTED · checked 3 min ago", "ocpi.openReport"],
      ...acts,
    ]);
    assert.deepEqual(titles({ kind: "token-needed" }), [["$(key)\u00A0token needed", undefined], ...acts]);
  });

  it("offer the message, and no other token, where only the account team can go on", () => {
    const reason = { remedy: "ask-account-team" } as NonNullable<LastRun["record"]["reason"]>;
    const refused: LastRun = { record: recordOf({ result: "refused", reason }) };
    const state = { kind: "failed", result: "refused", reason: "The hub does not accept it.", checkedAt } as const;
    assert.deepEqual(titles(state, refused).slice(1), [...acts.slice(0, 2), ["Copy Message", "ocpi.copyMessage"]]);
  });

  it("offer only to cancel while something goes on", () => {
    assert.deepEqual(titles({ kind: "running", doing: "exchanging", stopping: false }, run), [
      ["$(sync~spin)\u00A0exchanging…", undefined],
      ["Cancel", "ocpi.cancel"],
    ]);
    assert.deepEqual(titles({ kind: "running", doing: "exchanging", stopping: true }, run), [
      ["$(sync~spin)\u00A0cancelling…", undefined],
    ]);
  });

  it("offer only what can be done", () => {
    assert.deepEqual(titles({ kind: "invalid" }, run), [
      ["$(bracket-error)\u00A0errors in ocpi.yml", "workbench.actions.view.problems"],
    ]);
    assert.equal(titles({ kind: "elsewhere" }).length, 1);
  });

  it("stand at each name, and carry which connection they are for", () => {
    const text = good + good.slice(good.indexOf("  chargeindia:")).replace("chargeindia:", "'second':");
    const state = { kind: "not-checked" } as const;
    const lenses = lensesOf(text, config, statesOf({ chargeindia: state, second: state }), now);
    assert.deepEqual([...new Set(lenses.map(({ range }) => marked(text, range)))], ["chargeindia", "'second'"]);
    assert.deepEqual(lenses.at(-1)?.connection, { config, name: "second" });
  });

  it("are not there where the state is not known, and do not fail on half a text", () => {
    assert.deepEqual(lensesOf(good, config, statesOf({}), now), []);
    const states = statesOf({ chargeindia: { kind: "invalid" } });
    assert.equal(lensesOf("connections:\n  chargeindia:\n    hub: [", config, states, now).length, 1);
    for (const text of ["", "connections", "connections: [a]", "- a"])
      assert.deepEqual(lensesOf(text, config, states, now), []);
  });
});
