import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { EndedStep } from "../workflow/place.ts";
import { Turns } from "../workflow/turns.ts";
import { runWorkflow } from "../workflow/workflow-run.ts";
import type { FleetEvent, FleetSandbox } from "./fleet-sandbox.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The files of the repository that the example of a fleet asks for, but for the address to which hub tokens are delivered. */
function repositoryOf(sandbox: FleetSandbox): Record<string, string> {
  const delivery = read("examples/deliver-hub-token/action.yml");
  return {
    "ocpi.yml": sandbox.config,
    ".github/workflows/onboard.yml": read(".github/workflows/onboard.yml"),
    ".github/actions/deliver-hub-token/action.yml": delivery.replace(
      "https://your-platform.example/admin/ocpi",
      sandbox.adminUrl,
    ),
  };
}

/** A run of the fleet, with all that its steps left behind. */
export interface FleetRun {
  readonly steps: readonly EndedStep[];
  /** How the jobs of the matrix ended, taken together. */
  readonly result: string;
  /** The one page at the end. */
  readonly page: string;
}

/** What is other than usual in a run of the fleet. */
interface FleetSettings {
  /** Is told of each step. */
  readonly ended?: (step: EndedStep) => void;
  /** Files of the repository that are not there. */
  readonly without?: readonly string[];
  /** Files that are there beside the usual ones, by their paths. */
  readonly beside?: Readonly<Record<string, string>>;
  /** Variables of the runner's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `examples/fleet.yml` as it is: by hand it onboards each connection, by schedule it verifies each. */
export async function runFleet(
  sandbox: FleetSandbox,
  event: FleetEvent,
  settings: FleetSettings = {},
): Promise<FleetRun> {
  return runInRepository(sandbox, fleetWorkflow(), event, settings);
}

/** The text of the example. */
export function fleetWorkflow(): string {
  return read("examples/fleet.yml");
}

/** Runs a workflow in the repository of the fleet. */
export async function runInRepository(
  sandbox: FleetSandbox,
  workflow: string,
  event: FleetEvent,
  { ended, without = [], beside = {}, env = {} }: FleetSettings = {},
): Promise<FleetRun> {
  const { github } = sandbox;
  const steps: EndedStep[] = [];
  const files = Object.entries({ ...repositoryOf(sandbox), ...beside }).filter(([path]) => !without.includes(path));
  const place = {
    files: Object.fromEntries(files),
    action: root,
    env: { ...sandbox.runnerEnv(event), ...env },
    // Two at least: what is side by side in a job has to be.
    turns: new Turns(Math.max(2, availableParallelism())),
    jobToken: github.jobToken,
    appToken: github.token,
    secretsOf: (environment: string) => github.secretsIn(environment),
    ended: (step: EndedStep) => {
      steps.push(step);
      ended?.(step);
    },
  };
  const inputs = event === "workflow_dispatch" ? { connection: "all" } : {};
  const jobs = await runWorkflow(place, workflow, { name: event, inputs });
  return {
    steps,
    result: jobs["connections"]?.result ?? "skipped",
    page: steps.find(({ job, summary }) => job === "One page" && summary !== "")?.summary ?? "",
  };
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
