import { fileURLToPath } from "node:url";
import { environmentOf } from "../../src/core/record/job-plan.ts";
import { runStep, type StepResult } from "../../src/sandbox/runner.ts";
import type { FleetSandbox } from "./fleet-sandbox.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Verifies every connection in one step. GitHub hands no step the secrets of all environments: their tokens come from another vault
 * then, for which the sandbox's own knowledge stands here.
 */
export async function verifyInOneStep(sandbox: FleetSandbox): Promise<StepResult> {
  const { github, connections } = sandbox;
  const tokens = connections.map(({ name }) => `${name}=${github.secret("OCPI_HUB_TOKEN", environmentOf(name)) ?? ""}`);
  return runStep({
    action: root,
    inputs: { command: "verify", connection: "all", "hub-tokens": tokens.join("\n"), "wait-for-connected": "0s" },
    workspace: { "ocpi.yml": sandbox.config },
    env: sandbox.runnerEnv("schedule"),
    jobToken: github.jobToken,
  });
}
