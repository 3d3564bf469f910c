/** One line of a list to choose from. */
export interface Choice<T> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** That Enter takes this one, and not the first. */
  readonly proposed?: boolean;
  readonly value: T;
}

/** Where a question stands among several. */
export interface Place<Back> {
  /** Which of them it is, both counted from 1. */
  readonly step: { readonly number: number; readonly of: number };
  /** What the *Back* button answers; without it there is no such button. */
  readonly back?: Back;
}

/** A box for a text that is no secret. */
export interface TextQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  readonly placeHolder?: string;
  /** What is wrong with the text so far; undefined when nothing is. */
  readonly check?: (value: string) => string | undefined;
}

/** A box for a token: nothing of it is shown, but that there are blanks around it, which the box offers to remove. */
export interface TokenQuestion extends TextQuestion {
  /** An empty answer is one: what is stored stays. Otherwise Enter in an empty box does nothing. */
  readonly emptyKeeps?: true;
  /** Makes a token; the box then offers to fill it in and to copy it, so that it can be installed elsewhere, too. */
  readonly generate?: () => string;
}

/** A question that has to be answered before anything goes on. */
export interface Question {
  readonly message: string;
  readonly detail: string;
  /** What cannot be undone: then Enter is *Cancel*. */
  readonly dangerous?: boolean;
  /** The buttons beside *Cancel*; the first is what is proposed. */
  readonly actions: readonly [string, ...string[]];
}

/**
 * How a command talks to the person: VS Code's boxes, lists, modals and notifications. Injected, so that a command's flow
 * runs without an editor in tests. Every `undefined` means that the person went away from it.
 */
export interface Dialogs {
  askText<Back = never>(question: TextQuestion, place?: Place<Back>): Promise<string | Back | undefined>;
  askToken(question: TokenQuestion, place?: Place<never>): Promise<string | undefined>;
  choose<T, Back = never>(
    title: string,
    choices: readonly Choice<T>[],
    place?: Place<Back>,
  ): Promise<T | Back | undefined>;
  /** A modal question: the button that was pressed. */
  confirm(question: Question): Promise<string | undefined>;
  /**
   * A notification: the button that was pressed, once it was. There is room for two, of few letters; without any, what does not fit into
   * one line gets a button that shows it whole.
   */
  show(
    severity: "info" | "warning" | "error",
    message: string,
    ...actions: readonly string[]
  ): Promise<string | undefined>;
  /** Puts a text on the clipboard. @returns whether it is there: an editor in a browser may not be let; that is told. */
  copy(text: string): Promise<boolean>;
  /**
   * Asks where a text is to be kept as a file, proposing a place that is in no repository; writes it there, and opens it.
   * @param name what the file is called, unless the user says otherwise.
   * @throws what VS Code says when it cannot be written.
   */
  save(name: string, text: string): Promise<void>;
}
