import type * as vscode from "vscode";
import { Redaction, type Secret } from "../../core/ocpi/redaction.ts";
import { plainLine } from "../../core/ocpi/escape.ts";

/** Where a run writes its lines. */
export interface RunLog {
  info(text: string): void;
  error(text: string): void;
  /**
   * Takes a token out of everything that is written from now on.
   * @param words what the run says of itself, which the token may hold.
   */
  hide(token: Secret, words?: readonly string[]): void;
}

/**
 * The output channel "OCPI". Whatever is written is searched for every token that this window knows: the core takes them
 * out of foreign texts already, and a log is a sink all the same.
 */
export class Log implements RunLog {
  readonly #channel: vscode.LogOutputChannel;
  readonly #redaction = new Redaction();

  constructor(channel: vscode.LogOutputChannel) {
    this.#channel = channel;
  }

  info(text: string): void {
    this.#channel.info(this.#redaction.apply(text));
  }

  /** What only a reader who looks for a reason wants to know; foreign text may be in it. */
  debug(text: string): void {
    this.#channel.debug(plainLine(this.#redaction.apply(text)));
  }

  error(text: string): void {
    this.#channel.error(this.#redaction.apply(text));
  }

  hide(token: Secret, words: readonly string[] = []): void {
    this.#redaction.add(token, words);
  }

  show(): void {
    this.#channel.show(true);
  }
}
