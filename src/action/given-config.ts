import type { ConfigFile } from "../core/config/config-file.ts";
import type { GivenInputs } from "./given-inputs.ts";

/** The config that the workspace has; undefined where there is none, or none that can be read: then the faults say why. */
export function readConfigFile({ runner: { config }, faults }: GivenInputs): ConfigFile | undefined {
  if (config === undefined) return undefined;
  if ("config" in config) return config.config;
  faults.push(...config.findings);
  return undefined;
}
