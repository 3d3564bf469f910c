/** A step of a job, as it stands in a workflow or in a composite action. */
export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string | boolean;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly background?: boolean;
  readonly wait?: string | readonly string[];
  readonly "wait-all"?: unknown;
  readonly cancel?: string;
  readonly parallel?: readonly Step[];
}

/** An action of the repository itself, which is made of scripts. */
export interface CompositeAction {
  readonly outputs?: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

/** A job: its own steps, or the call of another workflow. */
export interface Job {
  readonly name?: string;
  readonly needs?: string | readonly string[];
  readonly if?: string | boolean;
  readonly strategy?: { readonly matrix?: unknown; readonly "max-parallel"?: unknown };
  readonly environment?: string | { readonly name: string };
  readonly outputs?: Readonly<Record<string, string>>;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
}

/** A workflow, as far as it says what is run. */
export interface WorkflowFile {
  readonly on: {
    readonly workflow_call?: {
      readonly inputs?: Readonly<Record<string, { readonly type: string; readonly default?: unknown }>>;
      readonly secrets?: Readonly<Record<string, unknown>>;
    };
  };
  readonly jobs: Readonly<Record<string, Job>>;
}
