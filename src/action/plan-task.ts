import { ALL_CONNECTIONS } from "../core/config/all-connections.ts";
import type { Finding } from "../core/findings/catalogue.ts";
import { planJobs } from "../core/onboarding/plan-jobs.ts";
import type { JobPlan } from "../core/record/job-plan.ts";
import type { FailOn } from "../core/record/record.ts";
import { readConfigFile } from "./given-config.ts";
import { GivenInputs } from "./given-inputs.ts";
import type { Inputs } from "./inputs.ts";
import type { RunnerContext } from "./runner-context.ts";
import { unknownConnection } from "./unknown-connection.ts";
import { readSettings } from "./settings.ts";

/** The connections that the inputs mean, spread over jobs; or what is wrong with the inputs and the config. Needs no network. */
export function readPlan(
  inputs: Inputs,
  runner: RunnerContext,
): { plan: JobPlan; failOn: FailOn } | { findings: readonly Finding[] } {
  const given = new GivenInputs(inputs, runner);
  const { failOn } = readSettings(given, "plan");
  const plan = planOf(given);
  return plan === undefined || given.faults.length > 0 ? { findings: given.faults } : { plan, failOn };
}

function planOf(given: GivenInputs): JobPlan | undefined {
  const { inputs, runner, faults } = given;
  const wanted = inputs.connection;
  if (runner.config === undefined) {
    faults.push({ code: "plan-no-file", path: inputs.config, workspaceEmpty: runner.workspaceEmpty });
    return undefined;
  }
  const file = readConfigFile(given);
  if (file === undefined) return undefined;
  const known = Object.keys(file.connections);
  const isAll = wanted === "" || wanted === ALL_CONNECTIONS;
  if (!isAll && !known.includes(wanted)) {
    faults.push(unknownConnection(wanted, known, "plan"));
    return undefined;
  }
  const planned = planJobs(isAll ? known : [wanted]);
  if ("plan" in planned) return planned.plan;
  faults.push(planned.fault);
  return undefined;
}
