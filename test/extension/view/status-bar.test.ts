import assert from "node:assert/strict";
import type { ModuleHooks } from "node:module";
import { mock } from "node:test";
import type { ConnectionState } from "../../../src/extension/state/connection-state.ts";
import type { Connections } from "../../../src/extension/state/connections.ts";
import type { StatusBar } from "../../../src/extension/view/status-bar.ts";
import { statusLines } from "../../../src/extension/view/status-lines.ts";
import { serveEditor } from "../support/fake-vscode.ts";

const checkedAt = new Date("2026-11-23T10:00:00Z");
const MINUTE_MS = 60_000;
const config = "file:///acme/ocpi.yml";

function connected(name: string): { name: string; state: ConnectionState } {
  return { name, state: { kind: "status", status: "CONNECTED", warnings: 0, checkedAt } };
}

/** The editor's item, as far as it can be read. */
interface Item {
  text: string;
  tooltip: { readonly value: string } | string;
  command: string;
  backgroundColor: object | undefined;
  visible: boolean;
}

class MarkdownText {
  value = "";

  appendText(text: string): this {
    this.value += text;
    return this;
  }

  appendMarkdown(text: string): this {
    return this.appendText(text);
  }
}

describe("the status bar", () => {
  let hooks: ModuleHooks;
  let Bar: typeof StatusBar;
  let item: Item;
  let bar: StatusBar;
  let states: { name: string; state: ConnectionState }[];
  let read: string[];
  let changed: (key: { config: string; name: string } | undefined) => void;

  before(async () => {
    hooks = serveEditor([]);
    const window = {
      createStatusBarItem: () =>
        Object.assign(item, {
          show: () => (item.visible = true),
          hide: () => (item.visible = false),
          dispose: () => (item.visible = false),
        }),
    };
    globalThis.editorForTest = { ...globalThis.editorForTest, window, MarkdownString: MarkdownText };
    Bar = (await import("../../../src/extension/view/status-bar.ts")).StatusBar;
  });

  after(() => hooks.deregister());

  beforeEach(() => {
    mock.timers.enable({ apis: ["setInterval", "Date"], now: checkedAt });
    item = { text: "", tooltip: "", command: "", backgroundColor: undefined, visible: false };
    states = [connected("chargeindia")];
    read = [];
    bar = new Bar({
      get entries() {
        return states.map(({ name }) => ({ key: { config, name } }));
      },
      stateOf: ({ name }: { name: string }) => {
        read.push(name);
        return states.find((one) => one.name === name)?.state;
      },
      titleOf: ({ name }: { name: string }) => name,
      onDidChange: (listener: typeof changed) => {
        changed = listener;
        return { dispose: () => undefined };
      },
    } as unknown as Connections);
    bar.show();
  });

  afterEach(() => {
    bar.dispose();
    mock.timers.reset();
  });

  const tooltip = (): string => (typeof item.tooltip === "string" ? item.tooltip : item.tooltip.value);

  it("says how long ago it was checked, whenever it is read", () => {
    assert.equal(item.text, "$(plug) 1/1");
    assert.match(tooltip(), /chargeindia: CONNECTED · checked just now/);
    mock.timers.tick(3 * MINUTE_MS);
    assert.match(tooltip(), /chargeindia: CONNECTED · checked 3 min ago/);
    mock.timers.tick(60 * MINUTE_MS);
    assert.match(tooltip(), /checked 1 h ago/);
  });

  it("does nothing more once it is disposed", () => {
    bar.dispose();
    mock.timers.tick(3 * MINUTE_MS);
    assert.match(tooltip(), /checked just now/);
    assert.equal(item.visible, false);
  });

  it("reads of many connections the one that changed, and all where none is named or one is new", () => {
    states = ["a", "b", "c"].map(connected);
    changed(undefined);
    assert.deepEqual([item.text, read.splice(0)], ["$(plug) 3/3", ["chargeindia", "a", "b", "c"]]);
    states[1] = { name: "b", state: { kind: "running", doing: "verifying", stopping: false } };
    changed({ config, name: "b" });
    assert.deepEqual([item.text, read.splice(0)], ["$(sync~spin) OCPI b", ["b"]]);
    states.push(connected("d"));
    changed({ config, name: "d" });
    assert.deepEqual(read.splice(0), ["a", "b", "c", "d"]);
  });

  it("offers to stop only what can be stopped", () => {
    states = [{ name: "chargeindia", state: { kind: "running", doing: "exchanging", stopping: false } }];
    bar.show();
    assert.deepEqual([item.text, item.command], ["$(sync~spin) OCPI chargeindia", "ocpi.cancel"]);
    states = [{ name: "chargeindia", state: { kind: "running", doing: "waiting", stopping: false } }];
    bar.show();
    assert.deepEqual(
      [item.command, tooltip()],
      ["ocpi.connections.focus", "Waiting for the Hub's answer: nothing stops that."],
    );
    states = [{ name: "chargeindia", state: { kind: "running", doing: "exchanging", stopping: true } }];
    bar.show();
    assert.equal(item.command, "ocpi.connections.focus");
  });

  it("warns only of what the user has to decide", () => {
    states = [
      connected("chargeindia"),
      { name: "offline", state: { kind: "status", status: "OFFLINE", warnings: 0, checkedAt } },
    ];
    bar.show();
    assert.equal(item.text, "$(plug) 1/2");
    assert.equal(item.backgroundColor, undefined);
    states.push({ name: "moved", state: { kind: "host-changed", from: "https://a.example", to: "https://b.example" } });
    bar.show();
    assert.notEqual(item.backgroundColor, undefined);
  });

  describe("with more connections than its tooltip has lines", () => {
    const many = Array.from({ length: 300 }, (_none, index) => connected(`c${String(index).padStart(3, "0")}`));
    const now = new Date(checkedAt.getTime() + MINUTE_MS);

    it("names first the connections that need the user, and of these first what the user has to decide", () => {
      const mixed = many.with(150, {
        name: "c150",
        state: { kind: "failed", result: "unreachable", reason: "The hub is away.", checkedAt },
      });
      mixed[200] = { name: "c200", state: { kind: "interrupted", what: "unknown", why: undefined, next: "exchange" } };
      mixed[250] = { name: "c250", state: { kind: "status", status: "OFFLINE", warnings: 0, checkedAt } };
      assert.deepEqual(statusLines(mixed, now).slice(0, 5), [
        "c200: interrupted",
        "c150: Unreachable: The hub is away. Nothing was changed · checked 1 min ago",
        "c250: OFFLINE · checked 1 min ago",
        "c000: CONNECTED · checked 1 min ago",
        "c001: CONNECTED · checked 1 min ago",
      ]);
    });

    it("counts the rest", () => {
      assert.equal(statusLines(many, now).length, 13);
      assert.equal(statusLines(many, now).at(-1), "and 288 more");
      assert.equal(statusLines(many.slice(0, 12), now).at(-1), "c011: CONNECTED · checked 1 min ago");
    });
  });
});
