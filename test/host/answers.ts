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

/** What a box and a list share: it is answered as soon as it is shown. */
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

/** A list out of which somebody chooses at once. */
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

/** A box into which somebody types at once, and presses Enter. */
class TypingBox extends Answered {
  value = "";
  prompt = "";
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
