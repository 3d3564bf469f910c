import type { EndedStep } from "../workflow/place.ts";

/**
 * The log of each job, by its name, as a runner shows it.
 * @param secrets what is masked in the steps that are scripts; a step of ours has masked its own log.
 */
export function jobLogs(steps: readonly EndedStep[], secrets: readonly string[]): ReadonlyMap<string, string> {
  const logs = new Map<string, string>();
  for (const { job, name, conclusion, ours, raw } of steps) {
    if (conclusion === "skipped") continue;
    const said = ours === undefined ? masked(raw, secrets) : linesOf([...ours.log, ...ours.postLog]);
    logs.set(job, `${logs.get(job) ?? ""}== ${name}: ${conclusion}\n${said === "" ? "" : `${said.trimEnd()}\n`}\n`);
  }
  return logs;
}

function linesOf(log: readonly { readonly kind: string; readonly text: string }[]): string {
  return log.flatMap(({ kind, text }) => (kind === "debug" || kind === "end-group" ? [] : [text])).join("\n");
}

function masked(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => (secret === "" ? rest : rest.replaceAll(secret, "***")), text);
}
