import { spawn } from "node:child_process";
import { copyFileSync, existsSync } from "node:fs";
import { installation, npmPartInstalled } from "./installation.ts";

/**
 * Installs what the end-to-end tests need, from npm and Debian packages only: code-server compiled for its Node,
 * playwright-core, axe-core, and Debian's chromium with what pictures need. A second run leaves alone what is there.
 *
 *     node test/e2e/support/install.ts
 */
async function install(): Promise<void> {
  // The compiler has to be there before code-server's native modules; the browser may arrive meanwhile.
  await installPackages({ make: "/usr/bin/make", "g++": "/usr/bin/g++", python3: "/usr/bin/python3" });
  await Promise.all([
    installFromNpm(),
    installPackages({
      chromium: installation.chromium,
      "fonts-noto-color-emoji": installation.emoji,
      pngquant: installation.pngquant,
    }),
  ]);
}

async function installFromNpm(): Promise<void> {
  if (npmPartInstalled()) return say("code-server, playwright-core and axe-core: already installed");

  say("npm ci: code-server, its Node, playwright-core, axe-core");
  await npm(installation.root, "ci");

  // Not `npm ci`, which insists on entries that code-server's shrinkwrap lacks. The shrinkwrap pins versions anyway.
  say("npm install: the packages of VS Code's server");
  await npm(installation.vscode, "install", "--omit=dev");

  // Of the native modules these two are needed: without the first no log file is written, without the second an
  // extension host does not notice that its parent died. The others are prebuilt, or of no use to these tests.
  say("npm rebuild: two native modules of VS Code's server");
  await npm(installation.vscode, "rebuild", "@vscode/spdlog", "@vscode/native-watchdog", "--ignore-scripts=false");

  copyFileSync(installation.lock, installation.stamp);
  say("code-server, playwright-core and axe-core: installed");
}

/** Runs npm on code-server's Node, without the packages' own scripts, which would compile far more than is needed. */
function npm(folder: string, command: string, ...args: string[]): Promise<void> {
  const { PATH = "/usr/bin:/bin" } = process.env;
  const ownNode = existsSync(`${installation.node}/bin/node`);
  return run("npm", [command, "--ignore-scripts", "--loglevel=error", ...args], {
    cwd: folder,
    env: {
      ...process.env,
      ...(ownNode && { PATH: `${installation.node}/bin:${PATH}` }),
      // The headers come from npm with that Node; the developer's own .npmrc may name another Node's.
      npm_config_nodedir: installation.node,
    },
  });
}

/** Installs those Debian packages whose file is missing. */
async function installPackages(files: Record<string, string>): Promise<void> {
  const missing = Object.entries(files).flatMap(([name, file]) => (existsSync(file) ? [] : [name]));
  if (missing.length === 0) return say(`${Object.keys(files).join(", ")}: already installed`);
  say(`apt-get install: ${missing.join(", ")}`);
  try {
    await aptGet("install", ...missing);
  } catch {
    say("apt-get update: the package lists are missing or old");
    await aptGet("update");
    await aptGet("install", ...missing);
  }
}

function aptGet(command: string, ...packages: string[]): Promise<void> {
  // Another program may be installing packages at the moment.
  const options = ["-o", "DPkg::Lock::Timeout=300", "--yes", "--no-install-recommends", "-qq"];
  return run("apt-get", [...options, command, ...packages], {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}

/**
 * Runs a program and keeps quiet about what it prints, unless it fails.
 * @throws Error with everything it printed.
 */
function run(program: string, args: string[], options: { cwd?: string; env: NodeJS.ProcessEnv }): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  const keep = (chunk: Buffer): void => void (printed += chunk.toString());
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  child.on("error", reject);
  child.on("close", (code) => {
    if (code === 0) resolve();
    else reject(new Error(`${program} ${args.join(" ")} ended with ${code}:\n${printed}`));
  });
  return promise;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await install();
