import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeExtension } from "./extension-bundle.ts";

/** Makes `dist/extension` for F5 in VS Code: the same bundle, with maps by which breakpoints in `src` are met. */
const dist = join(fileURLToPath(new URL("..", import.meta.url)), "dist", "extension");
await rm(dist, { recursive: true, force: true });
await makeExtension(dist, { forDebugging: true });
