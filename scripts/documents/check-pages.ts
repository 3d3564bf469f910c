import { actionWords } from "../../src/core/findings/action-words.ts";
import { catalogue, severityOf, type Finding } from "../../src/core/findings/catalogue.ts";
import { checkPage } from "../../src/core/findings/pages.ts";
import type { Severity } from "../../src/core/findings/entry.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import { ocpi221 } from "../../src/core/profiles/ocpi-2.2.1.ts";
import type { Profile } from "../../src/core/profiles/profile.ts";
import { fenced, markdownSentence } from "../../src/core/report/markdown-text.ts";
import { whoWords } from "../../src/core/report/to-do.ts";
import { findingOf } from "../../test/support/finding-of.ts";
import { everyFinding, lockPlace, place } from "../../test/support/every-finding.ts";
import { GENERATED } from "./page.ts";

const SOURCE = "the catalogue of findings in src/core/findings";

/** The groups of checks, by the letters of their numbers, in the order in which a run meets them. */
const groups: Readonly<Record<string, string>> = {
  INPUT: "Inputs of the Action, and how a run ended",
  CONFIG: "The file ocpi.yml",
  PAY: "What you send: tokens, URLs, parties",
  NET: "The network",
  VAULT: "Where the hub token is stored",
  HUB: "What the hub answers",
  PRT: "Your platform",
  HSK: "The exchange",
  HCI: "Parties and routing",
  RCV: "Receivers and the rehearsal",
  SAMPLE: "Samples of your data",
};

const severityNames: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** One example of a finding as a reader meets it. */
interface Shown {
  readonly finding: Finding;
  readonly headline: string;
  readonly why: string;
  readonly fix: string | undefined;
  readonly snippet: string | undefined;
  readonly severity: Severity;
  readonly who: string;
  readonly source: string;
}

/** `docs/checks.md`: an entry for each check, whose anchor is its number in small letters. */
export function checksPage(): string {
  const checks = checksByGroup();
  return [
    "# Checks",
    GENERATED(SOURCE),
    "Every problem that a run finds has a check: an id such as `PRT-04`. The log, the summary and the report show it. This page has an entry for each: what it says, who acts, what to do. If you have the text of a message and not its id, search [Troubleshooting](troubleshooting.md).",
    "- An **error** is in the way. A **warning** should not stay as it is. A **note** is only good to know.",
    "- Names, URLs and statuses below are examples. Sentences are those of the Action. VS Code says the same with its own commands.",
    Object.entries(groups)
      .map(([letters, title]) => `- ${title}: ${(checks.get(letters) ?? []).map(link).join(" ")}`)
      .join("\n"),
    ...Object.entries(groups).flatMap(([letters, title]) => [
      `## ${title}`,
      ...(checks.get(letters) ?? []).flatMap(checkEntry),
    ]),
  ].join("\n\n");
}

/** The part of `docs/troubleshooting.md` that goes by the text of a message: each headline of an error, word by word. */
export function symptoms(): string {
  const checks = checksByGroup();
  return Object.entries(groups)
    .flatMap(([letters, title]) => {
      const entries = (checks.get(letters) ?? []).flatMap(symptomsOf);
      return entries.length === 0 ? [] : [`### ${title}`, ...entries];
    })
    .join("\n\n");
}

function checksByGroup(): Map<string, string[]> {
  const all = [...new Set(Object.values(catalogue).map(({ check }) => check))].toSorted();
  const unknown = all.filter((check) => groups[lettersOf(check)] === undefined);
  if (unknown.length > 0) throw new Error(`No group of checks has ${unknown.join(", ")}.`);
  return Map.groupBy(all, lettersOf);
}

function lettersOf(check: string): string {
  return check.replace(/-\d\d$/, "");
}

function link(check: string): string {
  return `[${check}](#${check.toLowerCase()})`;
}

function checkEntry(check: string): string[] {
  const shown = shownOf(check);
  // One entry for each code: its other wordings are under Troubleshooting.
  const first = shown.filter(
    ({ finding }, index) => shown.findIndex((one) => one.finding.code === finding.code) === index,
  );
  const sources = [...new Set(first.map(({ source }) => source))];
  return [
    `### ${check}`,
    `Source: ${sources.join("; ")}.`,
    ...first.flatMap((one) => [
      `**${capitalised(severityAt(one))}: ${one.headline}** ${one.why}`.trim(),
      ...(one.fix === undefined ? [] : [`*What to do* (${one.who}): ${one.fix}`]),
      ...(one.snippet === undefined ? [] : [fenced(one.snippet, "yaml")]),
    ]),
    ...(checkPage(check) === undefined ? [] : otherWordings(shown, first)),
  ];
}

/** What else it may say, where a report links to a check: Troubleshooting has the cause of each, and what to do. */
function otherWordings(shown: readonly Shown[], first: readonly Shown[]): string[] {
  const told = new Set(first.map(({ headline }) => headline));
  const others = new Set(
    shown.flatMap(({ headline, severity }) => (severity === "error" && !told.has(headline) ? [headline] : [])),
  );
  if (others.size === 0) return [];
  return [
    "It may also say, and [Troubleshooting](troubleshooting.md#by-the-text-of-the-message) has what to do:",
    [...others].map((headline) => `- **${headline}**`).join("\n"),
  ];
}

function symptomsOf(check: string): string[] {
  const shown = shownOf(check).filter(({ severity }) => severity === "error");
  const first = shown.filter(({ headline }, index) => shown.findIndex((one) => one.headline === headline) === index);
  return first.flatMap((one) => [
    `#### ${one.headline}`,
    ...(one.why === "" ? [] : [`*Cause*: ${one.why}`]),
    `${one.fix === undefined ? "" : `*Fix* (${one.who}): ${one.fix} `}Check: [${check}](checks.md#${check.toLowerCase()}).`,
  ]);
}

/** Its severity at ChargeIndia Hub, and at another hub where that differs. */
function severityAt({ finding, severity }: Shown): string {
  const elsewhere = gradedAt(finding, ocpi221);
  const own = severityNames[severity];
  return elsewhere === severity ? own : `${own} (at a hub by the specification: ${severityNames[elsewhere]})`;
}

function gradedAt(finding: Finding, { severities }: Profile): Severity {
  return severities[catalogue[finding.code].check] ?? severityOf(finding);
}

function shownOf(check: string): Shown[] {
  return everyFinding
    .filter(({ code }) => catalogue[code].check === check)
    .map((finding) => {
      const { message, fix, snippet, who, source } = findingOf(finding, { words: actionWords, profile: chargeindia });
      const [headline, ...rest] = message.map(asInWorkflow) as [string, ...string[]];
      return {
        finding,
        headline: markdownSentence(headline),
        why: rest.map(markdownSentence).join(" "),
        fix: fix === undefined ? undefined : markdownSentence(asInWorkflow(fix)),
        snippet: snippet === undefined ? undefined : asInWorkflow(snippet),
        severity: gradedAt(finding, chargeindia),
        who: whoWords[who],
        source,
      };
    });
}

/** What examples leave open, as a workflow has it. */
const inWorkflow: readonly (readonly [example: string, inWorkflow: string])[] = [
  [place, "repository secret OCPI_HUB_TOKEN"],
  [lockPlace, "repository secret OCPI_HUB_TOKEN_PENDING"],
  ["hub-token: it", "hub-token: ${{ secrets.OCPI_HUB_TOKEN }}"],
  ["grant: it", "github-token: ${{ secrets.OCPI_SECRETS_TOKEN }}"],
  ["https://example.com/grant", "https://github.com/settings/personal-access-tokens/new"],
];

function asInWorkflow(text: string): string {
  return inWorkflow.reduce((told, [example, real]) => told.replaceAll(example, real), text);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
