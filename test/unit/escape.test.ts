import assert from "node:assert/strict";
import { jsonText, markdownCode, markdownText, plainLine } from "../../src/core/report/escape.ts";

describe("foreign text", () => {
  it("cannot command a runner or a terminal", () => {
    assert.equal(plainLine("a\n::error::b\r\n##[command]c"), "a : :error: :b # #[command]c");
    assert.equal(plainLine("\u001B[31mred\u001B[0m\u0007\u202Eright"), "[31mred[0mright");
  });

  it("is nothing to a terminal in JSON, and the same to who reads it", () => {
    const value = { text: "\u009B31m \u202E \u2028 \u0000 \u00E9 \uFEFF" };
    for (const indent of [undefined, 2]) {
      const json = jsonText(value, indent);
      assert.deepEqual(JSON.parse(json), value);
      assert.match(json, /^[ -~\n\u00E9]*$/);
    }
  });

  it("is nothing but text in Markdown", () => {
    assert.equal(
      markdownText("<img src=x onerror=y> **b** [l](https://evil.example) @user #1 | `c`"),
      "&#60;img src=x onerror=y&#62; &#42;&#42;b&#42;&#42; &#91;l&#93;&#40;https&#58;//evil.example&#41; &#64;user &#35;1 &#124; &#96;c&#96;",
    );
    assert.equal(markdownCode("</code>|*"), "<code>&#60;/code&#62;&#124;&#42;</code>");
  });
});
