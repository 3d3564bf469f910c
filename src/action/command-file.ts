import { statSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Finding } from "../core/findings/catalogue.ts";

/**
 * What is wrong with the file that `vault-command` names, as far as that can be seen without starting it.
 * @param path as it was given: from the workspace, or absolute.
 */
export function commandFault(path: string, workspace: string): Finding | undefined {
  const why = faultOf(path, workspace);
  return why === undefined ? undefined : { code: "vault-command-unusable", path, why };
}

type Fault = Extract<Finding, { readonly code: "vault-command-unusable" }>["why"];

function faultOf(path: string, workspace: string): Fault | undefined {
  const file = resolve(workspace, path);
  const inside = relative(workspace, file);
  if (!isAbsolute(path) && (inside === ".." || inside.startsWith(`..${sep}`))) return "outside";
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return "missing";
  if (!found.isFile()) return "no-file";
  // Windows knows no such permission.
  return process.platform !== "win32" && (found.mode & 0o111) === 0 ? "not-executable" : undefined;
}
