/** How much of each proof is played. */
export interface ProofSize {
  /** Fault schedules in process. */
  readonly schedules: number;
  readonly hostileAnswers: number;
  readonly hostilePlatforms: number;
  /** Schedules with a real SIGKILL; 1,000 are run by hand before a release: `npm run kills -- --schedules 1000`. */
  readonly kills: number;
  /** Of the deliberate mistakes that one proof has to catch, every so manieth is made. */
  readonly everyBreakage: number;
  /** Of the answers that repeat themselves, every so manieth is played. */
  readonly everyRepeat: number;
  /** Of the answers that are no HTTP, or never end, every so manieth is played through the bundle. */
  readonly everyBrokenAnswer: number;
  /** Of the shapes of a large `ocpi.yml`, every so manieth is read. */
  readonly everyConfigShape: number;
  /** How many files are edited, each at up to 8 places one after the other. */
  readonly editedFiles: number;
  /** Of the ways in which a hub sends an answer carelessly, every so manieth is tried with POST, and others with PUT. */
  readonly everyCarelessAnswer: number;
  /** Of the rounds in which every finding quotes other hostile texts, every so manieth is rendered. */
  readonly everyHostileRound: number;
  /** How often two runs start in the same second. */
  readonly pairsAtOnce: number;
}

const whole: ProofSize = {
  schedules: 10_000,
  hostileAnswers: 10_000,
  hostilePlatforms: 5000,
  kills: 60,
  everyBreakage: 1,
  everyRepeat: 1,
  everyBrokenAnswer: 1,
  everyConfigShape: 1,
  editedFiles: 5000,
  everyCarelessAnswer: 1,
  everyHostileRound: 1,
  pairsAtOnce: 5,
};
const sample: ProofSize = {
  schedules: 200,
  hostileAnswers: 60,
  hostilePlatforms: 60,
  kills: 3,
  everyBreakage: 96,
  everyRepeat: 8,
  everyBrokenAnswer: 6,
  everyConfigShape: 16,
  editedFiles: 24,
  everyCarelessAnswer: 2,
  everyHostileRound: 3,
  pairsAtOnce: 2,
};

/** Whether the whole of each proof is played. */
export const isWhole = process.env["PROOFS"] === "whole";

/** A sample in `npm test`, and the whole in `npm run test:proofs`, which `npm run test:all` runs. */
export const proofSize: ProofSize = isWhole ? whole : sample;
