import { fileURLToPath } from "node:url";
import { runStep } from "../../src/sandbox/runner.ts";
import { manyConnections, startLightHub } from "./connections.ts";
import { figureOf, type Bench } from "./figure.ts";
import { inTurn, timed, type Taken } from "./process.ts";

const action = fileURLToPath(new URL("../..", import.meta.url));
const bareLoop = fileURLToPath(new URL("bare-loop.mjs", import.meta.url));
const COUNT = 1000;
const TIMES = 7;

/** One `verify` of 1,000 connections, to a bare loop with the same calls: a process each, and the hub in a third. */
export const bench: Bench = {
  async measure() {
    const hub = await startLightHub();
    try {
      const { config, tokens } = manyConnections(COUNT, hub.origin);
      const verify = async (): Promise<Taken> => {
        let took: Taken | undefined;
        const { outputs, raw } = await runStep({
          action,
          jobToken: "ghs_0123456789abcdef0123",
          inputs: { command: "verify", connection: "all", "hub-tokens": tokens },
          workspace: { "ocpi.yml": config },
          withPost: false,
          start: async ({ file, env }) => {
            took = await timed(file, env);
            return 0;
          },
        });
        if (took === undefined || outputs["result"] !== "connected") throw new Error(`verify did not run:\n${raw}`);
        return took;
      };
      const pairs = await inTurn(TIMES, verify, async () => timed(bareLoop, {}, [hub.origin, String(COUNT)]));
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
