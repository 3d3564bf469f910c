import assert from "node:assert/strict";
import { HubToken, InitialToken, PlatformToken } from "../../../src/core/ocpi/token.ts";
import { clock } from "../../../src/extension/platform/clock.ts";
import { Connections, type Stores } from "../../../src/extension/state/connections.ts";
import type { ConnectionEntry } from "../../../src/extension/state/connection-entry.ts";
import { MemoryState, RunStore } from "../../../src/extension/state/run-store.ts";
import { MemorySecrets } from "../../../src/extension/state/secret-storage.ts";
import type { ConnectionKey } from "../../../src/extension/state/connection-key.ts";
import { offered } from "../../../src/extension/view/palette.ts";
import { stepsDone } from "../../../src/extension/view/walkthrough.ts";

const config = "file:///acme/ocpi.yml";
const sandbox: ConnectionKey = { config: "ocpi-sandbox:/ocpi.yml", name: "sandbox" };

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

/** A keyring that may take its time to answer. */
class SlowSecrets extends MemorySecrets {
  #held: Promise<unknown> = Promise.resolve();

  /** Holds back the answers to what is asked meanwhile. @returns what lets them go. */
  holdBackWhile(ask: () => void): () => void {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const atOnce = this.#held;
    this.#held = promise;
    ask();
    this.#held = atOnce;
    return () => resolve(undefined);
  }

  override async get(key: string): Promise<string | undefined> {
    const held = this.#held;
    const value = await super.get(key);
    await held;
    return value;
  }

  override async keys(): Promise<string[]> {
    const held = this.#held;
    const names = await super.keys();
    await held;
    return names;
  }
}

describe("the connections of a window", () => {
  let connections: Connections;
  let told: (string | undefined)[];
  let stores: Stores;

  beforeEach(() => {
    stores = { secrets: new MemorySecrets(), runs: new RunStore(new MemoryState()) };
    connections = new Connections(stores, clock, { host: "here", pid: 1, isAlive: () => true });
    told = [];
    connections.onDidChange((key: ConnectionKey | undefined) => told.push(key?.name));
  });

  it("are known by file and name, until the file no longer has them", () => {
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

  it("are none yet in a file that only lacks the first one; a file with errors is invalid", () => {
    for (const text of ["", "\n", "# ours\n", "version: 1\n", "version: 1\nconnections:\n", configFor([])]) {
      connections.setFile(config, "acme", text);
      assert.equal(connections.configState, "empty", text);
    }
    for (const text of ["connections: [", "- a\n", "version: 2\nconnections: {}\n", "version: 1\nconnection:\n"]) {
      connections.setFile(config, "acme", text);
      assert.equal(connections.configState, "invalid", text);
    }
  });

  it("leave nothing behind in a file that was emptied, and stay in sight in one with an error", () => {
    for (const text of ["", "# later\n", "version: 1\n", "version: 1\nconnections:\n"]) {
      connections.setFile(config, "acme", configFor(["north", "south"]));
      connections.setFile(config, "acme", text);
      assert.deepEqual([connections.entries, connections.configState], [[], "empty"], text);
    }
    connections.setFile(config, "acme", configFor(["north"]));
    connections.setFile(config, "acme", `${configFor(["north"])}oops`);
    assert.deepEqual(
      connections.entries.map(({ key }) => connections.stateOf(key)?.kind),
      ["invalid"],
    );
  });

  it("are called by their folder, too, where another connection has the same name", () => {
    connections.setFile(config, "acme", configFor(["north", "south"]));
    assert.equal(connections.titleOf({ config, name: "north" }), "north");
    connections.setFile("file:///other/ocpi.yml", "other", configFor(["north"]));
    assert.equal(connections.titleOf({ config, name: "north" }), "north (acme)");
    assert.equal(connections.titleOf({ config: "file:///other/ocpi.yml", name: "north" }), "north (other)");
    assert.equal(connections.titleOf({ config, name: "south" }), "south");
  });

  it("are looked at all together and announced once, because each listener looks at all of them", async () => {
    const names = Array.from({ length: 300 }, (_none, index) => `c${index}`);
    connections.setFile(config, "acme", configFor(names));
    for (const { key, tokens, hubOrigin } of connections.entries)
      await tokens.write(key, "hub-token", new HubToken("hub_0123456789"), hubOrigin, new Date());
    told = [];
    await connections.refreshAll();
    assert.deepEqual(told, [undefined]);
    for (const name of names) assert.equal(connections.stateOf({ config, name })?.kind, "unverified");
    await connections.entry({ config, name: "c7" })?.tokens.forget({ config, name: "c7" }, "hub-token");
    await connections.refresh({ config, name: "c7" });
    await connections.refresh({ config, name: "c8" });
    assert.deepEqual(told, [undefined, "c7"]);
  });

  for (const look of ["refresh", "refreshAll"] as const) {
    it(`are shown as they are now where an earlier look ends last: ${look}`, async () => {
      const slow = new SlowSecrets();
      connections = new Connections({ ...stores, secrets: slow }, clock, { host: "here", pid: 1, isAlive: () => true });
      connections.setFile(config, "acme", configFor(["north"]));
      const [entry] = connections.entries;
      assert.ok(entry !== undefined);
      let earlier: Promise<void> | undefined;
      const answer = slow.holdBackWhile(() => (earlier = connections[look](entry.key)));
      await entry.tokens.write(entry.key, "hub-token", new HubToken("hub_0123456789"), entry.hubOrigin, new Date());
      await connections.refresh(entry.key);
      answer();
      await earlier;
      assert.equal(connections.stateOf(entry.key)?.kind, "unverified");
    });
  }

  /** Adds the sandbox's connection, described like the first one of a file, but without the file. */
  function startSandbox(): void {
    connections.setFile(config, "acme", configFor(["chargeindia"]));
    const { description } = connections.entry({ config, name: "chargeindia" }) ?? {};
    assert.ok(description !== undefined);
    connections.removeFile(config);
    connections.setSandbox(sandbox, "Sandbox on this computer", description, stores);
  }

  it("are described by files: the sandbox does not count as a file", () => {
    assert.equal(connections.configState, "missing");
    startSandbox();
    assert.equal(connections.entry(sandbox)?.source, "sandbox");
    assert.equal(connections.configState, "missing");
    for (const [text, state] of [
      [configFor([]), "empty"],
      ["connections: [", "invalid"],
      [configFor(["chargeindia"]), "valid"],
    ] as const) {
      connections.setFile(config, "acme", text);
      assert.equal(connections.configState, state);
    }
  });

  describe("in the walkthrough", () => {
    async function store(
      entry: ConnectionEntry | undefined,
      ...kinds: ("initial" | "platform" | "hub")[]
    ): Promise<void> {
      assert.ok(entry !== undefined);
      const { key, tokens, hubOrigin, platformOrigin } = entry;
      const now = new Date();
      for (const kind of kinds) {
        if (kind === "hub") await tokens.write(key, "hub-token", new HubToken("hub_0123456789"), hubOrigin, now);
        if (kind === "initial")
          await tokens.write(key, "initial-token", new InitialToken("initial_0123456789"), hubOrigin, now);
        if (kind === "platform")
          await tokens.write(key, "platform-token", new PlatformToken("platform_0123456789"), platformOrigin, now);
      }
      await connections.refresh(key);
    }
    const hasTokens = (): boolean => stepsDone(connections.entries, connections).includes("hasTokens");

    it("have their tokens once both are stored, and after an exchange, which uses one up", async () => {
      connections.setFile(config, "acme", configFor(["north", "south"]));
      const [north, south] = connections.entries;
      assert.equal(hasTokens(), false);
      await store(north, "initial");
      assert.equal(hasTokens(), false);
      // One token each of two connections are not both tokens of one connection.
      await store(south, "platform");
      assert.equal(hasTokens(), false);
      await store(south, "hub");
      assert.equal(hasTokens(), true);
      await south?.tokens.forget(south.key, "hub-token");
      await connections.refreshAll();
      assert.equal(hasTokens(), false);
      await store(north, "platform");
      assert.equal(hasTokens(), true);
    });

    it("have the palette offer what one of them can be used for", async () => {
      const has = (): string[] =>
        Object.entries(offered(connections.entries, connections)).flatMap(([key, value]) => (value ? [key] : []));
      assert.deepEqual(has(), []);
      startSandbox();
      assert.deepEqual(has(), []);
      connections.setFile(config, "acme", configFor(["north", "south"]));
      assert.deepEqual(has(), ["hasFileConnections"]);
      const [north, south] = connections.entries.filter(({ source }) => source === "file");
      await store(north, "initial");
      assert.deepEqual(has(), ["hasFileConnections", "hasStoredTokens"]);
      await store(south, "platform", "hub");
      assert.deepEqual(has(), [
        "hasFileConnections",
        "hasStoredTokens",
        "hasHubToken",
        "hasPlatformToken",
        "hasUninstalled",
      ]);
    });

    it("are not the sandbox's, which has its tokens from the beginning and is CONNECTED at once", async () => {
      startSandbox();
      await store(connections.entry(sandbox), "initial", "platform", "hub");
      const states = {
        factsOf: (key: ConnectionKey) => connections.factsOf(key),
        stateOf: () => ({ kind: "status", status: "CONNECTED", warnings: 0, checkedAt: new Date() }) as const,
      };
      assert.deepEqual(stepsDone(connections.entries, states), []);
      connections.setFile(config, "acme", configFor(["chargeindia"]));
      assert.deepEqual(stepsDone(connections.entries, states), ["hasConnected"]);
    });
  });
});
