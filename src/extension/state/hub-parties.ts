import * as l10n from "@vscode/l10n";
import { editorWords } from "../../core/findings/editor-words.ts";
import type { PartyStatus } from "../../core/record/result.ts";
import { random } from "../platform/random.ts";
import type { ConnectionEntry } from "./connection-entry.ts";
import { idOf, type ConnectionKey } from "./connection-key.ts";
import type { Connections } from "./connections.ts";
import type { RunnerDeps } from "./runner.ts";
import { storedToken } from "./stored-token.ts";

/** The hub's list of parties, as far as it is here. */
export type Listed =
  | { readonly state: "reading" }
  | { readonly state: "failed"; readonly why: string }
  | { readonly state: "read"; readonly parties: readonly PartyStatus[]; readonly complete: boolean };

/** The parties that a hub lists, read when the user opens them: only GETs, only the hub token. */
export class HubParties {
  readonly #connections: Connections;
  readonly #deps: Pick<RunnerDeps, "fetch" | "clock" | "log">;
  readonly #mayRead: () => boolean;
  readonly #listed = new Map<string, Listed>();
  readonly #lastRead = new Map<string, readonly PartyStatus[]>();
  readonly #listeners = new Set<(key: ConnectionKey) => void>();

  constructor(connections: Connections, deps: Pick<RunnerDeps, "fetch" | "clock" | "log">, mayRead: () => boolean) {
    this.#connections = connections;
    this.#deps = deps;
    this.#mayRead = mayRead;
  }

  of(key: ConnectionKey): Listed | undefined {
    const entry = this.#connections.entry(key);
    return entry && this.#listed.get(idAtHub(entry));
  }

  /** What the hub listed when its list was read last, whatever came of reading it since then. */
  lastRead(key: ConnectionKey): readonly PartyStatus[] {
    const entry = this.#connections.entry(key);
    return (entry && this.#lastRead.get(idAtHub(entry))) ?? [];
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

  async #read(entry: ConnectionEntry): Promise<Listed> {
    const { connection } = entry;
    const token = await storedToken(entry, "hub-token");
    if (connection === undefined || token === undefined) {
      return { state: "failed", why: l10n.t("there is no hub token to read the Hub's list with") };
    }
    const { hubPeer, hubProbe, listParties, ownWords, probeHub, Run, sentences } = await import("./jobs.ts");
    const { fetch, clock, log } = this.#deps;
    const silent = { step: () => undefined, line: (text: string) => log.info(`  ${text}`) };
    const cancelled = new AbortController().signal;
    const words = ownWords(connection);
    log.hide(token, words);
    const ports = { fetch, clock, random, cancelled, progress: silent, mask: () => undefined };
    const unkept = { ...ports, appendToJournal: () => undefined, proven: () => undefined };
    const run = new Run(unkept, connection.profile, editorWords, words);
    run.knowToken(token);
    const timeouts = { requestTimeoutMs: 30_000, waitForConnectedMs: 0 };
    const hub = hubPeer(run, connection, timeouts);
    const look = await probeHub(hubProbe(run, hub, connection), token, []);
    const url = look.hubclientinfoUrl;
    if (look.tokenStatus !== "accepted" || url === undefined) {
      return { state: "failed", why: l10n.t("the Hub did not let us look: Verify says why") };
    }
    const probe = { hub, url, profile: connection.profile, signal: cancelled };
    const { parties, complete, findings } = await listParties(probe, { token, encoding: look.encoding });
    const [finding] = findings;
    if (parties.length === 0 && finding !== undefined) {
      return {
        state: "failed",
        why: sentences(finding, { words: editorWords, profile: connection.profile })
          .message.join(" ")
          .replaceAll("`", ""),
      };
    }
    return { state: "read", parties: run.redaction.deep(parties), complete };
  }

  #set(entry: ConnectionEntry, listed: Listed): void {
    this.#listed.set(idAtHub(entry), listed);
    if (listed.state === "read") this.#lastRead.set(idAtHub(entry), listed.parties);
    for (const listener of this.#listeners) listener(entry.key);
  }
}

/** The file may name another hub by now, whose parties are others. */
function idAtHub({ key, hubOrigin }: ConnectionEntry): string {
  return `${idOf(key)} ${hubOrigin}`;
}
