import { homedir } from "node:os";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { copyBriefly, type Clipboard } from "./brief-copy.ts";
import { clock } from "./clock.ts";
import type { Choice, Dialogs, Place, Question, TextQuestion, TokenQuestion } from "./dialogs.ts";

/** As many letters as a notification shows in one line. */
const ONE_LINE = 50;

/** VS Code's own boxes, lists, modals and notifications. */
export class EditorDialogs implements Dialogs {
  async askText<Back>(question: TextQuestion, place?: Place<Back>): Promise<string | Back | undefined> {
    return ask(this, question, false, place);
  }

  async askToken(question: TokenQuestion, place?: Place<never>): Promise<string | undefined> {
    return ask(this, question, true, place);
  }

  async choose<T, Back>(
    title: string,
    choices: readonly Choice<T>[],
    place?: Place<Back>,
  ): Promise<T | Back | undefined> {
    const list = vscode.window.createQuickPick<Choice<T> & vscode.QuickPickItem>();
    list.title = title;
    list.matchOnDescription = true;
    list.matchOnDetail = true;
    list.items = choices;
    // An empty list would leave Enter without a row.
    const proposed = choices.filter((choice) => choice.proposed);
    if (proposed.length > 0) list.activeItems = proposed;
    return shown(list, place, (done) => {
      list.onDidAccept(() => {
        const [chosen] = list.selectedItems;
        if (chosen !== undefined) done(chosen.value);
      });
    });
  }

  async confirm({ message, detail, actions, dangerous = false }: Question): Promise<string | undefined> {
    const buttons = actions.map((title) => ({ title }));
    // The first button is the one that Enter presses.
    const cancel = { title: l10n.t("Cancel"), isCloseAffordance: true };
    const items: vscode.MessageItem[] = dangerous ? [cancel, ...buttons] : [...buttons, cancel];
    const pressed = await vscode.window.showWarningMessage(message, { modal: true, detail }, ...items);
    return pressed === undefined || pressed.isCloseAffordance === true ? undefined : pressed.title;
  }

  async show(
    severity: "info" | "warning" | "error",
    message: string,
    ...actions: readonly string[]
  ): Promise<string | undefined> {
    // What a hub says may be in it, and VS Code makes links of [text](command:…), which run.
    const plain = message.replaceAll("](", "] (");
    // VS Code cuts off what does not fit into one line, unless there is a button.
    const buttons = actions.length === 0 && plain.length > ONE_LINE ? [l10n.t("OK")] : actions;
    switch (severity) {
      case "info":
        return vscode.window.showInformationMessage(plain, ...buttons);
      case "warning":
        return vscode.window.showWarningMessage(plain, ...buttons);
      case "error":
        return vscode.window.showErrorMessage(plain, ...buttons);
    }
  }

  async copy(text: string): Promise<boolean> {
    try {
      await vscode.env.clipboard.writeText(text);
      return true;
    } catch (error) {
      const why = error instanceof Error ? error.message : "";
      void this.show("error", l10n.t("Nothing was copied: {0}", why));
      return false;
    }
  }

  async save(name: string, text: string): Promise<void> {
    const uri = await vscode.window.showSaveDialog({
      // Not the workspace: what lies there is committed some day, and this names hosts and parties.
      defaultUri: vscode.Uri.joinPath(vscode.Uri.file(homedir()), name),
      title: l10n.t("Save outside of your repository, so that it is not committed: it names hosts and parties"),
    });
    if (uri === undefined) return;
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    await vscode.window.showTextDocument(uri);
  }
}

async function ask<Back>(
  dialogs: Dialogs,
  question: TokenQuestion,
  password: boolean,
  place?: Place<Back>,
): Promise<string | Back | undefined> {
  const { generate } = question;
  const making = { iconPath: new vscode.ThemeIcon("key"), tooltip: l10n.t("Generate and copy") };
  const trimming = { iconPath: new vscode.ThemeIcon("whitespace"), tooltip: l10n.t("Remove the blanks around it") };
  const box = vscode.window.createInputBox();
  box.title = question.title;
  box.prompt = question.prompt;
  box.value = question.value ?? "";
  box.placeholder = question.placeHolder ?? "";
  box.password = password;
  if (generate !== undefined) box.buttons = [making];
  const check = (): boolean => {
    // In a box for a token they are not seen, and they are nothing that may be taken away unseen.
    const blanks = password ? blanksAround(box.value) : undefined;
    const others = box.buttons.filter((button) => button !== trimming);
    if (blanks !== undefined) box.buttons = [...others, trimming];
    else if (others.length < box.buttons.length) box.buttons = others;
    const fault = blanks ?? question.check?.(box.value);
    box.validationMessage = fault;
    return fault === undefined;
  };
  const trim = (): void => {
    box.value = box.value.trim();
    box.prompt = l10n.t("The blanks are removed.");
    check();
  };
  if (box.value !== "") check();
  return shown(box, place, (done) => {
    box.onDidChangeValue(check);
    box.onDidAccept(() => {
      if (password && blanksAround(box.value) !== undefined) trim();
      else if (check() && (box.value !== "" || question.emptyKeeps === true)) done(box.value);
    });
    const fill = async (made: string): Promise<void> => {
      box.value = made;
      check();
      if (!(await copyBriefly(made, clipboardOf(dialogs), clock))) return;
      vscode.window.setStatusBarMessage(
        l10n.t("$(clippy) Copied, for 60 seconds: install it in your platform now."),
        15_000,
      );
      box.prompt = l10n.t("Made, and copied for 60 seconds. Install it in your platform now, then press Enter.");
    };
    box.onDidTriggerButton((button) => {
      if (button === trimming) trim();
      else if (generate !== undefined && button !== vscode.QuickInputButtons.Back) void fill(generate());
    });
  });
}

/** The clipboard of the machine at which the person sits. */
export function clipboardOf(dialogs: Dialogs): Clipboard {
  return { read: async () => vscode.env.clipboard.readText(), write: async (text) => dialogs.copy(text) };
}

/** What is said of blanks before and after a token, which a box does not show; undefined where there are none. */
function blanksAround(token: string): string | undefined {
  const before = token.length - token.trimStart().length;
  const after = token.length - token.trimEnd().length;
  if (before > 0 && after > 0)
    return l10n.t("Blanks before it: {0}, after it: {1}. No token has them: Enter removes them.", before, after);
  if (before > 0) return l10n.t("Blanks before it: {0}. No token has them: Enter removes them.", before);
  return after > 0 ? l10n.t("Blanks after it: {0}. No token has them: Enter removes them.", after) : undefined;
}

type Asking = vscode.QuickInput & Pick<vscode.InputBox, "buttons" | "onDidTriggerButton">;

/**
 * Shows a box or a list, which stays while the user fetches a text from another program, until it is answered.
 * @returns undefined when the person went away.
 */
async function shown<Answer, Back>(
  asking: Asking,
  place: Place<Back> | undefined,
  listen: (done: (answer: Answer) => void) => void,
): Promise<Answer | Back | undefined> {
  asking.ignoreFocusOut = true;
  asking.step = place?.step.number;
  asking.totalSteps = place?.step.of;
  if (place?.back !== undefined) asking.buttons = [vscode.QuickInputButtons.Back, ...asking.buttons];
  try {
    return await new Promise<Answer | Back | undefined>((done) => {
      asking.onDidHide(() => done(undefined));
      asking.onDidTriggerButton((button) => {
        if (button === vscode.QuickInputButtons.Back) done(place?.back);
      });
      listen(done);
      asking.show();
    });
  } finally {
    asking.dispose();
  }
}
