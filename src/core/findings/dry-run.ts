import { note, type Entry } from "./entry.ts";
import { OURS } from "./rule-sources.ts";
import type { NextOfExchange, NoRehearsal } from "./words.ts";

/** What a dry run says of the exchange, and of the delivery that it tries. */
export const dryRunFindings = {
  "dry-run-would": {
    ...note<NextOfExchange>("INPUT", "you", OURS, (would, { words }) => words.dryRun.would(would)),
    grade: ({ next }: NextOfExchange) => (next === "try" ? "warning" : "info"),
  } satisfies Entry<NextOfExchange>,
  "rehearsal-token": note("INPUT", "you", OURS, (_, { words }) => words.dryRun.delivers()),
  "rehearsal-none": note<NoRehearsal>("INPUT", "you", OURS, (none, { words }) => words.dryRun.deliversNothing(none)),
};
