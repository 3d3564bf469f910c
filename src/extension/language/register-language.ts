import * as vscode from "vscode";
import type { ConfigTexts } from "../state/config-files.ts";
import type { ConnectionStates } from "../state/connection-state.ts";
import type { PartiesOf } from "./config-completions.ts";
import { configDocuments } from "./config-documents.ts";
import { ConnectionHovers } from "./connection-hovers.ts";
import { ConnectionLenses } from "./connection-lenses.ts";
import { moveToken, moveTokenCommand, type StoreToken } from "./move-token.ts";
import { PublishedDiagnostics } from "./published-diagnostics.ts";
import { QuickFixes } from "./quick-fixes.ts";

/** What `ocpi.yml` in the editor needs from the rest of the extension. */
export interface LanguageDeps {
  readonly states: ConnectionStates;
  readonly storeToken: StoreToken;
  readonly texts: ConfigTexts;
  readonly partiesOf: PartiesOf;
}

/**
 * Makes `ocpi.yml` a file that the editor knows: problems, quick fixes, lines above connections, hovers, completion. All of it reads
 * only what is there already, so it works in Restricted Mode, too. Nothing is read from disk, and nothing is waited for.
 */
export function registerLanguage(context: vscode.ExtensionContext, deps: LanguageDeps): void {
  const { states, storeToken, texts, partiesOf } = deps;
  const lenses = new ConnectionLenses(states);
  context.subscriptions.push(
    new PublishedDiagnostics(texts),
    lenses,
    vscode.languages.registerCodeLensProvider(configDocuments, lenses),
    vscode.languages.registerHoverProvider(configDocuments, new ConnectionHovers(states)),
    vscode.languages.registerCodeActionsProvider(configDocuments, new QuickFixes(), QuickFixes.metadata),
    vscode.languages.registerCompletionItemProvider(
      configDocuments,
      {
        provideCompletionItems: async (document, position, _cancelled, { triggerCharacter }) => {
          const { completeConfig } = await import("./config-completions.ts");
          return completeConfig(document, position, triggerCharacter, partiesOf);
        },
      },
      // Behind a colon or a dash.
      " ",
    ),
    vscode.commands.registerCommand(moveTokenCommand, async (config: string, name: string) =>
      moveToken(config, name, storeToken),
    ),
  );
}
