import { readConfig } from "../../core/config/config-file.ts";
import { describedConnection, type Description } from "../../core/config/description.ts";
import { descriptionIn } from "../../core/config/file-description.ts";
import type { Clock } from "../../core/ports.ts";
import type { RunRecord } from "../../core/record/record.ts";
import { hostsOf, hubOf, originsOf, runWithEntry, type ConnectionEntry } from "./connection-entry.ts";
import { idOf, type ConnectionKey } from "./connection-key.ts";
import { keptOf, newRuntime, nothingKept, type ConnectionRuntime } from "./connection-runtime.ts";
import {
  stateOf,
  type Activity,
  type ConnectionFacts,
  type ConnectionState,
  type ConnectionStates,
} from "./connection-state.ts";
import { Journal } from "./journal.ts";
import { kindOf, lastKnownStatusOf, shownBy, type LastRun, type RunKind } from "./last-run.ts";
import type { LiveRun } from "./live-run.ts";
import { editedYaml } from "./edited-yaml.ts";
import { FileLock, MemoryLock, type Lock } from "./lock.ts";
import { filesIn, namesWithFiles, runFile, withoutEnding } from "./run-files.ts";
import type { RunStore } from "./run-store.ts";
import { RunsUnderWay } from "./runs-under-way.ts";
import { SecretStorageVault, type LockOwner } from "./secret-storage-vault.ts";
import { keysIn, type SecretStorage } from "./secret-storage.ts";
import { keyOf, ownerOf, TokenStore } from "./token-store.ts";
import { canTakeMore } from "./with-connection.ts";

/** How the files with connections are, for the empty view and the walkthrough. */
export type ConfigState = "missing" | "invalid" | "empty" | "valid";

/** Where things are kept for connections of a kind. */
export interface Stores {
  readonly secrets: SecretStorage;
  readonly runs: RunStore;
  /** The folder of the journals and locks; undefined for what is kept in memory alone. */
  readonly folder?: string;
}

/** A file's connections by their names: with hundreds of them each is looked up at each change of any. */
interface ConfigFile {
  readonly entries: ReadonlyMap<string, ConnectionEntry>;
  /** Undefined for the sandbox, which is in no file. */
  readonly state: ConfigState | undefined;
}

type Listener = (key: ConnectionKey | undefined) => void;

/**
 * The connections of this window, out of every folder's `ocpi.yml` and the sandbox, with what is known of each. What
 * shows them listens here, and what changes something tells it here.
 */
export class Connections implements ConnectionStates {
  readonly #stores: Stores;
  readonly #clock: Clock;
  readonly #owner: LockOwner;
  /** The tokens of all connections but the sandbox's. */
  readonly tokens: TokenStore;
  readonly underWay = new RunsUnderWay();
  readonly #files = new Map<string, ConfigFile>();
  readonly #runtime = new Map<string, ConnectionRuntime>();
  readonly #watched = new Set<string>();
  readonly #listeners = new Set<Listener>();
  /** How often the stores were looked into. */
  #looks = 0;

  constructor(stores: Stores, clock: Clock, owner: LockOwner) {
    this.#stores = stores;
    this.#clock = clock;
    this.#owner = owner;
    this.tokens = tokensIn(stores);
  }

  get entries(): readonly ConnectionEntry[] {
    return [...this.#files.values()].flatMap(({ entries }) => [...entries.values()]);
  }

  /** The best that can be said of all files together: the sandbox is in no file. */
  get configState(): ConfigState {
    const states = new Set([...this.#files.values()].map(({ state }) => state));
    return (["valid", "invalid", "empty"] as const).find((state) => states.has(state)) ?? "missing";
  }

  entry(key: ConnectionKey): ConnectionEntry | undefined {
    return this.#files.get(key.config)?.entries.get(key.name);
  }

  /** What to call a connection where its folder is not seen: with it, if another folder has one of the same name. */
  titleOf(key: ConnectionKey): string {
    const { name } = key;
    const files = [...this.#files.values()].filter(({ entries }) => entries.has(name));
    return files.length > 1 ? `${name} (${this.entry(key)?.folder})` : name;
  }

  /**
   * A config file is there, or its text has changed. While it has errors the connections that it had stay in sight, but
   * nothing can be done with them.
   */
  setFile(config: string, folder: string, text: string): void {
    const { config: parsed, stages } = readConfig(text, "ocpi.yml", editedYaml);
    const names = Object.keys(parsed.connections);
    if (stages.some((findings) => findings.length > 0)) {
      // What lacks nothing but its first connection has no error that the user made, and what stood in it is gone.
      const isEmpty = names.length === 0 && canTakeMore(text);
      const known = isEmpty ? [] : [...(this.#files.get(config)?.entries.values() ?? [])];
      const entries = known.map((entry) => ({ ...entry, description: undefined, connection: undefined }));
      this.#files.set(config, { entries: byName(entries), state: isEmpty ? "empty" : "invalid" });
    } else {
      const entries = names.map((name) =>
        this.#entry(
          { config, name },
          folder,
          "file",
          descriptionIn(parsed, name),
          this.#stores,
          (parsed.sourceOf(["connections", name]).position?.line ?? 1) - 1,
        ),
      );
      this.#files.set(config, { entries: byName(entries), state: names.length === 0 ? "empty" : "valid" });
    }
    this.#notify(undefined);
  }

  /** A connection that is in no file. */
  setSandbox(key: ConnectionKey, folder: string, description: Description, stores: Stores): void {
    this.#files.set(key.config, {
      entries: byName([this.#entry(key, folder, "sandbox", description, stores)]),
      state: undefined,
    });
    this.#notify(undefined);
  }

  /**
   * A config is gone. What is kept for its connections stays, until the user says to forget it, and so does what goes on
   * with them: a file that is gone for another branch comes back.
   */
  removeFile(config: string): void {
    for (const entry of this.#files.get(config)?.entries.values() ?? []) this.#runtimeOf(entry).hosts = undefined;
    if (this.#files.delete(config)) this.#notify(undefined);
  }

  factsOf(key: ConnectionKey): ConnectionFacts | undefined {
    const entry = this.entry(key);
    if (entry === undefined) return undefined;
    const { running, stopping, live, runs, tokens, lock, left, look } = this.#runtimeOf(entry);
    const { hubOrigin, platformOrigin, connection } = entry;
    const last = (kind: RunKind): LastRun | undefined => runWithEntry(runs.get(kind), entry);
    return {
      ...tokens,
      read: look > 0,
      running,
      watched: this.#watched.has(idOf(key)),
      stopping,
      live,
      last: last("registration"),
      preflight: last("preflight"),
      rehearsal: last("rehearsal"),
      confirmed: entry.runs.confirmed(key, hubOf(entry)),
      lock,
      left,
      hubOrigin,
      platformOrigin,
      valid: connection !== undefined,
      sandbox: entry.source === "sandbox",
    };
  }

  stateOf(key: ConnectionKey): ConnectionState | undefined {
    const facts = this.factsOf(key);
    return facts === undefined ? undefined : stateOf(facts);
  }

  onDidChange(listener: Listener): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Something is going on with a connection, or has ended. */
  setRunning(entry: ConnectionEntry, doing: Activity | undefined): void {
    const runtime = this.#runtimeOf(entry);
    runtime.running = doing;
    if (doing === undefined) Object.assign(runtime, { stopping: false, live: undefined });
    this.#notify(entry.key);
  }

  /** The user has cancelled what goes on with a connection. */
  setStopping(entry: ConnectionEntry): void {
    this.#runtimeOf(entry).stopping = true;
    this.#notify(entry.key);
  }

  /** How far is what goes on with a connection. */
  setLive(entry: ConnectionEntry, live: LiveRun): void {
    this.#runtimeOf(entry).live = live;
    this.#notify(entry.key);
  }

  /** *Notify Me When CONNECTED* looks at a connection from time to time now, or does not any more. */
  setWatched(key: ConnectionKey, watched: boolean): void {
    if (watched) this.#watched.add(idOf(key));
    else this.#watched.delete(idOf(key));
    this.#notify(key);
  }

  /** A run has ended. It is remembered beyond this window, as far as that is possible. */
  async setLast(entry: ConnectionEntry, record: RunRecord): Promise<void> {
    const { runs } = this.#runtimeOf(entry);
    const kind = kindOf(record);
    const before = runWithEntry(runs.get(kind), entry);
    // A run that came to nothing before it changed anything leaves standing what was known.
    const isChange = record.command === "rotate" || record.command === "update";
    const standing = isChange && record.result === "not-ready" ? before && lastKnownStatusOf(before) : undefined;
    const last: LastRun = { record, standing, before: before && shownBy(before) };
    runs.set(kind, last);
    await entry.runs.write(entry.key, kind, last);
    this.#notify(entry.key);
  }

  /** A person says that a line of the checklist is done, or that it is not. */
  async confirm(entry: ConnectionEntry, line: string, at: Date | undefined): Promise<void> {
    const { key, runs } = entry;
    const { [line]: _before, ...others } = runs.confirmed(key, hubOf(entry));
    await runs.confirm(key, hubOf(entry), at === undefined ? others : { ...others, [line]: at });
    this.#notify(key);
  }

  /** The names that connections of a config had, or have, for which a run was begun and did not end. */
  namesInDoubt(config: string): string[] {
    const { folder } = this.#stores;
    if (folder === undefined) return [];
    return namesWithFiles(folder, config).filter((name) => {
      const top = new FileLock(folder, { config, name }).top();
      return top !== undefined && top.state !== "released";
    });
  }

  /** What a run under a connection's former name left is its own from now on. */
  async adopt(former: ConnectionKey, { key, journal, vault }: ConnectionEntry): Promise<void> {
    const { folder } = this.#stores;
    if (folder !== undefined && journal !== undefined) {
      // The journal first: as long as its lock is under the former name, this is asked again.
      new Journal(folder, former).moveTo(journal);
      vault.adopt(new FileLock(folder, former));
    }
    await this.tokens.adopt(former, key);
    await this.refresh(key);
  }

  /** Looks what is in the stores now. */
  async refresh(key: ConnectionKey): Promise<void> {
    if (await this.#look(key)) this.#notify(key);
  }

  /**
   * Looks what is in the stores for connections that are new, or for which the file names other hosts than before: while
   * the user types a host, it is none.
   */
  async refreshMoved(): Promise<void> {
    const moved = this.entries.filter((entry) => {
      const { hosts } = this.#runtimeOf(entry);
      return hosts === undefined || (entry.connection !== undefined && hosts !== hostsOf(entry));
    });
    if (moved.length > 0) await this.#refreshAmong(moved);
  }

  /** A file of a run has changed, in this window or another: its connection is looked at again. @returns that one. */
  async refreshFile(name: string): Promise<ConnectionEntry | undefined> {
    const entry = this.entries.find(
      ({ key, journal }) => journal !== undefined && withoutEnding(name) === runFile(key),
    );
    if (entry !== undefined) await this.refresh(entry.key);
    return entry;
  }

  /** Something was stored or removed, in this window or another: its connection is looked at again. */
  async refreshStored(stored: string): Promise<void> {
    const owner = ownerOf(stored);
    const entry = this.entries.find(({ key }) => ownerOf(keyOf(key, "")) === owner);
    if (entry !== undefined) await this.refresh(entry.key);
  }

  /** Looks what is in the stores for every connection. */
  async refreshAll(): Promise<void> {
    await this.#refreshAmong(this.entries);
  }

  /**
   * Looks again where it is not known what is in the stores, and where another window is at work: that one may have died
   * since.
   */
  async refreshUnsure(): Promise<void> {
    const unread = this.entries.filter((entry) => this.#runtimeOf(entry).look === 0);
    const elsewhere = this.entries.filter((entry) => this.#runtimeOf(entry).lock === "elsewhere");
    if (unread.length > 0) await this.#refreshAmong(unread);
    await Promise.all(elsewhere.map(async ({ key }) => this.refresh(key)));
  }

  /** One question tells for which connections there is something to read. */
  async #refreshAmong(entries: readonly ConnectionEntry[]): Promise<void> {
    const look = this.#nextLook();
    const names = await keysIn(this.#stores.secrets);
    // A keyring that is locked says nothing.
    if (names === undefined) return;
    const owners = new Set(names.map(ownerOf));
    const begun = new Set(filesIn(this.#stores.folder ?? "").map(withoutEnding));
    const worth = new Set(
      entries.filter(
        ({ key, source }) => source === "sandbox" || owners.has(ownerOf(keyOf(key, ""))) || begun.has(runFile(key)),
      ),
    );
    for (const entry of entries) {
      if (worth.has(entry)) continue;
      const runtime = this.#runtimeOf(entry);
      if (look > runtime.look) Object.assign(runtime, { ...nothingKept, hosts: hostsOf(entry), look });
    }
    await Promise.all([...worth].map(async ({ key }) => this.#look(key)));
    // Once, and not for each: each listener looks at all of them each time.
    this.#notify(undefined);
  }

  /** Looks what is in the stores now. @returns whether it is something else than before. */
  async #look(key: ConnectionKey): Promise<boolean> {
    const entry = this.entry(key);
    if (entry === undefined) return false;
    const runtime = this.#runtimeOf(entry);
    const look = this.#nextLook();
    runtime.hosts = hostsOf(entry);
    const kept = await keptOf(entry).catch(() => undefined);
    // A keyring that is locked says nothing new. Or the file names other hosts by now, and another call has looked for those.
    if (kept === undefined || runtime.hosts !== hostsOf(entry)) return false;
    // A look that began later has ended first: this one may have seen what was there before something was stored.
    if (look < runtime.look) return false;
    const before = JSON.stringify([runtime.tokens, runtime.lock, runtime.left]);
    Object.assign(runtime, kept, { look });
    return JSON.stringify([kept.tokens, kept.lock, kept.left]) !== before;
  }

  #nextLook(): number {
    this.#looks += 1;
    return this.#looks;
  }

  #entry(
    key: ConnectionKey,
    folder: string,
    source: ConnectionEntry["source"],
    description: Description | undefined,
    stores: Stores,
    line = 0,
  ): ConnectionEntry {
    const described = description === undefined ? undefined : describedConnection(description, true);
    const connection = described !== undefined && "connection" in described ? described.connection : undefined;
    const { hubOrigin, platformOrigin } = originsOf(description);
    const tokens = stores === this.#stores ? this.tokens : tokensIn(stores);
    const [journal, lock] = filesOf(stores, key);
    const deps = { secrets: stores.secrets, tokens, clock: this.#clock, owner: this.#owner, lock, journal };
    return {
      key,
      line,
      folder,
      source,
      description,
      connection,
      hubOrigin,
      platformOrigin,
      tokens,
      vault: new SecretStorageVault(deps, key, hubOrigin),
      journal,
      runs: stores.runs,
    };
  }

  #runtimeOf(entry: ConnectionEntry): ConnectionRuntime {
    const id = idOf(entry.key);
    const known = this.#runtime.get(id);
    if (known !== undefined) return known;
    const runtime = newRuntime(entry);
    this.#runtime.set(id, runtime);
    return runtime;
  }

  #notify(key: ConnectionKey | undefined): void {
    for (const listener of this.#listeners) listener(key);
  }
}

function tokensIn(stores: Stores): TokenStore {
  return new TokenStore(stores.secrets, (key) => filesOf(stores, key)[0]);
}

function filesOf({ folder }: Stores, key: ConnectionKey): [Journal | undefined, Lock] {
  return folder === undefined ? [undefined, new MemoryLock()] : [new Journal(folder, key), new FileLock(folder, key)];
}

function byName(entries: readonly ConnectionEntry[]): ReadonlyMap<string, ConnectionEntry> {
  return new Map(entries.map((entry) => [entry.key.name, entry]));
}
