import type { Inputs } from "./inputs.ts";
import { workspaceOf } from "./runner-context.ts";
import type { SampleFiles } from "./sample-files.ts";

/** Reads the sample files that were given, where they are checked. What reads and checks them is loaded with the first. */
export async function givenSamples({ command, samples }: Inputs): Promise<SampleFiles> {
  if (command !== "preflight" || samples.length === 0) return { files: [], findings: [] };
  return (await import("./sample-files.ts")).readSampleFiles(samples, workspaceOf(process.env));
}
