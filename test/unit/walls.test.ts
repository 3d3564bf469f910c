import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const src = fileURLToPath(new URL("../../src", import.meta.url));

/** Which rooms of the house a room may import from, beside itself: values and types alike. */
const walls: Readonly<Record<string, readonly string[]>> = {
  "core/ocpi": [],
  "core/ports.ts": ["core/ocpi"],
  "core/profiles": ["core/ocpi"],
  "core/findings": ["core/ports.ts", "core/profiles", "core/ocpi"],
  // What a run did and found lies below both who does it and what renders it.
  "core/record": ["core/findings", "core/ports.ts", "core/profiles", "core/ocpi"],
  "core/peer": ["core/record", "core/findings", "core/ports.ts", "core/profiles", "core/ocpi"],
  "core/checks": ["core/peer", "core/record", "core/findings", "core/ports.ts", "core/profiles", "core/ocpi"],
  "core/report": ["core/record", "core/findings", "core/ports.ts", "core/profiles", "core/ocpi"],
  "core/onboarding": [
    "core/checks",
    "core/peer",
    "core/record",
    "core/findings",
    "core/ports.ts",
    "core/profiles",
    "core/ocpi",
  ],
  "core/config": ["core/onboarding", "core/checks", "core/peer", "core/findings", "core/profiles", "core/ocpi"],
  github: ["core/ports.ts", "core/ocpi"],
  action: ["github", "core"],
  "extension/platform": ["core"],
  "extension/state": ["extension/platform", "core"],
  "extension/view": ["extension/state", "extension/platform", "core"],
  // It runs in a browser: of the rest of the house it knows what it is told, and no code.
  "extension/page": ["extension/view", "core/report"],
  "extension/flows": ["extension/state", "extension/platform", "core"],
  "extension/email": ["extension/flows", "extension/state", "extension/platform", "core"],
  "extension/language": ["extension/view", "extension/state", "core"],
  "extension/github": ["extension/platform", "github", "core"],
  // What flows work with in the editor, and everything put together: commands are above it, and it knows none of them.
  "extension/editor-flow.ts": ["extension/flows", "extension/state", "extension/platform"],
  "extension/services.ts": [
    "extension/editor-flow.ts",
    "extension/flows",
    "extension/view",
    "extension/state",
    "extension/platform",
  ],
  "extension/commands": [
    "extension/services.ts",
    "extension/email",
    "extension/github",
    "extension/language",
    "extension/flows",
    "extension/view",
    "extension/state",
    "extension/platform",
    "core",
  ],
  "extension/index.ts": ["extension/services.ts", "extension/commands", "extension/language", "extension/platform"],
  // A hub that shared our client's logic would agree with its mistakes.
  sandbox: ["core/ocpi"],
};

/** Packages and Node modules that a room may use; where nothing is said, none. */
const packages: Readonly<Record<string, RegExp>> = {
  "core/ocpi": /^(?:zod\/mini|node:(?:net|util))$/,
  "core/checks": /^(?:zod\/mini|@humanwhocodes\/momoa)$/,
  "core/onboarding": /^(?:zod\/mini|node:crypto|node:util)$/,
  "core/config": /^(?:zod\/mini|yaml|leven)$/,
  "core/report": /^xmlbuilder$/,
  github: /^(?:zod\/mini|tweetnacl-sealedbox-js)$/,
  // No room of the extension has an HTTP client: the editor's own fetch follows the user's proxy and certificates.
  "extension/platform": /^(?:vscode|zod\/mini|@vscode\/l10n|node:(?:crypto|os|timers\/promises))$/,
  "extension/state": /^(?:vscode|zod\/mini|yaml|@vscode\/l10n|node:(?:crypto|fs|os|path|url|util|worker_threads))$/,
  "extension/view": /^(?:vscode|@vscode\/l10n|node:util)$/,
  // No vscode: flows run without an editor in tests.
  "extension/page": /^@vscode\/codicons\/src\/icons\/[\w-]+\.svg$/,
  "extension/flows": /^(?:@vscode\/l10n|node:crypto)$/,
  "extension/email": /^@vscode\/l10n$/,
  "extension/language": /^(?:vscode|yaml|leven|@vscode\/l10n)$/,
  "extension/github": /^(?:vscode|zod\/mini|@vscode\/l10n)$/,
  "extension/editor-flow.ts": /^vscode$/,
  "extension/services.ts": /^vscode$/,
  "extension/commands": /^(?:vscode|@vscode\/l10n)$/,
  "extension/index.ts": /^(?:vscode|@vscode\/l10n)$/,
  action: /^(?:@actions\/(?:core|github)|leven|undici(?:\/lib\/dispatcher\/agent\.js)?|node:.+)$/,
  sandbox: /^(?:@actions\/core|hono(?:\/.+)?|@remix-run\/node-fetch-server|libsodium-wrappers|yaml|node:.+)$/,
};

interface SourceFile {
  readonly name: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const files: readonly SourceFile[] = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
  .map((name) => name.replaceAll(sep, "/"))
  .map((name) => {
    const text = readFileSync(join(src, name), "utf8");
    return {
      name,
      text,
      imports: [...text.matchAll(/(?:from|import)\s*\(?\s*"([@\w./:-]+)"/g)].map(([, target = ""]) => target),
    };
  });

/** Where an import leads, as a path below `src`; imports of types alone count like all others. */
function targetOf(from: string, target: string): string {
  return relative(src, resolve(src, dirname(from), target)).replaceAll(sep, "/");
}

/** The files that import each other in a circle, which each of them closes: those that can be reached from themselves. */
function circlesIn(imports: ReadonlyMap<string, readonly string[]>): string[] {
  return [...imports.keys()].filter((start) => {
    const reached = new Set(imports.get(start));
    for (const name of reached) for (const next of imports.get(name) ?? []) reached.add(next);
    return reached.has(start);
  });
}

function roomOf(name: string): string {
  return Object.keys(walls).find((room) => name === room || name.startsWith(`${room}/`)) ?? name;
}

describe("the walls of the house", () => {
  it("stand around every file", () => {
    assert.ok(files.length > 50);
    assert.deepEqual(
      files.map(({ name }) => roomOf(name)).filter((room) => !(room in walls)),
      [],
    );
  });

  for (const room of Object.keys(walls)) {
    it(`${room} imports only what it may`, () => {
      const wrong = files
        .filter(({ name }) => roomOf(name) === room)
        .flatMap(({ name, imports }) =>
          imports.flatMap((target) => {
            if (!target.startsWith(".")) return packages[room]?.test(target) === true ? [] : [`${name}: ${target}`];
            const to = targetOf(name, target);
            const allowed = [room, ...(walls[room] ?? [])].some((place) => to === place || to.startsWith(`${place}/`));
            return allowed ? [] : [`${name}: ${to}`];
          }),
        );
      assert.deepEqual(wrong, []);
    });
  }

  it("no import runs in a circle, not even one of types", () => {
    const imports = files.map(({ name, imports: targets }): [string, string[]] => [
      name,
      targets.filter((target) => target.startsWith(".")).map((target) => targetOf(name, target)),
    ]);
    assert.deepEqual(circlesIn(new Map(imports)), []);
    assert.deepEqual(circlesIn(new Map(Object.entries(walls))), []);
  });

  it("a circle would be found, however many files close it", () => {
    const imports = { first: ["second"], second: ["third", "last"], third: ["first"], last: [], alone: ["alone"] };
    assert.deepEqual(circlesIn(new Map(Object.entries(imports))), ["first", "second", "third", "alone"]);
  });

  it("the core knows no environment, no file system and no face", () => {
    for (const { name, text } of files.filter(({ name: file }) => file.startsWith("core/"))) {
      assert.ok(
        !/process\.|node:fs|node:http|globalThis|\bfetch\(/.test(text.replaceAll("await fetch(request)", "")),
        name,
      );
    }
  });

  it("only the extension knows VS Code", () => {
    const knowing = files.filter(({ imports }) => imports.includes("vscode")).map(({ name }) => name);
    assert.deepEqual(
      knowing.filter((name) => !name.startsWith("extension/")),
      [],
    );
  });

  it("no file is called utils, helpers, common or manager", () => {
    assert.deepEqual(
      files.filter(({ name }) => /\b(?:utils?|helpers?|common|manager)\b/.test(name)),
      [],
    );
  });
});
