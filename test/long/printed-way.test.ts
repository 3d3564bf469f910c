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
  readonly printed: string;
  readonly commands: readonly string[];
  readonly exitCode: number | null;
  readonly shown: string;
  readonly sheet: string;
}

/** Starts a sandbox, and gives bash all the commands as they are printed, in a folder of their own. */
async function walk(argument: readonly string[]): Promise<Walk> {
  const folder = mkdtempSync(join(tmpdir(), "printed-way-"));
  symlinkSync(join(root, "examples"), join(folder, "examples"));
  const sandbox = spawn(process.execPath, [join(root, "scripts", "sandbox.ts"), ...argument]);
  try {
    const printed = await outputOf(sandbox, '"party_id":"QRS"');
    const commands = commandsIn(printed);
    const env = { ...process.env, INIT_CWD: folder };
    const bash = spawn("bash", ["-e", "-c", [npm, ...commands].join("\n")], { cwd: folder, env });
    const shown = await outputOf(bash);
    const report = join(folder, "go-live.md");
    const text = existsSync(report) ? readFileSync(report, "utf8") : "";
    return { printed, commands, exitCode: bash.exitCode, shown, sheet: text.split("### Go-live sheet")[1] ?? "" };
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

  for (const [role, partner, lines] of [
    ["a CPO", /^ {2}IN\*XYZ +EMSP +CONNECTED +– /m, "11 lines of the go-live sheet work and 2 are not tried"],
    ["an eMSP", /^ {2}IN\*ABC +CPO +CONNECTED +2 /m, "lines of the go-live sheet work and 2 are not tried"],
  ] as const) {
    it(`lead from nothing to the go-live sheet of ${role}, and through all there is to try`, async () => {
      const { printed, commands, exitCode, shown, sheet } = (await walks.get(role)) ?? assert.fail();
      assert.deepEqual(
        printed.split("\n").filter((line) => line.length > 100),
        [],
      );
      assert.equal(exitCode, 0, shown);
      const headlines = [...shown.matchAll(/^ {2}✅ (.+)$/gm)].map(([, headline = ""]) => headline);
      const own = { "a CPO": "IN*ABC (CPO)", "an eMSP": "IN*XYZ (EMSP)" }[role];
      const connected = `${own} is CONNECTED to ChargeIndia Hub.`;
      assert.equal(headlines.length, 7, shown);
      assert.equal(headlines[0], `${own} is ready for ChargeIndia Hub.`);
      assert.match(headlines[2] ?? "", /calls .+ at \d URLs/);
      assert.ok(headlines[3]?.includes(lines), headlines[3]);
      // The exchange, the verification, the exchange once more, and the one that stores in an environment.
      assert.deepEqual([headlines[1], ...headlines.slice(4)], Array(4).fill(connected));
      assert.match(shown, /OCPI_HUB_TOKEN.*\benvironment\b|\benvironment\b.*OCPI_HUB_TOKEN/);
      // What the runs do is folded, and what is said of it stands.
      assert.doesNotMatch(shown, /^ *(?:Warning|Error): |✘|GET http\S+: HTTP/m);
      // The platform's own calls, in whose place the reader makes them.
      assert.equal(shown.match(/^HTTP 20[01]$/gm)?.length, 2, shown);
      assert.match(sheet, /✅\u00A0works/);
      assert.doesNotMatch(sheet, /fails/);
      assert.match(shown, partner);
      // Each order of a desk: routing, suspend, resume, down, up, twice routing, a platform, revoke, a secret, an initial token.
      assert.equal(shown.match(/^ {2}"done": "/gm)?.length, 11, shown);
      assert.equal(commands.length, 21);
    }).timeout(240_000);
  }
});
