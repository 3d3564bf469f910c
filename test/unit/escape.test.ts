import assert from "node:assert/strict";
import { jsonText, plainLine } from "../../src/core/ocpi/escape.ts";

describe("foreign text", () => {
  it("cannot command a runner or a terminal", () => {
    assert.equal(plainLine("a\n::error::b\r\n##[command]c"), "a : :error::b # #[command]c");
    assert.equal(plainLine("\u00AD::er\u061Cror::x"), ": :error::x");
    assert.equal(plainLine("\u001B[31mred\u001B[0m\u0007\u202Eright"), "[31mred[0mright");
  });

  it("keeps an address with two colons in it", () => {
    assert.equal(plainLine("GET https://[::ffff:7f00:1]/ocpi"), "GET https://[::ffff:7f00:1]/ocpi");
  });

  it("holds nothing that cannot be seen", () => {
    const hidden = "\u061C\u00AD\u{E0041}\u{E007F}\u034F\u115F\u3164\uFE0F\u{1D173}\uD800\u2028\u200B\u00A0";
    assert.equal(plainLine(`a${hidden}b`), "a \u00A0b");
  });

  it("is nothing to a terminal in JSON, and the same to who reads it", () => {
    const value = { text: "\u009B31m \u202E \u2028 \u0000 \u00E9 \uFEFF \u061C \u{E0041}" };
    for (const indent of [undefined, 2]) {
      const json = jsonText(value, indent);
      assert.deepEqual(JSON.parse(json), value);
      assert.match(json, /^[ -~\n\u00E9]*$/);
    }
  });
});
