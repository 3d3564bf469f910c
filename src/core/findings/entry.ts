import type { Profile } from "../profiles/profile.ts";
import type { Said, Who } from "./sentence.ts";
import type { Words } from "./words.ts";

/** What a finding means for the exchange: an error is in its way, a warning is not, a note is only good to know. */
export type Severity = "error" | "warning" | "info";

/** What is the same in every finding of an entry. */
export interface Rule {
  /** The number of the check; `INPUT`, `CONFIG`, `SAMPLE`, `VAULT` and `NET` where the catalogue of OCPI checks has none. */
  readonly check: string;
  /** Where the catalogue of OCPI checks only grades conformance, this may differ from it. */
  readonly severity: Severity;
  readonly who: Who;
  /** Where the rule comes from: the specification and its section, the hub's documentation, or ourselves. */
  readonly source: string;
}

/** Whom and what the sentences of a finding are for. */
export interface Telling {
  /** The words of the face. */
  readonly words: Words;
  /** The hub's. */
  readonly profile: Profile;
}

/** An entry of the catalogue: everything about one finding. `P` are its parameters. */
export interface Entry<P> extends Rule {
  /** The severity of one finding, where that is not always the entry's. */
  readonly grade?: (parameters: P) => Severity;
  /** It is reported once of a peer, and not for each of its URLs. */
  readonly oncePerPeer: boolean;
  /** Makes its sentences. Parameters that came from a peer are foreign text: a sentence marks them as that. */
  readonly say: (parameters: P, telling: Telling) => Said;
}

/** What may be found of some entries: the code of one, with its parameters. */
export type FindingIn<Entries> = {
  [C in keyof Entries]: Entries[C] extends Entry<infer P> ? { readonly code: C } & Readonly<P> : never;
}[keyof Entries];

/** An entry without parameters. */
type None = Readonly<Record<never, never>>;

type MakeEntry = <P extends object = None>(
  check: string,
  who: Who,
  source: string,
  say: (parameters: P, telling: Telling) => Said,
  options?: { readonly oncePerPeer?: boolean },
) => Entry<P>;

function entryOf(severity: Severity): MakeEntry {
  return (check, who, source, say, { oncePerPeer = false } = {}) => ({
    check,
    severity,
    who,
    source,
    oncePerPeer,
    say,
  });
}

/** An entry for what is in the way of the exchange. */
export const error = entryOf("error");

/** An entry for what should not stay as it is. */
export const warning = entryOf("warning");

/** An entry for what is good to know. */
export const note = entryOf("info");

/** The parameter of what is in the way only of a run that depends on it. */
export interface Needed {
  /** The run cannot go on without it: nothing documented takes its place. */
  readonly needed: boolean;
}

/** An entry for what is in the way of a run that depends on it; of any other it is a warning. */
export function errorIfNeeded<P extends Needed>(...entry: Parameters<typeof error<P>>): Entry<P> {
  return { ...error<P>(...entry), grade: ({ needed }) => (needed ? "error" : "warning") };
}

/** What an entry says where nothing has to be done for this run. */
export const nothingToDo = {
  fix: "No action needed: this run does not depend on it. If you like, tell the account team.",
  toDo: false,
} as const;
