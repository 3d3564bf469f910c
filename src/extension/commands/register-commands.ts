import * as vscode from "vscode";
import { notifyUnexpected } from "../flows/notify-unexpected.ts";
import type { Services } from "../services.ts";
import { commands } from "./all.ts";
import type { Command } from "./target.ts";

/** Registers every command of the manifest, at once: a button must work while the window is still being filled. */
export function registerCommands(context: vscode.ExtensionContext, services: Services): void {
  for (const [id, command] of Object.entries(commands)) {
    context.subscriptions.push(
      vscode.commands.registerCommand(id, async (argument: unknown) => run(command, services, argument)),
    );
  }
}

/** Does a command's work. What goes wrong in our own code is reported in plain words, and its details go to the log. */
async function run(command: Command, services: Services, argument: unknown): Promise<void> {
  try {
    await command(services, argument);
  } catch (error) {
    services.log.error(String(error instanceof Error ? error.stack : error));
    notifyUnexpected(services.flow);
  }
}
