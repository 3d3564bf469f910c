import { AT_ONCE } from "../peer/host-turns.ts";

// Of hosts there may be as many as connections, and each run that is under way keeps its answers.
const AT_ONCE_IN_ALL = 64;

/**
 * Does something for each of many connections: at the same time, but for no more than {@link AT_ONCE} of one host, and for no more
 * than 64 in all. In the order in which they are given, as far as their hosts allow.
 * @param hostOf what may not be asked by too many at once.
 * @param perform is called once for each.
 * @param broken is told what `perform` throws at one, which hides no other. It must not throw.
 */
export async function performAll<T>(
  all: readonly T[],
  hostOf: (one: T) => string,
  perform: (one: T) => Promise<void>,
  broken: (one: T, error: unknown) => Promise<void>,
): Promise<void> {
  const free = new Places(AT_ONCE_IN_ALL);
  const lanes = [...Map.groupBy(all, hostOf).values()].flatMap((lane) => {
    // A lane's worker that is done takes the next one: all of a lane take from the same row.
    const row = lane.values();
    return Array.from({ length: Math.min(AT_ONCE, lane.length) }, () => row);
  });
  await Promise.all(
    lanes.map(async (row) => {
      for (const one of row) {
        await free.take();
        await perform(one).catch(async (error: unknown) => broken(one, error));
        free.give();
      }
    }),
  );
}

/** A number of places, of which each is taken by one at a time. */
class Places {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(free: number) {
    this.#free = free;
  }

  async take(): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((turn) => this.#waiting.push(turn));
  }

  give(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}
