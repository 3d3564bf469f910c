import assert from "node:assert/strict";
import type { ModuleHooks } from "node:module";
import type { EditorDialogs } from "../../../src/extension/platform/editor-dialogs.ts";
import { serveEditor } from "../support/fake-vscode.ts";

/** VS Code's input box, as far as a test can play with it. */
interface Box {
  value: string;
  prompt: string;
  validationMessage?: string | undefined;
  buttons: readonly { readonly iconPath: unknown }[];
  /** Presses the button with an icon. */
  press: (icon: string) => void;
  type: (text: string) => void;
  enter: () => void;
}

describe("VS Code's own boxes and notifications", () => {
  let hooks: ModuleHooks;
  let dialogs: EditorDialogs;
  let box: Box;
  let shown: string[];
  let clipboard: string | undefined;

  before(async () => {
    hooks = serveEditor([]);
    const tell = async (...parts: readonly string[]): Promise<undefined> => void shown.push(parts.join(" | "));
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
      ThemeIcon: class {
        readonly id: string;
        constructor(id: string) {
          this.id = id;
        }
      },
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
    box = { value: "", prompt: "", buttons: [], press: nothing, type: nothing, enter: nothing };
    return Object.assign(box, {
      onDidChangeValue: (listener: () => void) => {
        box.type = (text) => {
          box.value = text;
          listener();
        };
      },
      onDidAccept: (listener: () => void) => {
        box.enter = listener;
      },
      onDidHide: nothing,
      // Two listen: one for Back, and one for the rest.
      onDidTriggerButton: (listener: (button: object) => void) => {
        const before = box.press;
        box.press = (icon) => {
          before(icon);
          const pressed = box.buttons.find(({ iconPath }) => (iconPath as { id: string }).id === icon);
          assert.ok(pressed !== undefined, icon);
          listener(pressed);
        };
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

  it("shows whole what does not fit into one line: VS Code cuts it off where there is no button", async () => {
    await dialogs.show("info", "There is no token of chargeindia here.");
    await dialogs.show("error", "The file could not be written: it is read-only, and so is the folder that it is in.");
    await dialogs.show("warning", "A text that is as long as that, and that has a button of its own already.", "Retry");
    assert.deepEqual(
      shown.map((text) => text.split(" | ").slice(1)),
      [[], ["OK"], ["Retry"]],
    );
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
      // No sign of something that thinks.
      box.press("key");
      await new Promise(setImmediate);
      assert.equal(box.value, "made_0123456789");
      assert.equal(clipboard, works ? "made_0123456789" : undefined);
      assert.equal(box.prompt.startsWith("Made, and copied for 60 seconds."), works);
      assert.equal(
        shown.some((text) => text.includes("Nothing was copied")),
        !works,
      );
      assert.equal(
        shown.some((text) => text.includes("Copied, for 60 seconds: install it")),
        works,
      );
    });
  }

  describe("of a token with blanks around it", () => {
    const token = "token_0123456789";
    let answer: Promise<string | undefined>;

    beforeEach(() => {
      answer = dialogs.askToken({ title: "t", prompt: "before", generate: () => "made", check: () => undefined });
    });

    for (const [typed, said] of [
      [`  ${token}`, "Blanks before it: 2. "],
      [`${token}\t`, "Blanks after it: 1. "],
      // A no-break space, as a page that is copied from has it.
      [`\u00A0${token} \n`, "Blanks before it: 1, after it: 2. "],
    ] as const) {
      it(`says so, and Enter removes them before another Enter takes the token: ${JSON.stringify(typed)}`, async () => {
        box.type(typed);
        assert.ok(box.validationMessage?.startsWith(said), box.validationMessage);
        box.enter();
        assert.equal(box.value, token);
        assert.equal(box.validationMessage, undefined);
        assert.match(box.prompt, /^The blanks are removed\.$/);
        box.enter();
        assert.equal(await answer, token);
      });
    }

    it("has a button for the mouse as long as there are any, beside the one that makes a token", async () => {
      const icons = (): unknown => box.buttons.map(({ iconPath }) => (iconPath as { id: string }).id);
      assert.deepEqual(icons(), ["key"]);
      box.type(`${token} `);
      assert.deepEqual(icons(), ["key", "whitespace"]);
      box.press("whitespace");
      assert.deepEqual([box.value, icons()], [token, ["key"]]);
      box.enter();
      assert.equal(await answer, token);
    });
  });
});
