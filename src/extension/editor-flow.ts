import * as vscode from "vscode";
import type { FlowCommand, FlowContext, FlowSettings } from "./flows/flow-context.ts";
import { clock } from "./platform/clock.ts";
import { EditorDialogs } from "./platform/editor-dialogs.ts";
import { issueForm } from "./platform/issue-form.ts";
import type { ConnectionKey } from "./state/connection-key.ts";

/**
 * What flows work with in the editor: its dialogs, its settings, its commands.
 * @param version the extension's, for the form of a new issue.
 */
export function editorFlow(
  parts: Pick<FlowContext, "connections" | "runner" | "show" | "isViewVisible">,
  version: string,
): FlowContext {
  return {
    ...parts,
    dialogs: new EditorDialogs(),
    clock,
    isTrusted: () => vscode.workspace.isTrusted,
    settings,
    execute: (command, key) => (command === "ocpi.reportIssue" ? reportIssue(version) : execute(command, key)),
  };
}

function settings(): FlowSettings {
  const given = vscode.workspace.getConfiguration("ocpi");
  return {
    checkPlatform: given.get("checkPlatform", "require"),
    timeouts: {
      requestTimeoutMs: given.get("requestTimeout", 30) * 1000,
      waitForConnectedMs: given.get("waitForConnected", 30) * 1000,
    },
  };
}

/** Where a flow leads to that is the editor's own. */
const builtIn: Partial<Record<FlowCommand, readonly [command: string, argument?: string]>> = {
  "ocpi.manageTrust": ["workbench.trust.manage"],
  "ocpi.openProblems": ["workbench.actions.view.problems"],
  "ocpi.openProxySettings": ["workbench.action.openSettings", "http.proxy"],
  "ocpi.openCertificateSettings": ["workbench.action.openSettings", "http.systemCertificates"],
};

function execute(command: FlowCommand, key?: ConnectionKey): void {
  const [id, ...given] = builtIn[command] ?? [command, ...(key === undefined ? [] : [key])];
  void vscode.commands.executeCommand(id, ...given);
}

function reportIssue(version: string): void {
  const system = `${process.platform} ${process.arch}`;
  const form = issueForm({ extension: version, editor: vscode.version, system });
  void vscode.env.openExternal(vscode.Uri.parse(form, true));
}
