import type { Finding } from "../../findings/catalogue.ts";
import type { Held, Lock, RegistrableHub, Updated } from "../steps.ts";
import { noteStored, type RegistrationContext } from "./context.ts";
import { isLate, tooLate } from "./lock.ts";
import { put } from "./put.ts";

/** The PUT by which a registration is updated, or its platform token rotated. Every hub has it. */
export async function update(this: RegistrationContext, lock: Lock, proven: Held<RegistrableHub>): Promise<Updated> {
  const { run, job, sender } = this;
  run.begin("confirm");
  const { credentialsUrl } = proven.hub;
  if (sender === undefined || isLate(this, lock)) return tooLate(this);
  const result = await put(this, lock, sender, credentialsUrl, proven, job.rotates === true ? "rotate" : "update");
  const failed = (kind: "refused" | "not-sent", because: Finding): Updated => {
    run.found([because]);
    return { kind, because };
  };
  switch (result.kind) {
    case "accepted":
      return { kind: "updated", token: result.token };
    case "refused":
      return failed("refused", { code: "update-refused", response: result.response, isKnown: result.isKnown });
    case "not-sent":
      noteStored(this);
      return failed("not-sent", { code: "post-not-sent", response: result.response });
    default:
      return result;
  }
}
