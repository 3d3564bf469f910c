import { spawn, type ChildProcess } from "node:child_process";
import { resolve } from "node:path";

/** What a vault's command is asked. */
export type VaultWord = "look" | "lock" | "take-over" | "unlock" | "put" | "replace" | "remove";

/** One call of the command. */
export interface CommandCall {
  readonly word: VaultWord;
  /** What follows the word: for `take-over` the age of the lock, in seconds. */
  readonly age?: number;
  /** A token, for standard input. */
  readonly token?: string;
  /** Ends the command, whatever it is about. */
  readonly cancelled?: AbortSignal;
}

/** How a call ended. What the command printed stays in this process. */
export type CommandEnd =
  | { readonly how: "exit"; readonly code: number; readonly printed: string; readonly complained: string }
  | { readonly how: "signal"; readonly signal: string }
  | { readonly how: "timeout"; readonly seconds: number }
  | { readonly how: "unstartable"; readonly code: string }
  | { readonly how: "stopped" };

/** Calls a vault's command once. Never throws. */
export type VaultCommand = (call: CommandCall) => Promise<CommandEnd>;

/** How long a call may take, in seconds. */
const COMMAND_SECONDS = 30;

// A look is two short lines.
const OUTPUT_LIMIT = 64 * 1024;
// A process that the command has left behind may hold its output open.
const DRAIN_MS = 500;

/** Which secret of which connection the command is about. */
export interface CommandSecret {
  readonly secret: string;
  readonly connection: string;
}

/**
 * The command at a path, as a process without a shell: its only words are ours. It gets the environment of the step but for
 * what the runner keeps there for this Action and for itself.
 * @param path from the workspace, or absolute.
 * @param seconds how long a call may take.
 */
export function vaultCommand(
  path: string,
  workspace: string,
  environment: NodeJS.ProcessEnv,
  { secret, connection }: CommandSecret,
  seconds: number = COMMAND_SECONDS,
): VaultCommand {
  const file = resolve(workspace, path);
  const env = { ...withoutRunner(environment), OCPI_SECRET: secret, OCPI_CONNECTION: connection };
  return (call) =>
    new Promise((done) => {
      const words = call.age === undefined ? [call.word] : [call.word, String(call.age)];
      try {
        // A group of its own: what the command starts ends with it, and no Ctrl-C of a terminal ends it half-way.
        const child = spawn(file, words, { cwd: workspace, env, shell: false, detached: true, windowsHide: true });
        follow(child, call, seconds, done);
      } catch (error) {
        done({ how: "unstartable", code: codeOf(error) });
      }
    });
}

/** The inputs and the state of this step are no business of the command; nor is what the runner's own token opens. */
function withoutRunner(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^(?:INPUT|STATE|GITHUB|ACTIONS)_/i.test(name)),
  );
}

function follow(
  child: ChildProcess,
  { token, cancelled }: CommandCall,
  seconds: number,
  done: (end: CommandEnd) => void,
): void {
  const printed = heard(child.stdout);
  const complained = heard(child.stderr);
  let ended: CommandEnd | undefined;
  const end = (how: CommandEnd): void => {
    ended ??= how;
    clearTimeout(limit);
    cancelled?.removeEventListener("abort", stop);
    done(ended);
  };
  const kill = (how: CommandEnd): void => {
    ended ??= how;
    killGroup(child);
    end(ended);
  };
  const stop = (): void => kill({ how: "stopped" });
  const limit = setTimeout(() => kill({ how: "timeout", seconds }), seconds * 1000);
  cancelled?.addEventListener("abort", stop);
  const over = (code: number | null, signal: NodeJS.Signals | null): void =>
    end(
      code === null
        ? { how: "signal", signal: signal ?? "unknown" }
        : { how: "exit", code, printed: printed(), complained: complained() },
    );
  child.on("error", (error) => end({ how: "unstartable", code: codeOf(error) }));
  child.on("close", over);
  child.on("exit", (code, signal) => setTimeout(over, DRAIN_MS, code, signal).unref());
  // A command that does not read what it is given is not worth an error: how it ends says more.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(token ?? "");
  if (cancelled?.aborted === true) stop();
}

/** What a stream says, as far as it is kept; all of it is read. */
function heard(stream: ChildProcess["stdout"]): () => string {
  const chunks: Buffer[] = [];
  let length = 0;
  stream?.on("error", () => undefined);
  stream?.on("data", (chunk: Buffer) => {
    if (length <= OUTPUT_LIMIT) chunks.push(chunk);
    length += chunk.length;
  });
  return () => Buffer.concat(chunks).toString("utf8");
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined && process.platform !== "win32") process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
  child.kill("SIGKILL");
  // This process does not wait for what the command leaves behind.
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.unref();
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
