import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { vaultCommand, type CommandEnd, type VaultWord } from "../../src/action/vault-command.ts";
import { Scenario } from "../support/scenario.ts";

const recipe = fileURLToPath(new URL("../../examples/vaults/hashicorp-vault.sh", import.meta.url));

// Neither npm nor Debian has a server, so this is a stand-in of ours. A real one is tried by hand:
// `VAULT_CLI=bao VAULT_ADDR=http://127.0.0.1:8200 VAULT_TOKEN=root npx mocha test/network/vault-recipe.test.ts`.
const isReal = process.env["VAULT_CLI"] !== undefined;
const standIn = fileURLToPath(new URL("../support/vault-cli.mjs", import.meta.url));

describe(`the recipe for HashiCorp Vault, with ${isReal ? process.env["VAULT_CLI"] : "a stand-in for its tool"}`, () => {
  let folder: string;
  let env: Record<string, string>;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ocpi-vault-"));
    const { VAULT_CLI = standIn, VAULT_ADDR = "", VAULT_TOKEN = "root", PATH = "" } = process.env;
    // Each test has a place of its own, also at a real server.
    const prefix = `ocpi-${folder.slice(-6)}`;
    env = {
      PATH,
      VAULT_CLI,
      VAULT_ADDR,
      VAULT_TOKEN,
      OCPI_VAULT_PREFIX: prefix,
      VAULT_FILE: join(folder, "vault.json"),
    };
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  async function call(word: VaultWord, more: { age?: number; token?: string } = {}): Promise<CommandEnd> {
    const secret = { secret: "OCPI_HUB_TOKEN", connection: "north" };
    return vaultCommand(recipe, folder, env, secret)({ word, ...more });
  }

  async function codeOf(...given: Parameters<typeof call>): Promise<number | string> {
    const ended = await call(...given);
    return ended.how === "exit" ? ended.code : ended.how;
  }

  async function looked(): Promise<string> {
    const ended = await call("look");
    return ended.how === "exit" ? ended.printed : ended.how;
  }

  it("gives the lock to one alone of those that ask at the same moment", async () => {
    const codes = await Promise.all(Array.from({ length: 4 }, () => codeOf("lock")));
    assert.deepEqual(codes.toSorted(), [0, 3, 3, 3]);
    assert.match(await looked(), /^secret=absent\nlock=\d+\n$/);
  });

  it("has a lock taken over once, by its age, and given again after it was given back", async () => {
    assert.equal(await codeOf("take-over", { age: 0 }), 3);
    assert.equal(await codeOf("lock"), 0);
    assert.equal(await codeOf("take-over", { age: 300 }), 3);
    // Whoever comes second finds a lock that is younger.
    await wait(3100);
    const codes = await Promise.all([codeOf("take-over", { age: 3 }), codeOf("take-over", { age: 3 })]);
    assert.deepEqual(codes.toSorted(), [0, 3]);
    assert.equal(await codeOf("unlock"), 0);
    assert.equal(await codeOf("unlock"), 0);
    assert.equal(await looked(), "secret=absent\nlock=absent\n");
    assert.equal(await codeOf("lock"), 0);
  });

  it("stores over nothing, replaces what is there, and removes it", async () => {
    assert.equal(await codeOf("put", { token: "first-token" }), 0);
    assert.equal(await codeOf("put", { token: "second-token" }), 3);
    assert.equal(await codeOf("replace", { token: "third-token" }), 0);
    assert.match(await looked(), /^secret=present\n/);
    assert.equal(await codeOf("remove"), 0);
    assert.match(await looked(), /^secret=absent\n/);
    assert.equal(await codeOf("put", { token: "fourth-token" }), 0);
  });

  it("says nothing of what is there where it may not look", async () => {
    env["VAULT_TOKEN"] = "wrong";
    assert.equal(await codeOf("look"), 1);
    assert.equal(await codeOf("lock"), 1);
  });

  it("keeps the hub token of an exchange", async () => {
    const scenario = await Scenario.inProcess();
    try {
      const step = await scenario.run({ store: "command", "vault-command": recipe, "github-token": "" }, { env });
      assert.equal(step.outputs["result"], "connected", step.raw);
      if (!isReal)
        assert.ok(readFileSync(join(folder, "vault.json"), "utf8").includes(JSON.stringify(scenario.hubToken)));
    } finally {
      await scenario.end();
    }
  });
});
