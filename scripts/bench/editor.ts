import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { parse } from "yaml";
import { diagnosticsOf } from "../../src/extension/language/diagnostics.ts";
import type { Loaded } from "../../test/extension/support/load.ts";
import { layOut } from "../extension-folder.ts";
import { busyMs } from "./busy.ts";
import { figureOf, type Bench, type Figure } from "./figure.ts";
import { largeConfig } from "./large-config.ts";
import { inTurn } from "./process.ts";
import { measureTree } from "./tree.ts";

const run = promisify(execFile);
const loader = fileURLToPath(new URL("../../test/extension/support/load.ts", import.meta.url));
const CONNECTIONS = 1000;
const EDITS = 24;
const LOADS = 7;

/** The extension: an edit of a large `ocpi.yml`, what a window loads, a large tree. */
export const bench: Bench = {
  async measure() {
    return [...(await measureEdits()), ...(await measureLoad()), ...(await measureTree())];
  },
};

/** What a person types into the middle of the file, one after the other: what is right, what is wrong, what is half typed. */
const typed: readonly ((connection: string) => string)[] = [
  (connection) => connection.replace(".acme.in", ".acme.co.in"),
  (connection) => connection.replace("https://p", "http://p"),
  (connection) => connection.replace("    platform:", "    platf\n    platform:"),
  (connection) => connection.replace("role: CPO", "role: "),
  (connection) => `  new\n${connection}`,
  (connection) => connection.replace("roles: [", "roles: [[{"),
];

async function measureEdits(): Promise<readonly Figure[]> {
  const text = largeConfig(CONNECTIONS);
  let count = 0;
  const edited = (): string => {
    const name = `  c${300 + count}:\n`;
    const change = typed[count++ % typed.length] ?? ((connection) => connection);
    const [start, end] = [text.indexOf(name), text.indexOf(`  c${300 + count}:\n`)];
    return text.slice(0, start) + change(text.slice(start, end)) + text.slice(end);
  };
  const pairs = await inTurn(
    EDITS,
    async () => {
      const now = edited();
      return busyMs(() => diagnosticsOf(now, "ocpi.yml"));
    },
    async () => busyMs(() => parse(text) as unknown),
  );
  const what = `Processor time of an edit of \`ocpi.yml\` with ${CONNECTIONS.toLocaleString("en")} connections, until all is diagnosed`;
  return [
    figureOf(
      what,
      pairs.map(([ours]) => ours),
      "ms",
      "100",
      0,
    ),
    figureOf(
      "The same, to the YAML library alone, which parses all of it",
      pairs.map(([ours, theirs]) => ours / theirs),
      "x",
    ),
  ];
}

/** The extension as VS Code loads it, and one that does nothing, each in a process of its own. */
async function measureLoad(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "ocpi-bench-"));
  try {
    await layOut(folder);
    const empty = join(folder, "empty.cjs");
    await writeFile(empty, "module.exports = { activate() {} };\n");
    const load = async (file: string): Promise<number> => {
      const { stdout } = await run(process.execPath, [loader, pathToFileURL(file).href]);
      return (JSON.parse(stdout) as Loaded).processorMs;
    };
    const own = join(folder, "dist", "extension", "index.cjs");
    const pairs = await inTurn(
      LOADS,
      async () => load(own),
      async () => load(empty),
    );
    const what = "Processor time to load and activate";
    return [
      figureOf(
        `${what} the extension`,
        pairs.map(([ours]) => ours),
        "ms",
        "50",
        0,
      ),
      figureOf(
        `${what} an empty extension`,
        pairs.map(([, theirs]) => theirs),
        "ms",
        "",
        0,
      ),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
