import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { TextRange } from "./config-text.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { editorRange } from "./editor-range.ts";
import { literalTokensIn, type LiteralToken } from "./literal-tokens.ts";
import { moveTokenCommand } from "./move-token.ts";
import { SOURCE } from "./published-diagnostics.ts";

/** Offers what mends `ocpi.yml` where the cursor is. */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  };

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const text = document.getText();
    const isHere = (place: TextRange): boolean => editorRange(place).intersection(range) !== undefined;
    const mended = (place: TextRange): vscode.Diagnostic[] =>
      diagnostics.filter((one) => one.source === SOURCE && one.range.isEqual(editorRange(place)));
    const fixes = diagnosticsOf(text, "ocpi.yml").flatMap((diagnostic) =>
      isHere(diagnostic.range)
        ? diagnostic.fixes.map((fix) => {
            const action = changing(document, fix.title, fix, mended(diagnostic.range));
            action.isPreferred = fix.isGuess !== true;
            return action;
          })
        : [],
    );
    const tokens = literalTokensIn(text).flatMap((token) =>
      isHere(token.range) ? withoutToken(document, token, mended(token.range)) : [],
    );
    return [...fixes, ...tokens];
  }
}

/** What helps against a token in the file. Nothing does while it is not known which hub it is for, but to say that first. */
function withoutToken(
  document: vscode.TextDocument,
  { name, removal, worth }: LiteralToken,
  mended: vscode.Diagnostic[],
): vscode.CodeAction[] {
  switch (worth.state) {
    case "movable": {
      const action = preferred(l10n.t("Move token to Secret Storage as {0}", worth.token.label), mended);
      const { title } = action;
      action.command = { title, command: moveTokenCommand, arguments: [document.uri.toString(), name] };
      return [action];
    }
    case "worthless":
      return [changing(document, l10n.t('Remove "{0}"', name.split(".").at(-1) ?? name), removal, mended)];
    case "homeless":
      return [];
  }
}

function changing(
  document: vscode.TextDocument,
  title: string,
  change: { readonly range: TextRange; readonly replacement: string },
  mended: vscode.Diagnostic[],
): vscode.CodeAction {
  const action = preferred(title, mended);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, editorRange(change.range), change.replacement);
  return action;
}

/** There is at most one fix for each problem: unless it is a guess, an editor may take it unasked. */
function preferred(title: string, mended: vscode.Diagnostic[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.isPreferred = true;
  action.diagnostics = mended;
  return action;
}
