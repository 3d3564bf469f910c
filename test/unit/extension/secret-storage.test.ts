import assert from "node:assert/strict";
import { isAbandoned } from "../../../src/core/onboarding/lease.ts";
import { HubToken, InitialToken, PlatformToken } from "../../../src/core/ocpi/token.ts";
import type { Clock } from "../../../src/core/ports.ts";
import { MemoryLock } from "../../../src/extension/state/lock.ts";
import { MemorySecrets } from "../../../src/extension/state/secret-storage.ts";
import { SecretStorageVault } from "../../../src/extension/state/secret-storage-vault.ts";
import { keyOf, TokenStore } from "../../../src/extension/state/token-store.ts";
import type { ConnectionKey } from "../../../src/extension/state/connection-key.ts";

const HUB = "https://hub.example.com";
const connection: ConnectionKey = { config: "file:///home/somebody/ocpi.yml", name: "chargeindia" };
const now = new Date("2026-11-23T10:00:00Z");

/** A keyring in memory, as VS Code's; it may be broken. */
class Keyring extends MemorySecrets {
  swallows = false;

  override async store(key: string, value: string): Promise<void> {
    if (!this.swallows) await super.store(key, value);
  }
}

class StandingClock implements Clock {
  ms = now.getTime();

  now(): Date {
    return new Date(this.ms);
  }

  async sleep(ms: number): Promise<void> {
    this.ms += ms;
    await Promise.resolve();
  }
}

describe("the token store of the editor", () => {
  it("gives a token back for the origin that it was stored for", async () => {
    const store = new TokenStore(new Keyring());
    assert.deepEqual(await store.read(connection, "hub-token", HUB), { state: "absent" });
    await store.write(connection, "hub-token", new HubToken("hub_0123456789"), HUB, now);
    const stored = await store.read(connection, "hub-token", HUB);
    assert.ok(stored.state === "stored" && stored.token.equals(new HubToken("hub_0123456789")));
    assert.deepEqual(stored.storedAt, now);
  });

  it("gives nothing to another origin, and says which one it is for", async () => {
    const store = new TokenStore(new Keyring());
    await store.write(connection, "initial-token", new InitialToken("initial_0123456789"), HUB, now);
    const stored = await store.read(connection, "initial-token", "https://evil.example.com");
    assert.deepEqual(stored, { state: "other-origin", origin: HUB, to: "https://evil.example.com" });
  });

  it("gives a platform token to its hub, and asks where an older version did not note which hub that is", async () => {
    const store = new TokenStore(new Keyring());
    const origin = "https://your-platform.com";
    const token = new PlatformToken("platform_0123456789");
    const stateAt = async (hub: string): Promise<string> =>
      (await store.read(connection, "platform-token", { origin, hub })).state;
    await store.write(connection, "platform-token", token, { origin, hub: HUB }, now);
    assert.equal(await stateAt(HUB), "stored");
    assert.equal(await stateAt("https://evil.example.com"), "other-origin");
    assert.equal(await stateAt("http://127.0.0.1:8080"), "other-origin");
    await store.write(connection, "platform-token", token, origin, now);
    assert.equal(await stateAt(HUB), "stored");
    assert.equal(await stateAt("http://127.0.0.1:8080"), "other-origin");
    await store.moveTo(connection, "platform-token", { origin, hub: "http://127.0.0.1:8080" });
    assert.equal(await stateAt("http://127.0.0.1:8080"), "stored");
  });

  it("keeps the connections of two folders apart, and does not show in its keys where a folder is", async () => {
    const keyring = new Keyring();
    const store = new TokenStore(keyring);
    await store.write(connection, "hub-token", new HubToken("one_0123456789"), HUB, now);
    const elsewhere = { ...connection, config: "file:///home/somebody/else/ocpi.yml" };
    assert.deepEqual(await store.read(elsewhere, "hub-token", HUB), { state: "absent" });
    assert.ok((await keyring.keys()).every((key) => !key.includes("somebody")));
  });

  it("forgets on request, and takes what it cannot read for nothing", async () => {
    const keyring = new Keyring();
    const store = new TokenStore(keyring);
    await store.write(connection, "hub-token", new HubToken("hub_0123456789"), HUB, now);
    for (const key of await keyring.keys()) await keyring.store(key, "not ours");
    assert.deepEqual(await store.read(connection, "hub-token", HUB), { state: "absent" });
    await store.forget(connection, "hub-token");
    assert.deepEqual(await keyring.keys(), []);
  });

  it("knows whether a hub token is only on this computer", async () => {
    const store = new TokenStore(new Keyring());
    await store.write(connection, "hub-token", new HubToken("hub_0123456789"), HUB, now);
    assert.deepEqual(await store.facts(connection, "hub-token", HUB), {
      state: "stored",
      storedAt: now,
      handedOn: false,
    });
    await store.noteHandedOn(connection);
    assert.deepEqual(await store.facts(connection, "hub-token", HUB), {
      state: "stored",
      storedAt: now,
      handedOn: true,
    });
    await store.moveTo(connection, "hub-token", "https://new.example.com");
    assert.equal((await store.facts(connection, "hub-token", HUB)).state, "other-origin");
  });

  it("does not believe a keyring that swallows what it is given", async () => {
    const keyring = new Keyring();
    keyring.swallows = true;
    const store = new TokenStore(keyring);
    await assert.rejects(
      store.write(connection, "hub-token", new HubToken("hub_0123456789"), HUB, now),
      /did not keep it/,
    );
  });
});

describe("the vault of the editor", () => {
  // Two windows of this machine: two processes.
  const alive = new Set([1, 2]);

  let lock: MemoryLock;

  beforeEach(() => {
    lock = new MemoryLock();
  });

  function vaultIn(secrets: Keyring, clock = new StandingClock(), pid = 1): SecretStorageVault {
    const owner = { host: "here", pid, isAlive: (other: number) => alive.has(other) };
    const means = { secrets, tokens: new TokenStore(secrets), clock, owner, lock, journal: undefined };
    return new SecretStorageVault(means, connection, HUB);
  }

  it("takes the lock once, stores the token, and gives the lock back", async () => {
    const keyring = new Keyring();
    const vault = vaultIn(keyring);
    assert.deepEqual(await vault.look(), { ok: { secret: "absent", lock: "absent" } });
    assert.deepEqual(await vault.takeLock(), { ok: "taken" });
    assert.deepEqual(await vaultIn(keyring, new StandingClock(), 2).takeLock(), { ok: "lost" });
    assert.deepEqual(await vault.store(new HubToken("hub_0123456789")), { ok: "stored" });
    assert.deepEqual(await vault.releaseLock(), { ok: "released" });
    assert.deepEqual(await vault.look(), { ok: { secret: "present", lock: "absent" } });
    assert.deepEqual(await vault.forget(), { ok: "forgotten" });
    assert.deepEqual(await keyring.keys(), []);
  });

  it("lets one of two windows have the lock", async () => {
    const keyring = new Keyring();
    const taken = await Promise.all([vaultIn(keyring).takeLock(), vaultIn(keyring).takeLock()]);
    assert.equal(taken.filter((answer) => "ok" in answer && answer.ok === "taken").length, 1);
  });

  it("remembers a closed window's lock, and how old it is", async () => {
    const keyring = new Keyring();
    await vaultIn(keyring).takeLock();
    const later = new StandingClock();
    later.ms += 10 * 60_000;
    const vault = vaultIn(keyring, later, 2);
    const view = await vault.look();
    assert.ok("ok" in view && view.ok.lock !== "absent" && view.ok.lock.ageMs >= 9 * 60_000);
    assert.deepEqual(await vault.removeAbandonedLock(({ ageMs }) => ageMs >= 60 * 60_000), { ok: "lost" });
    assert.deepEqual(await vault.removeAbandonedLock(({ ageMs }) => ageMs >= 5 * 60_000), { ok: "removed" });
    // The vault has the lock with that, and no other window comes between.
    assert.deepEqual(await vaultIn(keyring, later).takeLock(), { ok: "lost" });
    assert.deepEqual(await vaultIn(keyring, later, 1).removeAbandonedLock(({ ageMs }) => ageMs >= 5 * 60_000), {
      ok: "lost",
    });
    assert.deepEqual(await vault.takeLock(), { ok: "taken" });
  });

  it("has a lock free at once when the window that took it is gone", async () => {
    const keyring = new Keyring();
    await vaultIn(keyring, new StandingClock(), 3).takeLock();
    assert.equal(await vaultIn(keyring).holder(), "abandoned");
    const next = vaultIn(keyring);
    assert.deepEqual(await next.removeAbandonedLock(({ ageMs }) => ageMs >= 5 * 60_000), { ok: "removed" });
    await next.releaseLock();
    assert.equal(await vaultIn(keyring).holder(), "absent");
    await vaultIn(keyring, new StandingClock(), 2).takeLock();
    assert.equal(await vaultIn(keyring).holder(), "elsewhere");
    assert.deepEqual(await vaultIn(keyring).removeAbandonedLock(({ ageMs }) => ageMs >= 5 * 60_000), { ok: "lost" });
  });

  it("has a lock free at once for the capsule that was sealed under it, in a window that is there, too", async () => {
    const keyring = new Keyring();
    const clock = new StandingClock();
    const other = vaultIn(keyring, clock, 2);
    await other.takeLock();
    clock.ms += 30_000;
    const [issued, early] = [clock.now(), new Date(clock.ms - 60_000)];
    const vault = vaultIn(keyring, clock);
    assert.deepEqual(vault.clock, other.clock);
    assert.equal(vault.clock.aheadMs, 0);
    assert.deepEqual(await vault.removeAbandonedLock((held) => isAbandoned(held)), { ok: "lost" });
    assert.deepEqual(await vault.removeAbandonedLock((held) => isAbandoned(held, early)), { ok: "lost" });
    assert.deepEqual(await vault.removeAbandonedLock((held) => isAbandoned(held, issued)), { ok: "removed" });
    assert.deepEqual(await vault.takeLock(), { ok: "taken" });
  });

  describe("with a lock that an older version left in Secret Storage", () => {
    const former = { id: "former", at: now.toISOString(), host: "here", pid: 2 };
    let keyring: Keyring;

    async function leave(changes: Partial<typeof former>): Promise<void> {
      await keyring.store(keyOf(connection, "slot"), JSON.stringify({ ...former, ...changes }));
    }

    beforeEach(() => {
      keyring = new Keyring();
    });

    it("waits while the window that took it may be at work", async () => {
      await leave({});
      const vault = vaultIn(keyring);
      assert.equal(await vault.holder(), "elsewhere");
      assert.deepEqual(await vault.takeLock(), { ok: "lost" });
      assert.deepEqual(await vault.removeAbandonedLock(({ ageMs }) => ageMs >= 5 * 60_000), { ok: "lost" });
    });

    it("takes it over when that window is gone, and does not take a copy of it for another lock", async () => {
      await leave({ pid: 3 });
      const vault = vaultIn(keyring);
      assert.equal(await vault.holder(), "abandoned");
      assert.deepEqual(await vault.takeLock(), { ok: "lost" });
      assert.deepEqual(await vault.removeAbandonedLock(({ ageMs }) => ageMs >= 5 * 60_000), { ok: "removed" });
      assert.deepEqual(await vault.takeLock(), { ok: "taken" });
      assert.deepEqual(await keyring.keys(), []);
      await vault.releaseLock();
      // A window with an older copy of the store writes it.
      await leave({ pid: 3 });
      assert.equal(await vault.holder(), "absent");
      vault.begin();
      assert.deepEqual(await vault.takeLock(), { ok: "taken" });
      await vault.releaseLock();
      await leave({ id: "another", pid: 3 });
      assert.equal(await vault.holder(), "abandoned");
    });
  });

  it("proves that a token can be stored before it says that it has the lock", async () => {
    const keyring = new Keyring();
    keyring.swallows = true;
    assert.ok("failure" in (await vaultIn(keyring).takeLock()));
    keyring.swallows = false;
    assert.equal(await vaultIn(keyring).holder(), "absent");
    assert.deepEqual(await vaultIn(keyring).takeLock(), { ok: "taken" });
    assert.deepEqual(await keyring.keys(), []);
  });

  it("counts a token for another host as present", async () => {
    const keyring = new Keyring();
    await new TokenStore(keyring).write(
      connection,
      "hub-token",
      new HubToken("hub_0123456789"),
      "https://other.example.com",
      now,
    );
    const view = await vaultIn(keyring).look();
    assert.ok("ok" in view && view.ok.secret === "present");
  });

  it("answers a failing keyring with a failure, and never throws", async () => {
    const keyring = new Keyring();
    keyring.swallows = true;
    const vault = vaultIn(keyring);
    const failure = { kind: "unavailable", detail: "the keyring did not keep it" };
    assert.deepEqual(await vault.takeLock(), { failure });
    assert.deepEqual(await vault.store(new HubToken("hub_0123456789")), { failure });
  });
});
