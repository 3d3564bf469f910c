import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const src = fileURLToPath(new URL("../../src", import.meta.url));

/** Which rooms of the house a room may import from, beside itself. */
const walls: Readonly<Record<string, readonly string[]>> = {
  "core/ocpi": [],
  "core/ports.ts": ["core/ocpi"],
  "core/profiles": ["core/ocpi"],
  "core/peer": ["core/ports.ts", "core/profiles", "core/ocpi"],
  "core/checks": ["core/peer", "core/ports.ts", "core/profiles", "core/ocpi"],
  "core/report": ["core/checks", "core/peer", "core/ports.ts", "core/profiles", "core/ocpi"],
  "core/onboarding": ["core/report", "core/checks", "core/peer", "core/ports.ts", "core/profiles", "core/ocpi"],
  "core/config": ["core/onboarding", "core/checks", "core/peer", "core/profiles", "core/ocpi"],
  github: ["core/ports.ts", "core/ocpi"],
  action: ["github", "core"],
  extension: ["github", "core"],
  // A hub that shared our client's logic would agree with its mistakes.
  sandbox: ["core/ocpi"],
};

/** Packages and Node modules that a room may use; where nothing is said, none. */
const packages: Readonly<Record<string, RegExp>> = {
  "core/ocpi": /^(?:zod\/mini|node:util)$/,
  "core/onboarding": /^(?:zod\/mini|node:crypto|node:util)$/,
  "core/config": /^(?:zod\/mini|yaml|leven)$/,
  github: /^(?:zod\/mini|tweetnacl-sealedbox-js)$/,
  // No HTTP client: the editor's own fetch follows the user's proxy and certificates.
  extension: /^(?:vscode|zod\/mini|yaml|leven|@vscode\/l10n|node:(?!https?$|http2$|net$|tls$).+)$/,
  action: /^(?:@actions\/(?:core|github)|undici|node:.+)$/,
  sandbox: /^(?:@actions\/core|hono(?:\/.+)?|@remix-run\/node-fetch-server|libsodium-wrappers|yaml|node:.+)$/,
};

interface SourceFile {
  readonly name: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const files: readonly SourceFile[] = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
  .map((path) => {
    const name = path.replaceAll(sep, "/");
    const text = readFileSync(join(src, name), "utf8");
    return {
      name,
      text,
      imports: [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, target = ""]) => target),
    };
  });

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
            const to = relative(src, resolve(src, dirname(name), target)).replaceAll(sep, "/");
            const allowed = [room, ...(walls[room] ?? [])].some((place) => to === place || to.startsWith(`${place}/`));
            return allowed ? [] : [`${name}: ${to}`];
          }),
        );
      assert.deepEqual(wrong, []);
    });
  }

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
