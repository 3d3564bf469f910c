import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Choice, Dialogs, Question, TextQuestion, TokenQuestion } from "./dialogs.ts";

/** VS Code's own boxes, lists, modals and notifications. */
export class EditorDialogs implements Dialogs {
  async askText(question: TextQuestion): Promise<string | undefined> {
    return ask(question, false);
  }

  async askToken(question: TokenQuestion): Promise<string | undefined> {
    return ask(question, true, question.generate);
  }

  async choose<T>(title: string, choices: readonly Choice<T>[]): Promise<T | undefined> {
    const picked = await vscode.window.showQuickPick([...choices], {
      title,
      ignoreFocusOut: true,
      matchOnDescription: true,
      matchOnDetail: true,
    });
    return picked?.value;
  }

  async confirm({ message, detail, actions, dangerous = false }: Question): Promise<string | undefined> {
    const buttons = actions.map((title) => ({ title }));
    // The first button is the one that Enter presses.
    const cancel = { title: l10n.t("Cancel"), isCloseAffordance: true };
    const items: vscode.MessageItem[] = dangerous ? [cancel, ...buttons] : [...buttons, cancel];
    const pressed = await vscode.window.showWarningMessage(message, { modal: true, detail }, ...items);
    return pressed === undefined || pressed.isCloseAffordance === true ? undefined : pressed.title;
  }

  async tell(
    severity: "info" | "warning" | "error",
    message: string,
    ...actions: readonly string[]
  ): Promise<string | undefined> {
    switch (severity) {
      case "info":
        return vscode.window.showInformationMessage(message, ...actions);
      case "warning":
        return vscode.window.showWarningMessage(message, ...actions);
      case "error":
        return vscode.window.showErrorMessage(message, ...actions);
    }
  }

  async copy(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
  }
}

/** An input box that stays while somebody fetches the text from another program. */
async function ask(question: TextQuestion, password: boolean, generate?: () => string): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  box.title = question.title;
  box.prompt = question.prompt;
  box.value = question.value ?? "";
  box.placeholder = question.placeHolder ?? "";
  box.password = password;
  box.ignoreFocusOut = true;
  if (question.step !== undefined) {
    box.step = question.step.number;
    box.totalSteps = question.step.of;
  }
  if (generate !== undefined) {
    box.buttons = [{ iconPath: new vscode.ThemeIcon("sparkle"), tooltip: l10n.t("Generate and copy") }];
  }
  const check = (): boolean => {
    const fault = question.check?.(box.value);
    box.validationMessage = fault;
    return fault === undefined;
  };
  try {
    return await new Promise<string | undefined>((done) => {
      box.onDidChangeValue(check);
      box.onDidAccept(() => {
        if (check() && box.value !== "") done(box.value);
      });
      box.onDidHide(() => done(undefined));
      box.onDidTriggerButton(() => {
        const made = generate?.() ?? "";
        box.value = made;
        check();
        void vscode.env.clipboard.writeText(made);
        void vscode.window.setStatusBarMessage(l10n.t("$(clippy) Copied: install it in your platform now."), 15_000);
        box.prompt = l10n.t("Made and copied. Install it in your platform now, then press Enter.");
      });
      box.show();
      if (box.value !== "") check();
    });
  } finally {
    box.dispose();
  }
}
