import type { Finding } from "../../findings/catalogue.ts";
import { RehearsalToken } from "../../ocpi/token.ts";
import type { End } from "../steps.ts";
import type { RegistrationContext } from "./context.ts";

/** The last step of a dry run: the token with which the delivery is tried, or why there is none. */
export function rehearse(this: RegistrationContext, end: End): void {
  const { run, results } = this;
  const why = whyNone(this, end);
  if (why !== undefined) {
    run.found([{ code: "rehearsal-none", why }]);
    return;
  }
  results.rehearsal = new RehearsalToken(() => run.ports.random.fraction());
  run.knowToken(results.rehearsal);
  run.found([{ code: "rehearsal-token" }]);
}

type WhyNone = Extract<Finding, { code: "rehearsal-none" }>["why"];

/** Why no token is delivered. The platform's own is not written over where it may have one that works. */
function whyNone({ job, given }: RegistrationContext, { because }: End): WhyNone | undefined {
  if (job.dryRun?.exposes !== true) return "hidden";
  if (given.kind === "hub-token") return "given";
  if (because?.code === "secret-exists") return "stored";
  if (because?.code !== "dry-run-would") return "stopped";
  return because.isLeftBehind ? "doubt" : undefined;
}
