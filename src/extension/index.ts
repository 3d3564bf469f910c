// oxlint-disable-next-line import/no-unassigned-import -- it has to be done before the first schema is made
import "./platform/schemas-without-eval.ts";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { registerCommands } from "./commands/register-commands.ts";
import { registerLanguage } from "./language/register-language.ts";
import { Services } from "./services.ts";

let services: Services | undefined;

/**
 * Registers everything at once and waits for nothing: a button must work while the window is still being filled.
 * @returns what tests in the extension host look into; nothing for other extensions.
 */
export function activate(context: vscode.ExtensionContext): Services | undefined {
  l10n.config({ contents: vscode.l10n.bundle ?? {} });
  const made = new Services(context);
  services = made;
  context.subscriptions.push(made);
  registerCommands(context, made);
  registerLanguage(context, {
    states: made.connections,
    texts: made.configs,
    storeToken: async (...given) => {
      const { tokenStoring } = await import("./commands/all.ts");
      return tokenStoring(made)(...given);
    },
    partiesOf: (connection) => made.parties.lastRead(connection),
  });
  setImmediate(() => void made.ready);
  return context.extensionMode === vscode.ExtensionMode.Test ? made : undefined;
}

/** A window that closes in the middle of an exchange waits for the hub's answer, as long as VS Code lets it. */
export async function deactivate(): Promise<void> {
  await services?.runner.settled();
}
