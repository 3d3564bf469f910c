import assert from "node:assert/strict";
import { HubToken } from "../../../src/core/ocpi/token.ts";
import { clock } from "../../../src/extension/platform/clock.ts";
import { Connections } from "../../../src/extension/state/connections.ts";
import { MemoryState, RunStore } from "../../../src/extension/state/run-store.ts";
import { MemorySecrets } from "../../../src/extension/state/secret-storage.ts";

const config = "file:///acme/ocpi.yml";
const key = { config, name: "chargeindia" };

function configFor(hub: string): string {
  return `version: 1
connections:
  chargeindia:
    hub: { url: ${hub} }
    platform:
      url: https://your-platform.com/ocpi/2.2.1
      roles:
        - { role: CPO, country_code: IN, party_id: ABC, business_details: { name: Your CPO Ltd } }
`;
}

/** Counts how often the store is read. */
class CountingSecrets extends MemorySecrets {
  looks = 0;

  override async get(name: string): Promise<string | undefined> {
    this.looks += 1;
    return super.get(name);
  }

  override async keys(): Promise<string[]> {
    this.looks += 1;
    return super.keys();
  }
}

describe("a file that names another host", () => {
  let secrets: CountingSecrets;
  let connections: Connections;

  beforeEach(async () => {
    secrets = new CountingSecrets();
    const owner = { host: "here", pid: 1, isAlive: () => true };
    connections = new Connections({ secrets, runs: new RunStore(new MemoryState()) }, clock, owner);
    connections.setFile(config, "work", configFor("https://hub.one.example"));
    const entry = connections.entry(key);
    assert.ok(entry !== undefined);
    await entry.tokens.write(key, "hub-token", new HubToken("hub_0123456789"), entry.hubOrigin, new Date());
  });

  it("has its stored tokens looked up as soon as it is read", async () => {
    await connections.refreshMoved();
    assert.equal(connections.stateOf(key)?.kind, "unverified");
    connections.setFile(config, "work", configFor("https://hub.two.example"));
    await connections.refreshMoved();
    assert.deepEqual(connections.stateOf(key), {
      kind: "host-changed",
      from: "https://hub.one.example",
      to: "https://hub.two.example",
    });
    connections.setFile(config, "work", configFor("https://hub.one.example"));
    await connections.refreshMoved();
    assert.equal(connections.stateOf(key)?.kind, "unverified");
  });

  it("costs nothing where the hosts are the same, or while the file has errors", async () => {
    await connections.refreshMoved();
    secrets.looks = 0;
    for (const text of [`# mine\n${configFor("https://hub.one.example")}`, "connections: [", configFor("http://x")]) {
      connections.setFile(config, "work", text);
      await connections.refreshMoved();
    }
    assert.equal(secrets.looks, 0);
  });

  it("keeps what was found for the host that it names last, whichever answer comes last", async () => {
    const first = connections.refresh(key);
    connections.setFile(config, "work", configFor("https://hub.two.example"));
    await Promise.all([first, connections.refreshMoved()]);
    assert.equal(connections.stateOf(key)?.kind, "host-changed");
  });
});
