import { readFileSync } from "node:fs";
import { registerHooks, type ModuleHooks } from "node:module";
import { fileURLToPath } from "node:url";

const manifest: unknown = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));

/** What the extension did with the editor, as `commands.registerCommand(ocpi.cancel)`. */
export type Calls = string[];

/** Every name that the editor's module exports, from its own declaration. */
function exportedNames(): string[] {
  const declaration = fileURLToPath(import.meta.resolve("@types/vscode/index.d.ts"));
  const text = readFileSync(declaration, "utf8");
  return [
    ...new Set(
      [...text.matchAll(/^\texport (?:namespace|class|enum|const|function) (\w+)/gm)].map(([, name = ""]) => name),
    ),
  ];
}

/** An editor that does nothing and remembers each call. Each of its members can be called, constructed and read. */
function fakeEditor(calls: Calls): Readonly<Record<string, unknown>> {
  return {
    ...Object.fromEntries(exportedNames().map((name) => [name, anything(name, calls)])),
    EventEmitter: FakeEmitter,
    Uri: FakeUri,
    Disposable: FakeDisposable,
    workspace: overridden(anything("workspace", calls), {
      workspaceFolders: undefined,
      textDocuments: [],
      isTrusted: true,
      getConfiguration: () => ({ get: (_key: string, value: unknown) => value }),
    }),
    window: overridden(anything("window", calls), { visibleTextEditors: [], activeTextEditor: undefined }),
    l10n: { bundle: undefined },
  };
}

declare global {
  var editorForTest: Readonly<Record<string, unknown>>;
  var partOfEditor: (name: string) => object;
}

/**
 * Serves the fake editor as the module `vscode`, as VS Code serves its own: with named exports only. A process loads what
 * imports it once, for all test files that it runs, so each export is what the editor has at that time.
 */
export function serveEditor(calls: Calls): ModuleHooks {
  const url = "editor:vscode";
  globalThis.editorForTest = fakeEditor(calls);
  globalThis.partOfEditor = partOfEditor;
  const source = exportedNames()
    .map((name) => `export const ${name} = globalThis.partOfEditor("${name}");`)
    .join("\n");
  return registerHooks({
    resolve: (specifier, context, next) =>
      specifier === "vscode" ? { url, shortCircuit: true } : next(specifier, context),
    load: (asked, context, next) =>
      asked === url ? { format: "module", source, shortCircuit: true } : next(asked, context),
  });
}

/** What `activate` is given. */
export function fakeContext(calls: Calls, folder: string): Readonly<Record<string, unknown>> {
  const memento = { get: (_key: string, value: unknown) => value, update: async () => undefined, keys: () => [] };
  return {
    subscriptions: [],
    secrets: anything("context.secrets", calls),
    workspaceState: memento,
    globalState: memento,
    extensionUri: FakeUri.file(folder),
    globalStorageUri: FakeUri.file(`${folder}/storage`),
    extension: { packageJSON: manifest },
  };
}

function partOfEditor(name: string): object {
  const now = (): object => Object(globalThis.editorForTest[name]) as object;
  const target = function nothing(): void {
    // Only there to be called and made.
  };
  return new Proxy(target, {
    get: (_target, key) => Reflect.get(now(), key) as unknown,
    set: (_target, key, value) => Reflect.set(now(), key, value),
    apply: (_target, self, given: unknown[]) => Reflect.apply(now() as () => unknown, self, given),
    construct: (_target, given, derived) => Reflect.construct(now() as new () => object, given, derived) as object,
  });
}

function anything(path: string, calls: Calls): object {
  const target = function nothing(): void {
    // Only there to be called and made.
  };
  return new Proxy(target, {
    get(_target, key) {
      // Neither a promise nor a list, so that the extension does not wait for it or iterate over it for ever.
      if (key === "then") return undefined;
      if (key === Symbol.iterator) return [][Symbol.iterator].bind([]);
      if (key === Symbol.toPrimitive) return () => path;
      // A class may be extended, so its own prototype has to be there.
      if (key === "prototype") return target.prototype as unknown;
      return anything(`${path}.${String(key)}`, calls);
    },
    set: () => true,
    apply(_target, _this, [first]: unknown[]) {
      calls.push(`${path}(${typeof first === "string" ? first : ""})`);
      return anything(`${path}()`, calls);
    },
    construct(_target, given, derived) {
      return Reflect.construct(target, given, derived) as object;
    },
  });
}

function overridden(base: object, own: Readonly<Record<string, unknown>>): object {
  return new Proxy(base, {
    get: (target, key) => (typeof key === "string" && key in own ? own[key] : (Reflect.get(target, key) as unknown)),
  });
}

class FakeEmitter {
  readonly event = (): FakeDisposable => new FakeDisposable();
  fire(): void {
    // The fake has no listeners.
  }
  dispose(): void {
    // Nothing is held.
  }
}

class FakeDisposable {
  static from(): FakeDisposable {
    return new FakeDisposable();
  }
  dispose(): void {
    // Nothing is held.
  }
}

class FakeUri {
  readonly fsPath: string;

  private constructor(path: string) {
    this.fsPath = path;
  }

  static file(path: string): FakeUri {
    return new FakeUri(path);
  }

  static parse(text: string): FakeUri {
    return new FakeUri(new URL(text).pathname);
  }

  static joinPath(base: FakeUri, ...parts: readonly string[]): FakeUri {
    return new FakeUri([base.fsPath, ...parts].join("/"));
  }

  toString(): string {
    return `file://${this.fsPath}`;
  }
}
