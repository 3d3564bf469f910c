import assert from "node:assert/strict";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { Scenario } from "../support/scenario.ts";

/** A gateway before the hub, which closes what is idle for so long. */
class ImpatientGateway {
  readonly #server;
  readonly #open = new Set<Socket>();
  /** How many connections it closed before anything was asked on them. */
  closedUnused = 0;

  constructor(hubPort: number, idleMs: number, how: "end" | "reset") {
    this.#server = createServer((near) => {
      const far = connect(hubPort, "127.0.0.1");
      this.#open.add(near);
      let isUsed = false;
      const close = (): void => {
        if (!isUsed) this.closedUnused += 1;
        if (how === "end") near.end();
        else near.resetAndDestroy();
      };
      let idle = setTimeout(close, idleMs);
      near.on("data", (chunk) => {
        isUsed = true;
        clearTimeout(idle);
        far.write(chunk);
      });
      far.on("data", (chunk) => {
        clearTimeout(idle);
        near.write(chunk);
        idle = setTimeout(close, idleMs);
      });
      for (const socket of [near, far]) {
        socket
          .on("error", () => undefined)
          .on("close", () => {
            clearTimeout(idle);
            near.destroy();
            far.destroy();
          });
      }
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    for (const socket of this.#open) socket.destroy();
    this.#server.close();
  }
}

describe("a hub that closes idle connections", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  for (const how of ["end", "reset"] as const) {
    for (const idleMs of [100, 200, 1000]) {
      it(`is registered with, and nothing is in doubt: ${how} after ${idleMs} ms`, async () => {
        scenario = await Scenario.inProcess();
        const { hub, github } = scenario.sandbox;
        const gateway = new ImpatientGateway(Number(new URL(hub.origin).port), idleMs, how);
        const origin = await gateway.listen();
        try {
          hub.switches.shapes = (answer) =>
            JSON.parse(JSON.stringify(answer).replaceAll(hub.origin, origin)) as unknown;
          // The lock takes its time, so that what was opened during the look is idle.
          github.server.faults.add({ method: "PUT", path: "/repos", times: 1, act: { kind: "delay", ms: 350 } });
          const { outputs, raw } = await scenario.run({ "hub-url": origin });
          assert.equal(outputs["result"], "connected", raw);
          assert.equal(github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
          assert.deepEqual(scenario.unsafe, ["POST /ocpi/2.2.1/credentials", "PUT /ocpi/2.2.1/credentials"]);
          if (idleMs < 350) assert.ok(gateway.closedUnused > 0);
        } finally {
          gateway.close();
        }
      });
    }
  }
});
