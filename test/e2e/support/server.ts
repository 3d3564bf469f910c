import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { installation } from "./installation.ts";

/** How a server is started; everything it writes goes below `folder`. */
export interface ServerOptions {
  /** An empty folder that belongs to this server alone. */
  folder: string;
  /** User settings, as in settings.json. */
  settings: Record<string, unknown>;
  /** Paths of .vsix files to install before the start. */
  extensions: readonly string[];
  /** Added to the minimal environment of the server and its extension hosts, which inherit nothing from the tests. */
  env: Record<string, string>;
  /** Lets pages load an extension from a folder and run tests in the extension host, which VS Code normally refuses. */
  testDriver?: boolean;
}

/** Process groups that would outlive a test run which crashes. */
const running = new Set<number>();
process.on("exit", () => {
  for (const group of running) kill(group, "SIGKILL");
});
// Without a handler these two signals end the process without an "exit" event.
for (const signal of ["SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));

/** VS Code's server, on a port of its own on 127.0.0.1, with a home, settings and extensions of its own. */
export class Server {
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #output: string[];
  readonly #folder: string;

  private constructor(process: ChildProcess, url: string, output: string[], folder: string) {
    this.#process = process;
    this.url = url;
    this.#output = output;
    this.#folder = folder;
  }

  /**
   * Installs the extensions and starts.
   * @throws Error with what the server printed when it does not start.
   */
  static async start(options: ServerOptions): Promise<Server> {
    const { folder } = options;
    for (const name of ["home", "tmp", "extensions", "user/User"]) mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, "config.yaml"), "auth: none\n");
    writeFileSync(join(folder, "user/User/settings.json"), JSON.stringify(options.settings, undefined, 2));
    const env = {
      PATH: "/usr/bin:/bin",
      LANG: "C.UTF-8",
      HOME: join(folder, "home"),
      TMPDIR: join(folder, "tmp"),
      // Without a gallery neither the server nor the page asks one for updates.
      EXTENSIONS_GALLERY: "{}",
      ...options.env,
    };
    const data = ["--user-data-dir", join(folder, "user"), "--extensions-dir", join(folder, "extensions")];
    const common = [installation.codeServer, "--config", join(folder, "config.yaml"), ...data];
    const output: string[] = [];

    if (options.extensions.length > 0) {
      const install = options.extensions.flatMap((file) => ["--install-extension", file]);
      await ended(launch([...common, ...install], env, output), output);
    }

    const quiet = ["telemetry", "update-check", "getting-started-override", "proxy"].map((what) => `--disable-${what}`);
    // A page that closes while it is still opening does not tell the server. Its extension host then ends after these
    // seconds, and not after the hours in which VS Code lets a page come back.
    const timeouts = ["--reconnection-grace-time", "2"];
    const driver = options.testDriver === true ? ["--vscode-option", "enable-smoke-test-driver"] : [];
    const child = launch(
      [
        ...common,
        "--bind-addr",
        "127.0.0.1:0",
        "--auth",
        "none",
        "--ignore-last-opened",
        ...quiet,
        ...timeouts,
        ...driver,
      ],
      env,
      output,
    );
    return new Server(child, await address(child, output), output, folder);
  }

  /** The folder for temporary files of the server and the extension hosts. */
  get temporary(): string {
    return join(this.#folder, "tmp");
  }

  /** Process ids of the extension hosts that are alive: one for each window that is open. */
  get extensionHosts(): number[] {
    const hosts = readdirSync("/proc").flatMap((name) => extensionHost(Number(name), this.#process.pid) ?? []);
    // What an extension host starts, such as a shell, looks like another one until it runs its own program.
    return hosts.filter(({ parent }) => !hosts.some(({ id }) => id === parent)).map(({ id }) => id);
  }

  /** Those of them in which the extensions that start with the window were activated. */
  get readyExtensionHosts(): number[] {
    const ready = Object.values(this.logs).filter((log) => log.includes("Eager extensions activated"));
    return this.extensionHosts.filter((id) =>
      ready.some((log) => log.includes(`Extension host with pid ${id} started`)),
    );
  }

  /**
   * Waits until no extension host is left, as after its window was closed.
   * @param milliseconds how long to wait at most
   * @throws Error when one is still alive then.
   */
  async withoutExtensionHost(milliseconds = 20_000): Promise<void> {
    const end = performance.now() + milliseconds;
    while (this.extensionHosts.length > 0) {
      if (performance.now() > end) throw new Error(`an extension host is still alive after ${milliseconds} ms`);
      await delay(50);
    }
  }

  /** What the server and the programs it started printed. */
  get printed(): string {
    return this.#output.join("");
  }

  /** Every log file of the server, the extension hosts, the windows and the output channels: text by path. */
  get logs(): Record<string, string> {
    const logs = join(this.#folder, "user/logs");
    return Object.fromEntries(
      readdirSync(logs, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [path.slice(logs.length + 1), readFileSync(path, "utf8")]),
    );
  }

  /** Ends the server with everything it started. */
  async stop(): Promise<void> {
    const { pid } = this.#process;
    if (pid === undefined || !running.has(pid)) return;
    const gone = this.#process.exitCode === null ? closed(this.#process) : Promise.resolve();
    kill(pid, "SIGTERM");
    // A busy extension host may end late, or never.
    const timeouts = setTimeout(() => kill(pid, "SIGKILL"), 5_000);
    await gone;
    clearTimeout(timeouts);
    kill(pid, "SIGKILL");
    running.delete(pid);
  }
}

/** Starts code-server as the leader of a process group: it forks, and all of it has to end together. */
function launch(args: string[], env: Record<string, string>, output: string[]): ChildProcess {
  const child = spawn(join(installation.node, "bin/node"), args, {
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { pid } = child;
  if (pid !== undefined) running.add(pid);
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  return child;
}

/** Waits for a program that does one thing and ends. */
async function ended(child: ChildProcess, output: string[]): Promise<void> {
  await closed(child);
  if (child.pid !== undefined) running.delete(child.pid);
  if (child.exitCode !== 0) throw new Error(`code-server ended with ${child.exitCode}:\n${output.join("")}`);
}

function closed(child: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.once("error", reject);
  child.once("close", () => resolve());
  return promise;
}

/** The address that the server says it listens on. */
async function address(child: ChildProcess, output: string[]): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const fail = (): void => reject(new Error(`code-server ended before it listened:\n${output.join("")}`));
  child.once("exit", fail);
  child.once("error", reject);
  child.stdout?.on("data", () => {
    const said = /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output.join(""));
    if (said?.[1] !== undefined) resolve(said[1]);
  });
  const url = await promise;
  child.off("exit", fail);
  return url;
}

/** This process and its parent, if it is an extension host of this process group. */
function extensionHost(id: number, group: number | undefined): { id: number; parent: number } | undefined {
  if (!Number.isInteger(id)) return undefined;
  try {
    // "pid (name) state parent group ...": the name may hold spaces and brackets, so the last bracket ends the name.
    const stat = readFileSync(`/proc/${id}/stat`, "utf8");
    const [state, parent, ownGroup] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (Number(ownGroup) !== group || state === "Z") return undefined;
    if (!readFileSync(`/proc/${id}/cmdline`, "utf8").includes("--type=extensionHost")) return undefined;
    return { id, parent: Number(parent) };
  } catch {
    return undefined; // It ended while we looked.
  }
}

function kill(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {
    // The group has no process any more.
  }
}
