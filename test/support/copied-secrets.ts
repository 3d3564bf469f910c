import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { MemorySecrets } from "../../src/extension/state/secret-storage.ts";

/**
 * Secret Storage as code-server's windows have it: each loads the whole store once, when it opens, and a write puts the whole
 * of its own copy in the place of what is there.
 */
export class CopiedSecrets extends MemorySecrets {
  readonly #file: string;
  readonly #copy: Map<string, string>;

  /** @param file the store, which windows share; made by the first write. */
  constructor(file: string) {
    super();
    this.#file = file;
    const text = existsSync(file) ? readFileSync(file, "utf8") : "[]";
    this.#copy = new Map(JSON.parse(text) as [string, string][]);
  }

  override async get(key: string): Promise<string | undefined> {
    return this.#copy.get(key);
  }

  override async store(key: string, value: string): Promise<void> {
    this.#copy.set(key, value);
    this.#flush();
  }

  override async delete(key: string): Promise<void> {
    this.#copy.delete(key);
    this.#flush();
  }

  override async keys(): Promise<string[]> {
    return [...this.#copy.keys()];
  }

  #flush(): void {
    // Another process may read it at this moment.
    const made = `${this.#file}.${process.pid}`;
    writeFileSync(made, JSON.stringify([...this.#copy]));
    renameSync(made, this.#file);
  }
}
