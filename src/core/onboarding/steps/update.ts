import type { Fact } from "../../checks/fact.ts";
import type { Held, Lock, RegistrableHub, Updated } from "../steps.ts";
import { noteStored, type RegistrationContext } from "./context.ts";
import { isLate, tooLate } from "./lock.ts";
import { put } from "./put.ts";

/** The PUT by which a registration is updated, or its platform token rotated. Every hub has it. */
export async function update(context: RegistrationContext, lock: Lock, proven: Held<RegistrableHub>): Promise<Updated> {
  const { run, job, sender } = context;
  const { credentialsUrl } = proven.hub;
  if (sender === undefined || isLate(context, lock)) return tooLate(context);
  const result = await put(context, lock, sender, credentialsUrl, proven, job.rotates === true ? "rotate" : "update");
  const failed = (kind: "refused" | "not-sent", because: Fact): Updated => {
    run.found([because]);
    return { kind, because };
  };
  switch (result.kind) {
    case "accepted":
      return { kind: "updated", token: result.token };
    case "refused":
      return failed("refused", { code: "update-refused", odd: result.odd });
    case "not-sent":
      noteStored(context);
      return failed("not-sent", { code: "post-not-sent", odd: result.odd });
    default:
      return result;
  }
}
