import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { parse } from "yaml";

/** How a step is run: what the workflow gives, and what the runner adds. */
export interface StepOptions {
  /** The folder of the Action, with its `action.yml`. */
  readonly action: string;
  /** `with:` of the step. */
  readonly inputs: Readonly<Record<string, string>>;
  /** `${{ github.token }}` */
  readonly jobToken: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The checked-out repository: files by name. */
  readonly workspace?: Readonly<Record<string, string>>;
  /** Sees each line of the log as it comes, masked, as a person would. */
  readonly onLine?: (line: LogLine) => void;
  /** Is given the main step's process, to send signals to it. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void) => void;
  /** Inputs of the post step where they differ: in a nested composite Action they are empty. */
  readonly postInputs?: Readonly<Record<string, string>>;
  /** Whether the runner lives to see the post step. It does, unless this is false. */
  readonly withPost?: boolean;
  /** How each of the two steps is started. A runner starts a process of its own. */
  readonly start?: StepStart;
}

/** Starts one step: `main` or `post`. */
export type StepStart = (step: {
  readonly name: "main" | "post";
  /** The file that `action.yml` names. */
  readonly file: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Is given what the step prints, on either stream, as it comes. */
  readonly print: (chunk: string) => void;
  readonly onStart: StepOptions["onStart"];
}) => Promise<number | null>;

/** A line of a step, as a runner shows it. */
export interface LogLine {
  readonly kind: "text" | "group" | "end-group" | "error" | "warning" | "notice" | "debug";
  readonly text: string;
}

/** What a step left behind, as a runner takes it up. */
export interface StepResult {
  readonly exitCode: number | null;
  readonly conclusion: "success" | "failure";
  /** The log of the main step, masked. */
  readonly log: readonly LogLine[];
  /** The log of the post step, masked, and how it ended. */
  readonly postLog: readonly LogLine[];
  readonly postExitCode: number | null;
  /** Everything that both printed, before the masks: what a leak would be found in. */
  readonly raw: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  /** The whole history of the state file, which holds overwritten values too. */
  readonly stateFile: string;
  /** The step summary, before the masks. */
  readonly summary: string;
  /** The files that the step wrote into the workspace, by their paths. */
  readonly workspace: Readonly<Record<string, string>>;
  readonly masks: readonly string[];
  /** Outputs that a runner would drop at the end of the job, because they hold a secret. */
  readonly droppedAsJobOutputs: readonly string[];
}

interface ActionFile {
  readonly inputs?: Record<string, { default?: string } | null>;
  readonly runs: { readonly main: string; readonly post?: string };
}

/**
 * Runs a built Action in a process of its own, exactly as a GitHub runner would: inputs as INPUT_* with the defaults of
 * `action.yml`, file commands, workflow commands, masks, and afterwards its post step with the state that it left.
 * @throws RangeError for an input that `action.yml` does not declare.
 */
export async function runStep(options: StepOptions): Promise<StepResult> {
  const action = parse(await readFile(join(options.action, "action.yml"), "utf8")) as ActionFile;
  const known = Object.keys(action.inputs ?? {});
  for (const name of Object.keys(options.inputs)) {
    if (!known.includes(name)) throw new RangeError(`There is no input ${name}. There are: ${known.join(", ")}.`);
  }
  const folder = await mkdtemp(join(tmpdir(), "ocpi-step-"));
  try {
    return await runIn(folder, action, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runIn(folder: string, action: ActionFile, options: StepOptions): Promise<StepResult> {
  const files = {
    GITHUB_OUTPUT: "output",
    GITHUB_STATE: "state",
    GITHUB_STEP_SUMMARY: "summary",
    GITHUB_ENV: "env",
    GITHUB_PATH: "path",
  };
  const paths = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, join(folder, file)])) as Record<
    keyof typeof files,
    string
  >;
  await Promise.all(Object.values(paths).map((path) => writeFile(path, "")));
  const workspace = await mkdtemp(join(folder, "workspace-"));
  for (const [name, text] of Object.entries(options.workspace ?? {})) await writeFile(join(workspace, name), text);
  const log = new Log([options.jobToken], options.onLine);
  const env: Record<string, string> & Record<keyof typeof files, string> = {
    ...paths,
    PATH: process.env["PATH"] ?? "",
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: workspace,
    ...options.env,
  };
  // One that the caller named, and that is not there, has nothing in it.
  const text = async (name: keyof typeof files): Promise<string> => readFile(env[name], "utf8").catch(() => "");
  const main = { ...inputVariables(action, options), ...env };
  const { start = startProcess } = options;
  const print = (chunk: string): void => log.take(chunk);
  const file = resolve(options.action, action.runs.main);
  const exitCode = await start({ name: "main", file, env: main, print, onStart: options.onStart });
  log.end();
  const outputs = readFileCommand(await text("GITHUB_OUTPUT"));
  const stateFile = await text("GITHUB_STATE");
  const mainLines = log.lines.length;
  const { post } = action.runs;
  const postExitCode =
    post === undefined || options.withPost === false
      ? null
      : await start({
          name: "post",
          file: resolve(options.action, post),
          env: {
            ...inputVariables(action, { ...options, inputs: options.postInputs ?? options.inputs }),
            ...env,
            ...stateVariables(readFileCommand(stateFile)),
          },
          print,
          onStart: undefined,
        });
  log.end();
  return {
    exitCode,
    conclusion: exitCode === 0 ? "success" : "failure",
    log: log.lines.slice(0, mainLines),
    postLog: log.lines.slice(mainLines),
    postExitCode,
    raw: log.raw,
    outputs,
    state: readFileCommand(stateFile),
    stateFile,
    summary: await text("GITHUB_STEP_SUMMARY"),
    workspace: await filesIn(workspace, options.workspace ?? {}),
    masks: log.masks,
    droppedAsJobOutputs: Object.keys(outputs).filter((name) => log.masked(outputs[name] ?? "") !== outputs[name]),
  };
}

async function filesIn(folder: string, given: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    paths.map(async (path) => [relative(folder, path), await readFile(path, "utf8")] as const),
  );
  return Object.fromEntries(texts.filter(([name, text]) => given[name] !== text));
}

function inputVariables(action: ActionFile, options: StepOptions): Record<string, string> {
  const values = Object.entries(action.inputs ?? {}).map(([name, input]) => {
    const value = options.inputs[name] ?? String(input?.default ?? "");
    return [`INPUT_${name.toUpperCase()}`, value.replaceAll("${{ github.token }}", options.jobToken)];
  });
  return Object.fromEntries(values);
}

/** A state as its post step gets it. */
export function stateVariables(state: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
}

const startProcess: StepStart = async ({ file, env, print, onStart }) => {
  const child = spawn(process.execPath, [file], { env, stdio: ["ignore", "pipe", "pipe"] });
  onStart?.((signal) => child.kill(signal));
  child.stdout.setEncoding("utf8").on("data", print);
  child.stderr.setEncoding("utf8").on("data", print);
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", done);
  });
};

/** The step's log, with the workflow commands in it carried out. */
class Log {
  readonly lines: LogLine[] = [];
  readonly masks: string[] = [];
  raw = "";
  readonly #forms = new Set<string>();
  readonly #onLine: ((line: LogLine) => void) | undefined;
  #rest = "";

  constructor(secrets: readonly string[], onLine: ((line: LogLine) => void) | undefined) {
    this.#onLine = onLine;
    for (const secret of secrets) this.#mask(secret);
  }

  take(chunk: string): void {
    this.raw += chunk;
    const parts = (this.#rest + chunk).split("\n");
    this.#rest = parts.pop() ?? "";
    for (const part of parts) this.#line(part.replace(/\r$/, ""));
  }

  end(): void {
    if (this.#rest !== "") this.#line(this.#rest);
    this.#rest = "";
  }

  masked(text: string): string {
    let clean = text;
    for (const form of [...this.#forms].toSorted((a, b) => b.length - a.length)) clean = clean.replaceAll(form, "***");
    return clean;
  }

  #line(line: string): void {
    const [, command, , data] = /^::([a-z-]+)( [^:]*)?::(.*)$/s.exec(line.trimStart()) ?? [];
    if (command === undefined) return this.#show("text", line);
    const text = (data ?? "").replaceAll("%0A", "\n").replaceAll("%0D", "\r").replaceAll("%25", "%");
    switch (command) {
      case "add-mask":
        this.masks.push(text);
        return this.#mask(text);
      case "group":
        return this.#show("group", text);
      case "endgroup":
        return this.#show("end-group", "");
      case "error":
      case "warning":
      case "notice":
      case "debug":
        return this.#show(command, text);
      default:
        return this.#show("text", line);
    }
  }

  #show(kind: LogLine["kind"], text: string): void {
    const line = { kind, text: this.masked(text) };
    this.lines.push(line);
    this.#onLine?.(line);
  }

  // A runner masks the value, each of its lines, and what encoders would make of them.
  #mask(value: string): void {
    for (const part of [value, ...value.split(/[\r\n]+/).map((line) => line.trim())]) {
      if (part === "") continue;
      const bytes = Buffer.from(part, "utf8");
      const shifted = [0, 1, 2].map((shift) => bytes.subarray(shift).toString("base64").replace(/=+$/, ""));
      for (const form of [part, encodeURIComponent(part), JSON.stringify(part).slice(1, -1), ...shifted]) {
        if (form.length > 0) this.#forms.add(form);
      }
    }
  }
}

/** The `name=value` and `name<<delimiter` lines of a file command. */
export function readFileCommand(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const [, name, delimiter] = /^([^=<]+)<<(.+)$/.exec(line) ?? [];
    if (name !== undefined && delimiter !== undefined) {
      const end = lines.indexOf(delimiter, index + 1);
      // A process was killed while it wrote: what is cut off is no value, for the runner neither.
      if (end < 0) break;
      values[name] = lines.slice(index + 1, end).join("\n");
      index = end;
    } else if (line.includes("=")) {
      values[line.slice(0, line.indexOf("="))] = line.slice(line.indexOf("=") + 1);
    }
  }
  return values;
}
