import type { StepResult } from "../../src/sandbox/runner.ts";
import type { Turns } from "./turns.ts";

/** Where workflows run: a repository, what GitHub keeps for it, and who is told what happens. */
export interface Place {
  /** The files of the repository, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** The folder of the built Action, which is run wherever a step names it. */
  readonly action: string;
  /** What the runner's environment says. */
  readonly env: Readonly<Record<string, string>>;
  readonly jobToken: string;
  /** The secrets of an environment; of the repository itself where it has no name. */
  readonly secretsOf: (environment: string) => Readonly<Record<string, string>>;
  /** What a GitHub App of the repository gets as its token. */
  readonly appToken: string;
  /** The steps of ours that run at the same time. A job of GitHub has a machine to itself, and here all share one. */
  readonly turns: Turns;
  readonly ended?: (step: EndedStep) => void;
}

/** A step that has ended. */
export interface EndedStep {
  /** The job's name. */
  readonly job: string;
  readonly name: string;
  readonly conclusion: "success" | "failure" | "cancelled" | "skipped";
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Everything that it printed, before any mask. */
  readonly raw: string;
  /** Of a step of ours all that it left behind. */
  readonly ours: StepResult | undefined;
}
