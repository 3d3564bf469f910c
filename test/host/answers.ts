import * as vscode from "vscode";

/**
 * Answers the extension's questions by script. While tests run in the extension host, VS Code's API is not frozen, and
 * the extension uses the same object.
 * @returns a function that undoes it.
 */
export function answering(answers: {
  readonly choose?: string;
  readonly type?: string;
  readonly press?: string;
}): () => void {
  const { createQuickPick, createInputBox, showWarningMessage, showInformationMessage } = vscode.window;
  const press = async (_message: string, ...items: readonly unknown[]): Promise<unknown> =>
    items.find((item) => item === answers.press || (item as { title?: string } | undefined)?.title === answers.press);
  Object.assign(vscode.window, {
    showWarningMessage: press,
    showInformationMessage: press,
    createQuickPick: () => new ChoosingList(answers.choose),
    createInputBox: () => new TypingBox(answers.type ?? ""),
  });
  return () => {
    Object.assign(vscode.window, { createQuickPick, createInputBox, showWarningMessage, showInformationMessage });
  };
}

/** What a box and a list share: the script answers them as soon as they are shown. */
abstract class Answered {
  title = "";
  #accept: (() => void) | undefined;

  onDidHide(): void {}
  onDidTriggerButton(): void {}

  onDidAccept(listener: () => void): void {
    this.#accept = listener;
  }

  show(): void {
    this.answer();
    setTimeout(() => this.#accept?.(), 0);
  }

  dispose(): void {}
  protected abstract answer(): void;
}

/** A list in which the script chooses at once. */
class ChoosingList extends Answered {
  items: readonly vscode.QuickPickItem[] = [];
  selectedItems: readonly vscode.QuickPickItem[] = [];
  readonly #label: string | undefined;

  constructor(label: string | undefined) {
    super();
    this.#label = label;
  }

  protected answer(): void {
    this.selectedItems = this.items.filter(({ label }) => label === this.#label);
  }
}

/** A box into which the script types at once, and presses Enter. */
class TypingBox extends Answered {
  value = "";
  prompt = "";
  buttons: readonly unknown[] = [];
  validationMessage: unknown;
  readonly #text: string;

  constructor(text: string) {
    super();
    this.#text = text;
  }

  onDidChangeValue(): void {}

  protected answer(): void {
    this.value = this.#text;
  }
}
