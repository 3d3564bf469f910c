import { readFile, writeFile } from "node:fs/promises";
import { parse } from "yaml";

/** Writes the README's tables of inputs and outputs from `action.yml`; `--check` only says whether they are right. */
const readme = new URL("../README.md", import.meta.url);
const action = parse(await readFile(new URL("../action.yml", import.meta.url), "utf8")) as {
  inputs: Record<string, { description: string; default?: string }>;
  outputs: Record<string, { description: string }>;
};

const cell = (text: string): string => text.replaceAll("|", "\\|");
const inputs = Object.entries(action.inputs).map(([name, input]) => {
  const standard = input.default === undefined ? "" : `\`${input.default}\``;
  return `| \`${name}\` | ${standard} | ${cell(input.description)} |`;
});
const outputs = Object.entries(action.outputs).map(
  ([name, { description }]) => `| \`${name}\` | ${cell(description)} |`,
);

const before = await readFile(readme, "utf8");
const after = [
  ["inputs", ["| Input | Default | Meaning |", "| --- | --- | --- |", ...inputs]] as const,
  ["outputs", ["| Output | Meaning |", "| --- | --- |", ...outputs]] as const,
].reduce((text, [name, lines]) => {
  const [start, end] = [`<!-- ${name}: made from action.yml by npm run docs -->`, `<!-- end of ${name} -->`];
  const [head, rest = ""] = text.split(start);
  return `${head}${start}\n${lines.join("\n")}\n${end}${rest.slice(rest.indexOf(end) + end.length)}`;
}, before);

if (process.argv.includes("--check")) {
  if (after !== before) {
    process.stderr.write("The README's tables are not those of action.yml. Run: npm run docs\n");
    process.exitCode = 1;
  }
} else await writeFile(readme, after);
