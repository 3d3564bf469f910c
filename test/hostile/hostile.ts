import { randomBytes } from "node:crypto";
import fc from "fast-check";
import type { Core } from "../faults/core.ts";
import { scheduleOf, type Schedule } from "../faults/schedule.ts";
import { SECRET, World } from "../faults/world.ts";
import { tokenForms } from "../support/token-forms.ts";
import { peakMb } from "./peak.ts";
import { harmOf } from "./harm.ts";
import { ECHO, hostileAnswer, type HostileAnswer } from "./answers.ts";

/** What a series of hostile answers came to. */
export interface HostileSeries {
  readonly firstSeed: number;
  readonly lastSeed: number;
  readonly answers: number;
  readonly results: ReadonlyMap<string, number>;
  readonly slowestMs: number;
  /** The largest that the process ever was, in megabytes. */
  readonly peakMb: number;
}

/**
 * Plays an exchange against each of so many generated answers.
 * @throws an error that names the seed and the smallest answer that does harm.
 */
export async function playHostile(core: Core, seed: number, answers: number): Promise<HostileSeries> {
  // With characters that every encoder writes in another way.
  const random = (): string => randomBytes(12).toString("hex");
  const tokens = { platform: `${random()}"&+/=<%${random()}`, successor: random() + random() };
  const keys = new Map([
    [tokens.platform, await core.capsule.capsuleKey(new core.token.PlatformToken(tokens.platform))],
  ]);
  const count = new Map<string, number>();
  let slowestMs = 0;
  await fc.assert(
    fc.asyncProperty(hostileAnswer, fc.nat({ max: 50 }), async (answer, hubSeed) => {
      const world = new World(core, quiet(hubSeed), tokens, keys);
      const begun = performance.now();
      const asked = interceptWith(world, answer);
      const { initialToken } = world.hub;
      const first = await world.run({ job: "exchange", initialToken, hubToken: undefined });
      const hubToken = world.github.value(SECRET);
      // Every later run gets what was stored, whatever it is.
      const second = await world.run({ job: "exchange", initialToken, hubToken });
      slowestMs = Math.max(slowestMs, performance.now() - begun);
      for (const run of [first, second]) {
        count.set(run.result, (count.get(run.result) ?? 0) + 1);
        const harm = harmOf(world, run, hubToken ?? "");
        if (harm !== undefined) throw new Error(harm);
      }
      const foreign = [...asked].find((origin) => origin !== world.hub.origin && origin !== "https://platform.example");
      if (foreign !== undefined) throw new Error(`a token went to ${foreign}`);
      if ("polluted" in {}) throw new Error("Object.prototype was changed");
    }),
    { numRuns: answers, seed, endOnFailure: false },
  );
  return { firstSeed: seed, lastSeed: seed, answers, results: count, slowestMs, peakMb: peakMb() };
}

/** A schedule without faults: the seed decides only what the hub is like. */
function quiet(seed: number): Schedule {
  return {
    ...scheduleOf(seed, "github"),
    command: "exchange",
    hubFaults: [],
    vaultFaults: [],
    killAt: undefined,
    cancelAt: undefined,
    beside: "never",
  };
}

/** The token of the run that the hub repeats: once the hub token is stored, that one, too. */
function echoOf({ hub, github, platformToken }: World, { echo }: HostileAnswer): string {
  const initial = hub.everyInitialToken[0] ?? "";
  const token = { initial, platform: platformToken, hub: github.value(SECRET) ?? initial }[echo.token];
  return tokenForms(token)[echo.form] ?? token;
}

/** Answers one of the requests, and all later ones to the same URL, as the hostile hub does. */
function interceptWith(world: World, hostile: HostileAnswer): Set<string> {
  const origins = new Set<string>();
  let count = 0;
  let target: string | undefined;
  world.intercept = (request) => {
    const { origin } = new URL(request.url);
    origins.add(origin);
    if (origin !== world.hub.origin) return undefined;
    if (count === hostile.at) target = `${request.method} ${request.url}`;
    count += 1;
    if (target !== `${request.method} ${request.url}`) return undefined;
    const echoed = Buffer.from(hostile.body)
      .toString("latin1")
      .replaceAll(ECHO, () => JSON.stringify(echoOf(world, hostile)).slice(1, -1));
    return answerOf(hostile, Buffer.from(echoed, "latin1"));
  };
  return origins;
}

function answerOf({ status, headers, breaks }: HostileAnswer, bytes: Uint8Array): Response {
  const empty = status === 204 || status === 304;
  let sent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (!sent && bytes.length > 0) {
        sent = true;
        controller.enqueue(bytes);
      } else if (breaks) controller.error(new Error("terminated"));
      else controller.close();
    },
  });
  const list = new Headers();
  for (const [name, value] of headers) list.append(name, value);
  return new Response(empty ? null : body, { status, headers: list });
}

/** The series as a table for people. */
export function hostileTable(series: HostileSeries): string {
  const { firstSeed, lastSeed, answers, results: counts, slowestMs, peakMb: largest } = series;
  return [
    `${answers} hostile answers, seeds ${firstSeed} to ${lastSeed}, an exchange and a rerun with each; crashes, hangs, injections, leaks, foreign hosts: 0`,
    "",
    ...[...counts]
      .toSorted(([, a], [, b]) => b - a)
      .map(([result, count]) => `${result.padEnd(12)} ${String(count).padStart(6)}`),
    "",
    `slowest pair of runs ${slowestMs.toFixed(0)} ms; the process was never larger than ${largest.toFixed(0)} MB`,
  ].join("\n");
}
