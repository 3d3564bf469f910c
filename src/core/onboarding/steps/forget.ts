import type { RegistrationContext } from "./context.ts";

/** Deletes the secret of a token that is dead. That it cannot be deleted is worth a warning: the work is done. */
export async function forget(this: RegistrationContext): Promise<void> {
  const {
    run,
    job: { vault },
  } = this;
  if (!vault.isPersistent) return;
  run.begin("forget");
  const forgotten = await vault.forget(run.ports.cancelled);
  if ("failure" in forgotten) run.found([{ code: "secret-left", place: vault.place, failure: forgotten.failure }]);
  else run.line(run.words.vaultLine("forgotten", vault));
}
