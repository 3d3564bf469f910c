import assert from "node:assert/strict";
import { hubAddress, isLoopback } from "../../src/core/peer/hub-address.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";

describe("the hub's address", () => {
  it("is made from its origin or its versions URL", () => {
    for (const url of [
      "https://hub.example",
      "https://hub.example/",
      "https://hub.example/ocpi/versions",
      "https://hub.example/ocpi/versions/",
    ]) {
      assert.equal(hubAddress(url, chargeindia)?.credentials, "https://hub.example/ocpi/2.2.1/credentials", url);
    }
    assert.equal(
      hubAddress("https://x.example/hub/ocpi/versions", chargeindia)?.details,
      "https://x.example/hub/ocpi/2.2.1",
    );
    for (const url of ["https://hub.example/ocpi/2.2.1", "https://hub.example/?a=b", "hub.example"])
      assert.equal(hubAddress(url, chargeindia), undefined, url);
  });

  it("is a sandbox on this machine alone", () => {
    for (const url of ["http://127.0.0.1:1", "http://127.9.9.9", "http://[::1]:2", "http://localhost"])
      assert.ok(isLoopback(url), url);
    for (const url of ["http://127.0.0.1.evil.example", "http://10.0.0.1", "http://localhost.evil.example"])
      assert.ok(!isLoopback(url), url);
  });
});
