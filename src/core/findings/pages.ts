import { version } from "./version.ts";

const AT = `https://github.com/ocpi-onboarding/ocpi-onboarding/blob/v${version}/`;

/**
 * The address of a page of ours, as it was when this version was released: what a reader is told fits the version that told it.
 * @param path within the repository, such as `docs/checks.md`.
 */
export function page(path: string): string {
  return AT + path;
}

/** The address at which a check is explained, by its number, such as `HCI-12`; undefined of what has none, such as `INPUT`. */
export function checkPage(check: string): string | undefined {
  return /^[A-Z]{3}-\d\d$/.test(check) ? page(`docs/checks.md#${check.toLowerCase()}`) : undefined;
}
