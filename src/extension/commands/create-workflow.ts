import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { isLoopback } from "../../core/peer/hub-address.ts";
import { someNames } from "../flows/some-names.ts";
import { textOf } from "../state/config-files.ts";
import { aboutFile } from "./target.ts";

/**
 * Writes the workflow that exchanges and verifies the connections of a file, at the root of its repository: GitHub looks for
 * workflows there and nowhere else. One that is there is not overwritten.
 */
export const createWorkflow = aboutFile(async ({ connections, flow, keys }, config) => {
  // Seldom needed, and so loaded only then.
  const { repositoryOfFile, workflowFor, workflowPath } = await import("../github/index.ts");
  const own = connections.entries
    .filter(({ key }) => key.config === config)
    .map(({ key, description }) => ({ name: key.name, hubUrl: description?.hubUrl.value ?? "" }));
  const near = own.filter(({ hubUrl }) => isLoopback(hubUrl)).map(({ name }) => name);
  const reachable = own.filter(({ name }) => !near.includes(name));
  if (reachable.length === 0) {
    const message = l10n.t(
      "No workflow was written: the hub of {0} is on this computer, and a runner of GitHub cannot reach it.",
      someNames(near),
    );
    await flow.dialogs.show("warning", message);
    return;
  }
  const read = async (uri: string): Promise<string | undefined> => textOf(vscode.Uri.parse(uri));
  const { root, path } = await repositoryOfFile(config, read);
  const text = workflowFor({ connections: reachable, config: path });
  const file = vscode.Uri.joinPath(vscode.Uri.parse(root), workflowPath);
  const before = await textOf(file);
  if (before !== undefined && before !== text) {
    keys.set("hasWorkflow", true);
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
  const parts = [
    l10n.t("Its first lines name the secrets that it needs. Commit it to the default branch."),
    ...(near.length === 0
      ? []
      : [l10n.t("It leaves out {0}: a runner of GitHub cannot reach a hub on this computer.", someNames(near))]),
  ];
  void flow.dialogs.show("info", parts.join(" "));
});
