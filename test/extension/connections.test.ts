import assert from "node:assert/strict";
import { HubToken } from "../../src/core/ocpi/token.ts";
import { clock } from "../../src/extension/clock.ts";
import { Connections } from "../../src/extension/connections.ts";
import { MemoryState, RunStore } from "../../src/extension/run-store.ts";
import { MemorySecrets } from "../../src/extension/secret-storage.ts";
import type { ConnectionKey } from "../../src/extension/token-store.ts";

const config = "file:///acme/ocpi.yml";

function configFor(names: readonly string[]): string {
  const connections = names.map(
    (name) => `  ${name}:
    hub: { url: https://hub.example }
    platform:
      url: https://your-platform.com/ocpi/2.2.1
      roles:
        - { role: CPO, country_code: IN, party_id: ABC, business_details: { name: Your CPO Ltd } }
`,
  );
  return `version: 1\nconnections:${names.length === 0 ? " {}" : ""}\n${connections.join("")}`;
}

describe("the connections of a window", () => {
  let connections: Connections;
  let told: (string | undefined)[];

  beforeEach(() => {
    const kept = { secrets: new MemorySecrets(), runs: new RunStore(new MemoryState()) };
    connections = new Connections(kept, clock, { host: "here", pid: 1, isAlive: () => true });
    told = [];
    connections.onDidChange((key: ConnectionKey | undefined) => told.push(key?.name));
  });

  it("are known by file and name, and no longer once the file does without them", () => {
    const other = "file:///other/ocpi.yml";
    connections.setFile(config, "acme", configFor(["north", "south"]));
    connections.setFile(other, "other", configFor(["north"]));
    assert.deepEqual(
      connections.entries.map(({ key, folder }) => `${folder} ${key.name}`),
      ["acme north", "acme south", "other north"],
    );
    assert.equal(connections.entry({ config, name: "north" })?.folder, "acme");
    assert.equal(connections.entry({ config: other, name: "north" })?.folder, "other");
    assert.equal(connections.entry({ config: other, name: "south" }), undefined);
    connections.setFile(config, "acme", "connections: [");
    assert.equal(connections.stateOf({ config, name: "south" })?.kind, "invalid");
    connections.setFile(config, "acme", configFor(["north"]));
    assert.equal(connections.entry({ config, name: "south" }), undefined);
    connections.removeFile(config);
    assert.equal(connections.entry({ config, name: "north" }), undefined);
  });

  it("are looked at all together, and told of once, because whoever listens looks at all of them", async () => {
    const names = Array.from({ length: 300 }, (_none, index) => `c${index}`);
    connections.setFile(config, "acme", configFor(names));
    for (const { key, tokens, hubOrigin } of connections.entries)
      await tokens.write(key, "hub-token", new HubToken("hub_0123456789"), hubOrigin, new Date());
    told = [];
    await connections.refreshAll();
    assert.deepEqual(told, [undefined]);
    for (const name of names) assert.equal(connections.stateOf({ config, name })?.kind, "not-checked");
    await connections.entry({ config, name: "c7" })?.tokens.forget({ config, name: "c7" }, "hub-token");
    await connections.refresh({ config, name: "c7" });
    await connections.refresh({ config, name: "c8" });
    assert.deepEqual(told, [undefined, "c7"]);
  });
});
