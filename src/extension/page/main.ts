import type { FromPage, PageState, ToPage } from "../view/report-messages.ts";
import { element } from "./element.ts";
import { patch } from "./patch.ts";
import { reportView } from "./report.ts";

const vscode = acquireVsCodeApi();
const page = document.querySelector("main");
const told = document.querySelector("#told");

type Shown = Extract<ToPage, { kind: "report" }>;

let shown: Shown | undefined;
/** How far this machine's clock is ahead of the one by which the report was made. */
let aheadMs = 0;
let isRestored = false;

window.addEventListener("message", ({ data }: MessageEvent<ToPage>) => {
  if (data.kind === "copied") showCopied(data.text);
  else {
    aheadMs = Date.now() - data.now;
    show(data);
  }
});

document.addEventListener("click", ({ target }) => {
  if (target instanceof Element) press(target.closest<HTMLElement>("[data-command], [data-copy]"));
});

// The keys that press a button, for what is one within a sentence.
document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if ((key !== "Enter" && key !== " ") || !(target instanceof HTMLElement) || !target.matches(".inline")) return;
  event.preventDefault();
  press(target);
});

// `toggle` does not bubble.
document.addEventListener(
  "toggle",
  ({ target }) => keep(target instanceof HTMLDetailsElement ? target : undefined),
  true,
);
document.addEventListener("scrollend", () => keep());

// `3 minutes ago` and `12 s` stay true.
let ticks = 0;
setInterval(() => {
  ticks += 1;
  if (shown !== undefined && (shown.report.tone === "running" || ticks % 30 === 0)) show(shown);
}, 1000);

send({ kind: "ready" });

function press(pressed: HTMLElement | null): void {
  const { command, copy } = pressed?.dataset ?? {};
  if (command !== undefined) send({ kind: "press", command });
  if (copy !== undefined) send({ kind: "copy", text: copy });
}

function send(message: FromPage): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- VS Code's own, which goes to the extension alone
  vscode.postMessage(message);
}

function show(next: Shown): void {
  if (page === null) return;
  const { report, labels } = next;
  const before = shown?.report;
  shown = next;
  const hadFocus = page.contains(document.activeElement);
  // A page that becomes shorter for the time of a run keeps its place for what comes after it.
  document.body.style.minHeight = `${window.scrollY + window.innerHeight}px`;
  page.className = report.tone === "running" ? "live" : "";
  patch(page, reportView(report, labels, Date.now() - aheadMs));
  restoreFolds();
  if (!isRestored) restorePlace();
  // What had the focus may be gone, such as *Cancel* at the end of a run: then the headline has it.
  if (hadFocus && !page.contains(document.activeElement)) page.querySelector<HTMLElement>("h1")?.focus();
  const [line, lineBefore] = [report, before].map((each) => each?.headline.map(({ text }) => text).join("") ?? "");
  if (before !== undefined && line !== lineBefore) say(line ?? "");
}

/** Tells a screen reader what has changed. */
function say(text: string): void {
  if (told !== null) patch(told, [element("span", {}, text)]);
}

function showCopied(text: string): void {
  if (shown === undefined) return;
  say(shown.labels.copied);
  for (const button of document.querySelectorAll<HTMLElement>("[data-copy]")) {
    if (button.dataset["copy"] !== text) continue;
    button.dataset["copied"] = "";
    setTimeout(() => delete button.dataset["copied"], 2000);
  }
}

function stateOf(): PageState | undefined {
  const state = vscode.getState();
  if (typeof state === "object" && state !== null && "config" in state) return state as PageState;
  return shown?.key;
}

/** Keeps where the reader is, for when the page is shown again: VS Code unloads a page that is not seen. */
function keep(toggled?: HTMLDetailsElement): void {
  const state = stateOf();
  if (state === undefined || !isRestored) return;
  const name = toggled?.dataset["key"];
  const folds = name === undefined ? state.folds : { ...state.folds, [name]: toggled?.open === true };
  vscode.setState({ ...state, scrollY: window.scrollY, ...(folds !== undefined && { folds }) } satisfies PageState);
}

/** What is there for the first time, or again, is as the reader left it: while a run begins it has no request, and no list of them. */
function restoreFolds(): void {
  const { folds = {} } = stateOf() ?? {};
  for (const fold of document.querySelectorAll<HTMLDetailsElement>("details:not([data-folded])")) {
    fold.dataset["folded"] = "";
    fold.open = folds[fold.dataset["key"] ?? ""] ?? fold.open;
  }
}

function restorePlace(): void {
  const { scrollY = 0 } = stateOf() ?? {};
  document.body.style.minHeight = `${scrollY + window.innerHeight}px`;
  window.scrollTo(0, scrollY);
  isRestored = true;
  keep();
}
