import assert from "node:assert/strict";
import { actionWords } from "../../src/core/findings/action-words.ts";
import { PlatformToken } from "../../src/core/ocpi/token.ts";
import { hostFault, isPublicAddress } from "../../src/core/ocpi/public-address.ts";
import type { PlatformConnection } from "../../src/core/onboarding/connection.ts";
import { performRun } from "../../src/core/onboarding/perform-run.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import { runFrame, silentPorts } from "../support/silent-run.ts";

describe("an address that the internet reaches", () => {
  it("is none of a private network, of this machine, of a document or of a link alone", () => {
    for (const address of [
      "10.1.2.3",
      "127.0.0.1",
      "169.254.169.254",
      "172.16.0.1",
      "172.31.255.255",
      "192.168.1.1",
      "100.64.0.1",
      "198.51.100.7",
      "0.0.0.0",
      "::1",
      "fd00::1",
      "fe80::1",
      "::ffff:10.0.0.1",
      "no address",
    ])
      assert.equal(isPublicAddress(address), false, address);
    for (const address of ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])
      assert.equal(isPublicAddress(address), true, address);
  });

  it("is told of a host by its name, as far as that goes", () => {
    const fault = (host: string): string | undefined => hostFault(new URL(`https://${host}/ocpi`));
    assert.deepEqual(
      ["10.0.0.1", "[fd00::1]", "localhost", "ocpi", "ocpi.internal", "a.svc", "platform.local"].map(fault),
      Array.from({ length: 7 }, () => "private"),
    );
    assert.deepEqual(["example.com", "a.example.org", "your-platform.com"].map(fault), [
      "placeholder",
      "placeholder",
      "placeholder",
    ]);
    assert.deepEqual(["ocpi.your-cpo.in", "8.8.8.8", "internal.your-cpo.in"].map(fault), [
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("a preflight of a platform whose name leads into a private network", () => {
  it("sends nothing, and says what a runner in that network would change", async () => {
    const requests: string[] = [];
    const { record } = await performRun(
      {
        ...silentPorts(),
        fetch: async ({ url }) => {
          requests.push(url);
          throw new Error("nothing is to be sent");
        },
        hosts: {
          addresses: async () => ["203.0.114.7", "10.0.0.7"],
          certificateEnd: async () => undefined,
        },
      },
      {
        profile: chargeindia,
        words: actionWords,
        frame: { ...runFrame, command: "preflight", platformUrl: "https://ocpi.your-cpo.in/ocpi/2.2.1" },
        secrets: [],
        job: {
          kind: "preflight",
          connection: connection(),
          warnings: [],
          preflight: {
            connection: connection(),
            platformUrl: "https://ocpi.your-cpo.in/ocpi/2.2.1",
            platformToken: new PlatformToken("5b3f9c0e7a6d4182b5c9e0f1a2d3b4c5d6e7f8091a2b3c4d"),
            requestTimeoutMs: 1000,
            hub: undefined,
            samples: [],
            asksForOnboarding: false,
          },
        },
      },
    );
    assert.deepEqual(requests, []);
    const [found] = record.findings;
    assert.equal(found?.check, "PRT-01");
    assert.match(found.message.join(" "), /leads to an address that is not on the internet: `10\.0\.0\.7`\./);
    assert.match(found.fix ?? "", /A self-hosted runner in your network would reach this address/);
    assert.equal(record.result, "done");
  });
});

function connection(): PlatformConnection {
  return {
    name: "c",
    profile: chargeindia,
    address: undefined,
    encodings: chargeindia.encodings,
    allowedOrigins: [],
    roles: [],
    receivers: {},
    routing: [],
    warnings: [],
  };
}
