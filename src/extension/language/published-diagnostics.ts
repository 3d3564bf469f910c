import * as vscode from "vscode";
import { checkPage, page } from "../../core/findings/pages.ts";
import type { ConfigTexts } from "../state/config-files.ts";
import { isConfigDocument } from "./config-documents.ts";
import { diagnosticsOf, type ConfigDiagnostic } from "./diagnostics.ts";
import { editorRange } from "./editor-range.ts";

/** Who says it in the Problems view. */
export const SOURCE = "OCPI";

// Long enough for a word to be typed to its end.
const DEBOUNCE_MS = 300;

/** Keeps the Problems view up to date: with what is typed in open files, and with what is on disk in the others. */
export class PublishedDiagnostics implements vscode.Disposable {
  readonly #texts: ConfigTexts;
  readonly #collection = vscode.languages.createDiagnosticCollection("ocpi");
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #disposables: readonly { dispose(): void }[];

  constructor(texts: ConfigTexts) {
    this.#texts = texts;
    this.#disposables = [
      this.#collection,
      vscode.workspace.onDidOpenTextDocument((document) => this.#showDocument(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#showLater(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.#closed(document)),
      texts.onDidChange((config, text) => {
        // What is being typed is more recent than what is on disk.
        if (!isOpen(config)) this.#show(vscode.Uri.parse(config, true), text);
      }),
    ];
    // What is open already can wait until the window has come up.
    for (const document of vscode.workspace.textDocuments) this.#showLater(document);
    for (const [config, text] of texts.all()) {
      if (!isOpen(config)) this.#show(vscode.Uri.parse(config, true), text);
    }
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #showLater(document: vscode.TextDocument): void {
    if (!isConfigDocument(document)) return;
    const config = document.uri.toString();
    clearTimeout(this.#timers.get(config));
    this.#timers.set(
      config,
      setTimeout(() => this.#showDocument(document), DEBOUNCE_MS),
    );
  }

  #showDocument(document: vscode.TextDocument): void {
    if (!document.isClosed && isConfigDocument(document)) this.#show(document.uri, document.getText());
  }

  /** A file of the workspace keeps its problems; of another one nothing is known any more. */
  #closed({ uri }: vscode.TextDocument): void {
    this.#show(uri, new Map(this.#texts.all()).get(uri.toString()));
  }

  #show(uri: vscode.Uri, text: string | undefined): void {
    clearTimeout(this.#timers.get(uri.toString()));
    this.#timers.delete(uri.toString());
    if (text === undefined) this.#collection.delete(uri);
    else this.#collection.set(uri, diagnosticsOf(text, "ocpi.yml").map(published));
  }
}

function isOpen(config: string): boolean {
  return vscode.workspace.textDocuments.some((document) => !document.isClosed && document.uri.toString() === config);
}

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
} as const;

function published({ range, message, severity, code }: ConfigDiagnostic): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(editorRange(range), message, severities[severity]);
  diagnostic.source = SOURCE;
  diagnostic.code = { value: code, target: vscode.Uri.parse(checkPage(code) ?? page("docs/checks.md#config"), true) };
  return diagnostic;
}
