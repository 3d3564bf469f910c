import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { textOf } from "../state/config-files.ts";
import { aboutFile } from "./target.ts";

/** Writes the workflow that exchanges and verifies the connections of a folder. One that is there is not overwritten. */
export const createWorkflow = aboutFile(async ({ connections, flow, keys }, config) => {
  // Seldom needed, and so loaded only then.
  const { workflowFor, workflowPath } = await import("../github/workflow-file.ts");
  const folder = vscode.Uri.joinPath(vscode.Uri.parse(config), "..");
  const own = connections.entries.filter(({ key }) => key.config === config);
  const text = workflowFor({
    connections: own.map(({ key, description }) => ({ name: key.name, hubUrl: description?.hubUrl.value ?? "" })),
    several: own.length > 1,
  });
  const file = vscode.Uri.joinPath(folder, workflowPath);
  const before = await textOf(file);
  if (before !== undefined && before !== text) {
    const compare = l10n.t("Compare");
    const message = l10n.t("{0} exists already, and was left as it is.", workflowPath);
    if ((await flow.dialogs.show("info", message, compare)) === compare) {
      const proposed = await vscode.workspace.openTextDocument({ language: "yaml", content: text });
      await vscode.commands.executeCommand(
        "vscode.diff",
        file,
        proposed.uri,
        l10n.t("{0}: as it would be", workflowPath),
      );
    }
    return;
  }
  try {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  } catch (error) {
    // Such as a folder that cannot be written.
    await flow.dialogs.show("error", error instanceof Error ? error.message : "");
    return;
  }
  keys.set("hasWorkflow", true);
  await vscode.window.showTextDocument(file, { preview: false });
  void flow.dialogs.show(
    "info",
    l10n.t("Its first lines name the secrets that it needs. Commit it to the default branch."),
  );
});
