import type * as vscode from "vscode";
import { Redaction } from "../core/ocpi/redaction.ts";
import type { AnyToken } from "../core/ocpi/token.ts";
import { plainLine } from "../core/ocpi/escape.ts";
import type { RunLog } from "./runner.ts";

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

  /** What only somebody who looks for a reason wants to know; foreign text may be in it. */
  debug(text: string): void {
    this.#channel.debug(plainLine(this.#redaction.apply(text)));
  }

  error(text: string): void {
    this.#channel.error(this.#redaction.apply(text));
  }

  hide(token: AnyToken, words: readonly string[] = []): void {
    this.#redaction.add(token, words);
  }

  show(): void {
    this.#channel.show(true);
  }
}
