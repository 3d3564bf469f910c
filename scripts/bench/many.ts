import { fileURLToPath } from "node:url";
import { startLightHub } from "./connections.ts";
import { figureOf, type Bench } from "./figure.ts";
import { inTurn, timed } from "./process.ts";
import { verifyAll } from "./verify-all.ts";

const bareLoop = fileURLToPath(new URL("bare-loop.mjs", import.meta.url));
const COUNT = 1000;
const TIMES = 5;

/** One `verify` of 1,000 connections, to a bare loop with the same calls: a process each, and the hub in a third. */
export const bench: Bench = {
  async measure() {
    const hub = await startLightHub();
    try {
      const pairs = await inTurn(
        TIMES,
        async () => verifyAll(COUNT, hub),
        async () => timed(bareLoop, {}, [hub.origin, String(COUNT)]),
      );
      const what = `${COUNT.toLocaleString("en")} connections verified in one process`;
      return [
        figureOf(
          `Rate of ${what}, to a bare undici loop with the same calls`,
          pairs.map(([ours, theirs]) => theirs.wallMs / ours.wallMs),
          "x",
          "at least 0.6",
        ),
        figureOf(
          what,
          pairs.map(([{ wallMs }]) => wallMs / 1000),
          "s",
        ),
      ];
    } finally {
      await hub.stop();
    }
  },
};
