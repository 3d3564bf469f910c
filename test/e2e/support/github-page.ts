import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { DOMPurify } from "dompurify";
import type { Mermaid } from "mermaid";
import type { Page } from "playwright-core";
import { renderers } from "../../support/renderers.ts";

/** GitHub's two appearances. */
export type Appearance = "light" | "dark";

/** What a page of a step summary shows, as far as a machine can say. */
export interface Seen {
  /** How many pixels the page is wider than its window. */
  readonly overflow: number;
  /** For each table: its first row as text, the cells of each row, and how many pixels it is wider than its place. */
  readonly tables: readonly { readonly head: string; readonly cells: readonly number[]; readonly overflow: number }[];
  /** For each Mermaid diagram: the kind that Mermaid drew, how high it is in pixels, and its text. */
  readonly diagrams: readonly { readonly kind: string; readonly height: number; readonly text: string }[];
  /** The numbers of checks that a line break tears apart. */
  readonly tornNumbers: readonly string[];
  /** Headings that are followed by another one or by nothing. */
  readonly emptyHeadings: readonly string[];
  /** The text outside code. */
  readonly prose: string;
}

// The elements and attributes that GitHub leaves in HTML of a user: html-pipeline, lib/html_pipeline/sanitization_filter.rb.
const ELEMENTS =
  "h1 h2 h3 h4 h5 h6 br b i strong em a pre code img tt div ins del sup sub p picture ol ul table thead tbody tfoot blockquote dl dt dd kbd q samp var hr ruby rt rp li tr td th s strike summary details caption figure figcaption abbr bdo cite dfn mark small source span time wbr";
const ATTRIBUTES =
  "abbr accept accept-charset accesskey action align alt aria-describedby aria-hidden aria-label aria-labelledby axis border char charoff charset checked clear cols colspan compact coords datetime dir disabled enctype for frame headers height hreflang hspace id ismap itemprop itemscope itemtype label lang longdesc loop maxlength media method multiple name nohref noshade nowrap open progress prompt readonly rel rev role rows rowspan rules scope selected shape size span start style summary tabindex title type usemap valign value width href class";

// What is put into the page, as it lies in the packages.
const styles: Readonly<Record<Appearance, string>> = {
  light: fileURLToPath(import.meta.resolve("github-markdown-css/github-markdown-light.css")),
  dark: fileURLToPath(import.meta.resolve("github-markdown-css/github-markdown-dark.css")),
};
const scripts = ["dompurify/dist/purify.min.js", "mermaid/dist/mermaid.min.js"].map((name) =>
  fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url)),
);

// GitHub's own measures, beside those of `github-markdown-css`: the white of a summary's frame.
const FRAME = ".markdown-body { padding: 24px; } .mermaid { text-align: center; }";

/**
 * Shows Markdown in a page as GitHub shows a step summary: cmark-gfm makes HTML of it, what GitHub does not let through is taken
 * out, GitHub's style is put on it, and Mermaid draws its diagrams. Nothing is loaded from the network.
 */
export async function showOnGitHub(page: Page, markdown: string, appearance: Appearance): Promise<void> {
  const html = renderers["cmark-gfm"]?.(markdown) ?? "";
  const style = readFileSync(styles[appearance], "utf8");
  const ground = appearance === "dark" ? "#0d1117" : "#ffffff";
  await page.setContent(
    `<!doctype html><html lang="en"><head><title>Step summary</title><style>${style} body { margin: 0; background: ${ground}; } ${FRAME}</style></head><body></body></html>`,
  );
  for (const path of scripts) await page.addScriptTag({ path });
  await page.evaluate(drawPage, { html, appearance, elements: ELEMENTS, attributes: ATTRIBUTES });
}

/** Opens or closes everything that is folded. */
export async function fold(page: Page, open: boolean): Promise<void> {
  await page.evaluate((isOpen) => {
    for (const part of document.querySelectorAll("details")) part.open = isOpen;
  }, open);
}

/** What the page shows, with everything open. */
export async function seenOn(page: Page): Promise<Seen> {
  await fold(page, true);
  const seen = await page.evaluate(lookAtPage);
  await fold(page, false);
  return seen;
}

interface Drawn {
  readonly html: string;
  readonly appearance: "light" | "dark";
  readonly elements: string;
  readonly attributes: string;
}

/** In the page. */
async function drawPage({ html, appearance, elements, attributes }: Drawn): Promise<void> {
  const { DOMPurify: purify, mermaid } = globalThis as unknown as { DOMPurify: DOMPurify; mermaid: Mermaid };
  const article = document.createElement("article");
  article.className = "markdown-body";
  article.innerHTML = purify.sanitize(html, {
    ALLOWED_TAGS: elements.split(" "),
    ALLOWED_ATTR: attributes.split(" ").filter((name) => name !== "style"),
    ALLOW_DATA_ATTR: false,
  });
  document.body.append(article);
  mermaid.initialize({
    startOnLoad: false,
    theme: appearance === "dark" ? "dark" : "default",
    securityLevel: "strict",
  });
  for (const [index, code] of [...article.querySelectorAll("code.language-mermaid")].entries()) {
    const { svg } = await mermaid.render(`diagram-${index}`, code.textContent);
    const place = document.createElement("div");
    place.className = "mermaid";
    place.innerHTML = svg;
    code.closest("pre")?.replaceWith(place);
  }
}

/** In the page. */
function lookAtPage(): Seen {
  const article = document.querySelector("article");
  if (article === null) throw new Error("The page has no article.");
  const tables = [...article.querySelectorAll("table")].map((table) => ({
    head: table.rows[0]?.innerText ?? "",
    cells: [...table.rows].map(({ cells }) => cells.length),
    overflow: table.scrollWidth - table.clientWidth,
  }));
  const diagrams = [...article.querySelectorAll(".mermaid svg")].map((svg) => ({
    kind: svg.getAttribute("aria-roledescription") ?? "",
    height: svg.getBoundingClientRect().height,
    text: svg.textContent,
  }));
  const tornNumbers = [...article.querySelectorAll('td a[href*="/docs/checks.md#"]')]
    .filter((link) => link.getClientRects().length > 1)
    .map(({ textContent }) => textContent);
  const emptyHeadings = [...article.querySelectorAll("h1,h2,h3,h4,h5,h6")]
    .filter(({ nextElementSibling: next }) => next === null || next.matches("h1,h2,h3,h4,h5,h6"))
    .map(({ textContent }) => textContent);
  const prose = article.cloneNode(true) as HTMLElement;
  for (const code of prose.querySelectorAll("code,pre,.mermaid")) code.remove();
  return {
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    tables,
    diagrams,
    tornNumbers,
    emptyHeadings,
    prose: prose.textContent,
  };
}
