import type { Severity } from "../findings/entry.ts";
import type { Remedy, Who } from "../findings/sentence.ts";
import type { GoLiveStep } from "./go-live.ts";

/*
 * What a page shows of a run: plain data, which goes to the page as a message. Every text in it is to be shown as text. It has no time
 * but ISO 8601, and nothing that was not redacted.
 */

/** Part of a sentence. */
interface Piece {
  readonly text: string;
  /** It is to be typed, copied or looked for. */
  readonly code?: true;
  /** It names a command of the editor, which a press on it runs. */
  readonly command?: string;
}

/** A sentence, or several. */
export type Sentence = readonly Piece[];

/** How it stands, in one word for an icon and a colour. */
export type Tone = "running" | "good" | "waiting" | "offline" | "suspended" | "warning" | "doubt" | "bad" | "stopped";

/** A button: what it says, and what it runs. */
export interface PageButton {
  readonly label: string;
  readonly command: string;
}

/** The number of a check, and the page that explains it, where one does. */
export interface PageCheck {
  readonly number: string;
  readonly page: string | undefined;
}

/** Something to do. */
export interface PageToDo {
  readonly who: Who;
  /** Who acts, in words. */
  readonly actor: string;
  /** Undefined for what follows from success. */
  readonly severity: Severity | undefined;
  /** The checks that ask for it, each once. */
  readonly checks: readonly PageCheck[];
  /** What was found, without what the headline has said already. */
  readonly found: readonly Sentence[];
  readonly fix: Sentence;
  readonly snippet: string | undefined;
  /** What mends it, for a face that has a button for that. */
  readonly remedy: Remedy | undefined;
  /** Filled by the face, which knows the commands. */
  readonly buttons: readonly PageButton[];
}

/** Something that was found, and nothing has to be done about it now. */
export interface PageFinding {
  readonly severity: Severity;
  readonly check: PageCheck;
  readonly message: Sentence;
  readonly advice: Sentence;
}

/** A step, as it went or goes. */
export interface PageStep {
  readonly title: string;
  readonly status: "running" | "passed" | "warning" | "failed" | "skipped";
  readonly took: string;
}

/** One arrow of the sequence. */
export interface PageArrow {
  readonly key: string;
  readonly to: "hub" | "platform" | "vault";
  readonly outcome: "waiting" | "unanswered" | "refused" | "answered";
  /** `GET /ocpi/versions`, `store the hub token` */
  readonly what: string;
  /** `and 2 more`, `with a made-up token` */
  readonly more: string;
  /** What came back, or why nothing did. */
  readonly answer: string;
  readonly took: string;
}

/** One request, with the id under which a peer finds it. */
export interface PageRequest {
  readonly method: string;
  readonly url: string;
  readonly note: string;
  readonly outcome: string;
  readonly failed: boolean;
  readonly took: string;
  readonly id: string;
}

/** A party as the hub lists it. */
export interface PageParty {
  readonly party: string;
  readonly role: string;
  readonly status: string;
  readonly tone: Tone;
  readonly since: string;
  /** What an eMSP sees of a CPO; empty where there is nothing to see. */
  readonly visible: string;
}

/** Where the hub calls the platform. */
export interface PageReceiver {
  readonly module: string;
  readonly role: string;
  readonly method: string;
  readonly url: string;
  readonly tone: Tone;
  /** Empty where it was not tried. */
  readonly outcome: string;
}

/** A report as a page shows it. */
export interface ReportPage {
  readonly connection: string;
  readonly command: string;
  readonly tone: Tone;
  readonly headline: Sentence;
  /** What is to be known beside it while a run goes on. */
  readonly aside: Sentence;
  /** Of the page's run; undefined where the connection was never run. */
  readonly run:
    | undefined
    | {
        readonly correlationId: string;
        readonly startedAt: string;
        /** Undefined while it goes on. */
        readonly finishedAt: string | undefined;
        readonly took: string;
        /** `2026-11-22 09:10:11 UTC` and the same in IST, as the hub's people and ours read it. */
        readonly times: readonly string[];
        readonly madeBy: string;
      };
  /** Which hub, which party, where the hub token is. */
  readonly about: readonly { readonly label: string; readonly value: string }[];
  readonly toDo: readonly PageToDo[];
  /** Said where there is nothing to do. */
  readonly nothingToDo: string;
  readonly lanes: { readonly you: string; readonly hub: string; readonly platform: string; readonly vault: string };
  readonly steps: readonly PageStep[];
  readonly arrows: readonly PageArrow[];
  readonly findings: readonly PageFinding[];
  readonly notes: readonly PageFinding[];
  readonly parties: readonly PageParty[];
  readonly partners: readonly PageParty[];
  readonly receivers: readonly PageReceiver[];
  readonly goLive: readonly (Omit<GoLiveStep, "correlation_id"> & { readonly tone: Tone })[];
  readonly signatures: readonly { readonly who: string; readonly what: Sentence }[];
  /** The message for the account team, where it is to be sent now or may be; `condition` says when, where that is not now. */
  readonly message:
    | undefined
    | {
        readonly subject: string;
        readonly text: string;
        readonly condition: string | undefined;
      };
  /** What the hub's support finds the run by; empty where nothing is to be looked up. */
  readonly support: readonly string[];
  readonly requests: readonly PageRequest[];
  readonly endpoints: readonly { readonly module: string; readonly role: string; readonly url: string }[];
}
