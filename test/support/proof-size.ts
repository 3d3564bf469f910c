/** How much of each proof is played. */
export interface ProofSize {
  /** Fault schedules in process. */
  readonly schedules: number;
  readonly hostileAnswers: number;
  /** Schedules with a real SIGKILL; 1,000 are run by hand before a release: `npm run kills -- --schedules 1000`. */
  readonly kills: number;
  /** Of the deliberate mistakes that one proof has to catch, every so manieth is made. */
  readonly everyBreakage: number;
}

const whole: ProofSize = { schedules: 10_000, hostileAnswers: 10_000, kills: 60, everyBreakage: 1 };
const sample: ProofSize = { schedules: 400, hostileAnswers: 500, kills: 6, everyBreakage: 16 };

/** A sample in `npm test`, and the whole in `npm run test:proofs`, which `npm run test:all` runs. */
export const proofSize: ProofSize = process.env["PROOFS"] === "whole" ? whole : sample;
