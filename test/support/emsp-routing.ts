import type { StepResult } from "../../src/sandbox/runner.ts";
import type { Scenario } from "./scenario.ts";

/** A CPO of the sandbox's hub. */
export const cpo = (party_id: string): { role: string; country_code: string; party_id: string } => ({
  role: "CPO",
  country_code: "IN",
  party_id,
});

/** Runs `verify` for the eMSP of a scenario, whose `ocpi.yml` names these CPOs as its partners. */
export async function verifyPartners(scenario: Scenario, partners: readonly string[]): Promise<StepResult> {
  const { hub, party, inputs } = scenario.sandbox;
  const routing = partners.map((id) => `      - { role: CPO, country_code: IN, party_id: ${id} }\n`).join("");
  const file = `version: 1
connections:
  chargeindia:
    hub: { url: "${hub.origin}" }
    platform:
      url: "${inputs["platform-url"]}"
      roles: [{ role: EMSP, country_code: IN, party_id: ${party.party_id}, business_details: { name: Your eMSP Ltd } }]
    routing:
${routing}`;
  const given = { command: "verify", "hub-token": scenario.hubToken, "wait-for-connected": "0s" };
  return scenario.runOnly(given, { workspace: { "ocpi.yml": file } });
}
