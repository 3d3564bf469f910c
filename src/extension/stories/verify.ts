import * as l10n from "@vscode/l10n";
import type { Entry } from "../connections.ts";
import type { Ran } from "../runner.ts";
import { tellEnd } from "./aftermath.ts";
import { exchange } from "./exchange.ts";
import { isTrusted, readyFor, type Ready, type Story } from "./story.ts";
import { settleOrigins, storedToken } from "./tokens.ts";

/**
 * *Verify Connection*: sends only GETs, and only the hub token. An exchange that was interrupted is the exception: then
 * it is the exchange that finds out, and it asks before it changes anything.
 */
export async function verifyConnection(story: Story, entry: Entry): Promise<Ran | undefined> {
  const ready = await readyFor(story, entry);
  if (ready === undefined) return undefined;
  if ((await ready.vault.holder()) === "abandoned") return exchange(story, ready);
  if (!(await settleOrigins(story, ready))) return undefined;
  if ((await storedToken(ready, "hub-token")) === undefined) {
    const go = l10n.t("Exchange Credentials");
    const message = l10n.t(
      "There is no hub token for {0} on this computer, so there is nothing to verify.",
      entry.key.name,
    );
    if ((await story.dialogs.tell("info", message, go)) === go) story.execute("ocpi.exchangeCredentials", entry.key);
    return undefined;
  }
  const ran = await look(story, ready);
  if (ran !== undefined) await tellEnd(story, ready, ran);
  return ran;
}

/** One look, told nobody. Undefined when there is no token to look with, or something goes on already. */
export async function look(story: Story, entry: Ready): Promise<Ran | undefined> {
  const hubToken = await storedToken(entry, "hub-token");
  if (hubToken === undefined) return undefined;
  const { patience } = story.settings();
  return story.runner.verify(entry, {
    connection: entry.connection,
    hubToken,
    patience: { ...patience, waitForConnectedMs: 0 },
  });
}

// As many as a hub and a laptop stand without being noticed.
const AT_ONCE = 8;

/** *Verify All*: every connection that has a hub token, eight at a time. */
export async function verifyAll(story: Story): Promise<{ readonly verified: number; readonly connected: number }> {
  const waiting = story.connections.entries.filter((entry): entry is Ready => entry.connection !== undefined);
  if (!(await isTrusted(story))) return { verified: 0, connected: 0 };
  let verified = 0;
  let connected = 0;
  const work = async (): Promise<void> => {
    for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
      const ran = await look(story, entry);
      if (ran === undefined) continue;
      verified += 1;
      if (ran.outcome.result === "connected") connected += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { verified, connected };
}
