import assert from "node:assert/strict";
import { editorWords } from "../../../src/core/findings/editor-words.ts";
import { MemoryState, RunStore } from "../../../src/extension/state/run-store.ts";
import { everyFinding } from "../../support/every-finding.ts";
import { runAmong } from "../../support/hostile-run.ts";

describe("what a window keeps of a run for the next one", () => {
  it("is the same there, the times in every finding included: VS Code keeps it as JSON", async () => {
    const state = new MemoryState();
    const connection = { config: "file:///acme/ocpi.yml", name: "chargeindia" };
    const record = runAmong(everyFinding, 0, editorWords);
    await new RunStore(state).write(connection, "registration", { record });
    const asJson = {
      get: (key: string) => JSON.parse(JSON.stringify(state.get(key))) as unknown,
      update: async () => undefined,
    };
    const kept = new RunStore(asJson).read(connection, "registration");
    // What is undefined is not there in JSON.
    assert.deepEqual(kept?.record.findings.map(withoutUndefined), record.findings.map(withoutUndefined));
    assert.deepEqual([kept?.record.startedAt, kept?.record.finishedAt], [record.startedAt, record.finishedAt]);
  });
});

function withoutUndefined(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(withoutUndefined);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutUndefined(item)]));
}
