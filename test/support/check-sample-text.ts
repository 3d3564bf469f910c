import { checkSample } from "../../src/core/checks/samples.ts";
import type { SampleFinding } from "../../src/core/findings/catalogue.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";

/** The parties of a platform in both roles. */
export const ownParties = [
  { role: "CPO", country_code: "IN", party_id: "ABC" },
  { role: "EMSP", country_code: "IN", party_id: "XYZ" },
];
/** Where they are checked for ChargeIndia Hub. */
export const atChargeIndia = { profile: chargeindia, ownParties };

/** What is found in the text of a sample of that platform's, for ChargeIndia Hub where no other context is given. */
export function checkSampleText(text: string, context = atChargeIndia): SampleFinding[] {
  return checkSample(text, "a.json", context);
}

/** The line of a text, from 1, on which a mark stands first. */
export function lineOf(text: string, mark: string): number {
  return text.slice(0, text.indexOf(mark)).split("\n").length;
}
