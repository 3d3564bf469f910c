import { mkdir, readFile, writeFile } from "node:fs/promises";
import { publishedSchema } from "../src/core/config/published-schema.ts";

/** Writes the published JSON Schema of `ocpi.yml` from the core's schema; `--check` only says whether it is right. */
const file = new URL("../schemas/ocpi.schema.json", import.meta.url);
const text = `${JSON.stringify(publishedSchema(), undefined, 2)}\n`;

if (process.argv.includes("--check")) {
  if ((await readFile(file, "utf8").catch(() => "")) !== text) {
    process.stderr.write("schemas/ocpi.schema.json is not the core's schema. Run: npm run docs\n");
    process.exitCode = 1;
  }
} else {
  await mkdir(new URL(".", file), { recursive: true });
  await writeFile(file, text);
}
