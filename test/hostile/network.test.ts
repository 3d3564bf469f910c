import assert from "node:assert/strict";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, deflateRawSync, gzipSync } from "node:zlib";
import { runStep, type StepOptions, type StepResult } from "../../src/sandbox/runner.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { indented } from "../support/figures.ts";
import { assertNoSecrets } from "../support/scenario.ts";

const action = fileURLToPath(new URL("../..", import.meta.url));
const MB = 1024 * 1024;
const PEAK_MB = 256;
const json = { "content-type": "application/json" };

/** Runs `verify` against a server that answers everything like this, and measures the process. */
async function against(
  answer: (response: ServerResponse) => void,
): Promise<{ step: StepResult; ms: number; peakMb: number }> {
  const server = createServer((_request, response) => {
    response.on("error", () => undefined);
    answer(response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  try {
    return await measured({
      action,
      inputs: {
        command: "verify",
        "hub-url": originOf(server),
        "hub-token": "hub_0123456789abcdef01234567",
        role: "CPO",
        "country-code": "IN",
        "party-id": "ABC",
        "business-name": "Your CPO Ltd",
        "request-timeout": "2s",
        "wait-for-connected": "0s",
      },
      jobToken: "none",
      withPost: false,
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Runs a step, and measures its process. */
async function measured(options: StepOptions): Promise<{ step: StepResult; ms: number; peakMb: number }> {
  const folder = await mkdtemp(join(tmpdir(), "ocpi-peak-"));
  const file = join(folder, "peak");
  // The process says itself, at its end, how large it ever was.
  const peak = new URL("peak.ts", import.meta.url).href;
  const probe = `import{writeFileSync}from"node:fs";import{peakMb}from"${peak}";process.on("exit",()=>writeFileSync(${JSON.stringify(file)},String(peakMb())))`;
  const begun = Date.now();
  try {
    const env = { ...options.env, NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(probe)}` };
    const step = await runStep({ ...options, env });
    return { step, ms: Date.now() - begun, peakMb: Number(await readFile(file, "utf8")) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A proxy before a hub, which spoils the answers to one kind of request when the hub has done its work. */
async function spoiling(
  hub: string,
  method: string,
  spoil: (response: ServerResponse, answer: string) => void,
): Promise<Server> {
  const server = createServer((request, response) => {
    response.on("error", () => undefined);
    void (async () => {
      const body = (await request.toArray()).map((chunk: Buffer) => chunk.toString("utf8")).join("");
      const { authorization = "", "content-type": type = "" } = request.headers;
      const answer = await fetch(`${hub}${request.url}`, {
        method: request.method ?? "GET",
        headers: { authorization, ...(type === "" ? {} : { "content-type": type }) },
        ...(body === "" ? {} : { body }),
      });
      const text = (await answer.text()).replaceAll(hub, originOf(server));
      if (request.method === method) spoil(response, text);
      else response.writeHead(answer.status, json).end(text);
    })();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

/** Writes the same chunk for as long as somebody listens. */
function forever(response: Writable, chunk: Buffer): void {
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
    response.once("drain", more);
  };
  more();
}

const zeros = Buffer.alloc(200 * MB, "0");
const bombs = {
  gzip: gzipSync(zeros),
  br: brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
};
const envelope = (data: string): string => `{"status_code":1000,"data":${data}}`;

const cases: Readonly<Record<string, (response: ServerResponse) => void>> = {
  "a body far over the cap": (response) => response.writeHead(200, json).end(Buffer.alloc(60 * MB, "[")),
  "a gzip bomb": (response) => response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(bombs.gzip),
  "a Brotli bomb": (response) => response.writeHead(200, { ...json, "content-encoding": "br" }).end(bombs.br),
  "a body that never ends": (response) => forever(response.writeHead(200, json), Buffer.alloc(64 * 1024, "x")),
  "one byte at a time": (response) => {
    response.writeHead(200, json);
    const timer = setInterval(() => response.write("1"), 20);
    response.on("close", () => clearInterval(timer));
  },
  silence: () => undefined,
  "silence after the headers": (response) => response.writeHead(200, json).flushHeaders(),
  "a million small objects": (response) =>
    response.writeHead(200, json).end(envelope(`[${"{},".repeat(1_600_000)}{}]`)),
  "as many values as are read": (response) =>
    response.writeHead(200, json).end(envelope(`[${'{"a":1},'.repeat(148_000)}{}]`)),
  "a text of five megabytes": (response) => response.writeHead(200, json).end(envelope(`"${"ü".repeat(2.4 * MB)}"`)),
  "brackets without end": (response) => response.writeHead(200, json).end("[".repeat(4.9 * MB)),
  "headers without end": (response) => response.writeHead(200, { ...json, "x-long": "x".repeat(300_000) }).end("{}"),
  "something that says it is gzip": (response) =>
    response.writeHead(200, { ...json, "content-encoding": "gzip" }).end("not compressed"),
  "half of what it announced": (response) => {
    response.writeHead(200, { ...json, "content-length": "1000" }).write(envelope("[]").slice(0, 20));
    setTimeout(() => response.destroy(), 50);
  },
};

/** All but the closing of a good answer: a token that arrived, and then trouble. */
const opened = (answer: string): string => `${answer.replace(/\}\s*$/, "")},"more":"`;

const spoiled: Readonly<Record<string, (response: ServerResponse, answer: string) => void>> = {
  "the token first, then a body that never ends": (response, answer) => {
    response.writeHead(200, json).write(opened(answer));
    forever(response, Buffer.alloc(64 * 1024, "x"));
  },
  "the token first, then far over the cap": (response, answer) =>
    response.writeHead(200, json).end(Buffer.concat([Buffer.from(opened(answer)), Buffer.alloc(60 * MB, "x")])),
  "the token first, in a gzip bomb": (response, answer) =>
    response
      .writeHead(200, { ...json, "content-encoding": "gzip" })
      .end(gzipSync(Buffer.concat([Buffer.from(opened(answer)), zeros]))),
  "the token first, then the connection breaks": (response, answer) => {
    response.writeHead(200, { ...json, "content-length": "100000" }).write(opened(answer));
    setTimeout(() => response.destroy(), 50);
  },
  "the token first, in something that stops being gzip": (response, answer) => {
    const whole = gzipSync(opened(answer) + "x".repeat(100_000), { level: 0 });
    response
      .writeHead(200, { ...json, "content-encoding": "gzip" })
      .end(Buffer.concat([whole.subarray(0, 60_000), zeros.subarray(0, 60_000)]));
  },
};

/** Writes an answer as it is, past everything that keeps a server from breaking HTTP. */
function writeRaw({ socket }: ServerResponse, head: readonly string[], body: string, lineEnd = "\r\n"): void {
  socket?.end([...head, "", body].join(lineEnd));
}

const lengthOf = (body: string): string => `content-length: ${Buffer.byteLength(body)}`;
const ok = "HTTP/1.1 200 OK";

/** Writes bytes, and the rest of them in a packet of its own. */
function writeInTwo({ socket }: ServerResponse, text: string, at: number): void {
  socket?.setNoDelay(true);
  socket?.write(text.slice(0, at));
  setTimeout(() => socket?.end(text.slice(at)), 60);
}

/** A whole answer in gzip, with something done to the bytes of it. */
const packed = (response: ServerResponse, encoding: string, bytes: Buffer): void =>
  void response.writeHead(200, { ...json, "content-encoding": encoding }).end(bytes);

/** Answers that clients throw away, rightly or not; one that holds a token is taken all the same. */
const carelesslySent: Readonly<Record<string, (response: ServerResponse, answer: string) => void>> = {
  "a 100 Continue that nobody asked for": (response, answer) => {
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
  "HTTP 999": (response, answer) => writeRaw(response, ["HTTP/1.1 999 Odd", lengthOf(answer)], answer),
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

describe("a hub that answers on the network as no hub should", () => {
  const figures: string[] = [];

  for (const [name, answer] of Object.entries(cases)) {
    it(`${name}: a finding, in bounded time and memory`, async () => {
      const { step, ms, peakMb } = await against(answer);
      figures.push(`${name.padEnd(58)} ${String(ms).padStart(6)} ms ${peakMb.toFixed(0).padStart(5)} MB`);
      assert.match(step.outputs["result"] ?? "", /^(?:unreachable|registered|refused)$/, step.raw);
      assert.ok(JSON.parse(step.outputs["report"] ?? "{}").findings.length > 0);
      assert.ok(peakMb < PEAK_MB, `${peakMb} MB`);
      assert.ok(step.raw.length < 200_000);
    });
  }

  type Spoil = (response: ServerResponse, answer: string) => void;

  /** An exchange with a hub behind a proxy that spoils the answers to this method. */
  async function exchange(
    method: "POST" | "PUT",
    spoil: Spoil,
    wait: string,
    look: (ended: { sandbox: Sandbox; step: StepResult; ms: number; peakMb: number }) => void,
    switches: Parameters<typeof startSandbox>[0] = {},
  ): Promise<void> {
    const sandbox = await startSandbox(switches);
    const server = await spoiling(sandbox.hub.origin, method, spoil);
    try {
      const ended = await measured({
        action,
        inputs: { "wait-for-connected": wait, ...sandbox.inputs, "hub-url": originOf(server) },
        jobToken: sandbox.github.jobToken,
        env: sandbox.env,
        withPost: false,
      });
      look({ sandbox, ...ended });
    } finally {
      server.closeAllConnections();
      server.close();
      await sandbox.stop();
    }
  }

  /** The token in the spoiled answer must be kept. */
  async function register(
    method: "POST" | "PUT",
    what: string,
    spoil: Spoil,
    lookToo: (step: StepResult) => void = () => undefined,
  ): Promise<void> {
    const switches = { probeEveryMs: 50, putRotates: method === "PUT" };
    await exchange(
      method,
      spoil,
      "10s",
      ({ sandbox: { hub, github, inputs }, step, ms, peakMb }) => {
        figures.push(
          `${`${method}, ${what}`.padEnd(58)} ${String(ms).padStart(6)} ms ${peakMb.toFixed(0).padStart(5)} MB`,
        );
        const secrets = ["initial-token", "platform-token", "github-token"].map((input) => inputs[input] ?? "");
        const issued = hub.issuedToken({ country_code: "IN", party_id: "ABC" }) ?? "";
        assert.equal(github.secret("OCPI_HUB_TOKEN"), issued, step.raw.slice(0, 20_000));
        assert.equal(step.outputs["result"], "connected", step.raw.slice(0, 20_000));
        assert.ok(peakMb < PEAK_MB, `${peakMb} MB`);
        assert.ok(step.raw.length < 200_000);
        assertNoSecrets(step, [issued, ...secrets]);
        lookToo(step);
      },
      switches,
    );
  }

  for (const method of ["POST", "PUT"] as const) {
    for (const [what, spoil] of Object.entries(spoiled)) {
      it(`${method}: ${what}; the token in it is kept`, async () => {
        await register(method, what, spoil, ({ raw }) =>
          assert.match(raw, new RegExp(`answer to the ${method} was incomplete or broken`)),
        );
      });
    }
    for (const [what, spoil] of Object.entries(carelesslySent)) {
      it(`${method}: ${what}; the token in it is kept`, async () => {
        await register(method, what, spoil);
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

  it("POST: an answer that is no HTTP at all is a lost one, and is asked after", async () => {
    const spoil: Spoil = ({ socket }) => void socket?.end("SSH-2.0-OpenSSH_9.6\r\n");
    await exchange("POST", spoil, "0s", ({ step }) => {
      assert.equal(step.outputs["result"], "in-doubt", step.raw.slice(0, 20_000));
      assert.match(step.raw, /The exchange was sent, but no usable answer came back/);
      assert.match(step.raw, /the hub does not accept the initial token any more/);
      assert.equal(step.outputs["recovery-capsule"], "");
    });
  });

  it("POST: early hints without end are given up, in bounded memory", async () => {
    const hint = Buffer.from(`HTTP/1.1 103 Early Hints\r\nlink: <${"x".repeat(2000)}>\r\n\r\n`.repeat(30));
    const spoil: Spoil = ({ socket }) => {
      if (socket !== null) forever(socket, hint);
      setTimeout(() => socket?.destroy(), 2000);
    };
    await exchange("POST", spoil, "0s", ({ step, peakMb }) => {
      assert.equal(step.outputs["result"], "in-doubt", step.raw.slice(0, 20_000));
      assert.ok(peakMb < PEAK_MB, `${peakMb} MB`);
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

  after(() => process.stdout.write(indented(figures.join("\n"))));
});
