import assert from "node:assert/strict";
import { actionWords } from "../../src/core/findings/action-words.ts";
import { untouched } from "../../src/core/onboarding/outcome.ts";
import { recordOf } from "../../src/core/onboarding/perform-run.ts";
import { performAll } from "../../src/core/onboarding/perform-all.ts";
import { Run } from "../../src/core/onboarding/run.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import type { RunRecord } from "../../src/core/record/record.ts";
import type { Result } from "../../src/core/record/result.ts";
import { allPage } from "../../src/core/report/all-page.ts";
import {
  allDocument,
  allDocumentWithin,
  allHeadline,
  AllReport,
  resultsWithin,
} from "../../src/core/report/all-report.ts";
import { runFrame, silentPorts } from "../support/silent-run.ts";

const tool = { name: "OCPI Onboarding", version: "0" };
const frame = { tool, command: "verify", startedAt: new Date(0), finishedAt: new Date(1000) };

function record(connection: string, result: Result): RunRecord {
  const run = new Run(silentPorts(), chargeindia, actionWords);
  run.begin("verify");
  if (result !== "connected") run.found([{ code: "cancelled" }, { code: "no-party-given" }]);
  return recordOf(run, untouched(result), { ...runFrame, connection });
}

function reportOf(count: number, resultOf: (index: number) => Result, documents = false): AllReport {
  const report = new AllReport(actionWords, { documents, pages: false, failures: false });
  for (let index = 0; index < count; index += 1) report.add(record(`connection-number-${index}`, resultOf(index)));
  return report;
}

describe("the report of many connections", () => {
  it("has the worst first, in the order of the results, and of equals the first", () => {
    const results: Result[] = [
      "done",
      "connected",
      "registered",
      "cancelled",
      "not-ready",
      "unreachable",
      "refused",
      "in-doubt",
      "invalid",
    ];
    const { worstFirst } = reportOf(18, (index) => results[index % 9] ?? "done");
    assert.deepEqual(
      worstFirst.map(({ row }) => row.result),
      results.toReversed().flatMap((result) => [result, result]),
    );
    assert.deepEqual(
      worstFirst.slice(0, 4).map(({ row }) => row.connection),
      ["connection-number-8", "connection-number-17", "connection-number-7", "connection-number-16"],
    );
  });

  it("has equals in the order of the config, whenever each of them ended", () => {
    const report = reportOf(4, (index) => (index === 2 ? "refused" : "connected"));
    report.arrange([3, 1, 2, 0].map((index) => `connection-number-${index}`));
    assert.deepEqual(
      report.worstFirst.map(({ row }) => row.connection),
      [2, 3, 1, 0].map((index) => `connection-number-${index}`),
    );
  });

  it("is cut in the outputs above 100 kB, where the best are left out, and whole in a file", () => {
    const report = reportOf(1500, (index) => (index === 1499 ? "refused" : "connected"), true);
    const all = report.worstFirst;
    for (const text of [allDocumentWithin(all), resultsWithin(all)]) {
      assert.ok(text.length > 80_000 && text.length <= 100_000, String(text.length));
      const value = JSON.parse(text) as { connections: { connection: string }[] } | { connection: string }[];
      assert.equal((Array.isArray(value) ? value : value.connections)[0]?.connection, "connection-number-1499");
    }
    const whole = JSON.parse([...allDocument(all)].join("")) as {
      result: string;
      connections: { requests: unknown }[];
    };
    assert.equal(whole.result, "refused");
    assert.equal(whole.connections.length, 1500);
    assert.ok(whole.connections.every(({ requests }) => Array.isArray(requests)));
  });

  it("keeps no documents that nobody reads", () => {
    const kept = (documents: boolean): number =>
      reportOf(300, () => "connected", documents).worstFirst.filter(({ document }) => document !== undefined).length;
    assert.equal(kept(true), 300);
    assert.equal(kept(false), 0);
  });

  it("fits a step summary with 10,000 connections that all fail, and says what has no room", () => {
    const all = reportOf(10_000, () => "refused").worstFirst;
    const page = allPage(all, frame, 900_000);
    assert.ok(Buffer.byteLength(page) > 400_000 && Buffer.byteLength(page) <= 900_000, String(page.length));
    assert.match(page, /^\| \| … and \d+ more \|/m);
    assert.match(page, /What is to be done about \d+ more stands in the log/);
  });

  it("folds the names of those of which nothing was found, and has a row for each other", () => {
    const all = reportOf(1203, (index) => (index < 2 ? "refused" : "connected")).worstFirst;
    const page = allPage(all, frame);
    const rows = page.split("\n").filter((line) => line.startsWith("| ") && line.includes("connection-number-"));
    assert.equal(rows.length, 2);
    assert.match(rows[0] ?? "", /^\| ❌ \| `connection-number-0` \| refused \| .* \| you \| .* \|$/);
    assert.match(
      page,
      /<summary>Those of which nothing was found \(1201\)<\/summary>\n\n`connection-number-2` .* and 201 more\n/,
    );
    assert.doesNotMatch(allPage(reportOf(2, () => "connected").worstFirst, frame), /^\|/m);
  });

  it("counts in its headline, and names the worst", () => {
    const headline = (...results: Result[]): string =>
      allHeadline(reportOf(results.length, (index) => results[index] ?? "done").worstFirst);
    assert.equal(headline("connected", "connected"), "Nothing fails in 2 connections: 2 connected.");
    assert.match(
      headline("connected", "refused", "refused"),
      /^Of 3 connections 2 fail: 1 connected and 2 refused\. The worst is `connection-number-1`\. Refused: /,
    );
  });
});

describe("many connections", () => {
  it("are looked at once each, eight at a time for a host and 64 in all", async () => {
    const all = Array.from({ length: 400 }, (_none, index) => ({
      index,
      host: `host-${index < 100 ? 0 : index % 30}`,
    }));
    const busy = new Map<string, number>();
    let [most, mostInAll, inAll] = [0, 0, 0];
    const seen: number[] = [];
    await performAll(
      all,
      ({ host }) => host,
      async ({ index, host }) => {
        seen.push(index);
        busy.set(host, (busy.get(host) ?? 0) + 1);
        inAll += 1;
        most = Math.max(most, busy.get(host) ?? 0);
        mostInAll = Math.max(mostInAll, inAll);
        await new Promise(setImmediate);
        inAll -= 1;
        busy.set(host, (busy.get(host) ?? 0) - 1);
      },
      async () => assert.fail(),
    );
    assert.deepEqual(
      seen.toSorted((a, b) => a - b),
      all.map(({ index }) => index),
    );
    assert.deepEqual([most, mostInAll], [8, 64]);
  });

  it("are all looked at, although our own code breaks at some: what broke is told of each of those", async () => {
    const all = Array.from({ length: 400 }, (_none, index) => index);
    const seen: number[] = [];
    const told: string[] = [];
    await performAll(
      all,
      (index) => `host-${index % 5}`,
      async (index) => {
        await new Promise(setImmediate);
        // More than there are places: one that kept its place would keep the others waiting for ever.
        if (index % 2 === 0) throw new Error(`number ${index}`);
        seen.push(index);
      },
      async (index, error) => {
        told.push(`${index}: ${String(error)}`);
      },
    );
    assert.deepEqual(
      seen.toSorted((a, b) => a - b),
      all.filter((index) => index % 2 === 1),
    );
    assert.deepEqual(
      new Set(told),
      new Set(all.filter((index) => index % 2 === 0).map((index) => `${index}: Error: number ${index}`)),
    );
  });
});
