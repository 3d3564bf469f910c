import fs from "node:fs";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { fileURLToPath } from "node:url";
import { fakeContext, serveEditor, type Calls } from "./fake-vscode.ts";

/** What was seen while a bundle was loaded and activated as VS Code does it. */
export interface Loaded {
  readonly exports: readonly string[];
  /** What it asked of the editor before `activate` came back. */
  readonly calls: Calls;
  /** What it asked of the file system and the network until then. */
  readonly outside: readonly string[];
  /** Globals that it read or changed, which belong to every extension of the host. */
  readonly globals: readonly string[];
  /** Of the processor, by the thread that loads it: nothing else on the machine is in it. */
  readonly processorMs: number;
}

const [bundle = ""] = process.argv.slice(2);
const calls: Calls = [];
const outside: string[] = [];
const globals: string[] = [];
serveEditor(calls);

// In an extension host, reading `navigator` causes a reported error.
Object.defineProperty(globalThis, "navigator", {
  get() {
    globals.push("navigator is read");
    return undefined;
  },
});
const stackTraces = Error.prepareStackTrace;

const usageBefore = process.threadCpuUsage();
const loaded = createRequire(import.meta.url)(fileURLToPath(bundle)) as { activate?: (context: unknown) => unknown };
watch("fs", fs as unknown as Record<string, unknown>);
watch("fs.promises", fs.promises as unknown as Record<string, unknown>);
syncBuiltinESMExports();
const context = fakeContext(calls, import.meta.dirname);
const activated = loaded.activate?.(context);
const { user, system } = process.threadCpuUsage(usageBefore);
if (activated instanceof Promise) calls.push("activate is still at work");

if (Error.prepareStackTrace !== stackTraces) globals.push("stack traces are made differently");
// Node sets them, too, once its own fetch is loaded: nothing before this line may have read a global of fetch's.
for (const version of [1, 2]) {
  const symbol = Symbol.for(`undici.globalDispatcher.${version}`);
  if (symbol in globalThis) globals.push(`undici's dispatcher ${version} is set`);
}
const result: Loaded = {
  exports: Object.keys(loaded),
  calls: [...calls],
  outside: [...outside],
  globals,
  processorMs: (user + system) / 1000,
};
process.stdout.write(JSON.stringify(result), () => process.exit(0));

function watch(name: string, module: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(module)) {
    if (typeof value !== "function" || /^[A-Z_]/.test(key)) continue;
    module[key] = (...given: unknown[]): unknown => {
      outside.push(`${name}.${key}`);
      return (value as (...all: unknown[]) => unknown).apply(module, given);
    };
  }
}
