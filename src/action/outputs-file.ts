import { existsSync, statSync } from "node:fs";
import type { Finding } from "../core/findings/catalogue.ts";

/**
 * Whether outputs have nowhere to go: found before anything is sent, because the token that a hub issues once may be one of them.
 * @param exposed whether the hub token is to be an output. Without GITHUB_OUTPUT it would be printed.
 */
export function checkOutputsFile({ GITHUB_OUTPUT: path = "" }: NodeJS.ProcessEnv, exposed: boolean): Finding[] {
  if (path === "") return exposed ? [{ code: "outputs-nowhere", path, why: "unset" }] : [];
  if (!existsSync(path)) return [{ code: "outputs-nowhere", path, why: "missing" }];
  return statSync(path).isDirectory() ? [{ code: "outputs-nowhere", path, why: "folder" }] : [];
}
