import assert from "node:assert/strict";
import { registerHooks } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import type { AnyToken } from "../../../src/core/ocpi/token.ts";
import type { StoreToken } from "../../../src/extension/language/move-token.ts";
import { good } from "./good-config.ts";
import { config, statesOf } from "./states.ts";
import {
  Position,
  Range,
  stand,
  StandInDocument,
  type CodeAction,
  type CodeLens,
  type CompletionItem,
  type Hover,
} from "./vscode-stand-in.ts";

const secret = "vXk2p9QmTz7LrB4nWc8yHd3s";
const bad = good.replace("party_id: ABC", "party_id: ABCD");
const withToken = good.replace("    platform:", `      token: ${secret}\n    platform:`);

/** The files of a workspace on disk. */
class Disk {
  readonly #files = new Map<string, string>();
  readonly #listeners = new Set<(file: string, text: string | undefined) => void>();

  all(): Iterable<readonly [string, string]> {
    return this.#files;
  }

  onDidChange(listener: (file: string, text: string | undefined) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  write(file: string, text: string | undefined): void {
    if (text === undefined) this.#files.delete(file);
    else this.#files.set(file, text);
    for (const listener of this.#listeners) listener(file, text);
  }
}

describe("ocpi.yml in the editor", () => {
  let disk: Disk;
  let stored: AnyToken[];
  let storeToken: StoreToken;
  const subscriptions: { dispose(): void }[] = [];
  const hooks = registerHooks({
    resolve: (name, context, next) =>
      name === "vscode"
        ? { url: new URL("./vscode-stand-in.ts", import.meta.url).href, shortCircuit: true }
        : next(name, context),
  });
  after(() => hooks.deregister());

  beforeEach(async () => {
    disk = new Disk();
    stored = [];
    storeToken = async (_connection, _description, token) => {
      stored.push(token);
      return true;
    };
    Object.assign(stand, { documents: [], told: [] });
    const { registerLanguage } = await import("../../../src/extension/language/register-language.ts");
    const states = statesOf({ chargeindia: { kind: "not-checked" } });
    registerLanguage({ subscriptions } as never, {
      states,
      storeToken: async (...values) => storeToken(...values),
      texts: disk,
      partiesOf: ({ config: file, name }) =>
        file === config && name === "chargeindia"
          ? [
              {
                party: { role: "EMSP", country_code: "IN", party_id: "XYZ" },
                status: "CONNECTED",
                lastUpdated: undefined,
              },
            ]
          : [],
    });
  });
  afterEach(() => {
    for (const subscription of subscriptions.splice(0)) subscription.dispose();
  });

  function open(text: string, uri = config): StandInDocument {
    const document = new StandInDocument(uri, text);
    stand.documents.push(document);
    stand.opened.fire(document);
    return document;
  }

  function close(document: StandInDocument): void {
    document.isClosed = true;
    stand.documents.splice(0);
    stand.closed.fire(document);
  }

  function type(document: StandInDocument, text: string): void {
    document.text = text;
    stand.changed.fire({ document, contentChanges: [{}] });
  }

  const problems = (uri = config): number | undefined => stand.problems.get(uri)?.length;

  it("has its problems shown when it is opened, and after a pause when it is changed", async () => {
    const document = open(bad);
    assert.equal(problems(), 1);
    const [problem] = stand.problems.get(config) ?? [];
    assert.deepEqual([problem?.source, problem?.code?.value], ["OCPI", "PAY-21"]);
    assert.match(
      String(problem?.code?.target),
      /^https:\/\/github\.com\/.*\/blob\/v\d+\.\d+\.\d+\/docs\/checks\.md#pay-21$/,
    );
    disk.write("file:///other/ocpi.yml", good.replace("hub:", "hob:"));
    const [unknown] = stand.problems.get("file:///other/ocpi.yml") ?? [];
    assert.match(String(unknown?.code?.target), /\/docs\/checks\.md#config$/);
    type(document, good);
    assert.equal(problems(), 1);
    await sleep(400);
    assert.equal(problems(), 0);
  });

  it("has them shown while it is closed, as it is on disk", () => {
    disk.write(config, bad);
    assert.equal(problems(), 1);
    const document = open(good);
    disk.write(config, bad);
    assert.equal(problems(), 0);
    close(document);
    assert.equal(problems(), 1);
    disk.write(config, undefined);
    assert.equal(problems(), undefined);
  });

  it("has none once it is closed, when it is in no folder", () => {
    const document = open(bad, "file:///elsewhere/ocpi.yml");
    assert.equal(problems("file:///elsewhere/ocpi.yml"), 1);
    close(document);
    assert.equal(problems("file:///elsewhere/ocpi.yml"), undefined);
  });

  it("is only the file itself, and neither an older version of it nor another file", () => {
    open(bad, "git:/folder/ocpi.yml");
    open(bad, "file:///folder/other.yml");
    assert.equal(stand.problems.size, 0);
  });

  async function fixesOf(document: StandInDocument): Promise<CodeAction[]> {
    const { provideCodeActions } = stand.providers.get("fixes") as {
      provideCodeActions(document: StandInDocument, range: Range, context: unknown): CodeAction[];
    };
    return provideCodeActions(document, new Range(0, 0, 99, 0), { diagnostics: stand.problems.get(config) });
  }

  it("is mended by a quick fix, which says what it mends", async () => {
    const document = open(good.replace("https://hub", "http://hub"));
    const [fix] = await fixesOf(document);
    assert.deepEqual([fix?.title, fix?.edit?.changes[0]?.text], ['Use "https:"', "https:"]);
    assert.equal((fix as { diagnostics?: readonly unknown[] } | undefined)?.diagnostics?.length, 1);
  });

  async function moveFirst(document: StandInDocument): Promise<void> {
    const [fix] = await fixesOf(document);
    assert.equal(fix?.title, "Move token to Secret Storage as hub token");
    assert.ok(!JSON.stringify(fix).includes(secret));
    await stand.commands.get(fix.command?.command ?? "")?.(...(fix.command?.arguments ?? []));
    assert.ok(!stand.told.join("\n").includes(secret));
  }

  it("loses a token only once it is stored, and its history is warned of", async () => {
    const document = open(withToken);
    storeToken = async (connection, description, token) => {
      assert.equal(document.text, withToken);
      assert.deepEqual(connection, { config, name: "chargeindia" });
      assert.equal(description.hubUrl.value, "https://hub.chargeindia.com");
      stored.push(token);
      // The user goes on typing meanwhile.
      document.text = `# mine\n${document.text}`;
      return true;
    };
    await moveFirst(document);
    assert.equal(stored[0]?.reveal(), secret);
    assert.equal(document.text, `# mine\n${good}`);
    assert.match(stand.told.join("\n"), /its history still holds the token: have it replaced/);
  });

  it("keeps a token that was not stored", async () => {
    const document = open(withToken);
    storeToken = async () => false;
    await moveFirst(document);
    assert.deepEqual(stand.told, []);
    storeToken = async () => {
      throw new Error(`no keyring for ${secret}`);
    };
    await moveFirst(document);
    assert.match(stand.told.join("\n"), /could not be stored, so it is still in ocpi\.yml/);
    assert.equal(document.text, withToken);
  });

  it("keeps the text that stands in the place of the token by then", async () => {
    const document = open(withToken);
    storeToken = async () => {
      document.text = withToken.replace(secret, `${secret}x`);
      return true;
    };
    await moveFirst(document);
    assert.ok(document.text.includes(`${secret}x`));
    assert.match(stand.told.join("\n"), /could not be removed/);
  });

  it("loses what is no token at once", async () => {
    const [fix] = await fixesOf(open(withToken.replace(secret, "<your token>")));
    assert.deepEqual([fix?.title, fix?.edit?.changes[0]?.text], ['Remove "token"', ""]);
  });

  it("has lines above its connections, unless the user turns them off", () => {
    const lenses = stand.providers.get("lenses") as { provideCodeLenses(document: StandInDocument): CodeLens[] };
    const document = open(good);
    const [, exchange] = lenses.provideCodeLenses(document);
    assert.equal(exchange?.command.command, "ocpi.exchangeCredentials");
    assert.deepEqual(exchange?.command.arguments, [{ config, name: "chargeindia" }]);
    stand.settings.set("codeLens.enabled", false);
    assert.deepEqual(lenses.provideCodeLenses(document), []);
    stand.settings.clear();
  });

  async function completed(text: string, typed?: string, uri = config): Promise<CompletionItem[]> {
    const { provideCompletionItems } = stand.providers.get("completion") as {
      provideCompletionItems(
        document: StandInDocument,
        position: Position,
        cancelled: undefined,
        context: { triggerCharacter: string | undefined },
      ): Promise<CompletionItem[]>;
    };
    const lines = text.split("\n");
    const end = new Position(lines.length - 1, lines.at(-1)?.length ?? 0);
    return provideCompletionItems(new StandInDocument(uri, text), end, undefined, { triggerCharacter: typed });
  }
  const labelsOf = (items: readonly CompletionItem[]): string[] => items.map(({ label }) => label.label);

  it("is completed, in the order of the schema, with the parties that the hub of the connection listed", async () => {
    const [first, ...others] = await completed("connections:\n  chargeindia:\n    hub:\n      ");
    assert.deepEqual([first?.label.label, first?.insertText?.value, first?.sortText], ["profile", "profile: ", "0000"]);
    assert.equal(first?.command?.command, "editor.action.triggerSuggest");
    assert.match(first?.documentation?.value ?? "", /Which hub this is/);
    assert.deepEqual(labelsOf(others), ["url", "token_encoding", "party", "allowed_origins"]);
    const routing = `${good}    routing:\n      - `;
    assert.deepEqual(labelsOf(await completed(routing, " ")).slice(0, 2), ["IN*XYZ (EMSP)", "partner"]);
    assert.deepEqual(labelsOf(await completed(routing, " ", "file:///other/ocpi.yml")).slice(0, 1), ["partner"]);
  });

  it("is left alone while a line is indented, and in a workflow of its name", async () => {
    assert.deepEqual(await completed("connections:\n  chargeindia:\n    ", " "), []);
    assert.deepEqual(await completed("", undefined, "file:///folder/.github/workflows/ocpi.yml"), []);
  });

  it("is not completed twice where another extension reads the schema", async () => {
    const routing = `${good}    routing:\n      - `;
    stand.extensions.add("redhat.vscode-yaml");
    try {
      assert.deepEqual(labelsOf(await completed("version: ")), []);
      assert.deepEqual(labelsOf(await completed(routing)), ["IN*XYZ (EMSP)", "partner"]);
      stand.settings.set("completion", false);
      assert.deepEqual(labelsOf(await completed("version: ")), ["1"]);
    } finally {
      stand.extensions.clear();
      stand.settings.clear();
    }
  });

  it("has hovers that run nothing", () => {
    const hovers = stand.providers.get("hovers") as {
      provideHover(document: StandInDocument, position: object): Hover | undefined;
    };
    const contents = hovers.provideHover(open(good), { line: 2, character: 4 })?.contents;
    assert.equal(contents?.value, "chargeindia was not checked yet.");
    assert.deepEqual([contents?.isTrusted, contents?.supportHtml], [false, false]);
  });
});
