import assert from "node:assert/strict";
import type { ConnectionFacts } from "../../../src/extension/connection-state.ts";
import { addressOf, connectionAt, pageAt } from "../../../src/extension/report-page.ts";

const key = { config: "file:///acme%20co/ocpi.yml", name: "chargeindia-north" };

describe("the page of a report", () => {
  it("has an address that says whose it is, also to a window that did not open it", () => {
    assert.deepEqual(addressOf(key), { path: "/OCPI chargeindia-north.md", query: key.config });
    assert.deepEqual(connectionAt(addressOf(key)), key);
  });

  it("waits for what is kept, as when VS Code opens it again with its window", async () => {
    const known: { facts?: ConnectionFacts } = {};
    const { promise: ready, resolve } = Promise.withResolvers<void>();
    const connections = { factsOf: () => known.facts };
    const page = pageAt(addressOf(key), connections, async () => ready);
    known.facts = { last: { markdown: "# Report" } } as ConnectionFacts;
    resolve();
    assert.equal(await page, "# Report");
  });

  it("says what makes a report where there is none", async () => {
    const page = await pageAt(addressOf(key), { factsOf: () => undefined }, async () => {});
    assert.equal(page, "chargeindia-north was not checked yet: Verify Connection or Exchange Credentials does.");
  });
});
