import { homedir } from "node:os";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Choice, Dialogs, Place, Question, TextQuestion, TokenQuestion } from "./dialogs.ts";

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
    list.activeItems = choices.filter(({ proposed }) => proposed);
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
    switch (severity) {
      case "info":
        return vscode.window.showInformationMessage(plain, ...actions);
      case "warning":
        return vscode.window.showWarningMessage(plain, ...actions);
      case "error":
        return vscode.window.showErrorMessage(plain, ...actions);
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
  const box = vscode.window.createInputBox();
  box.title = question.title;
  box.prompt = question.prompt;
  box.value = question.value ?? "";
  box.placeholder = question.placeHolder ?? "";
  box.password = password;
  if (generate !== undefined) {
    box.buttons = [{ iconPath: new vscode.ThemeIcon("sparkle"), tooltip: l10n.t("Generate and copy") }];
  }
  const check = (): boolean => {
    const fault = question.check?.(box.value);
    box.validationMessage = fault;
    return fault === undefined;
  };
  if (box.value !== "") check();
  return shown(box, place, (done) => {
    box.onDidChangeValue(check);
    box.onDidAccept(() => {
      if (check() && box.value !== "") done(box.value);
    });
    const fill = async (made: string): Promise<void> => {
      box.value = made;
      check();
      if (!(await dialogs.copy(made))) return;
      vscode.window.setStatusBarMessage(l10n.t("$(clippy) Copied: install it in your platform now."), 15_000);
      box.prompt = l10n.t("Made and copied. Install it in your platform now, then press Enter.");
    };
    box.onDidTriggerButton((button) => {
      if (generate !== undefined && button !== vscode.QuickInputButtons.Back) void fill(generate());
    });
  });
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
