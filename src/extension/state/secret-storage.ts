/** The part of VS Code's SecretStorage that we use: `context.secrets` is one. */
export interface SecretStorage {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  keys(): PromiseLike<readonly string[]>;
}

/**
 * Stores, and reads back: a keyring that is locked or missing may swallow what it is given and say nothing.
 * @throws Error when what is read back is not what was stored.
 */
export async function storeForCertain(secrets: SecretStorage, key: string, value: string): Promise<void> {
  await secrets.store(key, value);
  if ((await secrets.get(key)) !== value) throw new Error("the keyring did not keep it");
}

/** The keys of all that is stored; undefined when the keyring does not tell, as one that is locked. */
export async function keysIn(secrets: SecretStorage): Promise<readonly string[] | undefined> {
  try {
    return await secrets.keys();
  } catch {
    return undefined;
  }
}

/** What is kept in memory alone, for a connection that is gone with the window, such as the sandbox's. */
export class MemorySecrets implements SecretStorage {
  readonly #values = new Map<string, string>();

  async get(key: string): Promise<string | undefined> {
    return this.#values.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    this.#values.set(key, value);
  }

  async delete(key: string): Promise<void> {
    this.#values.delete(key);
  }

  async keys(): Promise<string[]> {
    return [...this.#values.keys()];
  }
}
