import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import { runStep } from "../../src/sandbox/runner.ts";
import { startSandbox } from "../../src/sandbox/sandbox.ts";
import { figureOf, type Bench, type Figure } from "./figure.ts";
import { inTurn, timed, type Taken } from "./process.ts";

const action = fileURLToPath(new URL("../..", import.meta.url));
const bareCalls = fileURLToPath(new URL("bare-calls.mjs", import.meta.url));
const TIMES = 20;

interface Report {
  readonly requests: readonly { readonly url: string }[];
}

type Named = Readonly<Record<string, string>>;

/** The whole process of a `verify`, to a bare script with the same calls: described by inputs, and by `ocpi.yml`, which is YAML to read. */
export const bench: Bench = {
  async measure() {
    const sandbox = await startSandbox();
    const { party, env, github } = sandbox;
    const common = { action, env, jobToken: github.jobToken, withPost: false };
    try {
      const exchanged = await runStep({ ...common, inputs: { ...sandbox.inputs, "expose-hub-token": "true" } });
      const token = exchanged.outputs["hub-token"];
      if (token === undefined) throw new Error(`There is no hub token:\n${exchanged.raw}`);
      const verify = { command: "verify", "hub-token": token };
      const description = Object.entries(sandbox.inputs).filter(([name]) => !name.endsWith("-token"));
      const name = sandbox.inputs["business-name"];
      const roles = [{ ...party, business_details: { name } }];
      const connection = { hub: { url: sandbox.hub.origin }, platform: { url: sandbox.platform.url, roles } };
      const config = stringify({ version: 1, connections: { chargeindia: connection } });

      const whole = async (inputs: Named, workspace: Named): Promise<Taken> => {
        let took: Taken | undefined;
        const start = async ({ file, env: of }: { readonly file: string; readonly env: Named }): Promise<number> => {
          took = await timed(file, of);
          return 0;
        };
        const { raw } = await runStep({ ...common, inputs, workspace, start });
        if (took === undefined) throw new Error(`verify did not run:\n${raw}`);
        return took;
      };

      const figures: Figure[] = [];
      for (const [how, inputs, workspace] of [
        ["described by inputs", { ...verify, ...Object.fromEntries(description) }, {}],
        ["described by `ocpi.yml`", verify, { "ocpi.yml": config }],
      ] as const) {
        const { outputs } = await runStep({ ...common, inputs, workspace });
        const { requests } = JSON.parse(outputs["report"] ?? "{}") as Report;
        const bare = async (): Promise<Taken> =>
          timed(
            bareCalls,
            { TOKEN: token },
            requests.map(({ url }) => url),
          );
        const pairs = await inTurn(TIMES, async () => whole(inputs, workspace), bare);
        const what = `whole process of \`verify\`, ${how}, to a bare script with the same ${requests.length} calls`;
        const ratios = (of: keyof Taken): number[] => pairs.map(([ours, theirs]) => ours[of] / theirs[of]);
        figures.push(figureOf(`Wall time, ${what}`, ratios("wallMs"), "x", "2.0"));
        figures.push(figureOf(`Processor time, ${what}`, ratios("processorMs"), "x", "2.0"));
      }
      return figures;
    } finally {
      await sandbox.stop();
    }
  },
};
