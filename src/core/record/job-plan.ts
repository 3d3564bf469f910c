/** What `command: plan` makes of the connections of `ocpi.yml`: the jobs among which a pipeline spreads them. */
export interface JobPlan {
  /** In the order of the file. */
  readonly connections: readonly string[];
  /** The connections of each job: as many as it takes so that the jobs fit into one matrix. */
  readonly jobs: readonly (readonly string[])[];
}

/** An entry of `strategy.matrix.include`. */
interface MatrixEntry {
  /** The connection, where the job has one and no more. */
  readonly connection?: string;
  readonly connections: readonly string[];
}

/** The plan as the output `matrix` has it, for `strategy.matrix`. */
export function matrixOf({ jobs }: JobPlan): { readonly include: readonly MatrixEntry[] } {
  return {
    include: jobs.map((connections) => {
      const [connection] = connections;
      return connection !== undefined && connections.length === 1 ? { connection, connections } : { connections };
    }),
  };
}

/**
 * The name of the environment in which a connection's secrets are kept. The prefix tells it from the environments of other
 * software; with it the name begins with a letter, so no shell takes it for an option.
 */
export function environmentOf(connection: string): string {
  return `ocpi-${connection}`;
}
