import * as z from "zod/mini";
import type { HubToken } from "../core/ocpi/token.ts";
import type {
  Clock,
  LockView,
  Vault,
  VaultAnswer,
  VaultClock,
  VaultFailure,
  VaultGrant,
  VaultView,
} from "../core/ports.ts";
import { failureOf, repeated, send, type GitHubAnswer, type GitHubRequest, type Requested } from "./request.ts";
import { secretLocation, type SecretScope } from "./secret-scope.ts";

const publicKeySchema = z.object({
  key_id: z.string(),
  key: z.string().check(z.refine((key) => Buffer.from(key, "base64").length === 32)),
});
const secretSchema = z.object({ created_at: z.string(), updated_at: z.string() });
type PublicKey = z.infer<typeof publicKeySchema>;

// What the lock says does not matter, since it cannot be read back: its existence is the lock, its date the journal.
const LOCK_TEXT = "An exchange of credentials is under way.";

const never = new AbortController().signal;

/** How a secret is encrypted with GitHub's key, in Base64: `seal`, at once or when its library is loaded. */
export type Sealing = (secret: string, publicKey: string) => string | Promise<string>;

/**
 * The vault in GitHub secrets: the hub token in one, the lock in another beside it, `<name>_PENDING`. A secret's value
 * cannot be read back, but that it exists and when it was written is read live.
 */
export class SecretsVault implements Vault {
  readonly place: string;
  readonly location: string;
  readonly lockPlace: string;
  readonly isPersistent = true;
  readonly passing: string;
  readonly grant: VaultGrant;
  readonly #request: GitHubRequest;
  readonly #scope: SecretScope;
  readonly #name: string;
  readonly #lock: string;
  readonly #clock: Clock;
  readonly #seal: Sealing;
  #key: PublicKey | undefined;
  /** The lock's text, sealed with the key. */
  #sealedLock: Promise<string> | undefined;
  #aheadMs: number | undefined;

  /** @param sealing a test that has to read thousands does without. */
  constructor(request: GitHubRequest, scope: SecretScope, name: string, clock: Clock, sealing: Sealing) {
    this.#request = request;
    this.#scope = scope;
    this.#name = name;
    // Breakage: the lock is written into the token's secret
    this.#lock = `${name}_PENDING`;
    this.#clock = clock;
    this.#seal = sealing;
    this.place = `${scope.words} ${name}${scope.of}`;
    this.location = secretLocation(scope, name);
    this.lockPlace = `${scope.words} ${this.#lock}${scope.of}`;
    this.passing = [...scope.jobLines, `hub-token: \${{ secrets.${name} }}`].join("\n");
    this.grant = {
      where: scope.where,
      permission: scope.permission,
      link: scope.link,
      yaml: "github-token: ${{ secrets.OCPI_SECRETS_TOKEN }}",
    };
  }

  /** GitHub dates the lock, and its answer to the taking of it says how late it was there. */
  get clock(): VaultClock {
    return { name: "GitHub", aheadMs: this.#aheadMs };
  }

  async look(signal: AbortSignal): Promise<VaultAnswer<VaultView>> {
    const [key, secret, lock] = await Promise.all([
      // What was read a moment ago shows that the repository can be seen.
      this.#key === undefined ? this.#fetchKey(signal) : { ok: this.#key },
      this.#get(this.#name, signal),
      this.#get(this.#lock, signal),
    ]);
    // GitHub answers 404 both for a secret that is not there and for a repository that may not be seen; the key tells.
    if ("failure" in key) return key;
    if ("failure" in secret) return secret;
    if ("failure" in lock) return lock;
    if (this.#key?.key_id !== key.ok.key_id) this.#sealedLock = undefined;
    this.#key = key.ok;
    // What is not there may be written soon: it is sealed while the hub is still being looked at.
    if (secret.ok === undefined && lock.ok === undefined) this.#sealed(LOCK_TEXT, key.ok).catch(() => undefined);
    return {
      ok: {
        secret: secret.ok === undefined ? "absent" : "present",
        lock: lock.ok === undefined ? "absent" : agesOf(lock.ok, this.#clock),
      },
    };
  }

  async takeLock(): Promise<VaultAnswer<"taken" | "lost" | "unanswered">> {
    // Breakage: no lock is taken
    const put = await this.#putOnce(this.#lock, LOCK_TEXT);
    // Never sent twice: without an answer it may be there or not, and it may be another run's.
    if ("failure" in put) return { ok: "unanswered" };
    // A server may fail after it did what was asked.
    if (put.answer.status >= 500 && (await this.#isThere(this.#lock))) return { ok: "unanswered" };
    if (!isDone(put.answer)) return { failure: failureOf(put.answer) };
    const date = dateOf(put.answer);
    this.#aheadMs = date === undefined ? undefined : date - this.#clock.now().getTime();
    // 201 is proof that it was not there before; with 204 another run has it.
    // Breakage: a lock that another run has counts as ours
    return { ok: put.answer.status === 201 ? "taken" : "lost" };
  }

  async removeAbandonedLock(
    isAbandoned: (lock: LockView) => boolean,
    cancelled: AbortSignal = never,
  ): Promise<VaultAnswer<"removed" | "lost">> {
    // Since it was looked at, another run may have taken it over: then it is not abandoned any more.
    const lock = await this.#get(this.#lock, cancelled);
    if ("failure" in lock) return lock;
    // Breakage: a lock is deleted without a second look at its age
    if (lock.ok === undefined || !isAbandoned(agesOf(lock.ok, this.#clock))) return { ok: "lost" };
    const removed = await this.#delete(this.#lock);
    if ("failure" in removed) return removed;
    if (removed.answer.status === 204) return { ok: "removed" };
    return removed.answer.status === 404 ? { ok: "lost" } : { failure: failureOf(removed.answer) };
  }

  async store(token: HubToken, cancelled: AbortSignal): Promise<VaultAnswer<"stored">> {
    // Breakage: the token is stored without its last character
    const value = token.reveal();
    // Breakage: storing is not tried again
    let put = await repeated(this.#clock, () => this.#putOnce(this.#name, value), cancelled);
    // GitHub may change its key at any time, and then says that ours is not its own any more.
    if ("answer" in put && put.answer.status === 422) {
      // Breakage: a key that GitHub has changed is not fetched anew
      this.#key = undefined;
      put = await repeated(this.#clock, () => this.#putOnce(this.#name, value), cancelled);
    }
    if ("failure" in put) return put;
    return isDone(put.answer) ? { ok: "stored" } : { failure: failureOf(put.answer) };
  }

  async forget(cancelled: AbortSignal): Promise<VaultAnswer<"forgotten">> {
    const failure = await this.#remove(this.#name, cancelled);
    return failure === undefined ? { ok: "forgotten" } : { failure };
  }

  async releaseLock(cancelled: AbortSignal): Promise<VaultAnswer<"released">> {
    const failure = await this.#remove(this.#lock, cancelled);
    return failure === undefined ? { ok: "released" } : { failure };
  }

  async #remove(name: string, cancelled: AbortSignal): Promise<VaultFailure | undefined> {
    const removed = await repeated(this.#clock, () => this.#delete(name), cancelled);
    if ("failure" in removed) return removed.failure;
    const gone = removed.answer.status === 204 || removed.answer.status === 404;
    return gone ? undefined : failureOf(removed.answer);
  }

  async #get(name: string, signal: AbortSignal): Promise<VaultAnswer<GitHubAnswer | undefined>> {
    const parameters = { ...this.#scope.parameters, secret_name: name };
    const got = await repeated(
      this.#clock,
      () => send(this.#request, `GET ${this.#scope.routes.secret}`, parameters, signal),
      signal,
    );
    if ("failure" in got) return got;
    if (got.answer.status === 404) return { ok: undefined };
    return got.answer.status === 200 ? { ok: got.answer } : { failure: failureOf(got.answer) };
  }

  async #isThere(name: string): Promise<boolean> {
    const got = await this.#get(name, never);
    return "ok" in got && got.ok !== undefined;
  }

  async #fetchKey(signal: AbortSignal): Promise<VaultAnswer<PublicKey>> {
    const { parameters } = this.#scope;
    const got = await repeated(
      this.#clock,
      () => send(this.#request, `GET ${this.#scope.routes.publicKey}`, parameters, signal),
      signal,
    );
    if ("failure" in got) return got;
    if (got.answer.status !== 200) return { failure: failureOf(got.answer) };
    const key = publicKeySchema.safeParse(got.answer.data);
    return key.success
      ? { ok: key.data }
      : { failure: { kind: "unavailable", status: 200, detail: "an unreadable public key" } };
  }

  /** PUT of a secret, sealed with GitHub's key of this scope. */
  async #putOnce(name: string, value: string): Promise<Requested> {
    if (this.#key === undefined) {
      const key = await this.#fetchKey(never);
      if ("failure" in key) return key;
      this.#key = key.ok;
    }
    return send(this.#request, `PUT ${this.#scope.routes.secret}`, {
      ...this.#scope.parameters,
      secret_name: name,
      encrypted_value: await this.#sealed(value, this.#key),
      key_id: this.#key.key_id,
    });
  }

  /** The value, encrypted with this key; the lock's text only once. */
  async #sealed(value: string, { key }: PublicKey): Promise<string> {
    if (value !== LOCK_TEXT) return this.#seal(value, key);
    this.#sealedLock ??= Promise.resolve(this.#seal(value, key));
    return this.#sealedLock;
  }

  async #delete(name: string): Promise<Requested> {
    return send(this.#request, `DELETE ${this.#scope.routes.secret}`, { ...this.#scope.parameters, secret_name: name });
  }
}

function isDone({ status }: GitHubAnswer): boolean {
  return status === 201 || status === 204;
}

/** How old a secret is by GitHub's own clock: the one that its answer carries. */
function agesOf(answer: GitHubAnswer, clock: Clock): LockView {
  const parsed = secretSchema.safeParse(answer.data);
  const now = dateOf(answer) ?? clock.now().getTime();
  const ageOf = (written: string | undefined): number => {
    const age = now - Date.parse(written ?? "");
    // What cannot be dated counts as new, so that no other run's lock is taken over by mistake.
    return Number.isFinite(age) ? age : 0;
  };
  const writtenAt = new Date(parsed.data?.updated_at ?? "");
  return {
    ageMs: ageOf(parsed.data?.updated_at),
    sinceMs: ageOf(parsed.data?.created_at),
    writtenAt: Number.isNaN(writtenAt.getTime()) ? undefined : writtenAt,
  };
}

/** When GitHub answered, by its own clock, in whole seconds; in milliseconds since the epoch. */
function dateOf({ headers }: GitHubAnswer): number | undefined {
  const date = Date.parse(String(headers["date"] ?? ""));
  return Number.isFinite(date) ? date : undefined;
}
