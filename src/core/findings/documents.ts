import { version } from "./version.ts";

/** Where this version's documents are: at its tag, so that a page says what the software of the run does. */
const DOCUMENTS = `https://github.com/ocpi-onboarding/ocpi-onboarding/blob/v${version}/docs`;

/** The absolute address of a page in `docs/`: `documentUrl("deliver-the-token.md")`, with an anchor if there is one. */
export function documentUrl(page: string): string {
  return `${DOCUMENTS}/${page}`;
}

/** The absolute address of what the documents say about a check, such as `PRT-04`. */
export function checkUrl(check: string): string {
  return documentUrl(`checks.md#${check.toLowerCase()}`);
}
