import { ALL_CONNECTIONS } from "../core/config/all-connections.ts";
import type { Finding } from "../core/findings/catalogue.ts";
import { planJobs } from "../core/onboarding/plan-jobs.ts";
import type { JobPlan } from "../core/record/job-plan.ts";
import { failOns, type FailOn } from "../core/record/record.ts";
import { GivenInputs } from "./given-inputs.ts";
import { isReportPath, type Inputs } from "./inputs.ts";
import type { RunnerContext } from "./runner-context.ts";

/** The connections that the inputs mean, spread over jobs; or what is wrong with the inputs and the config. Needs no network. */
export function readPlan(
  inputs: Inputs,
  runner: RunnerContext,
): { plan: JobPlan; failOn: FailOn } | { findings: readonly Finding[] } {
  const given = new GivenInputs(inputs, runner);
  const failOn = given.oneOf("fail-on", inputs.failOn, failOns) ?? "error";
  given.flag("summary", inputs.summary);
  given.reportMisplaced("plan", [
    { input: "dry-run", of: "exchange", value: given.flag("dry-run", inputs.dryRun) ? "true" : "" },
    { input: "track-issue", of: "verify", value: given.flag("track-issue", inputs.trackIssue) ? "true" : "" },
    { input: "samples", of: "preflight", value: inputs.samples.join(" ") },
  ]);
  for (const value of inputs.reportPath) {
    if (!isReportPath(value)) given.faults.push({ code: "input-report-path", value });
  }
  const planned = planOf(inputs, runner);
  if ("findings" in planned) given.faults.push(...planned.findings);
  return given.faults.length > 0 || "findings" in planned ? { findings: given.faults } : { plan: planned.plan, failOn };
}

function planOf(
  { config: path, connection: wanted }: Inputs,
  { config: parsed, workspaceEmpty }: RunnerContext,
): { plan: JobPlan } | { findings: readonly Finding[] } {
  if (parsed === undefined) return { findings: [{ code: "plan-no-file", path, workspaceEmpty }] };
  if ("findings" in parsed) return parsed;
  const known = Object.keys(parsed.config.connections);
  const isAll = wanted === "" || wanted === ALL_CONNECTIONS;
  if (!isAll && !known.includes(wanted)) return { findings: [{ code: "connection-unknown", name: wanted, known }] };
  const planned = planJobs(isAll ? known : [wanted]);
  return "plan" in planned ? planned : { findings: [planned.fault] };
}
