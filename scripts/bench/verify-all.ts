import { fileURLToPath } from "node:url";
import { runStep } from "../../src/sandbox/runner.ts";
import { manyConnections, type LightHub } from "./connections.ts";
import { timed, type Taken } from "./process.ts";

const action = fileURLToPath(new URL("../..", import.meta.url));

/**
 * One step of the Action that verifies so many connections at a hub.
 * @param collects whether it is seen how much memory is in use.
 * @throws Error, with its log, when one of them is not CONNECTED.
 */
export async function verifyAll(count: number, hub: LightHub, collects = false): Promise<Taken> {
  const { config, tokens } = manyConnections(count, hub.origin);
  let took: Taken | undefined;
  const { outputs, raw } = await runStep({
    action,
    jobToken: "ghs_0123456789abcdef0123",
    inputs: { command: "verify", connection: "all", "hub-tokens": tokens },
    workspace: { "ocpi.yml": config },
    withPost: false,
    start: async ({ file, env }) => {
      took = await timed(file, env, [], collects);
      return 0;
    },
  });
  if (took === undefined || outputs["result"] !== "connected") throw new Error(`verify did not run:\n${raw}`);
  return took;
}
