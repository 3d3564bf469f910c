import assert from "node:assert/strict";
import { editorWords } from "../../../src/core/findings/editor-words.ts";
import { chargeindia } from "../../../src/core/profiles/chargeindia.ts";
import type { RunRecord } from "../../../src/core/record/record.ts";
import {
  kindOf,
  latestOf,
  messageRunOf,
  platformRunOf,
  receiversRunOf,
  type LastRun,
  type LastRuns,
} from "../../../src/extension/state/last-run.ts";
import { MemoryState, RunStore } from "../../../src/extension/state/run-store.ts";
import { findingOf } from "../../support/finding-of.ts";
import { recordOf, requestTo } from "../../support/tree-views.ts";

const at = (minute: number, changes: Partial<RunRecord> = {}): LastRun => ({
  record: recordOf({ finishedAt: new Date(Date.UTC(2026, 10, 23, 10, minute)), ...changes }),
});
const runs = (changes: Partial<LastRuns>): LastRuns => ({
  last: undefined,
  preflight: undefined,
  rehearsal: undefined,
  ...changes,
});

describe("the runs that are kept of a connection", () => {
  it("are of three kinds, each kept by itself", async () => {
    const store = new RunStore(new MemoryState());
    const key = { config: "file:///a/ocpi.yml", name: "one" };
    for (const command of ["exchange", "verify", "preflight", "rehearse"]) {
      const run = at(1, { command });
      await store.write(key, kindOf(run.record), run);
    }
    const commands = (["registration", "preflight", "rehearsal"] as const).map(
      (kind) => store.read(key, kind)?.record.command,
    );
    assert.deepEqual(commands, ["verify", "preflight", "rehearse"]);
  });

  it("are shown by the one that ended last", () => {
    const [last, preflight] = [at(2), at(3)];
    assert.equal(latestOf(runs({ last, preflight })), preflight);
    assert.equal(latestOf(runs({ last: at(4), preflight }))?.record.finishedAt.getUTCMinutes(), 4);
    assert.equal(latestOf(runs({})), undefined);
  });

  it("say of the platform what the last one found that called it", () => {
    const toPlatform = [{ ...requestTo("https://platform.example.com"), peer: "platform" as const }];
    const preflight = at(1, { requests: toPlatform });
    assert.equal(platformRunOf(runs({ last: at(5), preflight })), preflight);
    const last = at(6, { requests: toPlatform });
    assert.equal(platformRunOf(runs({ last, preflight })), last);
    // Only who tried the receivers says how they are.
    const url = { module: "versions", role: "CPO", method: "GET", url: "https://platform.example.com" };
    const tried = at(2, { receivers: [{ ...url, probe: { outcome: "guarded" } }] });
    assert.equal(receiversRunOf(runs({ preflight: at(3, { receivers: [url] }), rehearsal: tried })), tried);
  });

  it("give the account team the message of the registration, unless the last one asks them for something", () => {
    const [last, looked] = [at(1), at(2)];
    assert.equal(messageRunOf(last, looked), last);
    assert.equal(messageRunOf(undefined, looked), looked);
    const asking = findingOf({ code: "onboarding-to-ask" }, { words: editorWords, profile: chargeindia });
    const asks = at(2, { findings: [asking] });
    assert.equal(messageRunOf(last, asks), asks);
  });

  it("keep beside them what a person confirmed, for one hub", async () => {
    const store = new RunStore(new MemoryState());
    const key = { config: "file:///a/ocpi.yml", name: "one" };
    const when = new Date("2026-11-23T10:00:00Z");
    await store.confirm(key, "https://hub", { receivers: when });
    assert.deepEqual(store.confirmed(key, "https://hub"), { receivers: when });
    assert.deepEqual(store.confirmed(key, "https://other"), {});
    assert.deepEqual(store.confirmed({ ...key, name: "two" }, "https://hub"), {});
    // What an older version, or another program, left there counts for nothing.
    for (const odd of ["x", null, { hub: "https://hub" }, { hub: "https://hub", lines: { receivers: "soon" } }]) {
      const left = new RunStore({ get: () => odd, update: async () => undefined });
      assert.deepEqual(left.confirmed(key, "https://hub"), {});
    }
  });
});
