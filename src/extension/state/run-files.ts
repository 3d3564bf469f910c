import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import type { ConnectionKey } from "./connection-key.ts";

/**
 * How the files of a connection's runs begin, in the extension's own folder: its journal and its lock. The path of a folder is
 * private, so it goes in as a hash.
 */
export function runFile({ config, name }: ConnectionKey): string {
  return `${configPart(config)}-${name}`;
}

/** The names of files in a folder; none where it is not there, or cannot be read. */
export function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Of the name of a run's file, what {@link runFile} gave it. */
export function withoutEnding(file: string): string {
  return file.replace(/(?:\.\d+\.lock|\.jsonl)$/, "");
}

/** The names under which connections of a config have files of runs, in `ocpi.yml` still or not any more. */
export function namesWithFiles(folder: string, config: string): string[] {
  const start = `${configPart(config)}-`;
  const own = filesIn(folder).filter((file) => file.startsWith(start));
  return [...new Set(own.map((file) => withoutEnding(file.slice(start.length))))];
}

function configPart(config: string): string {
  return createHash("sha256").update(config).digest("hex").slice(0, 16);
}
