import type { PageButton, Sentence } from "../../core/report/page.ts";
import type { ReportLabels } from "../view/report-messages.ts";
import { element, type Content, type Wanted } from "./element.ts";
import { icon } from "./icons.ts";

/** A sentence: what is to be typed as code, and what names a command as something to press. */
export function sentence(pieces: Sentence): Content[] {
  return pieces.map(({ text, code, command }) => {
    if (command !== undefined)
      // No button of HTML: its words stay together, and a sentence would break before them.
      return element("span", { class: "inline", role: "button", tabindex: "0", "data-command": command }, text);
    return code === true ? element("code", {}, text) : element("span", {}, text);
  });
}

/** A button that runs a command of the editor. */
export function button({ label, command }: PageButton, isFirst: boolean): Wanted {
  const name = isFirst ? "button first" : "button";
  return element("button", { key: `${command} ${label}`, class: name, type: "button", "data-command": command }, label);
}

/** A short text that a press copies, such as the id of a request. */
export function copied(text: string, labels: ReportLabels): Wanted {
  return element(
    "button",
    { class: "copy", type: "button", "data-copy": text, title: labels.copy, "aria-label": `${labels.copy} ${text}` },
    element("code", {}, text),
    icon("copy"),
    icon("check"),
  );
}

/** A long text that is shown beside it, with a button that copies all of it. */
export function copyAll(text: string, labels: ReportLabels): Wanted {
  return element(
    "button",
    { class: "button copy-all", type: "button", "data-copy": text },
    icon("copy"),
    icon("check"),
    element("span", {}, labels.copy),
  );
}
