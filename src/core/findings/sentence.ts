/** Who has to act. */
export type Who = "you" | "platform" | "account-team" | "hub";

/**
 * What an entry of the catalogue says: what happened and why, and what to do now. Backticks mark what is to be typed or
 * looked for, and quotes what a peer, a file or GitHub says: foreign text stands between them and holds neither.
 */
export interface Said {
  /** Who has to act, where that follows from the cause and is not the entry's. */
  readonly who?: Who;
  /** In sentences. The first stands alone: it is the headline of a run that ends for this reason. */
  readonly message: readonly [headline: string, ...rest: string[]];
  readonly fix?: string;
  /** Whether the fix is something to do, and not only good to know; `true` where nothing is said. */
  readonly toDo?: boolean;
  /** Whether it cannot wait for anything else that was found: it comes first. */
  readonly urgent?: boolean;
  /** To be pasted. */
  readonly snippet?: string;
  /** A link of ours that stands in `fix`. */
  readonly link?: string;
  /** What the account team is asked for, where only they can go on. */
  readonly ask?: Ask;
  /** What mends it, for a face that has a button for that. */
  readonly remedy?: Remedy;
}

/** What to do that follows from how a run ended, and from no finding. */
export interface Advice extends Pick<Said, "snippet" | "link"> {
  readonly fix: string;
}

/** A request to the account team. */
interface Ask {
  readonly for: "reset" | "access" | "end" | "choose" | "validity" | "onboarding";
  /** When to send it, where that is not now; follows "only if". */
  readonly onlyIf?: string;
}

/** What mends something at once. */
export type Remedy =
  | "set-token"
  | "install-platform-token"
  | "exchange"
  | "ask-account-team"
  | "proxy-settings"
  | "certificate-settings"
  | "report-issue";
