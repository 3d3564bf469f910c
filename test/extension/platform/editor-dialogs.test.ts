import assert from "node:assert/strict";
import type { ModuleHooks } from "node:module";
import type { EditorDialogs } from "../../../src/extension/platform/editor-dialogs.ts";
import { serveEditor } from "../support/fake-vscode.ts";

/** VS Code's input box, as far as a test can play with it. */
interface Box {
  value: string;
  prompt: string;
  press: () => void;
}

describe("VS Code's own boxes and notifications", () => {
  let hooks: ModuleHooks;
  let dialogs: EditorDialogs;
  let box: Box;
  let shown: string[];
  let clipboard: string | undefined;

  before(async () => {
    hooks = serveEditor([]);
    const tell = async (message: string): Promise<undefined> => void shown.push(message);
    globalThis.editorForTest = {
      ...globalThis.editorForTest,
      window: {
        showInformationMessage: tell,
        showWarningMessage: tell,
        showErrorMessage: tell,
        setStatusBarMessage: (text: string) => shown.push(text),
        createInputBox: () => inputBox(),
      },
      env: {
        clipboard: {
          writeText: async (text: string) => {
            if (clipboard === undefined) throw new Error("Write permission denied.");
            clipboard = text;
          },
        },
      },
      ThemeIcon: String,
      QuickInputButtons: { Back: {} },
    };
    dialogs = new (await import("../../../src/extension/platform/editor-dialogs.ts")).EditorDialogs();
  });

  after(() => hooks.deregister());

  beforeEach(() => {
    shown = [];
    clipboard = "";
  });

  function inputBox(): object {
    const nothing = (): void => undefined;
    box = { value: "", prompt: "", press: nothing };
    return Object.assign(box, {
      onDidChangeValue: nothing,
      onDidAccept: nothing,
      onDidHide: nothing,
      onDidTriggerButton: (listener: (button: object) => void) => {
        box.press = () => listener({});
      },
      show: nothing,
      dispose: nothing,
    });
  }

  it("makes no link that runs a command of what a hub says", async () => {
    for (const severity of ["info", "warning", "error"] as const)
      await dialogs.show(severity, "It offers [Fix](command:workbench.action.terminal.new).");
    // VS Code's own pattern of a link in a notification.
    for (const message of shown) assert.doesNotMatch(message, /\[[^\]]+\]\((?:https?:\/\/|command:|file:)/i);
    assert.equal(shown.length, 3);
  });

  it("says when nothing was copied, and throws nothing", async () => {
    assert.equal(await dialogs.copy("a text"), true);
    assert.deepEqual([clipboard, shown], ["a text", []]);
    clipboard = undefined;
    assert.equal(await dialogs.copy("a text"), false);
    assert.deepEqual(shown, ["Nothing was copied: Write permission denied."]);
  });

  for (const works of [true, false]) {
    it(`says that a token was made and copied ${works ? "when it was" : "only when it was"}`, async () => {
      if (!works) clipboard = undefined;
      void dialogs.askToken({ title: "t", prompt: "before", generate: () => "made_0123456789" });
      box.press();
      await new Promise(setImmediate);
      assert.equal(box.value, "made_0123456789");
      assert.equal(clipboard, works ? "made_0123456789" : undefined);
      assert.equal(box.prompt.startsWith("Made and copied."), works);
      assert.equal(
        shown.some((text) => text.includes("Nothing was copied")),
        !works,
      );
      assert.equal(
        shown.some((text) => text.includes("Copied: install it")),
        works,
      );
    });
  }
});
