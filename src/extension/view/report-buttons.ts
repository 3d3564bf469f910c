import * as l10n from "@vscode/l10n";
import type { Remedy } from "../../core/findings/sentence.ts";
import type { PageButton, PageFinding, PageToDo, ReportPage, Sentence } from "../../core/report/page.ts";
import type { ConnectionState } from "../state/connection-state.ts";
import { nextCommands, nextWords, unsettledWords } from "../state/unsettled.ts";
import type { ShownReport } from "./report-messages.ts";

/** What a report can do. */
export interface ReportCommands {
  /** The extension's commands, by the titles that sentences call them: `OCPI: Set Token…`. */
  readonly byTitle: ReadonlyMap<string, string>;
  /** The buttons that do what mends something: the same ones that a notification has. */
  readonly remediesFor: (remedy: Remedy | undefined) => readonly PageButton[];
}

const MESSAGE = "ocpi.copyMessage";

/** More are not read, and the rest of the sentence can be pressed where it names them. */
const MOST_BUTTONS = 2;

/** The report with all that can be pressed in it. Each press is a command that also a menu, a toast or the palette runs. */
export function withButtons(
  page: ReportPage,
  name: string,
  state: ConnectionState | undefined,
  commands: ReportCommands,
): ShownReport {
  const toDo = withRepeat(
    page.toDo.map((item) => pressable(item, commands)),
    page,
    commands,
  );
  return {
    ...page,
    toDo,
    findings: page.findings.map((finding) => advised(finding, commands)),
    notes: page.notes.map((finding) => advised(finding, commands)),
    notice: noticeOf(name, state, page.tone === "doubt", commands),
    actions: buttonsFor(actionsOf({ ...page, toDo }, state), commands),
    exports: buttonsFor(
      [
        ...(page.run?.finishedAt === undefined ? [] : ["ocpi.copyReport", "ocpi.saveReport"]),
        ...(page.message === undefined ? [] : [MESSAGE]),
        ...(page.goLive.length === 0 ? [] : ["ocpi.openGoLiveSheet"]),
        "ocpi.showLog",
      ],
      commands,
    ),
  };
}

/** Every command that a report lets a person press: a page can ask for no other. */
export function commandsIn(report: ShownReport): ReadonlySet<string> {
  const { actions, exports, toDo, notice, findings, notes } = report;
  const buttons = [...actions, ...exports, ...(notice?.buttons ?? []), ...toDo.flatMap((item) => item.buttons)];
  const sentences = [...toDo.map(({ fix }) => fix), ...[...findings, ...notes].map(({ advice }) => advice)];
  const named = sentences.flat().flatMap(({ command }) => (command === undefined ? [] : [command]));
  return new Set([...buttons.map(({ command }) => command), ...named]);
}

/**
 * What fixes it, with the message for the account team where the sentence speaks of that; or else what the sentence says to run first. What
 * comes only after an answer, such as a new token, is no button beside it.
 */
function pressable(item: PageToDo, commands: ReportCommands): PageToDo {
  const fix = withCommands(item.fix, commands);
  const named = fix.flatMap(({ text, command }) =>
    command === undefined ? [] : [{ label: withoutCategory(text), command }],
  );
  const remedies = commands.remediesFor(item.remedy);
  const all = remedies.length === 0 ? named : [...remedies, ...named.filter(({ command }) => command === MESSAGE)];
  const distinct = all.filter(({ command }, index) => all.findIndex((one) => one.command === command) === index);
  return { ...item, fix, buttons: distinct.slice(0, MOST_BUTTONS) };
}

/** After a failure what was done is to be done again, once the first thing to do is done. */
function withRepeat(toDo: readonly PageToDo[], { tone, command }: ReportPage, commands: ReportCommands): PageToDo[] {
  const repeated = again[command];
  if (tone !== "bad" || repeated === undefined) return [...toDo];
  return toDo.map((item, index) => {
    const isOffered = item.buttons.length >= MOST_BUTTONS || item.buttons.some((button) => button.command === repeated);
    return index > 0 || isOffered ? item : { ...item, buttons: [...item.buttons, ...buttonsFor([repeated], commands)] };
  });
}

function advised(finding: PageFinding, commands: ReportCommands): PageFinding {
  return { ...finding, advice: withCommands(finding.advice, commands) };
}

function withCommands(sentence: Sentence, { byTitle }: ReportCommands): Sentence {
  return sentence.map((piece) => {
    const command = piece.code === true ? byTitle.get(piece.text) : undefined;
    return command === undefined ? piece : { ...piece, text: withoutCategory(piece.text), command };
  });
}

function withoutCategory(title: string): string {
  return title.replace(/^OCPI: /, "");
}

function buttonsFor(wanted: readonly string[], { byTitle }: ReportCommands): PageButton[] {
  const titles = new Map([...byTitle].map(([title, command]) => [command, withoutCategory(title)]));
  return wanted.flatMap((command) => {
    const label = titles.get(command);
    return label === undefined ? [] : [{ label, command }];
  });
}

/** What is done again, by what was done. */
const again: Readonly<Record<string, string>> = {
  exchange: "ocpi.exchangeCredentials",
  verify: "ocpi.verifyConnection",
  preflight: "ocpi.preflight",
  rehearse: "ocpi.rehearseTraffic",
};

function actionsOf({ tone, run, command, toDo }: ReportPage, state: ConnectionState | undefined): string[] {
  // From then on nothing stops it.
  if (state?.kind === "running") return state.doing === "waiting" ? [] : ["ocpi.cancel"];
  // What is to be done has its own buttons.
  if (tone === "bad" || tone === "doubt") return toDo.length > 0 ? [] : ["ocpi.verifyConnection"];
  if (run === undefined) return ["ocpi.exchangeCredentials", "ocpi.verifyConnection", "ocpi.preflight"];
  // What has changed a registration is not repeated: it is looked at.
  const repeated = command === "exchange" && tone !== "stopped" ? "ocpi.verifyConnection" : again[command];
  const offered = new Set(toDo.flatMap(({ buttons }) => buttons.map((button) => button.command)));
  return [...(tone === "waiting" ? ["ocpi.notifyWhenConnected"] : []), repeated ?? "ocpi.verifyConnection"].filter(
    (each) => !offered.has(each),
  );
}

/** What is known beyond the last run, and has to be settled before what that says counts again. */
function noticeOf(
  name: string,
  state: ConnectionState | undefined,
  isOfHeadline: boolean,
  commands: ReportCommands,
): ShownReport["notice"] | undefined {
  switch (state?.kind) {
    case "interrupted":
      return {
        tone: "doubt",
        // As row and notification say it. What the headline has said is not said again.
        text: [{ text: isOfHeadline && state.what === "in-doubt" ? nextWords(state) : unsettledWords(name, state) }],
        buttons: buttonsFor(
          [nextCommands[state.next]].filter((command) => command !== undefined),
          commands,
        ),
      };
    case "elsewhere":
      return {
        tone: "running",
        text: [
          { text: l10n.t("Another window is in the middle of an exchange of {0}: it shows how that ends.", name) },
        ],
        buttons: [],
      };
    case "host-changed":
      return {
        tone: "warning",
        text: [
          {
            text: l10n.t(
              "ocpi.yml now points {0} to {1}. Its token belongs to {2}, and is sent nowhere else.",
              name,
              state.to,
              state.from,
            ),
          },
        ],
        buttons: buttonsFor(["ocpi.setToken"], commands),
      };
    default:
      return undefined;
  }
}
