import type { Ports } from "../../src/core/ports.ts";
import type { RunFrame } from "../../src/core/record/record.ts";

/** What a face knows of a run, for one that is not performed. */
export const runFrame: RunFrame = {
  tool: { name: "OCPI Onboarding", version: "0" },
  command: "exchange",
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

/**
 * The ports of a run that sends nothing.
 * @param at the time, which stands still.
 * @param lines what the run shows of its progress is added to them.
 */
export function silentPorts(at = new Date("2026-11-23T10:02:00Z"), lines: string[] = []): Ports {
  const show = (text: string): void => void lines.push(text);
  return {
    fetch: () => Promise.reject(new Error("nothing is sent")),
    progress: { step: show, line: show },
    clock: { now: () => at, sleep: () => Promise.resolve() },
    random: { uuid: () => "id", fraction: () => 0 },
    mask: () => undefined,
    appendToJournal: () => undefined,
    proven: () => undefined,
    cancelled: new AbortController().signal,
  };
}
