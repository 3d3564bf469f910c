import type { Finding } from "../findings/catalogue.ts";
import type { JobPlan } from "../record/job-plan.ts";
import { untouched, type Outcome } from "./outcome.ts";
import type { Run } from "./run.ts";

// GitHub, "Actions limits": as many jobs as one matrix may become.
const MATRIX = 256;

/**
 * Spreads connections over the jobs of a matrix: one each while they fit, and as few each as it takes when they are more. Of a job
 * with several its workflow makes a matrix again, by a reusable workflow.
 */
export function planJobs(connections: readonly string[]): { plan: JobPlan } | { fault: Finding } {
  if (connections.length === 0) return { fault: { code: "plan-empty" } };
  const each = Math.ceil(connections.length / MATRIX);
  if (each > MATRIX) return { fault: { code: "plan-too-large", count: connections.length, limit: MATRIX * MATRIX } };
  const jobs = Array.from({ length: Math.ceil(connections.length / each) }, (_none, index) =>
    connections.slice(index * each, (index + 1) * each),
  );
  return { plan: { connections, jobs } };
}

/** Says what was planned. Nothing is asked of anyone. */
export function plan(run: Run, planned: JobPlan): Outcome {
  const each = planned.jobs[0]?.length ?? 1;
  const { length: jobs } = planned.jobs;
  if (each > 1) run.found([{ code: "plan-nested", count: planned.connections.length, jobs, each, limit: MATRIX }]);
  return { ...untouched("done"), plan: planned };
}
