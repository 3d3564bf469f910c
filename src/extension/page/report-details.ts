import type { PageParty } from "../../core/report/page.ts";
import type { ReportLabels, ShownReport } from "../view/report-messages.ts";
import { element, type Content, type Wanted } from "./element.ts";
import { toneIcon } from "./icons.ts";
import { copied, copyAll, sentence } from "./texts.ts";

/** What a reader looks up: each part by itself, folded where it is long or does not matter now. */
export function details(report: ShownReport, labels: ReportLabels): Content[] {
  const { goLive, signatures, parties, partners, receivers, message, support, requests, endpoints } = report;
  return [
    part(
      "go-live",
      labels.goLive,
      goLive.length === 0 ? [] : [goLiveList(goLive), ...signatureList(signatures, labels)],
    ),
    part("parties", labels.parties, parties.length === 0 ? [] : [partyList(parties, labels)]),
    part("partners", labels.partners, partners.length === 0 ? [] : [partyList(partners, labels)]),
    part("support", labels.support, support.length === 0 ? [] : supportBlock(support, labels)),
    messagePart(message, labels),
    folded("receivers", labels.receivers, receivers.map(receiver)),
    folded(
      "requests",
      labels.requests,
      requests.map((request) => requestRow(request, labels)),
    ),
    folded(
      "endpoints",
      labels.endpoints,
      endpoints.map(({ module, role, url }) =>
        element(
          "li",
          {},
          element("code", {}, module),
          element("span", { class: "aside" }, role),
          element("code", { class: "wide" }, url),
        ),
      ),
    ),
  ];
}

function part(key: string, title: string, content: readonly Content[]): Wanted | undefined {
  if (content.length === 0) return undefined;
  return element("section", { key, "aria-labelledby": key }, element("h2", { id: key }, title), content);
}

/** A list that is folded, and says how long it is. */
function folded(key: string, title: string, rows: readonly Wanted[]): Wanted | undefined {
  if (rows.length === 0) return undefined;
  const summary = element("summary", {}, `${title} (${rows.length})`);
  return element("details", { key }, summary, element("ul", { class: "rows" }, rows));
}

function partyList(parties: readonly PageParty[], labels: ReportLabels): Wanted {
  return element(
    "ul",
    { class: "rows" },
    parties.map(({ party, role, status, tone, since, visible }) =>
      element(
        "li",
        {},
        toneIcon(tone),
        element("code", {}, party),
        element("span", {}, role),
        element("strong", {}, status),
        visible !== "" && element("span", {}, `${labels.locations}: ${visible}`),
        since !== "" && element("span", { class: "aside" }, since),
      ),
    ),
  );
}

function goLiveList(lines: ShownReport["goLive"]): Wanted {
  return element(
    "ul",
    { class: "found" },
    lines.map(({ step, expected, got, verdict, why = "", tone }) =>
      element(
        "li",
        { key: step },
        toneIcon(tone),
        element(
          "div",
          {},
          element("p", {}, element("strong", {}, step), `: ${verdict}`),
          element(
            "p",
            { class: "aside" },
            [got === "" ? expected : got, why].filter((text) => text !== "").join(" · "),
          ),
        ),
      ),
    ),
  );
}

function signatureList(signatures: ShownReport["signatures"], labels: ReportLabels): Content[] {
  if (signatures.length === 0) return [];
  const lines = signatures.map(({ who, what }) =>
    element("li", {}, element("strong", {}, who), ": ", element("span", {}, sentence(what))),
  );
  return [element("h3", {}, labels.signatures), element("ul", { class: "plain" }, lines)];
}

function supportBlock(lines: readonly string[], labels: ReportLabels): Content[] {
  const text = lines.join("\n");
  return [
    element("pre", { class: "as-is", tabindex: "0", "aria-label": labels.support }, text),
    element("div", { class: "buttons" }, copyAll(text, labels)),
  ];
}

function messagePart(message: ShownReport["message"], labels: ReportLabels): Wanted | undefined {
  if (message === undefined) return undefined;
  const { subject, text, condition } = message;
  return element(
    "details",
    { key: "message" },
    element("summary", {}, labels.message),
    condition !== undefined && element("p", {}, element("strong", {}, condition)),
    element("p", {}, element("span", { class: "aside" }, `${labels.subject} `), subject),
    element("pre", { tabindex: "0", "aria-label": labels.message }, text),
    element("div", { class: "buttons" }, copyAll(`${subject}\n\n${text}`, labels)),
  );
}

function receiver({ module, role, method, url, tone, outcome }: ShownReport["receivers"][number]): Wanted {
  return element(
    "li",
    { key: `${module} ${role} ${method} ${url}` },
    toneIcon(tone),
    element("code", {}, module),
    element("span", {}, outcome),
    element("code", { class: "wide" }, `${method} ${url}`),
  );
}

function requestRow(
  { method, url, note, outcome, failed, took, id }: ShownReport["requests"][number],
  labels: ReportLabels,
): Wanted {
  return element(
    "li",
    { key: id },
    toneIcon(failed ? "bad" : "good"),
    element("code", { class: "url" }, `${method} ${url}`),
    note !== "" && element("span", { class: "aside" }, note),
    element("span", {}, outcome),
    element("span", { class: "aside" }, took),
    element("span", { class: "id" }, "X-Request-ID ", copied(id, labels)),
  );
}
