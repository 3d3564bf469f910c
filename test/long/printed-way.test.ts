import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What npm does with `npm run -s action -- …`, without the time that npm takes to start. */
const npm = `npm() { [ "$1 $2 $3 $4" = "run -s action --" ] || exit 9; shift 4; "${process.execPath}" "${root}scripts/action.ts" "$@"; }`;

/** What a process writes until it ends, or until its output has this text. */
async function outputOf(child: ChildProcess, last = "\0"): Promise<string> {
  let text = "";
  return new Promise((done) => {
    const add = (piece: Buffer): void => {
      text += String(piece);
      if (text.includes(last)) done(text);
    };
    child.stdout?.on("data", add);
    child.stderr?.on("data", add);
    child.once("close", () => done(text));
  });
}

/** The commands of a printed text: paragraphs that begin with a command, and not with a sentence. */
function commandsIn(text: string): string[] {
  return text.split("\n\n").filter((paragraph) => /^(?:cat|curl|export|npm) /.test(paragraph));
}

interface Walk {
  readonly commands: readonly string[];
  readonly exitCode: number | null;
  readonly shown: string;
  readonly sheet: string;
}

/** Starts a sandbox, and gives bash the commands of its way to the go-live sheet as they are printed, in a folder of their own. */
async function walk(argument: readonly string[]): Promise<Walk> {
  const folder = mkdtempSync(join(tmpdir(), "printed-way-"));
  symlinkSync(join(root, "examples"), join(folder, "examples"));
  const sandbox = spawn(process.execPath, [join(root, "scripts", "sandbox.ts"), ...argument]);
  try {
    const printed = await outputOf(sandbox, "forget the old hub token");
    const commands = commandsIn(printed.split("MORE TO TRY")[0] ?? "");
    const env = { ...process.env, INIT_CWD: folder };
    const bash = spawn("bash", ["-e", "-c", [npm, ...commands].join("\n")], { cwd: folder, env });
    const shown = await outputOf(bash);
    const report = join(folder, "go-live.md");
    const text = existsSync(report) ? readFileSync(report, "utf8") : "";
    return { commands, exitCode: bash.exitCode, shown, sheet: text.split("### Go-live sheet")[1] ?? "" };
  } finally {
    sandbox.kill();
    rmSync(folder, { recursive: true });
  }
}

// Processes, as for a reader who copies the commands; both ways at once, because a rehearsal waits a second before each call.
describe("the commands that npm run sandbox prints", () => {
  const walks = new Map<string, Promise<Walk>>();
  before(() => {
    walks.set("a CPO", walk([]));
    walks.set("an eMSP", walk(["role=EMSP"]));
  });

  for (const [role, partner] of [
    ["a CPO", "| `IN*XYZ` | EMSP | CONNECTED | – |"],
    ["an eMSP", "| `IN*ABC` | CPO | CONNECTED | 2 |"],
  ] as const) {
    it(`lead from nothing to the go-live sheet of ${role}`, async () => {
      const { commands, exitCode, shown, sheet } = (await walks.get(role)) ?? assert.fail();
      assert.equal(commands.length, 7);
      assert.equal(exitCode, 0, shown);
      const results = [...shown.matchAll(/^ {2}result +(\S+)$/gm)].map(([, result]) => result);
      assert.deepEqual(results, ["done", "connected", "done", "done", "connected"]);
      assert.doesNotMatch(shown, /^ *(?:Warning|Error): /m);
      // The platform's own calls, in whose place the reader makes them.
      assert.equal(shown.match(/HTTP\/1\.1 20[01]/g)?.length, 2, shown);
      assert.match(sheet, /✅\u00A0works/);
      assert.doesNotMatch(sheet, /fails/);
      assert.ok(shown.includes(partner));
    }).timeout(120_000);
  }
});
