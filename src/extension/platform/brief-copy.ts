import type { Clock } from "../../core/ports.ts";

/** How long a copied token stays on the clipboard, in milliseconds. */
const CLIPBOARD_MS = 60_000;

/** What is on the clipboard, so that only what we put there is taken away again. */
export interface Clipboard {
  read(): Promise<string>;
  /** @returns whether it is there. */
  write(text: string): Promise<boolean>;
}

/** Each copy has a minute of its own: the one before it must not end it. */
let copies = 0;

/**
 * Puts a token on the clipboard, which every program can read, and clears it after a minute if the token is still on it.
 * @returns whether it is there.
 */
export async function copyBriefly(text: string, clipboard: Clipboard, clock: Pick<Clock, "sleep">): Promise<boolean> {
  if (!(await clipboard.write(text))) return false;
  copies += 1;
  const copy = copies;
  void clock.sleep(CLIPBOARD_MS, new AbortController().signal).then(async () => {
    // A clipboard that may not be read is cleared, whatever is on it.
    if (copy === copies && (await clipboard.read().catch(() => text)) === text) await clipboard.write("");
    return undefined;
  });
  return true;
}
