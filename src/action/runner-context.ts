import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { parseConfig } from "../core/config/config-file.ts";
import type { CapsuleFailure, OpenedCapsule } from "../core/onboarding/capsule.ts";
import type { SampleFiles } from "./sample-files.ts";
import type { HubToken } from "../core/ocpi/token.ts";

/** What the step's surroundings say, beside its inputs. */
export interface RunnerContext {
  /** The config file, or what is wrong with it; undefined when there is none. */
  readonly config: ReturnType<typeof parseConfig> | undefined;
  readonly workspaceEmpty: boolean;
  readonly event: string;
  /** The event comes from a fork or from Dependabot, and so brings no secrets. */
  readonly fromFork: boolean;
  /** The recovery capsule that was given, if it is needed. */
  readonly capsule:
    | { readonly content: OpenedCapsule; readonly token: HubToken }
    | { readonly failure: CapsuleFailure }
    | undefined;
  /** The files that `samples` names, for the command that takes them. */
  readonly samples: SampleFiles;
  /** Where the repository is checked out. */
  readonly workspace: string;
  readonly repository: { readonly owner: string; readonly repo: string } | { readonly malformed: string };
}

/** What the runner's environment says about this step. */
export async function readRunnerContext(
  env: NodeJS.ProcessEnv,
  configPath: string,
): Promise<Omit<RunnerContext, "capsule" | "samples">> {
  const workspace = workspaceOf(env);
  return {
    config: await readConfig(resolve(workspace, configPath), configPath),
    workspace,
    workspaceEmpty: isEmpty(workspace),
    event: env["GITHUB_EVENT_NAME"] ?? "",
    fromFork: isFromFork(env),
    repository: readRepository(env),
  };
}

/** The folder in which the repository is checked out; where there is no runner, the one that the program was started in. */
export function workspaceOf(env: NodeJS.ProcessEnv): string {
  return env["GITHUB_WORKSPACE"] || process.cwd();
}

/** The repository whose workflow this is, as the runner says it. */
export function readRepository(env: NodeJS.ProcessEnv): RunnerContext["repository"] {
  const [owner, repo, ...rest] = (env["GITHUB_REPOSITORY"] ?? "").split("/");
  return owner && repo && rest.length === 0 ? { owner, repo } : { malformed: env["GITHUB_REPOSITORY"] ?? "" };
}

/** A link to this run, where there is one. */
export function runUrl(env: NodeJS.ProcessEnv): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  return server && repository && id ? `${server}/${repository}/actions/runs/${id}` : undefined;
}

/** Whether nothing was checked out there: one that is not there, or no folder, is empty, too. */
function isEmpty(workspace: string): boolean {
  try {
    return readdirSync(workspace).length === 0;
  } catch {
    return true;
  }
}

/** @param path how the findings name the file. */
async function readConfig(file: string, path: string): Promise<RunnerContext["config"]> {
  const text = textOf(file);
  // Inputs alone may describe a connection, and then there is no YAML to read.
  return text === undefined ? undefined : (await import("../core/config/config-file.ts")).parseConfig(text, path);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    // A folder of that name, or one that may not be read, is as good as none.
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}

// Workflows that a fork or Dependabot triggers get empty values for all secrets.
function isFromFork(env: NodeJS.ProcessEnv): boolean {
  if (env["GITHUB_ACTOR"] === "dependabot[bot]") return true;
  const path = env["GITHUB_EVENT_PATH"];
  if (!path || !existsSync(path)) return false;
  try {
    const event = JSON.parse(readFileSync(path, "utf8")) as { pull_request?: { head?: { repo?: { fork?: boolean } } } };
    return event.pull_request?.head?.repo?.fork === true;
  } catch {
    return false;
  }
}
