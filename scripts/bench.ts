/**
 * Prints ratios measured side by side in one run: `npm run bench`, or `npm run bench -- cold wire` for parts by name. Nothing
 * here is a test: a figure of one machine proves nothing on another, a ratio of two that ran in turn does.
 */
import { arch, cpus, platform } from "node:os";
import { argv, stdout, version } from "node:process";
import { benchNames, loadBench } from "./bench/parts.ts";
import { table, type Figure } from "./bench/figure.ts";

const asked = argv.slice(2);
const unknown = asked.filter((name) => !benchNames.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(", ")}. The parts are ${benchNames.join(", ")}.\n`);
  process.exit(2);
}
const began = Date.now();
const figures: Figure[] = [];
for (const name of asked.length === 0 ? benchNames : asked) {
  stdout.write(`${name} …\n`);
  const part = await loadBench(name);
  figures.push(...(await part.measure()));
}
const model = cpus()[0]?.model ?? "unknown processor";
const seconds = Math.round((Date.now() - began) / 1000);
stdout.write(`\n${table(figures)}\n`);
stdout.write(
  `\n${new Date().toISOString().slice(0, 10)}, Node ${version}, ${platform()} ${arch()}, ${cpus().length} x ${model}. ${seconds} s.\n`,
);
