import account from "@vscode/codicons/src/icons/account.svg";
import check from "@vscode/codicons/src/icons/check.svg";
import circleLarge from "@vscode/codicons/src/icons/circle-large.svg";
import circleSlash from "@vscode/codicons/src/icons/circle-slash.svg";
import copy from "@vscode/codicons/src/icons/copy.svg";
import disconnect from "@vscode/codicons/src/icons/debug-disconnect.svg";
import error from "@vscode/codicons/src/icons/error.svg";
import info from "@vscode/codicons/src/icons/info.svg";
import issueDraft from "@vscode/codicons/src/icons/issue-draft.svg";
import loading from "@vscode/codicons/src/icons/loading.svg";
import lock from "@vscode/codicons/src/icons/lock.svg";
import mail from "@vscode/codicons/src/icons/mail.svg";
import passFilled from "@vscode/codicons/src/icons/pass-filled.svg";
import question from "@vscode/codicons/src/icons/question.svg";
import server from "@vscode/codicons/src/icons/server.svg";
import warning from "@vscode/codicons/src/icons/warning.svg";
import type { Tone } from "../../core/report/page.ts";
import { element, type Wanted } from "./element.ts";

const icons = { account, check, copy, info, lock, mail, server } as const;

const toneIcons: Readonly<Record<Tone, string>> = {
  running: loading,
  good: passFilled,
  waiting: issueDraft,
  offline: disconnect,
  suspended: circleSlash,
  warning,
  doubt: question,
  bad: error,
  stopped: circleLarge,
};

/** An icon of the editor, in the colour of the text around it. Beside it there is always a word, so nothing is said of it. */
export function icon(name: keyof typeof icons): Wanted {
  return drawn(icons[name], "icon");
}

/** The icon of how something stands, in its colour. */
export function toneIcon(tone: Tone): Wanted {
  return drawn(toneIcons[tone], `icon tone-${tone}`);
}

/** The icon of a severity, in its colour. */
export function severityIcon(severity: "error" | "warning" | "info"): Wanted {
  return severity === "info" ? icon("info") : toneIcon(severity === "error" ? "bad" : "warning");
}

/** Of an icon's file only its shapes are taken. */
function drawn(text: string, name: string): Wanted {
  const paths = [...text.matchAll(/<path\b[^>]*?\/>/g)].map(([path]) => {
    const of = (attribute: string): string | undefined => new RegExp(` ${attribute}="([^"]*)"`).exec(path)?.[1];
    return element("path", { d: of("d"), "fill-rule": of("fill-rule"), "clip-rule": of("clip-rule") });
  });
  const box = { viewBox: /viewBox="([^"]*)"/.exec(text)?.[1], fill: "currentColor", "aria-hidden": "true" };
  return element("svg", { ...box, class: name }, paths);
}
