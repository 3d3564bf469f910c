import { parse } from "yaml";
import { parseConfig } from "../../src/core/config/config-file.ts";
import { describedConnection } from "../../src/core/config/description.ts";
import { descriptionIn } from "../../src/core/config/file-description.ts";
import { busyMs } from "./busy.ts";
import { figureOf, type Bench } from "./figure.ts";
import { largeConfig } from "./large-config.ts";
import { inTurn } from "./process.ts";

const TIMES = 15;
const CONNECTIONS = 1000;

/** `ocpi.yml` with 1,000 connections, to the YAML library alone. */
export const bench: Bench = {
  async measure() {
    const text = largeConfig(CONNECTIONS);
    const pairs = await inTurn(
      TIMES,
      async () => busyMs(() => checkAll(text)),
      async () => busyMs(() => parse(text) as unknown),
    );
    const size = `${CONNECTIONS.toLocaleString("en")} connections (${Math.round(text.length / 1000)} kB)`;
    return [
      figureOf(
        `Processor time to read and check \`ocpi.yml\` with ${size}, to the YAML library alone`,
        pairs.map(([ours, theirs]) => ours / theirs),
        "x",
      ),
      figureOf(
        "The same, its time",
        pairs.map(([ours]) => ours),
        "ms",
        "",
        0,
      ),
    ];
  },
};

/** Reads the file, and checks each connection in it as a run would. */
function checkAll(text: string): void {
  const parsed = parseConfig(text, "ocpi.yml");
  if ("findings" in parsed) throw new Error(`It has findings: ${JSON.stringify(parsed.findings[0])}`);
  for (const name of Object.keys(parsed.config.connections)) {
    const description = descriptionIn(parsed.config, name);
    const described = description && describedConnection(description, true);
    if (described === undefined || "findings" in described) throw new Error(`${name} is not valid.`);
  }
}
