import assert from "node:assert/strict";
import fc from "fast-check";
import { readJson } from "../../src/core/checks/located-json.ts";
import { SAMPLE_LIMIT } from "../../src/core/checks/samples.ts";
import { changedSample, sampleNames, sampleText, type Sample } from "../support/wrong-samples.ts";
import { checkSampleText as check, lineOf } from "../support/check-sample-text.ts";

describe("a sample in a list or a response", () => {
  const wrong = changedSample("session", (session) => delete session.cdr_token.party_id);
  const paths = (text: string): unknown[] =>
    check(text).map((finding) => ("path" in finding ? finding.path : undefined));

  it("is told by its place in it", () => {
    assert.deepEqual(paths(`[${sampleText("cdr")}, ${wrong}]`), ["[1].cdr_token.party_id"]);
    const around = '{"status_code": 1000, "timestamp": "2026-11-23T05:17:45Z", "data":';
    assert.deepEqual(paths(`${around} ${wrong}}`), ["data.cdr_token.party_id"]);
    assert.deepEqual(paths(`${around} [${wrong}, ${sampleText("token")}, ${wrong}]}`), [
      "data[0].cdr_token.party_id",
      "data[2].cdr_token.party_id",
    ]);
  });

  it("is also an answer of the platform, or a part of a location", () => {
    const location = JSON.parse(sampleText("location")) as Sample;
    const token = JSON.parse(sampleText("token")) as Sample;
    const good = [
      { result: "ACCEPTED", timeout: 30 },
      { allowed: "ALLOWED", token, authorization_reference: "A-7731" },
      location.evses[0],
      location.evses[0].connectors[0],
    ];
    assert.deepEqual(check(JSON.stringify(good)), []);
    const bad = [
      { result: "DONE", timeout: 30 },
      { allowed: "ALLOWED", token: { ...token, party_id: "QRS" } },
      { ...location.evses[0], status: "FREE" },
      { ...location.evses[0].connectors[0], format: "PLUG" },
    ];
    assert.deepEqual(paths(JSON.stringify(bad)), ["[0].result", "[1].token.party_id", "[2].status", "[3].format"]);
  });

  const unknown: readonly (readonly [text: string, holds: string, fields?: readonly string[]])[] = [
    ["null", "null"],
    ["[]", "empty"],
    ["[[{}]]", "list"],
    ["{}", "object"],
    ['"session"', "text"],
    ["42", "number"],
    ["true", "bool"],
    ['{"status": "COMPLETED", "last_updated": "2026-11-23T05:17:45Z"}', "object", ["status", "last_updated"]],
    ['{"token": "x", "url": "https://a.example", "roles": []}', "object", ["token", "url", "roles"]],
    ['{"status_code": 2001, "status_message": "no"}', "object", ["status_code", "status_message"]],
  ];
  for (const [text, holds, fields = []] of unknown) {
    it(`is not known as one: ${text}`, () => {
      const [found, ...more] = check(text);
      assert.deepEqual(more, []);
      assert.partialDeepStrictEqual(found, { code: "sample-unknown", holds, fields });
    });
  }
});

describe("a sample that is no JSON", () => {
  const broken: readonly (readonly [what: string, text: string, line: number, column: number, fault: string])[] = [
    ["nothing", "", 1, 1, "end"],
    ["blank", " \r\n \n", 1, 1, "end"],
    ["broken off", '{\r\n  "id": "1",\r\n  "kwh"', 3, 8, "end"],
    ["a comma too many", '{\n  "id": "1",\n}', 3, 1, "found"],
    ["a comment", '{\n  // the id\n  "id": "1"\n}', 2, 3, "found"],
    ["YAML", "id: 1", 1, 1, "found"],
    ["single quotes", "{'id': 1}", 1, 2, "found"],
    ["two values", "{} {}", 1, 4, "found"],
    ["a line break in a text", '{\n  "id": "a\nb"\n}', 2, 9, "control"],
    ["HTML", "<html></html>", 1, 1, "found"],
  ];
  for (const [what, text, line, column, fault] of broken) {
    it(`is told with its place: ${what}`, () => {
      const [found, ...more] = check(text);
      assert.deepEqual(more, []);
      assert.partialDeepStrictEqual(found, { code: "sample-syntax", fault, path: "", position: { line, column } });
    });
  }

  it("is what JSON.parse refuses, and nothing else", () => {
    const part = fc.constantFrom(
      ...'{}[],:"\\/.+-eEu019 \n\t\u0001a',
      "true",
      "null",
      '"a"',
      "NaN",
      "\u2028",
      "//",
      "'",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(part, { maxLength: 12 }).map((parts) => parts.join("")),
          fc.json(),
        ),
        (text) => {
          const read = readJson(text);
          let value: unknown;
          try {
            value = JSON.parse(text);
          } catch {
            assert.ok("fault" in read, JSON.stringify(text));
            assert.ok(read.position.line >= 1 && read.position.column >= 1);
            return;
          }
          assert.ok("value" in read, JSON.stringify(text));
          assert.deepEqual(JSON.stringify(read.value), JSON.stringify(value));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("a hostile sample", () => {
  it("is not read when it is too large, nested too deep, or has too many values", () => {
    assert.deepEqual(check(" ".repeat(SAMPLE_LIMIT + 1)), [{ code: "sample-large", file: "a.json" }]);
    assert.deepEqual(check(`"${"ä".repeat(SAMPLE_LIMIT / 2)}"`), [{ code: "sample-large", file: "a.json" }]);
    assert.deepEqual(check("[".repeat(10_000) + "]".repeat(10_000)), [{ code: "sample-deep", file: "a.json" }]);
    assert.deepEqual(check(`[${"1,".repeat(300_000)}1]`), [{ code: "sample-deep", file: "a.json" }]);
  });

  it("has at most a hundred findings told, the errors first, and the number of the others", () => {
    const session = changedSample("session", (one) => (one.kwh = 20));
    const found = check(`[${Array.from({ length: 150 }, () => session).join()}, {}]`);
    assert.equal(found.length, 101);
    assert.deepEqual(found.at(-1), { code: "sample-more", file: "a.json", count: 51 });
    assert.ok(found.some(({ code }) => code === "sample-unknown"));
  });

  it("takes time that is linear in its length", () => {
    const text = `[${"{},".repeat(290_000)}{}]`.slice(0, SAMPLE_LIMIT);
    const began = performance.now();
    check(text.endsWith("]") ? text : `[${"{},".repeat(140_000)}{}]`);
    const periods = changedSample("session", (session) => {
      session.charging_periods = Array.from({ length: 20_000 }, () => ({ dimensions: [] }));
      for (let index = 0; index < 20_000; index += 1) session[`x${index}`] = 0;
    });
    check(JSON.stringify(JSON.parse(periods)));
    assert.ok(performance.now() - began < 10_000);
  });

  it("may have anything at any place: it is told within the text, and once at each place", () => {
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom("", [null], [{}], -1, "2026-11-23T05:17:45Z"),
    );
    fc.assert(
      fc.property(fc.constantFrom(...sampleNames), fc.infiniteStream(fc.nat()), anything, (name, dice, value) => {
        const text = changedSample(name, (sample) => {
          let holder = sample as Record<string, unknown>;
          for (;;) {
            const keys = Object.keys(holder);
            const key = keys[(dice.next().value as number) % keys.length] as string;
            const next = holder[key];
            if (typeof next === "object" && next !== null && (dice.next().value as number) % 3 > 0) {
              holder = next as Record<string, unknown>;
            } else {
              holder[key] = value;
              return;
            }
          }
        });
        const found = check(text);
        const lines = text.split("\n");
        const places = found.map((finding) => {
          assert.ok("position" in finding, finding.code);
          const { line, column } = finding.position;
          assert.ok(column <= (lines[line - 1] as string).length);
          return finding.path;
        });
        assert.equal(new Set(places).size, places.length, JSON.stringify(found));
      }),
      { numRuns: 300 },
    );
  });

  it("cannot touch what it is read with", () => {
    const text = changedSample("token", () => undefined).replace(
      "{",
      '{ "__proto__": { "valid": 1 }, "constructor": 1,',
    );
    assert.deepEqual(check(text), []);
    assert.equal(({} as Record<string, unknown>)["valid"], undefined);
    const without = changedSample("token", (token) => delete token.valid).replace(
      "{",
      '{ "__proto__": { "valid": true },',
    );
    assert.deepEqual(
      check(without).map(({ code }) => code),
      ["sample-missing"],
    );
  });

  it("says what stands there twice, at its last place", () => {
    const text = changedSample("token", () => undefined).replace('"valid": true', '"valid": false,\n  "valid": true');
    const [found, ...more] = check(text);
    assert.deepEqual(more, []);
    const position = { line: lineOf(text, '"valid": true'), column: 3 };
    assert.partialDeepStrictEqual(found, { code: "sample-key-twice", path: "valid", position });
  });

  it("may begin with an editor's mark and have the lines of Windows", () => {
    const text = changedSample("session", (session) => delete session.cdr_token.party_id);
    const [found] = check(`\uFEFF${text.replaceAll("\n", "\r\n")}`);
    assert.partialDeepStrictEqual(found, { position: { line: lineOf(text, '"cdr_token"'), column: 3 } });
  });
});
