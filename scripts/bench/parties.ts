import { startSandbox } from "../../src/sandbox/sandbox.ts";
import { figureOf, type Bench, type Figure } from "./figure.ts";
import { inTurn } from "./process.ts";
import { exchangeAt, untilConnected, verifyAt } from "./registered.ts";

const PARTIES = 10_000;
const PAGE = 100;
const TIMES = 3;

/** `hubclientinfo` with 10,000 parties in pages: how much of it a verify reads. */
export const bench: Bench = {
  async measure() {
    const sandbox = await startSandbox();
    const { switches, server } = sandbox.hub;
    const list = { pageSize: PAGE, otherParties: PARTIES - 1 };
    try {
      const token = (await exchangeAt(sandbox)).outputs["hub-token"] ?? "";
      await untilConnected(sandbox);
      const verifyAmong = async (changes: Partial<typeof switches>): Promise<Verified> => {
        Object.assign(switches, { otherParties: 0, singleParty: true }, changes);
        const before = server.requests.length;
        const began = performance.now();
        await verifyAt(sandbox, token);
        const wallMs = performance.now() - began;
        const asked = server.requests.slice(before).filter(({ path }) => path.includes("/hubclientinfo"));
        return { wallMs, requests: asked.length };
      };
      const what = `\`hubclientinfo\` with ${PARTIES.toLocaleString("en")} parties in pages of ${PAGE}`;
      const byPath = await inTurn(
        TIMES,
        async () => verifyAmong(list),
        async () => verifyAmong({}),
      );
      const byList = await inTurn(
        TIMES,
        async () => verifyAmong({ ...list, singleParty: false }),
        async () => verifyAmong({}),
      );
      return [
        ...rowsOf(`${what}, the own party at its own path`, byPath, "2"),
        ...rowsOf(`${what}, no path for one party, the own one on the last page`, byList, ""),
      ];
    } finally {
      await sandbox.stop();
    }
  },
};

interface Verified {
  readonly wallMs: number;
  /** For `hubclientinfo`. */
  readonly requests: number;
}

function rowsOf(what: string, pairs: readonly (readonly [Verified, Verified])[], goal: string): readonly Figure[] {
  return [
    figureOf(
      `${what}: read`,
      pairs.map(([{ requests }]) => requests),
      "requests",
      goal,
      0,
    ),
    figureOf(
      `${what}: the whole \`verify\`, to one at a hub with a single party`,
      pairs.map(([many, one]) => many.wallMs / one.wallMs),
      "x",
    ),
  ];
}
