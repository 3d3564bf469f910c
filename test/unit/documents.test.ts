import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { parse } from "yaml";
import { checkPage, page } from "../../src/core/findings/pages.ts";
import { version } from "../../src/core/findings/version.ts";
import { markdownPage } from "../support/markdown-page.ts";

const root = new URL("../../", import.meta.url);
/** Pages that people write; the others are generated. */
const written = [
  "ARCHITECTURE.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "README.md",
  "SECURITY.md",
  "test/README.md",
  ...readdirSync(new URL("docs", root))
    .filter((name) => name.endsWith(".md") && !["checks.md", "config.md", "reference.md"].includes(name))
    .map((name) => `docs/${name}`),
];
const generated = ["docs/checks.md", "docs/config.md", "docs/reference.md"];
const pages = new Map([...written, ...generated].map((path) => [path, markdownPage(path)]));

function textOf(path: string): string {
  return readFileSync(new URL(path, root), "utf8");
}

/** Pages for readers who have never seen OCPI, or whose English is plain: these are short to the sentence. */
const plain = written.filter(
  (path) =>
    (path.startsWith("docs/") && path !== "docs/troubleshooting.md") || path === "README.md" || path === "SECURITY.md",
);

describe("the documents", () => {
  for (const { path: document, links } of pages.values()) {
    it(`${document} names files that are there`, () => {
      const named = textOf(document).matchAll(/`((?:src|test|scripts|docs|examples|schemas)\/[\w./-]+\.\w+)`/g);
      const paths = [...new Set([...named].map(([, path = ""]) => path))];
      assert.deepEqual(
        paths.filter((path) => !existsSync(new URL(path, root))),
        [],
      );
    });

    it(`${document} links to files and headings that are there`, () => {
      assert.deepEqual(
        links.filter((link) => !leadsSomewhere(document, link)),
        [],
      );
    });
  }

  it("show every picture in docs/images, which are 6 MB in all at most", () => {
    const folder = new URL("docs/images/", root);
    const shown = [...pages.keys()].map(textOf).join("\n");
    const pictures = readdirSync(folder);
    assert.deepEqual(
      pictures.filter((name) => !shown.includes(`images/${name}`)),
      [],
    );
    const bytes = pictures.reduce((sum, name) => sum + statSync(new URL(name, folder)).size, 0);
    assert.ok(bytes <= 6_000_000, `${bytes} bytes`);
  });

  it("are all reached from docs/start.md, which is reached from the README", () => {
    const linked = pages.get("docs/start.md")?.links.map((link) => link.replace(/#.*/, ""));
    const own = [...pages.keys()].filter((path) => path.startsWith("docs/")).map((path) => path.slice("docs/".length));
    const beside = new Set(["start.md", "marketplace.md"]);
    assert.deepEqual(
      own.filter((name) => !beside.has(name) && linked?.includes(name) !== true),
      [],
    );
    assert.ok(pages.get("README.md")?.links.includes("docs/start.md"));
  });

  it("of the package link to absolute addresses: their readers have no repository", () => {
    for (const path of ["CHANGELOG.md", "docs/marketplace.md"]) {
      const relative = pages.get(path)?.links.filter((link) => !/^https:|^#|^images\//.test(link));
      assert.deepEqual(relative, []);
    }
  });

  it("have sentences of 30 words at most, and of less than 15 in the mean", () => {
    for (const path of plain) {
      const counts = pages.get(path)?.sentences.map((sentence) => sentence.split(/\s+/).length) ?? [];
      const long = pages.get(path)?.sentences.filter((_sentence, index) => (counts[index] ?? 0) > 30);
      assert.deepEqual(long, [], path);
      const mean = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length);
      assert.ok(mean < 15, `${path}: ${mean}`);
    }
  });

  it("README.md has at most 1,100 words beside tables and code", () => {
    const { sentences } = pages.get("README.md") ?? { sentences: [] };
    const words = sentences.join(" ").split(/\s+/).length;
    assert.ok(words > 300 && words <= 1100, String(words));
  });

  it("ARCHITECTURE.md quotes the exchange as it is", () => {
    const [, quoted = ""] = /```ts\n([\s\S]*?)```/.exec(textOf("ARCHITECTURE.md")) ?? [];
    const source = textOf("src/core/onboarding/exchange.ts").replaceAll(/^ *\/\/ Breakage: .*\n/gm, "");
    assert.ok(quoted.startsWith("export async function exchange("));
    assert.ok(source.includes(quoted));
  });
});

describe("the examples in the documents", () => {
  const inputsOf = (path: string): string[] => Object.keys((parse(textOf(path)) as { inputs: object }).inputs);
  const outputsOf = (path: string): string[] => Object.keys((parse(textOf(path)) as { outputs: object }).outputs);
  const own = "ocpi-onboarding/ocpi-onboarding";
  const { workflow_call: onboard } = (
    parse(textOf(".github/workflows/onboard.yml")) as { on: { workflow_call: { inputs: object; secrets: object } } }
  ).on;
  const known: Readonly<Record<string, readonly string[]>> = {
    [`${own}@v1`]: inputsOf("action.yml"),
    [`${own}@<commit>`]: inputsOf("action.yml"),
    [`${own}/sandbox@v1`]: inputsOf("sandbox/action.yml"),
    [`${own}/.github/workflows/onboard.yml@v1`]: Object.keys(onboard.inputs),
  };
  const outputs = new Set([...outputsOf("action.yml"), ...outputsOf("sandbox/action.yml")]);
  const blocks = [...pages.values()].flatMap(({ path, blocks: those }) => those.map((block) => ({ path, ...block })));
  const uses = blocks.filter(({ language, text }) => language === "yaml" && text.includes("uses:"));

  it("parse, and name inputs of ours that there are", () => {
    assert.ok(uses.length > 8);
    for (const { path, text } of uses) {
      for (const step of stepsIn(parse(text))) {
        if (!step.uses.startsWith(own)) continue;
        const names = known[step.uses];
        assert.ok(names, `${path}: ${step.uses}`);
        assert.deepEqual(
          Object.keys(step.with ?? {}).filter((name) => !names.includes(name)),
          [],
          path,
        );
        const secrets = Object.keys(step.secrets ?? {});
        assert.ok(
          secrets.every((name) => Object.hasOwn(onboard.secrets, name)),
          path,
        );
      }
    }
  });

  it("read outputs that there are", () => {
    const read = blocks.flatMap(({ text }) => [...text.matchAll(/steps\.\w+\.outputs\.([\w-]+)/g)]);
    assert.ok(read.length > 5);
    assert.deepEqual(
      read.map(([, name = ""]) => name).filter((name) => !outputs.has(name)),
      [],
    );
  });

  it("give npm run action inputs that there are", () => {
    const given = blocks.flatMap(({ text }) =>
      [...text.matchAll(/npm run -s action -- ((?:\\\n|.)*)/g)].flatMap(([, line = ""]) => [
        ...line.matchAll(/(?:^|[\s'])([a-z-]+)=/g),
      ]),
    );
    assert.ok(given.length > 10);
    const names = inputsOf("action.yml");
    assert.deepEqual(
      given.map(([, name = ""]) => name).filter((name) => !names.includes(name)),
      [],
    );
  });

  it("in JSON parse", () => {
    for (const { path, language, text } of blocks)
      if (language === "json") assert.doesNotThrow(() => JSON.parse(text), `${path}: ${text}`);
  });

  it("of the README are the recipes that they stand for", () => {
    const [tryIt = "", quickStart = ""] = uses.filter(({ path }) => path === "README.md").map(({ text }) => text);
    const ours = (text: string): UsingStep[] => stepsIn(parse(text)).filter((step) => step.uses.startsWith(own));
    assert.deepEqual(ours(quickStart), ours(textOf("examples/exchange-and-deliver.yml")));
    // The short one has the same inputs as the long one, which test/long runs; its party is written out.
    const [sandbox, exchange] = ours(tryIt);
    const recipe = ours(textOf("examples/try-it.yml"));
    assert.equal(sandbox?.uses, recipe[0]?.uses);
    const like = recipe.find((step) => step.with?.["store"] === "none");
    assert.deepEqual(Object.keys(exchange?.with ?? {}), Object.keys(like?.with ?? {}));
    for (const name of ["hub-url", "platform-url", "initial-token", "platform-token", "store", "expose-hub-token"])
      assert.equal(exchange?.with?.[name], like?.with?.[name]);
  });
});

interface UsingStep {
  readonly uses: string;
  readonly with?: Readonly<Record<string, unknown>>;
  /** Of a call of a workflow. */
  readonly secrets?: Readonly<Record<string, unknown>>;
}

/** The steps that use an action, wherever they are in a workflow or a piece of one. */
function stepsIn(value: unknown): UsingStep[] {
  if (typeof value !== "object" || value === null) return [];
  if ("uses" in value && typeof value.uses === "string") return [value as UsingStep];
  return Object.values(value).flatMap(stepsIn);
}

/** Whether a link within the repository leads to a file, and its anchor to a heading there. */
function leadsSomewhere(from: string, link: string): boolean {
  if (/^(?:https?|mailto):/.test(link)) return true;
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? from : new URL(path, new URL(from, root)).href.slice(root.href.length);
  if (!existsSync(new URL(target, root))) return false;
  return anchor === undefined || pages.get(target)?.anchors.has(anchor) === true;
}

describe("the addresses of the documents", () => {
  it("are absolute, and at the tag of this version", () => {
    const tag = `https://github.com/ocpi-onboarding/ocpi-onboarding/blob/v${version}`;
    assert.equal(page("docs/recover.md"), `${tag}/docs/recover.md`);
    assert.equal(checkPage("PRT-04"), `${tag}/docs/checks.md#prt-04`);
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
