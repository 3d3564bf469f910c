import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { ConnectedWatch } from "../../../src/extension/state/connected-watch.ts";
import type { ConnectionState } from "../../../src/extension/state/connection-state.ts";
import type { Connections } from "../../../src/extension/state/connections.ts";

describe("Notify Me When CONNECTED", () => {
  const key = { config: "file:///acme/ocpi.yml", name: "chargeindia" };

  it("looks after 1, 5 and 15 minutes and then every hour, tells it once, and stops", async () => {
    let status: "PLANNED" | "CONNECTED" = "PLANNED";
    const minutes: number[] = [];
    const told: string[] = [];
    let looks = 0;
    const connections = {
      entry: () => ({}),
      stateOf: (): ConnectionState => ({ kind: "status", status, checkedAt: new Date(), warnings: 0 }),
    } as unknown as Connections;
    const clock = {
      now: () => new Date(),
      sleep: async (ms: number) => {
        minutes.push(ms / 60_000);
        await turn();
      },
    };
    const look = async (): Promise<void> => {
      looks += 1;
      // Such as a keyring that is locked: the next look may find it open.
      if (looks === 2) throw new Error("the keyring is locked");
      if (looks === 6) status = "CONNECTED";
    };
    const watch = new ConnectedWatch(connections, clock, look, ({ name }) => told.push(name));
    assert.equal(watch.watch(key), "begun");
    assert.equal(watch.watch(key), "watched");
    while (told.length === 0) await turn();
    await turn();
    assert.deepEqual(minutes, [1, 5, 15, 60, 60, 60]);
    assert.deepEqual(told, ["chargeindia"]);
    assert.equal(watch.watch(key), "connected");
  });
});
