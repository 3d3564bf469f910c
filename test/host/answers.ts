import * as vscode from "vscode";

/**
 * Answers what the extension asks: the API is not frozen while tests run in its host, and the object is the one that the
 * extension uses. Undo with what is returned.
 */
export function answering(answers: {
  readonly choose?: string;
  readonly type?: string;
  readonly press?: string;
}): () => void {
  const { showQuickPick, createInputBox, showWarningMessage, showInformationMessage } = vscode.window;
  const choose = async (items: readonly { readonly label: string }[]): Promise<unknown> =>
    items.find(({ label }) => label === answers.choose);
  const press = async (_message: string, ...items: readonly unknown[]): Promise<unknown> =>
    items.find((item) => item === answers.press || (item as { title?: string } | undefined)?.title === answers.press);
  Object.assign(vscode.window, {
    showQuickPick: choose,
    showWarningMessage: press,
    showInformationMessage: press,
    createInputBox: () => new TypingBox(answers.type ?? ""),
  });
  return () => {
    Object.assign(vscode.window, { showQuickPick, createInputBox, showWarningMessage, showInformationMessage });
  };
}

/** A box into which somebody types at once, and presses Enter. */
class TypingBox {
  value = "";
  title = "";
  prompt = "";
  validationMessage: unknown;
  readonly #text: string;
  #accept: (() => void) | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  onDidChangeValue(): void {}
  onDidHide(): void {}
  onDidTriggerButton(): void {}

  onDidAccept(listener: () => void): void {
    this.#accept = listener;
  }

  show(): void {
    this.value = this.#text;
    setTimeout(() => this.#accept?.(), 0);
  }

  dispose(): void {}
}
