import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { checkUrl, documentUrl } from "../../src/core/findings/documents.ts";
import { version } from "../../src/core/findings/version.ts";

const root = new URL("../../", import.meta.url);
const documents = [
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "README.md",
  "test/README.md",
  "docs/go-live.md",
  "docs/reliability.md",
  "docs/security.md",
];

function textOf(path: string): string {
  return readFileSync(new URL(path, root), "utf8");
}

describe("the documents", () => {
  for (const document of documents) {
    it(`${document} names files that are there`, () => {
      const named = textOf(document).matchAll(/`((?:src|test|scripts|docs|examples|schemas)\/[\w./-]+\.\w+)`/g);
      const paths = [...new Set([...named].map(([, path = ""]) => path))];
      assert.deepEqual(
        paths.filter((path) => !existsSync(new URL(path, root))),
        [],
      );
    });

    it(`${document} links to files that are there`, () => {
      const links = [...textOf(document).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = ""]) => link);
      const base = new URL(document, root);
      assert.deepEqual(
        links.filter((link) => !existsSync(new URL(link, base))),
        [],
      );
    });
  }

  it("ARCHITECTURE.md quotes the exchange as it is", () => {
    const [, quoted = ""] = /```ts\n([\s\S]*?)```/.exec(textOf("ARCHITECTURE.md")) ?? [];
    const source = textOf("src/core/onboarding/exchange.ts").replaceAll(/^ *\/\/ Breakage: .*\n/gm, "");
    assert.ok(quoted.startsWith("export async function exchange("));
    assert.ok(source.includes(quoted));
  });
});

describe("the addresses of the documents", () => {
  it("are absolute, and at the tag of this version", () => {
    const docs = `https://github.com/ocpi-onboarding/ocpi-onboarding/blob/v${version}/docs`;
    assert.equal(documentUrl("recover.md"), `${docs}/recover.md`);
    assert.equal(checkUrl("PRT-04"), `${docs}/checks.md#prt-04`);
  });
});

describe("the exports of src", () => {
  it("each have a comment that says what they are", () => {
    const src = new URL("src/", root);
    const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) => /(?<!\.d)\.ts$/.test(name));
    const bare = files.flatMap((name) => {
      const lines = readFileSync(new URL(name.replaceAll("\\", "/"), src), "utf8").split("\n");
      return lines.flatMap((line, index) =>
        /^export (?:async function|function|(?:abstract )?class|const|interface|type) \w/.test(line) &&
        !/\*\/$|^\/\//.test(lines[index - 1] ?? "")
          ? [`${name}: ${line}`]
          : [],
      );
    });
    assert.ok(files.length > 100);
    assert.deepEqual(bare, []);
  });
});
