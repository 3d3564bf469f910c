import assert from "node:assert/strict";
import { deflateRawSync, gzipSync } from "node:zlib";
import type { ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { runStep, type StepResult } from "../../src/sandbox/runner.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { usualPlatformToken } from "../support/derived-once.ts";
import { assertNoSecrets } from "../support/no-secrets.ts";
import { proofSize } from "../support/proof-size.ts";
import { stepInProcess } from "../support/step-in-process.ts";
import { lengthOf, ok, originOf, spoiling, writeRaw, type Spoil } from "./spoiling.ts";

const action = fileURLToPath(new URL("../..", import.meta.url));
const json = { "content-type": "application/json" };

/** Writes bytes, and the rest of them in a packet of its own. */
function writeInTwo({ socket }: ServerResponse, text: string, at: number): void {
  socket?.setNoDelay(true);
  socket?.write(text.slice(0, at));
  setTimeout(() => socket?.end(text.slice(at)), 60);
}

/** A whole answer in gzip, with something done to the bytes of it. */
const packed = (response: ServerResponse, encoding: string, bytes: Buffer): void =>
  void response.writeHead(200, { ...json, "content-encoding": encoding }).end(bytes);

/** Answers that clients throw away, rightly or not. The Action takes the token out of them all the same. */
const carelesslySent: Readonly<Record<string, (response: ServerResponse, answer: string) => void>> = {
  "a 100 Continue that the client did not ask for": (response, answer) => {
    response.writeContinue();
    setTimeout(() => response.writeHead(200, json).end(answer), 30);
  },
  "early hints": (response, answer) => {
    response.writeEarlyHints({ link: "</style.css>; rel=preload" });
    setTimeout(() => response.writeHead(200, json).end(answer), 30);
  },
  ...Object.fromEntries(
    ["gzip", "br", "deflate", "zstd", "compress", "gzip,".repeat(3000)].map((encoding) => [
      `what calls itself ${encoding.slice(0, 15)} and is not`,
      (response: ServerResponse, answer: string) =>
        response.writeHead(200, { ...json, "content-encoding": encoding }).end(answer),
    ]),
  ),
  "what is packed although it was asked not to be": (response, answer) =>
    response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(gzipSync(answer)),
  "JSON for people that calls itself deflate": (response, answer) =>
    packed(response, "deflate", Buffer.from(JSON.stringify(JSON.parse(answer), undefined, 2))),
  "gzip that was packed twice": (response, answer) => packed(response, "gzip, gzip", gzipSync(gzipSync(answer))),
  "gzip with a wrong checksum": (response, answer) => {
    const bytes = gzipSync(answer);
    bytes.writeUInt32LE(1, bytes.length - 8);
    packed(response, "gzip", bytes);
  },
  "gzip that lacks its end": (response, answer) => packed(response, "gzip", gzipSync(answer).subarray(0, -8)),
  "gzip that lacks its end, in two pieces": (response, answer) => {
    const bytes = gzipSync(answer).subarray(0, -9);
    response.writeHead(200, { ...json, "content-encoding": "gzip" }).write(bytes.subarray(0, 30));
    setTimeout(() => response.end(bytes.subarray(30)), 30);
  },
  "deflate without its header": (response, answer) => packed(response, "deflate", deflateRawSync(answer)),
  "HTTP 101, and then an answer": (response, answer) =>
    writeRaw(
      response,
      ["HTTP/1.1 101 Switching Protocols", "upgrade: h2c", "connection: upgrade", "", ok, lengthOf(answer)],
      answer,
    ),
  "a status line in two packets, and then a length that is none": (response, answer) =>
    writeInTwo(response, [ok, "content-length: long", "", answer].join("\r\n"), 10),
  "a 100 Continue, and then a length that is none": (response, answer) =>
    writeRaw(response, ["HTTP/1.1 100 Continue", "", ok, "content-length: long"], answer),
  "no head at all": (response, answer) => void response.socket?.end(answer),
  "more than it announced": (response, answer) => writeRaw(response, [ok, "content-length: 30"], answer),
  "HTTP 204, and a body": (response, answer) => writeRaw(response, ["HTTP/1.1 204 No Content"], answer),
  "HTTP 407": (response, answer) => response.writeHead(407, json).end(answer),
  "HTTP 999": (response, answer) => writeRaw(response, ["HTTP/1.1 999 AboutResponse", lengthOf(answer)], answer),
  "its length told twice": (response, answer) => writeRaw(response, [ok, lengthOf(answer), lengthOf(answer)], answer),
  "its length told twice, the second time wrong": (response, answer) =>
    writeRaw(response, [ok, lengthOf(answer), "content-length: 7"], answer),
  "a length that is none": (response, answer) => writeRaw(response, [ok, "content-length: long"], answer),
  "half of each line end": (response, answer) => writeRaw(response, [ok, lengthOf(answer)], answer, "\n"),
  "chunks that are none": (response, answer) => writeRaw(response, [ok, "transfer-encoding: chunked"], answer),
  "chunks and a length": (response, answer) =>
    writeRaw(
      response,
      [ok, "transfer-encoding: chunked", lengthOf(answer)],
      `${Buffer.byteLength(answer).toString(16)}\r\n${answer}\r\n0\r\n\r\n`,
    ),
  "a header that is none": (response, answer) =>
    writeRaw(response, [ok, "x bad header (1): \u0001", lengthOf(answer)], answer),
  "HTTP/1.0 to the end of the connection": (response, answer) => writeRaw(response, ["HTTP/1.0 200 OK"], answer),
};

describe("a hub that sends its answers carelessly", () => {
  /** An exchange with a hub behind a proxy that spoils the answers to this method. */
  async function exchange(
    method: "POST" | "PUT",
    spoil: Spoil,
    wait: string,
    look: (ended: { sandbox: Sandbox; step: StepResult }) => void,
    switches: Parameters<typeof startSandbox>[0] = {},
  ): Promise<void> {
    const sandbox = await startSandbox(switches, {}, {}, usualPlatformToken);
    const server = await spoiling(sandbox.hub.origin, method, spoil);
    try {
      const step = await runStep({
        action,
        inputs: { "wait-for-connected": wait, ...sandbox.inputs, "hub-url": originOf(server) },
        jobToken: sandbox.github.jobToken,
        env: sandbox.env,
        withPost: false,
        start: stepInProcess,
      });
      look({ sandbox, step });
    } finally {
      server.closeAllConnections();
      server.close();
      await sandbox.stop();
    }
  }

  for (const method of ["POST", "PUT"] as const) {
    for (const [index, [what, spoil]] of Object.entries(carelesslySent).entries()) {
      // In a sample each way is tried once: with the one method or with the other.
      if ((index + (method === "POST" ? 0 : 1)) % proofSize.everyCarelessAnswer !== 0) continue;
      it(`${method}: ${what}; the token in it is kept`, async () => {
        const look = ({ sandbox: { hub, github, inputs }, step }: { sandbox: Sandbox; step: StepResult }): void => {
          const secrets = ["initial-token", "platform-token", "github-token"].map((input) => inputs[input] ?? "");
          const issued = hub.issuedToken({ country_code: "IN", party_id: "ABC" }) ?? "";
          assert.equal(github.secret("OCPI_HUB_TOKEN"), issued, step.raw.slice(0, 20_000));
          assert.equal(step.outputs["result"], "connected", step.raw.slice(0, 20_000));
          assert.ok(step.raw.length < 200_000);
          assertNoSecrets(step, [issued, ...secrets]);
        };
        await exchange(method, spoil, "10s", look, { probeEveryMs: 50, putRotates: method === "PUT" });
      });
    }
  }

  it("PUT: HTTP 204 with a chunk's end behind it is a confirmation", async () => {
    const spoil: Spoil = (response) => writeRaw(response, ["HTTP/1.1 204 No Content"], "0\r\n\r\n");
    const look = ({ step }: { step: StepResult }): void => {
      assert.equal(step.outputs["result"], "connected", step.raw.slice(0, 20_000));
      assert.equal(step.outputs["warnings"], "0");
    };
    await exchange("PUT", spoil, "10s", look, { probeEveryMs: 50 });
  });

  it("POST: an answer that is no HTTP at all counts as lost, and the run asks the hub what became of it", async () => {
    const spoil: Spoil = ({ socket }) => void socket?.end("SSH-2.0-OpenSSH_9.6\r\n");
    await exchange("POST", spoil, "0s", ({ step }) => {
      assert.equal(step.outputs["result"], "in-doubt", step.raw.slice(0, 20_000));
      assert.match(step.raw, /The exchange was sent, but no usable answer came back/);
      assert.match(step.raw, /the hub does not accept the initial token any more/);
      assert.equal(step.outputs["recovery-capsule"], "");
    });
  });

  it("POST: a chunk that ends in the middle of the token is no reason to make one up", async () => {
    const spoil: Spoil = (response, answer) => {
      const at = answer.indexOf('"token":"') + 20;
      const chunks = [
        `${at.toString(16)}\r\n${answer.slice(0, at)}`,
        `0x${(answer.length - at).toString(16)}`,
        answer.slice(at),
      ];
      writeRaw(response, [ok, "transfer-encoding: chunked"], [...chunks, "0", "", ""].join("\r\n"));
    };
    await exchange("POST", spoil, "0s", ({ sandbox, step }) => {
      assert.equal(step.outputs["result"], "in-doubt", step.raw.slice(0, 20_000));
      assert.deepEqual(sandbox.github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
      assert.match(step.outputs["recovery-capsule"] ?? "", /^ocpi-capsule:v1:/);
    });
  });
});
