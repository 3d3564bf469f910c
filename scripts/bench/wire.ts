import { request as plainRequest, type RequestOptions } from "node:http";
import { request as secureRequest } from "node:https";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { credentialsBody } from "../../src/core/ocpi/credentials.ts";
import { PlatformToken } from "../../src/core/ocpi/token.ts";
import { runStep } from "../../src/sandbox/runner.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { figureOf, type Bench, type Figure } from "./figure.ts";
import { certificate, longWire, tlsBefore, type Certificate, type LongWire } from "./long-wire.ts";

const action = fileURLToPath(new URL("../..", import.meta.url));
const ROUND_TRIP_MS = 100;
const TIMES = 7;
/** The first ones do not count: the hub, which is in this process, is slow as long as its code is new. */
const BEFORE = 3;

/** The round trips of an exchange with its verification over a long wire, with and without TLS, and with GitHub far away, too. */
export const bench: Bench = {
  async measure() {
    const made = await certificate();
    try {
      const figures: Figure[] = [];
      for (const [name, tls, github, goal] of [
        ["plain", undefined, 0, "4.7"],
        ["TLS", made, 0, "4.7"],
        ["TLS, GitHub as far away", made, ROUND_TRIP_MS, ""],
      ] as const) {
        const ours: number[] = [];
        const theirs: number[] = [];
        for (let i = 0; i < BEFORE + TIMES; i++) {
          ours.push(await roundTrips(tls, github, exchange));
          if (github === 0) theirs.push(await roundTrips(tls, github, calls));
        }
        for (const all of [ours, theirs]) all.splice(0, BEFORE);
        const what = `over a wire of ${ROUND_TRIP_MS} ms, from the first arrival at the hub to the last (${name})`;
        figures.push(figureOf(`Exchange and verify ${what}`, ours, "round trips", goal, 1));
        if (theirs.length > 0)
          figures.push(figureOf(`The documented calls one by one, ${what}`, theirs, "round trips", "", 1));
      }
      return figures;
    } finally {
      await made.remove();
    }
  },
};

/** Where the far hub and GitHub are, and what a certificate's holder has to be told. */
interface Far {
  readonly sandbox: Sandbox;
  readonly hub: string;
  readonly github: string;
  readonly trusts: Certificate | undefined;
}

async function roundTrips(
  tls: Certificate | undefined,
  githubMs: number,
  act: (far: Far) => Promise<void>,
): Promise<number> {
  const sandbox = await startSandbox();
  const { hub, github } = sandbox;
  const wires: LongWire[] = [];
  const leading = async (wire: Promise<LongWire>): Promise<number> => {
    wires.push(await wire);
    return (await wire).port;
  };
  const portOf = (origin: string): number => Number(new URL(origin).port);
  try {
    const near = tls === undefined ? portOf(hub.origin) : await leading(tlsBefore(portOf(hub.origin), tls));
    const far = `${tls === undefined ? "http" : "https"}://127.0.0.1:${await leading(longWire(near, ROUND_TRIP_MS))}`;
    const farGitHub =
      githubMs === 0 ? github.origin : `http://127.0.0.1:${await leading(longWire(portOf(github.origin), githubMs))}`;
    // A hub behind a gateway names itself as the gateway is called.
    hub.switches.shapes = (answer) => JSON.parse(JSON.stringify(answer).replaceAll(hub.origin, far)) as unknown;
    const arrivals: number[] = [];
    for (const method of ["GET", "POST", "PUT"]) {
      const onHit = (): void => void arrivals.push(performance.now());
      hub.server.faults.add({ method, path: "/ocpi", onHit, act: { kind: "delay", ms: 0 } });
    }
    await act({ sandbox, hub: far, github: farGitHub, trusts: tls });
    return ((arrivals.at(-1) ?? Number.NaN) - (arrivals[0] ?? Number.NaN)) / ROUND_TRIP_MS;
  } finally {
    await Promise.all([sandbox.stop(), ...wires.map(async (wire) => wire.close())]);
  }
}

async function exchange({ sandbox, hub, github, trusts }: Far): Promise<void> {
  const { outputs, raw } = await runStep({
    action,
    inputs: { ...sandbox.inputs, "hub-url": hub, "wait-for-connected": "0s" },
    env: {
      ...sandbox.env,
      GITHUB_API_URL: github,
      ...(trusts === undefined ? {} : { NODE_EXTRA_CA_CERTS: trusts.file }),
    },
    jobToken: sandbox.github.jobToken,
    withPost: false,
  });
  if (outputs["hub-token-stored-in"] === "") throw new Error(`The exchange failed:\n${raw}`);
}

/** As a script with curl makes them: one after the other, on a connection each. */
async function calls({ sandbox, hub, trusts }: Far): Promise<void> {
  const { party, platform, initialToken } = sandbox;
  const roles = [{ ...party, business_details: { name: "Your CPO Ltd" } }];
  const body = credentialsBody({ token: new PlatformToken(platform.token), url: platform.url, roles });
  const send = async (method: string, path: string, token: string, sent = ""): Promise<{ token?: string }> => {
    const headers = { authorization: `Token ${token}`, "content-type": "application/json" };
    const options: RequestOptions & { ca?: string } = { method, headers, agent: false };
    if (trusts !== undefined) options.ca = trusts.cert;
    const request = (hub.startsWith("https:") ? secureRequest : plainRequest)(`${hub}/ocpi/${path}`, options);
    const answer = await new Promise<NodeJS.ReadableStream>((done, failed) => {
      request.on("response", done).on("error", failed).end(sent);
    });
    const { data, status_code: code } = JSON.parse(await text(answer)) as { data: object; status_code: number };
    if (code !== 1000) throw new Error(`${method} ${path} answered ${code}`);
    return data;
  };
  await send("GET", "versions", initialToken);
  const { token = "" } = await send("POST", "2.2.1/credentials", initialToken, body);
  await send("GET", "versions", token);
  await send("PUT", "2.2.1/credentials", token, body);
  await send("GET", "2.2.1/hubclientinfo", token);
}
