import { catalogue } from "../../src/core/findings/catalogue.ts";
import { checkPage } from "../../src/core/findings/pages.ts";

/** The links that a report may make of itself, with those of the form that `every-finding.ts` has. */
export const ownLinks: ReadonlySet<string> = new Set([
  "https://example.com/grant",
  ...Object.values(catalogue).flatMap(({ check }) => checkPage(check) ?? []),
]);
