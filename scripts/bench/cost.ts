import { startSandbox } from "../../src/sandbox/sandbox.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { countingWire, type Counted } from "./counting-wire.ts";
import { figureOf, type Bench, type Figure } from "./figure.ts";
import { certificate, longWire, tlsBefore, type Certificate } from "./long-wire.ts";
import { exchangeAt, untilConnected, verifyAllAt, verifyAt, type Place } from "./registered.ts";

/** How far the hub is away, there and back. */
const ROUND_TRIPS_MS = [0, 100];
const TIMES = 3;

/** What one step costs. */
interface Cost {
  readonly seconds: number;
  /** Of the Action, by who was asked. */
  readonly hub: number;
  readonly platform: number;
  readonly github: number;
  /** To the hub, with TLS. */
  readonly wire: Counted;
}

type Costs = Readonly<Record<"exchange" | "verify", Cost>> & { readonly all: Pick<Cost, "seconds" | "wire"> };

const CONNECTIONS = 50;

/** What an exchange and a verify cost at a hub that counts, over TLS: requests, bytes, and seconds by the length of the wire. */
export const bench: Bench = {
  async measure() {
    const made = await certificate();
    try {
      const figures: Figure[] = [];
      for (const roundTripMs of ROUND_TRIPS_MS) {
        const measured: Costs[] = [];
        for (let time = 0; time < TIMES; time++) measured.push(await costsAt(roundTripMs, made));
        for (const step of ["exchange", "verify"] as const) {
          const costs = measured.map((each) => each[step]);
          if (roundTripMs === 0) figures.push(...countsOf(`\`${step}\``, costs));
          const what = `\`${step}\`, its whole step, the hub ${roundTripMs} ms away there and back`;
          const seconds = costs.map((cost) => cost.seconds);
          figures.push(figureOf(what, seconds, "s"));
        }
        const all = `\`verify\` with \`connection: all\` and ${CONNECTIONS} connections`;
        const costs = measured.map((each) => each.all);
        if (roundTripMs === 0) figures.push(...wireOf(`${all}, each`, costs, CONNECTIONS));
        figures.push(
          figureOf(
            `${all}, its whole step, the hub ${roundTripMs} ms away there and back`,
            costs.map(({ seconds }) => seconds),
            "s",
          ),
        );
      }
      return figures;
    } finally {
      await made.remove();
    }
  },
};

function countsOf(step: string, costs: readonly Cost[]): readonly Figure[] {
  const row = (what: string, of: (cost: Cost) => number, unit: string, digits = 0): Figure =>
    figureOf(`${step}: ${what}`, costs.map(of), unit, "", digits);
  return [
    row("requests to the hub", ({ hub }) => hub, "requests"),
    row("requests to the platform", ({ platform }) => platform, "requests"),
    row("requests to GitHub", ({ github }) => github, "requests"),
    ...wireOf(step, costs, 1),
  ];
}

function wireOf(step: string, costs: readonly Pick<Cost, "wire">[], each: number): readonly Figure[] {
  const row = (what: string, of: (wire: Counted) => number, unit: string, digits: number): Figure =>
    figureOf(
      `${step}: ${what}`,
      costs.map(({ wire }) => of(wire) / each),
      unit,
      "",
      digits,
    );
  return [
    row("connections to the hub", ({ connections }) => connections, "connections", each === 1 ? 0 : 2),
    row("bytes to the hub, with TLS", ({ sent }) => sent / 1000, "kB", 1),
    row("bytes from the hub, with TLS", ({ received }) => received / 1000, "kB", 1),
  ];
}

async function costsAt(roundTripMs: number, trusted: Certificate): Promise<Costs> {
  const sandbox = await startSandbox();
  const { hub, github } = sandbox;
  const tls = await tlsBefore(portOf(hub.origin), trusted);
  const far = roundTripMs === 0 ? undefined : await longWire(tls.port, roundTripMs);
  const counting = await countingWire(far?.port ?? tls.port);
  const hubUrl = `https://127.0.0.1:${counting.port}`;
  // A hub behind a gateway names itself as the gateway is called.
  hub.switches.shapes = (answer) => JSON.parse(JSON.stringify(answer).replaceAll(hub.origin, hubUrl)) as unknown;
  const place: Place = { hubUrl, env: { NODE_EXTRA_CA_CERTS: trusted.file } };
  const costOf = async (step: () => Promise<StepResult>): Promise<Cost & { readonly hubToken: string }> => {
    const [before, asked, began] = [counting.counted(), github.server.requests.length, performance.now()];
    const { outputs } = await step();
    const seconds = (performance.now() - began) / 1000;
    const { requests } = JSON.parse(outputs["report"] ?? "") as { requests: readonly { readonly url: string }[] };
    const atHub = requests.filter(({ url }) => url.startsWith(hubUrl)).length;
    return {
      seconds,
      hub: atHub,
      platform: requests.length - atHub,
      github: github.server.requests.length - asked,
      wire: since(before, counting.counted()),
      hubToken: outputs["hub-token"] ?? "",
    };
  };
  try {
    const exchange = await costOf(async () => exchangeAt(sandbox, place));
    await untilConnected(sandbox);
    const verify = await costOf(async () => verifyAt(sandbox, exchange.hubToken, place));
    const before = counting.counted();
    const began = performance.now();
    await verifyAllAt(sandbox, exchange.hubToken, CONNECTIONS, place);
    const seconds = (performance.now() - began) / 1000;
    return { exchange, verify, all: { seconds, wire: since(before, counting.counted()) } };
  } finally {
    await Promise.all([sandbox.stop(), tls.close(), far?.close(), counting.close()]);
  }
}

function since(before: Counted, now: Counted): Counted {
  return {
    connections: now.connections - before.connections,
    sent: now.sent - before.sent,
    received: now.received - before.received,
  };
}

function portOf(origin: string): number {
  return Number(new URL(origin).port);
}
