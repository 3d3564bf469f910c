import type * as vscode from "vscode";

/** A text of the manifest: as it is, or translated, and then with what it was before. */
type Title = string | { readonly original: string };

interface Manifest {
  readonly contributes?: {
    readonly commands?: readonly { readonly command: string; readonly title: Title; readonly category?: Title }[];
  };
}

/** The extension's commands by the titles that the core's sentences, which are in English, call them: `OCPI: Set Token…`. */
export function commandTitles({ extension }: Pick<vscode.ExtensionContext, "extension">): ReadonlyMap<string, string> {
  const { contributes } = extension.packageJSON as Manifest;
  const entries = contributes?.commands ?? [];
  return new Map(
    entries.map(({ command, title, category = "" }) => [`${original(category)}: ${original(title)}`, command]),
  );
}

function original(title: Title): string {
  return typeof title === "string" ? title : title.original;
}
