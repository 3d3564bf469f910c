import type { Finding } from "../../findings/catalogue.ts";
import type { Confirmed, Confirming, Held, Lock } from "../steps.ts";
import { markProven, type RegistrationContext } from "./context.ts";
import { isLate } from "./lock.ts";
import { put } from "./put.ts";

type Later = Extract<Finding, { code: "confirmation-outstanding" }>["why"];

/** Step 7: the PUT by which a partner confirms its registration, with the proven token. Only some hubs ask for it. */
export async function confirm(
  this: RegistrationContext,
  lock: Lock,
  proven: Held,
  { outstanding, ready }: Confirming,
): Promise<Confirmed> {
  const { run, job, sender } = this;
  // What is not done is no step.
  if (!job.connection.profile.confirms) return { kind: "confirmed", token: proven };
  run.begin("confirm");
  const later = (why: Later): Confirmed => {
    run.found([{ code: "confirmation-outstanding", why, lockPlace: job.vault.lockPlace }]);
    return { kind: "later", token: proven };
  };
  const { credentialsUrl } = proven.hub;
  if (sender === undefined) return later("no-platform");
  // Such as after a token was stored out of its capsule: that could not wait.
  if (!ready || credentialsUrl === undefined) return later("not-ready");
  if (isLate(this, lock)) return later("late");
  // Of what kind the interrupted run was cannot be seen, and a rotation is undone by what finishes an exchange.
  if (outstanding) run.found([{ code: "recovered", how: "put" }]);
  const result = await put(this, lock, sender, credentialsUrl, proven, "exchange");
  switch (result.kind) {
    case "accepted":
      // Where nothing that can be read is guarded, this is the proof; but not of a token that another run was issued.
      if (this.given.kind === "initial-token") markProven(this, result.token.token);
      return { kind: "confirmed", token: result.token };
    case "refused": {
      const { response, works, token, isKnown } = result;
      const isNotPossible = works && (response.httpStatus === 405 || response.httpStatus === 401);
      const code = isNotPossible ? "confirm-not-possible" : "confirm-refused";
      run.found([{ code, response, isKnown }]);
      return { kind: "confirmed", token };
    }
    case "not-sent":
      return later("not-sent");
    default:
      return result;
  }
}
