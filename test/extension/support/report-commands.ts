import { readFile } from "node:fs/promises";
import type { Sentence } from "../../../src/core/report/page.ts";
import { remediesFor } from "../../../src/extension/flows/notify-result.ts";
import { commandTitles } from "../../../src/extension/platform/command-titles.ts";
import type { ReportCommands } from "../../../src/extension/view/report-buttons.ts";

/** The commands of the manifest, with their titles as VS Code gives them. */
export async function reportCommands(): Promise<ReportCommands> {
  const read = async (name: string): Promise<string> => readFile(new URL(`../../../${name}`, import.meta.url), "utf8");
  const texts = JSON.parse(await read("package.nls.json")) as Record<string, string>;
  const manifest = (await read("package.json")).replaceAll(/"%([\w.]+)%"/g, (_, key: string) => {
    const text = texts[key];
    if (text === undefined) throw new Error(`package.nls.json has no ${key}`);
    return JSON.stringify(text);
  });
  const extension = { packageJSON: JSON.parse(manifest) as unknown } as Parameters<
    typeof commandTitles
  >[0]["extension"];
  return {
    byTitle: commandTitles({ extension }),
    remediesFor: (remedy) => remediesFor(remedy).map(({ button: label, command }) => ({ label, command })),
  };
}

/** A sentence of a page as it is read. */
export function textOf(sentence: Sentence): string {
  return sentence.map(({ text }) => text).join("");
}
