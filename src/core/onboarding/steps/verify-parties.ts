import { connectionStatus, type Result } from "../../record/result.ts";
import type { Held } from "../steps.ts";
import { awaitConnected, lookWith } from "../verify.ts";
import type { RegistrationContext } from "./context.ts";

/** Step 8. The registration works by now: a run that is stopped here has only not seen it verified. */
export async function verify(this: RegistrationContext, held: Held): Promise<Result> {
  const { run, results } = this;
  run.begin("verify");
  const { cancelled } = run.ports;
  if (!cancelled.aborted) await lookAtParties(this, held);
  if (cancelled.aborted) run.found([{ code: "not-verified" }]);
  return connectionStatus(results.parties) === "CONNECTED" ? "connected" : "registered";
}

/** After the look of a rerun, which included the parties, nothing is asked twice. */
async function lookAtParties(context: RegistrationContext, { token, hub: seen }: Held): Promise<void> {
  const { run, hub: peer, job, results } = context;
  const { connection, timeouts } = job;
  let hub = seen;
  if (hub.parties === undefined) {
    hub = await lookWith(run, peer, connection, token);
    results.hub = hub;
    // A look that was cut short says nothing of the hub.
    if (run.ports.cancelled.aborted) return;
    run.found(hub.facts);
  }
  results.parties = await awaitConnected(run, peer, connection, timeouts, token, hub, "warning");
}
