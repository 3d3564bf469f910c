import { fileURLToPath } from "node:url";
import { runStep } from "../../src/sandbox/runner.ts";
import { startSandbox } from "../../src/sandbox/sandbox.ts";
import { figureOf, type Bench } from "./figure.ts";
import { inTurn, timed, type Taken } from "./process.ts";

const action = fileURLToPath(new URL("../..", import.meta.url));
const bareCalls = fileURLToPath(new URL("bare-calls.mjs", import.meta.url));
const TIMES = 25;

interface Report {
  readonly requests: readonly { readonly url: string }[];
}

/** The whole process of a `verify`, to a bare script with the same calls. */
export const bench: Bench = {
  async measure() {
    const sandbox = await startSandbox();
    try {
      const exposed = { ...sandbox.inputs, "expose-hub-token": "true" };
      const common = { action, env: sandbox.env, jobToken: sandbox.github.jobToken, withPost: false };
      const exchanged = await runStep({ ...common, inputs: exposed });
      const token = exchanged.outputs["hub-token"];
      if (token === undefined) throw new Error(`There is no hub token:\n${exchanged.raw}`);
      const inputs = {
        ...Object.fromEntries(Object.entries(sandbox.inputs).filter(([name]) => !name.endsWith("-token"))),
        command: "verify",
        "hub-token": token,
      };
      let took: Taken | undefined;
      const verify = async (): Promise<Taken> => {
        const { raw } = await runStep({
          ...common,
          inputs,
          start: async ({ file, env }) => {
            took = await timed(file, env);
            return 0;
          },
        });
        if (took === undefined) throw new Error(`verify did not run:\n${raw}`);
        return took;
      };
      const { outputs } = await runStep({ ...common, inputs });
      const { requests } = JSON.parse(outputs["report"] ?? "{}") as Report;
      const urls = requests.map(({ url }) => url);
      const bare = async (): Promise<Taken> => timed(bareCalls, { TOKEN: token }, urls);
      const pairs = await inTurn(TIMES, verify, bare);
      const what = `the process of \`verify\`, to a bare \`node:http\` script with the same ${urls.length} calls`;
      const ratio = (of: (taken: Taken) => number): number[] => pairs.map(([ours, theirs]) => of(ours) / of(theirs));
      return [
        figureOf(
          `Wall time of ${what}`,
          ratio(({ wallMs }) => wallMs),
          "x",
          "2.0",
        ),
        figureOf(
          `Processor time of ${what}`,
          ratio(({ processorMs }) => processorMs),
          "x",
          "2.0",
        ),
        figureOf(
          "`verify`, its whole process",
          pairs.map(([{ wallMs }]) => wallMs),
          "ms",
          "",
          0,
        ),
      ];
    } finally {
      await sandbox.stop();
    }
  },
};
