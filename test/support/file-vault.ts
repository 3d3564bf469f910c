import { mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const command = fileURLToPath(new URL("file-vault.sh", import.meta.url));

/** A vault of files beside a sandbox, and the inputs and the environment by which a step uses it. */
export class FileVault {
  readonly inputs = { store: "command", "vault-command": command, "github-token": "" } as const;
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async make(): Promise<FileVault> {
    return new FileVault(await mkdtemp(join(tmpdir(), "ocpi-vault-")));
  }

  get env(): Record<string, string> {
    return { VAULT_FOLDER: this.#folder };
  }

  /** The hub token that is kept there. */
  get secret(): string | undefined {
    return existsSync(this.#path("default/OCPI_HUB_TOKEN"))
      ? readFileSync(this.#path("default/OCPI_HUB_TOKEN"), "utf8")
      : undefined;
  }

  get isLocked(): boolean {
    return existsSync(this.#lock);
  }

  /** Each word that it was called with, in order. */
  async calls(): Promise<string[]> {
    return (await readFile(this.#path("calls"), "utf8")).trim().split("\n");
  }

  /** The names of the variables that the last call had. */
  async environment(): Promise<string[]> {
    return (await readFile(this.#path("environment"), "utf8")).trim().split("\n");
  }

  /** What goes wrong, once: `put after kills-the-action`. */
  async fault(words: string): Promise<void> {
    await writeFile(this.#path("fault"), `${words}\n`);
  }

  /** The lock becomes so much older. */
  async ageLock(seconds: number): Promise<void> {
    const then = new Date(Date.now() - seconds * 1000);
    await utimes(this.#lock, then, then);
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  get #lock(): string {
    return this.#path("default/OCPI_HUB_TOKEN.lock");
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }
}
