import { fileURLToPath } from "node:url";
import { startLightHub, type LightHub } from "./connections.ts";
import { figureOf, type Bench, type Figure } from "./figure.ts";
import { timed, type Taken } from "./process.ts";
import { verifyAll } from "./verify-all.ts";

const bareLoop = fileURLToPath(new URL("bare-loop.mjs", import.meta.url));
const TIMES = 3;

/** How time and memory grow with the number of connections that are verified. */
export const bench: Bench = {
  async measure() {
    const hub = await startLightHub();
    try {
      await verifyAll(1, hub);
      const figures: Figure[] = [];
      for (const count of [1, 10, 100, 1000]) figures.push(...(await figuresOf(count, hub)));
      return [...figures, ...(await tenThousand(hub))];
    } finally {
      await hub.stop();
    }
  },
};

/** A step takes 100 kB of tokens and 256 kB of config, so that these are ten steps, one after another. */
async function tenThousand(hub: LightHub): Promise<readonly Figure[]> {
  const steps: Taken[] = [];
  for (let step = 0; step < 10; step += 1) steps.push(await verifyAll(1000, hub));
  const what = "10,000 connections verified in ten steps, one after another";
  const memory = steps.map(({ memoryMb }) => memoryMb);
  return [
    figureOf(what, [steps.reduce((sum, { wallMs }) => sum + wallMs / 1000, 0)], "s"),
    figureOf(`${what}: memory of each at the most`, memory, "MB", "", 0),
  ];
}

async function figuresOf(count: number, hub: LightHub): Promise<readonly Figure[]> {
  const taken: Taken[] = [];
  const loops: Taken[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    taken.push(await verifyAll(count, hub));
    loops.push(await timed(bareLoop, {}, [hub.origin, String(count)]));
  }
  const { inUseMb } = await verifyAll(count, hub, true);
  const what = `${count.toLocaleString("en")} ${count === 1 ? "connection" : "connections"} verified in one step`;
  const seconds = taken.map(({ wallMs }) => wallMs / 1000);
  const memory = (all: readonly Taken[]): number[] => all.map(({ memoryMb }) => memoryMb);
  return [
    figureOf(what, seconds, "s"),
    figureOf(`${what}: memory at the most`, memory(taken), "MB", "", 0),
    figureOf("The same calls by a bare undici loop: memory at the most", memory(loops), "MB", "", 0),
    figureOf(`${what}: memory in use at the most`, [inUseMb], "MB", "", 0),
  ];
}
