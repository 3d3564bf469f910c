import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { runStep } from "../../src/sandbox/runner.ts";
import { Background } from "./background.ts";
import { filled, holds, texts, type Contexts, type Status } from "./expressions.ts";
import type { CompositeAction, Step } from "./file.ts";
import type { EndedStep, Place } from "./place.ts";
import { runScript } from "./run-script.ts";

const OURS = "ocpi-onboarding/ocpi-onboarding@";

type Done = Omit<EndedStep, "job" | "name">;

const nothing = { outputs: {}, summary: "", raw: "", ours: undefined } as const;

/** One job: its steps, in a folder of their own. */
export class JobRun {
  readonly #place: Place;
  readonly #name: string;
  readonly #contexts: Contexts;
  readonly #artifacts: string;
  readonly #background = new Background();
  readonly #steps: Record<string, { outputs: Readonly<Record<string, string>>; outcome: string }> = {};
  readonly #cancelled = new Set<string>();
  #folder = "";
  #status: Status = "success";

  /** @param artifacts the folder in which the run keeps its artifacts. */
  constructor(place: Place, name: string, contexts: Contexts, artifacts: string) {
    this.#place = place;
    this.#name = name;
    this.#contexts = contexts;
    this.#artifacts = artifacts;
  }

  /** What an expression of the job may speak of, when its steps have ended. */
  get contexts(): Contexts {
    return { ...this.#contexts, steps: this.#steps };
  }

  /** Runs the steps. Those in the background are waited for at the end, as a runner does. */
  async run(steps: readonly Step[]): Promise<Status> {
    this.#folder = await mkdtemp(join(tmpdir(), "ocpi-job-"));
    try {
      for (const [index, step] of steps.entries()) await this.#step(step, step.id ?? `step-${index}`);
      await this.#background.wait();
      return this.#status;
    } finally {
      await rm(this.#folder, { recursive: true, force: true });
    }
  }

  async #step(step: Step, id: string): Promise<void> {
    if (step.wait !== undefined) return this.#background.wait([step.wait].flat());
    if ("wait-all" in step) return this.#background.wait();
    if (step.cancel !== undefined) {
      this.#cancelled.add(step.cancel);
      return this.#background.cancel(step.cancel);
    }
    if (step.parallel !== undefined) {
      const group = step.parallel.map((one, index) => ({ one, id: one.id ?? `${id}-${index}` }));
      for (const { one, id: own } of group) this.#start(one, own);
      return this.#background.wait(group.map(({ id: own }) => own));
    }
    if (step.background === true) return this.#start(step, id);
    return this.#end(step, id, await this.#perform(step));
  }

  #start(step: Step, id: string): void {
    this.#background.start(id, async (onStart) => this.#end(step, id, await this.#perform(step, onStart)));
  }

  #end(step: Step, id: string, done: Done): void {
    const isEnded = this.#cancelled.has(id);
    const conclusion = isEnded ? "cancelled" : done.conclusion;
    this.#steps[id] = { outputs: done.outputs, outcome: conclusion };
    // A step that the workflow itself ended is no failure.
    if (conclusion === "failure") this.#status = "failure";
    const name = String(filled(step.name ?? step.uses ?? step.run ?? id, this.contexts));
    this.#place.ended?.({ ...done, conclusion, job: this.#name, name });
  }

  async #perform(step: Step, onStart?: Parameters<typeof runStep>[0]["onStart"]): Promise<Done> {
    const { contexts } = this;
    if (!holds(step.if, contexts, this.#status)) return { ...nothing, conclusion: "skipped" };
    const inputs = texts(step.with, contexts);
    const { uses = "", run } = step;
    if (run !== undefined) return this.#script(step, contexts);
    if (uses.startsWith(OURS)) return this.#action(inputs, onStart);
    if (uses.startsWith("./")) return this.#composite(uses, inputs);
    if (uses.startsWith("actions/checkout@")) return this.#checkout();
    if (uses.startsWith("actions/upload-artifact@")) return this.#upload(inputs);
    if (uses.startsWith("actions/download-artifact@")) return this.#download(inputs);
    if (uses.startsWith("actions/create-github-app-token@"))
      return { ...nothing, conclusion: "success", outputs: { token: this.#place.appToken } };
    throw new Error(`There is nothing here that runs ${uses}.`);
  }

  /** Our Action, in a process of its own. A runner runs its post step at the end of the job; here it follows at once. */
  async #action(
    inputs: Readonly<Record<string, string>>,
    onStart: Parameters<typeof runStep>[0]["onStart"],
  ): Promise<Done> {
    const { action, env, jobToken, turns } = this.#place;
    const ours = await turns.take(async () =>
      runStep({
        action,
        inputs,
        jobToken,
        env: { ...env, GITHUB_WORKSPACE: this.#folder },
        ...(onStart === undefined ? {} : { onStart }),
      }),
    );
    return { conclusion: ours.conclusion, outputs: ours.outputs, summary: ours.summary, raw: ours.raw, ours };
  }

  async #script({ run = "", env, shell }: Step, contexts: Contexts): Promise<Done> {
    const given = texts(env, contexts);
    const text = String(filled(run, contexts));
    return {
      ours: undefined,
      ...(await runScript({ text, folder: this.#folder, env: given, isNamed: shell === "bash" })),
    };
  }

  /** An action of the repository itself, which is made of scripts. */
  async #composite(uses: string, inputs: Readonly<Record<string, string>>): Promise<Done> {
    const path = join(this.#folder, uses, "action.yml");
    if (!existsSync(path)) return { ...nothing, conclusion: "failure", raw: `There is no ${uses}/action.yml.` };
    const { runs, outputs = {} } = parse(readFileSync(path, "utf8")) as CompositeAction;
    const steps: Record<string, { outputs: Readonly<Record<string, string>> }> = {};
    const contexts = { ...this.#contexts, inputs, steps };
    let raw = "";
    for (const step of runs.steps) {
      const done = await this.#script(step, contexts);
      raw += done.raw;
      if (done.conclusion === "failure") return { ...nothing, conclusion: "failure", raw };
      if (step.id !== undefined) steps[step.id] = { outputs: done.outputs };
    }
    const values = Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
    return { ...nothing, conclusion: "success", raw, outputs: texts(values, contexts) };
  }

  async #checkout(): Promise<Done> {
    for (const [path, text] of Object.entries(this.#place.files)) {
      const file = join(this.#folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    return { ...nothing, conclusion: "success" };
  }

  async #upload({ name = "", path = "" }: Readonly<Record<string, string>>): Promise<Done> {
    const from = join(this.#folder, path);
    if (existsSync(from)) await cp(from, join(this.#artifacts, name), { recursive: true });
    return { ...nothing, conclusion: "success" };
  }

  /** All artifacts of the run, in one folder: the pattern of our workflows names them all. */
  async #download({ path = "" }: Readonly<Record<string, string>>): Promise<Done> {
    for (const name of await readdir(this.#artifacts))
      await cp(join(this.#artifacts, name), join(this.#folder, path), { recursive: true });
    return { ...nothing, conclusion: "success" };
  }
}
