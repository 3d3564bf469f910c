import * as vscode from "vscode";
import type { PartyStatus } from "../../core/record/result.ts";
import type { ConnectionKey } from "../state/connection-key.ts";
import { completionsAt, type Completion } from "./completions.ts";
import { isWorkflow } from "./config-documents.ts";
import { editorRange } from "./editor-range.ts";

/** The parties that the hub of a connection listed when its list was read last. Nothing is read for it. */
export type PartiesOf = (connection: ConnectionKey) => readonly PartyStatus[];

/**
 * What the editor proposes at a place of `ocpi.yml`.
 * @param typed the character that made the editor ask; undefined when a word is typed, or the user asks.
 */
export function completeConfig(
  document: vscode.TextDocument,
  position: vscode.Position,
  typed: string | undefined,
  partiesOf: PartiesOf,
): vscode.CompletionItem[] {
  if (isWorkflow(document.uri)) return [];
  // A line is being indented: a list that opens at each blank would be in the way.
  if (typed === " " && document.lineAt(position).text.slice(0, position.character).trim() === "") return [];
  const config = document.uri.toString();
  const found = completionsAt(document.getText(), position, (name) => partiesOf({ config, name }));
  if (found === undefined) return [];
  const range = editorRange(found.range);
  const items = hasSchemaReader(document) ? found.items.filter(({ isInSchema }) => !isInSchema) : found.items;
  return items.map((item, index) => itemOf(item, range, index));
}

/** Red Hat's YAML extension reads the JSON Schema that ours brings, and proposes what stands in it: not twice, then. */
function hasSchemaReader(document: vscode.TextDocument): boolean {
  return (
    document.languageId === "yaml" &&
    vscode.extensions.getExtension("redhat.vscode-yaml") !== undefined &&
    vscode.workspace.getConfiguration("yaml", document).get("completion", true)
  );
}

const kinds = {
  key: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.EnumMember,
  party: vscode.CompletionItemKind.Reference,
  snippet: vscode.CompletionItemKind.Snippet,
} as const;

function itemOf(completion: Completion, range: vscode.Range, index: number): vscode.CompletionItem {
  const { kind, label, detail = "", documentation, insert, asksForValue = false, isLikeliest = false } = completion;
  const item = new vscode.CompletionItem({ label, description: detail }, kinds[kind]);
  item.range = range;
  item.insertText = new vscode.SnippetString(insert);
  // In our order, which is the schema's, and not in the alphabet's.
  item.sortText = String(index).padStart(4, "0");
  item.preselect = isLikeliest;
  if (documentation !== undefined) item.documentation = new vscode.MarkdownString(documentation);
  if (asksForValue) item.command = { command: "editor.action.triggerSuggest", title: "" };
  return item;
}
