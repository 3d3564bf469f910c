import type { VaultAnswer } from "../../ports.ts";
import type { Held, Lock, Stored } from "../steps.ts";
import { noteStored, type RegistrationContext } from "./context.ts";
import { remainingLeaseMs } from "./lock.ts";

/** Step 5, its second half: the token goes into the vault. Its capsule is in the durable state already. */
export async function store(this: RegistrationContext, lock: Lock, issued: Held): Promise<Stored> {
  if (this.job.vault.isPersistent) this.run.begin("keep");
  return storeToken(this, lock, issued, false);
}

/**
 * Stores the current token.
 * @param replaces the secret holds the token before this one.
 */
export async function storeToken(
  context: RegistrationContext,
  lock: Lock,
  issued: Held,
  replaces: boolean,
): Promise<Stored> {
  const {
    run,
    job: { vault },
    results,
  } = context;
  const stored = await storeInTime(context, lock, issued, replaces);
  if ("failure" in stored) {
    const because = { code: "token-unstored", place: vault.place, failure: stored.failure, replaces } as const;
    run.found([because]);
    return { kind: "unstored", because };
  }
  noteStored(context);
  if (vault.hasPrintedToken === true) run.found([{ code: "vault-command-prints", place: vault.place }]);
  if (!vault.isPersistent) return { kind: "stored", token: issued };
  results.capsule = undefined;
  results.storedIn = vault.place;
  run.line(run.words.vaultLine("stored", vault));
  return { kind: "stored", token: { ...issued, capsule: undefined } };
}

/**
 * Stores as long as no other run can be at it. Once another one may have taken over, what is stored by then may be what that
 * one was issued, and is not overwritten.
 */
async function storeInTime(
  context: RegistrationContext,
  lock: Lock,
  { token }: Held,
  replaces: boolean,
): Promise<VaultAnswer<"stored">> {
  const { vault } = context.job;
  const { cancelled } = context.run.ports;
  const remainingMs = remainingLeaseMs(context, lock);
  if (remainingMs === Infinity) return vault.store(token, cancelled, replaces);
  if (remainingMs > 0) {
    return vault.store(token, AbortSignal.any([cancelled, AbortSignal.timeout(Math.ceil(remainingMs))]), replaces);
  }
  const view = await vault.look(cancelled);
  if ("failure" in view) return view;
  if (view.ok.secret === "absent") return vault.store(token, AbortSignal.abort(), false);
  return { failure: { kind: "rejected", detail: "there is one of another run already" } };
}
