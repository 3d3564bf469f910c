/*
 * As much of VS Code as the thin side of `ocpi.yml` asks for, so that what it does when can be tested without a window.
 * Whether VS Code does its part is what the end-to-end tests are for.
 */

export class Position {
  readonly line: number;
  readonly character: number;

  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(line: number, character: number, endLine: number, endCharacter: number) {
    this.start = new Position(line, character);
    this.end = new Position(endLine, endCharacter);
  }

  isEqual(other: Range): boolean {
    return JSON.stringify(this) === JSON.stringify(other);
  }

  intersection(other: Range): Range | undefined {
    const place = ({ line, character }: Position): number => line * 10_000 + character;
    return place(this.start) <= place(other.end) && place(other.start) <= place(this.end) ? this : undefined;
  }
}

export class Diagnostic {
  source: string | undefined;
  code: { readonly value: string; readonly target: { toString(): string } } | undefined;
  readonly range: Range;
  readonly message: string;

  constructor(range: Range, message: string) {
    this.range = range;
    this.message = message;
  }
}
export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2 };

export class CodeAction {
  edit: WorkspaceEdit | undefined;
  command: { readonly command: string; readonly arguments: readonly string[] } | undefined;
  readonly title: string;

  constructor(title: string) {
    this.title = title;
  }
}
export const CodeActionKind = { QuickFix: "quickfix" };

export class CompletionItem {
  range: Range | undefined;
  insertText: SnippetString | undefined;
  sortText: string | undefined;
  documentation: MarkdownString | undefined;
  command: { readonly command: string } | undefined;
  readonly label: { readonly label: string; readonly description: string };
  readonly kind: number;

  constructor(label: CompletionItem["label"], kind: number) {
    this.label = label;
    this.kind = kind;
  }
}
export const CompletionItemKind = { Property: 9, EnumMember: 19, Reference: 17, Snippet: 14 };

export class SnippetString {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

export class WorkspaceEdit {
  readonly changes: { readonly range: Range; readonly text: string }[] = [];

  replace(_uri: unknown, range: Range, text: string): void {
    this.changes.push({ range, text });
  }
}

export class CodeLens {
  readonly range: Range;
  readonly command: { readonly title: string; readonly command: string; readonly arguments: readonly unknown[] };

  constructor(range: Range, command: CodeLens["command"]) {
    this.range = range;
    this.command = command;
  }
}

export class MarkdownString {
  isTrusted = true;
  supportHtml = true;
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

export class Hover {
  readonly contents: MarkdownString;

  constructor(contents: MarkdownString) {
    this.contents = contents;
  }
}

export class EventEmitter<T> {
  readonly #listeners = new Set<(event: T) => void>();
  readonly event = (listener: (event: T) => void): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(event: T): void {
    for (const listener of this.#listeners) listener(event);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export const Uri = { parse: (text: string): { toString(): string } => uriOf(text) };

function uriOf(text: string): { readonly scheme: string; toString(): string } {
  return { scheme: text.slice(0, text.indexOf(":")), toString: () => text };
}

/** An open document, with a text that can be changed. */
export class StandInDocument {
  isClosed = false;
  languageId = "yaml";
  text: string;
  readonly uri: ReturnType<typeof uriOf>;

  constructor(uri: string, text: string) {
    this.uri = uriOf(uri);
    this.text = text;
  }

  getText(): string {
    return this.text;
  }

  lineAt({ line }: Position): { readonly text: string } {
    return { text: this.text.split("\n")[line] ?? "" };
  }
}

/** What a test does with the window, and what it can look at. */
export const stand = {
  problems: new Map<string, readonly Diagnostic[]>(),
  documents: [] as StandInDocument[],
  settings: new Map<string, unknown>(),
  extensions: new Set<string>(),
  told: [] as string[],
  providers: new Map<string, unknown>(),
  commands: new Map<string, (...values: readonly string[]) => Promise<void>>(),
  opened: new EventEmitter<StandInDocument>(),
  changed: new EventEmitter<{ document: StandInDocument; contentChanges: readonly unknown[] }>(),
  closed: new EventEmitter<StandInDocument>(),
};

const nothing = { dispose: (): void => {} };
const provider = (kind: string) => (_selector: unknown, given: unknown) => {
  stand.providers.set(kind, given);
  return nothing;
};

export const languages = {
  match: (_selector: unknown, { uri }: StandInDocument): number => (uri.toString().endsWith("/ocpi.yml") ? 10 : 0),
  createDiagnosticCollection: () => ({
    set: (uri: unknown, diagnostics: readonly Diagnostic[]) => void stand.problems.set(String(uri), diagnostics),
    delete: (uri: unknown) => void stand.problems.delete(String(uri)),
    dispose: () => stand.problems.clear(),
  }),
  registerCodeLensProvider: provider("lenses"),
  registerHoverProvider: provider("hovers"),
  registerCodeActionsProvider: provider("fixes"),
  registerCompletionItemProvider: provider("completion"),
};

export const extensions = {
  getExtension: (id: string): object | undefined => (stand.extensions.has(id) ? {} : undefined),
};

export const workspace = {
  get textDocuments(): readonly StandInDocument[] {
    return stand.documents;
  },
  onDidOpenTextDocument: stand.opened.event,
  onDidChangeTextDocument: stand.changed.event,
  onDidCloseTextDocument: stand.closed.event,
  onDidChangeConfiguration: () => nothing,
  getWorkspaceFolder: (): undefined => undefined,
  fs: { isWritableFileSystem: (scheme: string): boolean | undefined => (scheme === "git" ? undefined : true) },
  openTextDocument: async (uri: unknown) => stand.documents.find((document) => document.uri.toString() === String(uri)),
  applyEdit: async ({ changes }: WorkspaceEdit): Promise<boolean> => {
    const [document] = stand.documents;
    for (const { range, text } of changes) {
      const lines = document?.text.split("\n") ?? [];
      const before = [...lines.slice(0, range.start.line), lines[range.start.line]?.slice(0, range.start.character)];
      const after = [lines[range.end.line]?.slice(range.end.character), ...lines.slice(range.end.line + 1)];
      if (document !== undefined) document.text = before.join("\n") + text + after.join("\n");
    }
    return document !== undefined;
  },
  getConfiguration: () => ({ get: (name: string, fallback: unknown) => stand.settings.get(name) ?? fallback }),
};

export const window = {
  visibleTextEditors: [],
  showWarningMessage: async (message: string): Promise<void> => void stand.told.push(message),
};

export const commands = {
  registerCommand: (id: string, run: (...values: readonly string[]) => Promise<void>) => {
    stand.commands.set(id, run);
    return nothing;
  },
};
