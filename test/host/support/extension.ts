import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Services } from "../../../src/extension/services.ts";

/** The extension under test, as VS Code knows it. What it exports is for tests only. */
export function extension(): vscode.Extension<Services> {
  const found = vscode.extensions.getExtension<Services>("ocpi-onboarding.ocpi-onboarding");
  assert.ok(found !== undefined, "VS Code does not know the extension");
  return found;
}

/** The extension at work, with its files read. */
export async function services(): Promise<Services> {
  const made = await extension().activate();
  await made.ready;
  return made;
}

/** Reads until it is as expected, and gives it back. */
export async function eventually<T>(read: () => T | Promise<T>, isIt: (value: T) => boolean, what: string): Promise<T> {
  const end = performance.now() + 15_000;
  for (;;) {
    const value = await read();
    if (isIt(value)) return value;
    assert.ok(performance.now() < end, `${what}: ${JSON.stringify(value)}`);
    await new Promise((later) => setTimeout(later, 20));
  }
}

type Messages = Pick<
  typeof vscode.window,
  "showInformationMessage" | "showWarningMessage" | "showErrorMessage" | "createInputBox"
>;

/** Stands in for a user who is away: it notes messages and answers none of them, and an input box fails the test. */
export class AbsentUser {
  readonly told: string[] = [];
  readonly #own = vscode.window as Messages;
  readonly #before: Messages;

  constructor() {
    const { showInformationMessage, showWarningMessage, showErrorMessage, createInputBox } = this.#own;
    this.#before = { showInformationMessage, showWarningMessage, showErrorMessage, createInputBox };
    const note = async (message: string): Promise<undefined> => void this.told.push(message);
    Object.assign(this.#own, {
      showInformationMessage: note,
      showWarningMessage: note,
      showErrorMessage: note,
      createInputBox: () => assert.fail("a box was shown, and no user is there to answer it"),
    });
  }

  leave(): void {
    Object.assign(this.#own, this.#before);
  }
}

/** `ocpi.yml` with one connection of this name, to a hub and a platform at ports where no server listens. */
export function configFor(name: string, hub = "http://127.0.0.1:1"): string {
  return `version: 1
connections:
  ${name}:
    hub: { url: ${hub} }
    platform:
      url: http://127.0.0.1:3/ocpi/2.2.1
      roles:
        - { role: CPO, country_code: IN, party_id: ABC, business_details: { name: Your CPO Ltd } }
`;
}
