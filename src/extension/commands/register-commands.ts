import * as vscode from "vscode";
import { notifyUnexpected } from "../flows/notify-unexpected.ts";
import type { Services } from "../services.ts";

/**
 * Registers every command of the manifest, at once: a button must work while the window is still being filled. What the
 * commands do is loaded with the first of them.
 */
export function registerCommands(context: vscode.ExtensionContext, services: Services): void {
  const { contributes } = context.extension.packageJSON as {
    readonly contributes: { readonly commands: readonly { readonly command: string }[] };
  };
  for (const { command: id } of contributes.commands) {
    context.subscriptions.push(
      vscode.commands.registerCommand(id, async (argument: unknown) => run(id, services, argument)),
    );
  }
}

/** Does a command's work. What goes wrong in our own code is reported in plain words, and its details go to the log. */
async function run(id: string, services: Services, argument: unknown): Promise<void> {
  try {
    const { commands } = await import("./all.ts");
    await commands[id]?.(services, argument);
  } catch (error) {
    services.log.error(String(error instanceof Error ? error.stack : error));
    notifyUnexpected(services.flow);
  }
}
