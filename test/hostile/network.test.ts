import assert from "node:assert/strict";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { runStep, type StepResult } from "../../src/sandbox/runner.ts";
import { indented } from "../support/figures.ts";

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
  const folder = await mkdtemp(join(tmpdir(), "ocpi-peak-"));
  const file = join(folder, "peak");
  // The process says itself, at its end, how large it ever was.
  const peak = new URL("peak.ts", import.meta.url).href;
  const probe = `import{writeFileSync}from"node:fs";import{peakMb}from"${peak}";process.on("exit",()=>writeFileSync(${JSON.stringify(file)},String(peakMb())))`;
  const begun = Date.now();
  try {
    const step = await runStep({
      action,
      inputs: {
        command: "verify",
        "hub-url": `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        "hub-token": "hub_0123456789abcdef01234567",
        role: "CPO",
        "country-code": "IN",
        "party-id": "ABC",
        "business-name": "Your CPO Ltd",
        "request-timeout": "2s",
        "wait-for-connected": "0s",
      },
      jobToken: "none",
      env: { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(probe)}` },
      withPost: false,
    });
    return { step, ms: Date.now() - begun, peakMb: Number(await readFile(file, "utf8")) };
  } finally {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  }
}

/** Writes the same chunk for as long as somebody listens. */
function forever(response: ServerResponse, chunk: Buffer): void {
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

describe("a hub that answers on the network as no hub should", () => {
  const figures: string[] = [];

  for (const [name, answer] of Object.entries(cases)) {
    it(`${name}: a finding, in bounded time and memory`, async () => {
      const { step, ms, peakMb } = await against(answer);
      figures.push(`${name.padEnd(32)} ${String(ms).padStart(6)} ms ${peakMb.toFixed(0).padStart(5)} MB`);
      assert.match(step.outputs["result"] ?? "", /^(?:unreachable|registered|refused)$/, step.raw);
      assert.ok(JSON.parse(step.outputs["report"] ?? "{}").findings.length > 0);
      assert.ok(peakMb < PEAK_MB, `${peakMb} MB`);
      assert.ok(step.raw.length < 200_000);
    });
  }

  after(() => process.stdout.write(indented(figures.join("\n"))));
});
