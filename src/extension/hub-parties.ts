import * as l10n from "@vscode/l10n";
import { editorWords } from "../core/findings/editor-words.ts";
import { sentence } from "../core/findings/finding.ts";
import { idOf, type Connections, type Entry } from "./connections.ts";
import { random } from "./random.ts";
import type { RunnerMeans } from "./runner.ts";
import { storedToken } from "./stories/tokens.ts";
import type { ConnectionKey } from "./token-store.ts";
import type { Listed } from "./tree-model.ts";

/** The parties that a hub lists, read when somebody wants to see them: only GETs, only the hub token. */
export class HubParties {
  readonly #connections: Connections;
  readonly #means: Pick<RunnerMeans, "fetch" | "clock" | "log">;
  readonly #mayRead: () => boolean;
  readonly #listed = new Map<string, Listed>();
  readonly #listeners = new Set<(key: ConnectionKey) => void>();

  constructor(connections: Connections, means: Pick<RunnerMeans, "fetch" | "clock" | "log">, mayRead: () => boolean) {
    this.#connections = connections;
    this.#means = means;
    this.#mayRead = mayRead;
  }

  of(key: ConnectionKey): Listed | undefined {
    const entry = this.#connections.entry(key);
    return entry && this.#listed.get(idAtHub(entry));
  }

  onDidChange(listener: (key: ConnectionKey) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Reads the list; what is on its way already is not asked for twice. */
  read(key: ConnectionKey): void {
    const entry = this.#connections.entry(key);
    if (entry?.connection === undefined || !this.#mayRead() || this.of(key)?.state === "reading") return;
    this.#set(entry, { state: "reading" });
    void this.#read(entry)
      // Such as a keyring that is locked.
      .catch((error: unknown): Listed => ({ state: "failed", why: error instanceof Error ? error.message : "" }))
      .then((listed) => this.#set(entry, listed));
  }

  async #read(entry: Entry): Promise<Listed> {
    const { connection } = entry;
    const token = await storedToken(entry, "hub-token");
    if (connection === undefined || token === undefined) {
      return { state: "failed", why: l10n.t("there is no hub token to read the Hub's list with") };
    }
    const { hubPeer, listParties, lookWith, ownWords, Run } = await import("./jobs.ts");
    const { fetch, clock, log } = this.#means;
    const silent = { step: () => undefined, line: (text: string) => log.info(`  ${text}`) };
    const cancelled = new AbortController().signal;
    const words = ownWords(connection);
    log.hide(token, words);
    const ports = { fetch, clock, random, cancelled, progress: silent, mask: () => undefined };
    const unkept = { ...ports, keep: () => undefined, proven: () => undefined };
    const run = new Run(unkept, connection.profile, editorWords, words);
    run.knowToken(token);
    const patience = { requestTimeoutMs: 30_000, waitForConnectedMs: 0 };
    const hub = hubPeer(run, connection, patience);
    const look = await lookWith(run, hub, { ...connection, roles: [] }, token);
    const url = look.hubclientinfoUrl;
    if (look.verdict !== "opens" || url === undefined) {
      return { state: "failed", why: l10n.t("the Hub did not let us look: Verify says why") };
    }
    const sight = { hub, url, profile: connection.profile, signal: cancelled };
    const { parties, complete, facts } = await listParties(sight, { token, encoding: look.encoding });
    const [fact] = facts;
    if (parties.length === 0 && fact !== undefined) {
      return {
        state: "failed",
        why: sentence(fact, { words: editorWords, profile: connection.profile }).message.replaceAll("`", ""),
      };
    }
    return { state: "read", parties: run.redaction.deep(parties), complete };
  }

  #set(entry: Entry, listed: Listed): void {
    this.#listed.set(idAtHub(entry), listed);
    for (const listener of this.#listeners) listener(entry.key);
  }
}

/** The file may name another hub by now, whose parties are others. */
function idAtHub({ key, hubOrigin }: Entry): string {
  return `${idOf(key)} ${hubOrigin}`;
}
