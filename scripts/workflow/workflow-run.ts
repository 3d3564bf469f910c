import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { filled, holds, type Contexts, type Status } from "./expressions.ts";
import type { Job, WorkflowFile } from "./file.ts";
import { JobRun } from "./job-run.ts";
import type { Place } from "./place.ts";

/** What started a run. */
export interface RunEvent {
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** How a job ended, and what it hands to those that need it. */
interface EndedJob {
  readonly result: Status | "skipped";
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * Runs a workflow as GitHub does, as far as our own workflows go: jobs that need others, matrices, calls of workflows of the same
 * repository, secrets of environments, artifacts. Expressions are evaluated by GitHub's own evaluator.
 * @param text of the workflow.
 * @returns how each job ended.
 */
export async function runWorkflow(
  place: Place,
  text: string,
  event: RunEvent,
): Promise<Readonly<Record<string, EndedJob>>> {
  const artifacts = await mkdtemp(join(tmpdir(), "ocpi-artifacts-"));
  try {
    const { jobs } = parse(text) as WorkflowFile;
    const contexts = { github: { event_name: event.name }, inputs: event.inputs, secrets: place.secretsOf("") };
    return await runJobs({ place, artifacts }, jobs, contexts);
  } finally {
    await rm(artifacts, { recursive: true, force: true });
  }
}

interface Around {
  readonly place: Place;
  readonly artifacts: string;
}

async function runJobs(
  around: Around,
  jobs: WorkflowFile["jobs"],
  contexts: Contexts,
): Promise<Readonly<Record<string, EndedJob>>> {
  const ended = new Map<string, Promise<EndedJob>>();
  const run = async (id: string): Promise<EndedJob> => {
    const known = ended.get(id);
    if (known !== undefined) return known;
    const promise = (async (): Promise<EndedJob> => {
      const job = jobs[id];
      if (job === undefined) throw new Error(`There is no job ${id}.`);
      const names = [job.needs ?? []].flat();
      const needs = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await run(name)] as const)));
      const isWell = Object.values(needs).every(({ result }) => result === "success");
      const inside = { ...contexts, needs };
      if (!holds(job.if, inside, isWell ? "success" : "failure")) return { result: "skipped", outputs: {} };
      return runJob(around, id, job, inside);
    })();
    ended.set(id, promise);
    return promise;
  };
  return Object.fromEntries(await Promise.all(Object.keys(jobs).map(async (id) => [id, await run(id)] as const)));
}

/** A job, or each that its matrix makes of it, as many at once as it allows. */
async function runJob(around: Around, id: string, job: Job, contexts: Contexts): Promise<EndedJob> {
  const entries = entriesOf(filled(job.strategy?.matrix, contexts));
  const atOnce = Number(filled(job.strategy?.["max-parallel"], contexts) ?? entries.length) || 1;
  const results: EndedJob[] = [];
  const waiting = [...entries];
  const work = async (): Promise<void> => {
    for (let matrix = waiting.shift(); matrix !== undefined; matrix = waiting.shift())
      results.push(await runOne(around, id, job, { ...contexts, matrix }));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results.find(({ result }) => result !== "success") ?? results[0] ?? { result: "skipped", outputs: {} };
}

async function runOne(around: Around, id: string, job: Job, contexts: Contexts): Promise<EndedJob> {
  if (job.uses !== undefined) return call(around, job, contexts);
  const { place, artifacts } = around;
  const named = job.environment;
  const environment = String(filled(typeof named === "object" ? named.name : named, contexts) ?? "");
  const secrets = { ...(contexts["secrets"] as object), ...(environment === "" ? {} : place.secretsOf(environment)) };
  const inside = { ...contexts, secrets };
  const run = new JobRun(place, String(filled(job.name ?? id, inside)), inside, artifacts);
  const result = await run.run(job.steps ?? []);
  return { result, outputs: filled(job.outputs ?? {}, run.contexts) as EndedJob["outputs"] };
}

/** Another workflow of the repository, with the inputs and the secrets that it is given and no others. */
async function call(around: Around, job: Job, contexts: Contexts): Promise<EndedJob> {
  const path = (job.uses ?? "").replace(/^\.\//, "");
  const text = around.place.files[path];
  if (text === undefined) throw new Error(`The repository has no ${path}.`);
  const { on, jobs } = parse(text) as WorkflowFile;
  const declared = on.workflow_call?.inputs ?? {};
  const given = filled(job.with ?? {}, contexts) as Record<string, unknown>;
  for (const name of Object.keys(given))
    if (!Object.hasOwn(declared, name)) throw new Error(`${path} has no input ${name}.`);
  const empty: Readonly<Record<string, unknown>> = { boolean: false, number: 0 };
  const inputs = Object.fromEntries(
    Object.entries(declared).map(([name, input]) => [name, given[name] ?? input.default ?? empty[input.type] ?? ""]),
  );
  const secrets = filled(job.secrets ?? {}, contexts) as Record<string, unknown>;
  for (const name of Object.keys(secrets))
    if (!Object.hasOwn(on.workflow_call?.secrets ?? {}, name)) throw new Error(`${path} has no secret ${name}.`);
  const ended = Object.values(await runJobs(around, jobs, { github: contexts["github"], inputs, secrets }));
  return ended.find(({ result }) => result !== "success") ?? { result: "success", outputs: {} };
}

/** The jobs of a matrix: one without values for a job that has none. */
function entriesOf(matrix: unknown): Record<string, unknown>[] {
  if (typeof matrix !== "object" || matrix === null) return [{}];
  const { include = [], ...axes } = matrix as { include?: Record<string, unknown>[] } & Record<string, unknown[]>;
  const products = Object.entries(axes).reduce<Record<string, unknown>[]>(
    (made, [name, values]) => made.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    Object.keys(axes).length === 0 ? [] : [{}],
  );
  return [...products, ...include];
}
