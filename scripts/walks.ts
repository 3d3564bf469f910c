/**
 * Prints the rooms (source files) through which a reader follows a value: `npm run walks`.
 *
 * How it counts. The Action runs against the sandbox from its sources, and each function in `src` tells a trace who called it,
 * and whether it hands the value on: in its result, in an argument, in its own object or in a variable outside of it. The walk
 * begins with the call that has the value first, and ends with the call that sends it or writes it. On the way are
 *
 * - each function through which control goes: from the first call back to the function that reaches both ends, and down again;
 * - each function beside that which makes, out of the value, what is needed further on. Where several make texts of it for one
 *   text, that is the one whose part shows the value first. Of a call whose result has parts that it was given, those are needed.
 *
 * Where no function of ours reaches both ends, because the value waits in an object until the editor asks for it, one climbs to
 * the function that has it put there, and goes on from what takes it out.
 *
 * Going into another file is entering a room, also for the second time. Coming back from a call is not: such a place has no
 * number, and the last figure counts it too. Through a room with a tilde only control goes: its functions have the value in a
 * closure at most. What only looks at the value (a mask, a check, a line of the log) is not on the way. Imports do not count;
 * what runs counts.
 *
 * What it does not see: a value in a closure that an object holds, and what redacts texts, which knows each token all the time.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parse, stringify } from "yaml";
import { runStep } from "../src/sandbox/runner.ts";
import { startSandbox, type Sandbox } from "../src/sandbox/sandbox.ts";
import { refuse, REFUSAL } from "./walk/refusal.ts";
import { roomsTo, type Room } from "./walk/rooms.ts";
import type { Trace } from "./walk/trace.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = await mkdtemp(join(tmpdir(), "ocpi-walks-"));
const traceFile = join(folder, "trace.json");

interface Report {
  readonly findings: readonly { readonly message: string }[];
}

try {
  await withSandbox(async (sandbox) => {
    const [plain = ""] = /^initial_[0-9a-f]+/.exec(sandbox.initialToken) ?? [];
    const base64 = Buffer.from(plain, "utf8").toString("base64").slice(0, -4);
    const { trace } = await traceOfAction(sandbox, `${plain}|${base64}`);
    print("The initial token, from the input to the header", roomsTo(trace, "POST to the hub"));
  });
  await withSandbox(async (sandbox) => {
    const { trace } = await traceOfAction(sandbox, "hub_[0-9a-f]{32}");
    print("The hub token, from the answer to the secret", roomsTo(trace, "PUT of the secret"));
  });
  const { trace, report } = await withSandbox(async (sandbox) => {
    refuse(sandbox.hub);
    return traceOfAction(sandbox, REFUSAL);
  });
  const toSummary = roomsTo(trace, "summary");
  print("A refusal, from the answer to the summary", toSummary);
  const toTree = roomsTo(await traceOfEditor(`${REFUSAL}|${firstSentence(report).replaceAll(/\W/g, "\\$&")}`));
  print("A refusal, in the editor, from the answer to the tree", toTree);
  const known = new Set(toSummary.map(({ file }) => file));
  const more = toTree.filter(({ file, back }) => !back && !known.has(file));
  process.stdout.write(`${more.length} of them are no rooms of the walk to the summary.\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function withSandbox<T>(act: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  const sandbox = await startSandbox();
  try {
    return await act(sandbox);
  } finally {
    await sandbox.stop();
  }
}

/** Runs the Action from its sources, as a runner would run the bundle. */
async function traceOfAction(sandbox: Sandbox, pattern: string): Promise<{ trace: Trace; report: Report }> {
  const action = parse(await readFile(join(root, "action.yml"), "utf8")) as object;
  const runs = { using: "node24", main: join(root, "scripts", "walk", "action-run.ts") };
  await writeFile(join(folder, "action.yml"), stringify({ ...action, runs }));
  const { outputs, raw } = await runStep({
    action: folder,
    inputs: sandbox.inputs,
    env: { ...sandbox.env, WALK_PATTERN: pattern, WALK_TRACE: traceFile },
    jobToken: sandbox.github.jobToken,
  });
  if (outputs["report"] === undefined) throw new Error(`The Action does not run from its sources:\n${raw}`);
  return { trace: await readTrace(), report: JSON.parse(outputs["report"]) as Report };
}

async function traceOfEditor(pattern: string): Promise<Trace> {
  const env = { ...process.env, WALK_PATTERN: pattern, WALK_TRACE: traceFile };
  await promisify(execFile)(process.execPath, [join(root, "scripts", "walk", "editor-run.ts")], { env });
  return readTrace();
}

async function readTrace(): Promise<Trace> {
  const trace = JSON.parse(await readFile(traceFile, "utf8")) as Trace;
  await rm(traceFile);
  return trace;
}

/** What the tree shows of the finding that names the refusal. */
function firstSentence({ findings }: Report): string {
  const message = findings.find((finding) => new RegExp(REFUSAL).test(finding.message))?.message;
  if (message === undefined) throw new Error("No finding names the refusal.");
  return message.split(/\.(?: |$)/)[0] ?? message;
}

function print(title: string, rooms: readonly Room[]): void {
  let number = 0;
  const lines = rooms.map(({ file, back, holds, functions }) => {
    const mark = back ? "back" : `${(number += 1)}${holds ? " " : "~"}`;
    return `${mark.padStart(6)} ${file.padEnd(40)} ${functions.join(", ")}`;
  });
  const holding = rooms.filter(({ back, holds }) => holds && !back).length;
  const figures = `${number} rooms, of which ${holding} hold the value; ${rooms.length} with those one comes back to`;
  process.stdout.write(`${[`${title}: ${figures}`, ...lines, ""].join("\n")}\n`);
}
