import type { PageButton, ReportPage, Sentence, Tone } from "../../core/report/page.ts";
import type { ConnectionKey } from "../state/connection-key.ts";

/** A report with what the editor adds to it: what can be pressed, and what stands in the way of all that it says. */
export interface ShownReport extends ReportPage {
  /** What is known of the connection beyond its last run; undefined where that is nothing. */
  readonly notice:
    | undefined
    | { readonly tone: Tone; readonly text: Sentence; readonly buttons: readonly PageButton[] };
  /** Beside the headline. */
  readonly actions: readonly PageButton[];
  /** At the end of the page. */
  readonly exports: readonly PageButton[];
}

/** The page's own words, in the editor's language. */
export interface ReportLabels {
  readonly toDo: string;
  readonly whatHappened: string;
  readonly findings: string;
  readonly notes: string;
  readonly parties: string;
  readonly partners: string;
  readonly receivers: string;
  readonly goLive: string;
  readonly signatures: string;
  readonly message: string;
  readonly subject: string;
  readonly support: string;
  readonly requests: string;
  readonly endpoints: string;
  readonly ran: string;
  readonly took: string;
  readonly correlationId: string;
  readonly copy: string;
  readonly copied: string;
  readonly waiting: string;
  readonly running: string;
  readonly locations: string;
}

/** What the page is told. */
export type ToPage =
  | {
      readonly kind: "report";
      readonly key: ConnectionKey;
      readonly report: ShownReport;
      readonly labels: ReportLabels;
      /** When it was sent, in milliseconds since the epoch: the page may be on another machine, with another clock. */
      readonly now: number;
    }
  | { readonly kind: "copied"; readonly text: string };

/** What the page asks for. */
export type FromPage =
  /** It is there and shows nothing yet. */
  | { readonly kind: "ready" }
  /** A command of the report that it shows. */
  | { readonly kind: "press"; readonly command: string }
  | { readonly kind: "copy"; readonly text: string };

/** What the page keeps of itself, by which a window that comes up again knows whose report it was. */
export interface PageState extends ConnectionKey {
  readonly scrollY?: number;
  /** The parts that were unfolded, or folded, by their names. */
  readonly folds?: Readonly<Record<string, boolean>>;
}
