import { ISSUES } from "../../core/findings/issues.ts";

/** What an unexpected error has happened in. */
export interface Versions {
  readonly extension: string;
  readonly editor: string;
  /** The operating system and its processor. */
  readonly system: string;
}

/**
 * The address of the form for a new issue, filled in with versions and nothing else: what the log says may be taken there
 * only by a person who has read it.
 */
export function issueForm({ extension, editor, system }: Versions): string {
  const body = ["What I did, and what happened:", "", "", `OCPI Onboarding ${extension}, VS Code ${editor}, ${system}`];
  return `${ISSUES}/new?${new URLSearchParams({ title: "Unexpected error", body: body.join("\n") }).toString()}`;
}
