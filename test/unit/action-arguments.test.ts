import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { commands } from "../../src/action/inputs.ts";
import { readArguments } from "../../scripts/action/arguments.ts";
import { inputGroups } from "../../scripts/documents/input-groups.ts";

const text = readFileSync(new URL("../../action.yml", import.meta.url), "utf8");
const { inputs } = parse(text) as { inputs: Record<string, { default?: string }> };
const SECRET = "s3cret-of-the-environment-7";

function told(args: string, env: NodeJS.ProcessEnv = {}): ReturnType<typeof readArguments> {
  return readArguments(args.split(" "), { A_TOKEN: SECRET, ...env }, text);
}

function helpText(args: string): string {
  const answer = told(args);
  return answer.do === "help" ? answer.text : assert.fail(JSON.stringify(answer));
}

describe("npm run action", () => {
  it("runs with inputs as a workflow gives them, and values from the environment", () => {
    assert.deepEqual(told("command=verify hub-token=env:A_TOKEN hub-url=https://x/?a=b --quiet"), {
      do: "run",
      inputs: { command: "verify", "hub-token": SECRET, "hub-url": "https://x/?a=b" },
      quiet: true,
    });
    assert.deepEqual(told("config=a.yml"), { do: "run", inputs: { config: "a.yml" }, quiet: false });
  });

  for (const [args, why] of [
    ["command=verfy", /no command verfy\. Did you mean verify\?/],
    ["command=Exchange", /Did you mean exchange\?/],
    ["hub-ulr=https://hub.example.com", /no input hub-ulr\. Did you mean hub-url\?/],
    ["HUB-TOKEN=x", /Did you mean hub-token\?/],
    ["zzzzzzzzzz=1", /no input zzzzzzzzzz\. What there is, says: npm run action -- --help/],
    ["verify", /name=value\. Did you mean command=verify\?/],
    ["--verbose", /no option --verbose: there are --help and --quiet/],
    ["--hub-token=s3cret-value", /no option --hub-token:/],
    ["--help rotat", /no command rotat\. Did you mean rotate\?/],
    ["hub-token=env:NOT_SET", /environment variable NOT_SET is not set/],
    ["store=none", /Set GITHUB_OUTPUT to a file that you make, .*umask 077/],
  ] as const) {
    it(`says what is wrong with ${args}`, () => {
      const answer = told(args);
      assert.ok(answer.do === "refuse", JSON.stringify(answer));
      assert.match(answer.why, why);
    });
  }

  it("wants the file for the outputs to exist, whatever it runs", () => {
    const answer = told("command=verify", { GITHUB_OUTPUT: "/nonexistent/outputs.txt" });
    assert.ok(answer.do === "refuse", JSON.stringify(answer));
    assert.match(
      answer.why,
      /GITHUB_OUTPUT names \/nonexistent\/outputs\.txt, a file that does not exist\..*umask 077/,
    );
    const file = fileURLToPath(import.meta.url);
    assert.equal(told("store=none expose-hub-token=true", { GITHUB_OUTPUT: file }).do, "run");
  });

  it("repeats nothing that could be a token", () => {
    const base64 = `${Buffer.from(SECRET).toString("base64")}==`;
    for (const args of [
      SECRET,
      base64,
      `--${SECRET}`,
      `--hub-token=${SECRET}`,
      `command=${SECRET}`,
      `--help ${SECRET}`,
    ]) {
      const answer = told(args);
      assert.ok(answer.do === "refuse" && !answer.why.includes(SECRET) && !answer.why.includes(base64.slice(0, 8)));
    }
  });

  describe("--help", () => {
    it("lists each command with what it does, and each input with its default, within 100 columns", () => {
      const lines = helpText("--help").split("\n");
      for (const command of commands)
        assert.ok(
          lines.some((line) => new RegExp(`^ {2}${command} +\\w+s \\w`).test(line)),
          command,
        );
      for (const [name, { default: standard }] of Object.entries(inputs)) {
        const at = lines.findIndex((line) => new RegExp(`^ {2}${name} +\\S`).test(line));
        assert.ok(at > 0, name);
        if (standard !== undefined) assert.ok(lines.slice(at).join(" ").includes(`[${standard}]`), name);
      }
      assert.deepEqual(
        lines.filter((line) => line.length > 100 || line.includes("`")),
        [],
      );
    });

    it("says which commands need an input, as the code does", () => {
      const shown = helpText("--help").replaceAll(/\s+/g, " ");
      assert.match(shown, / new-platform-token [^[]*?Required: rotate /);
      assert.match(shown, / initial-token [^[]*?Optional: exchange, preflight /);
    });

    it("says of one command what it needs, and leaves out what it does not take", () => {
      const [required = "", optional = ""] = helpText("--help verify").split("Optional:");
      assert.match(required, /^verify .+\n\nRequired/);
      assert.match(required, /\n {2}hub-token /);
      assert.match(optional, /\n {2}track-issue /);
      assert.doesNotMatch(required + optional, /\n {2}(?:initial-token|samples|dry-run) /);
      assert.equal(helpText("--help command=verify"), helpText("--help verify"));
    });

    it("groups inputs by the comments in action.yml", () => {
      const groups = inputGroups("inputs:\n  # One\n  a: {}\n  b: {}\n\n  # Two\n  c: {}\n");
      assert.deepEqual(groups, [
        { title: "One", inputs: ["a", "b"] },
        { title: "Two", inputs: ["c"] },
      ]);
      assert.deepEqual(inputGroups("inputs:\n  a: {}\n"), [{ title: "Inputs", inputs: ["a"] }]);
    });
  });
});
