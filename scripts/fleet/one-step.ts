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
  const tokens = (secret: string): string =>
    JSON.stringify(
      Object.fromEntries(connections.map(({ name }) => [name, github.secret(secret, environmentOf(name)) ?? ""])),
    );
  return runStep({
    action: root,
    inputs: {
      command: "verify",
      connection: "all",
      "hub-tokens": tokens("OCPI_HUB_TOKEN"),
      // With it the step finds out why a party is OFFLINE, as the job of each does.
      "platform-tokens": tokens("OCPI_PLATFORM_TOKEN"),
      "wait-for-connected": "0s",
    },
    workspace: { "ocpi.yml": sandbox.config },
    env: sandbox.runnerEnv("schedule"),
    jobToken: github.jobToken,
  });
}
