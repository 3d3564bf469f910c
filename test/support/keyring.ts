import { MemorySecrets } from "../../src/extension/state/secret-storage.ts";

/** A keyring that a test locks, or that locks itself when the hub token comes. While it is locked, every call fails. */
export class Keyring extends MemorySecrets {
  locked = false;
  locksAtHubToken = false;
  /** Swallows the hub token, and says nothing. */
  swallows = false;

  #unlocked(): void {
    if (this.locked) throw new Error("Cannot get secret of a locked object");
  }

  override async get(key: string): Promise<string | undefined> {
    this.#unlocked();
    return super.get(key);
  }

  override async store(key: string, value: string): Promise<void> {
    if (this.locksAtHubToken && key.endsWith("|hub-token")) this.locked = true;
    this.#unlocked();
    if (!this.swallows || !key.endsWith("|hub-token")) await super.store(key, value);
  }

  override async delete(key: string): Promise<void> {
    this.#unlocked();
    await super.delete(key);
  }

  override async keys(): Promise<string[]> {
    this.#unlocked();
    return super.keys();
  }
}
