import assert from "node:assert/strict";
import { createServer, type ServerResponse } from "node:http";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { runStep, type StepOptions, type StepResult } from "../../src/sandbox/runner.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { indented } from "../support/figures.ts";
import { assertNoSecrets } from "../support/no-secrets.ts";
import { proofSize } from "../support/proof-size.ts";
import { originOf, spoiling, type Spoil } from "./spoiling.ts";

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

/** Whether a case is one of the sample, or of the whole. */
function isPlayed(_case: unknown, index: number): boolean {
  return index % proofSize.everyBrokenAnswer === 0;
}

/** Runs a step, and measures its process. */
async function measured(options: StepOptions): Promise<{ step: StepResult; ms: number; peakMb: number }> {
  const folder = await mkdtemp(join(tmpdir(), "ocpi-peak-"));
  const file = join(folder, "peak");
  // At its end, the process itself says how large it ever was.
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

/** Writes the same chunk for as long as the client reads. */
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

/** A good answer without its closing bracket: the token arrives, and then comes trouble. */
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

// These tests run processes: they look at the memory, too, and whether the process ends.
describe("a hub that answers on the network as no hub should", () => {
  const figures: string[] = [];

  for (const [name, answer] of Object.entries(cases).filter(isPlayed)) {
    it(`${name}: a finding, in bounded time and memory`, async () => {
      const { step, ms, peakMb } = await against(answer);
      figures.push(`${name.padEnd(58)} ${String(ms).padStart(6)} ms ${peakMb.toFixed(0).padStart(5)} MB`);
      assert.match(step.outputs["result"] ?? "", /^(?:unreachable|registered|refused)$/, step.raw);
      assert.ok(JSON.parse(step.outputs["report"] ?? "{}").findings.length > 0);
      assert.ok(peakMb < PEAK_MB, `${peakMb} MB`);
      assert.ok(step.raw.length < 200_000);
    });
  }

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
    for (const [what, spoil] of Object.entries(spoiled).filter(isPlayed)) {
      it(`${method}: ${what}; the token in it is kept`, async () => {
        await register(method, what, spoil, ({ raw }) =>
          assert.match(raw, new RegExp(`answer to the ${method} was incomplete or broken`)),
        );
      });
    }
  }

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

  after(() => process.stdout.write(indented(figures.join("\n"))));
});
