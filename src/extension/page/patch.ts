import type { Content, Wanted } from "./element.ts";

const SVG = "http://www.w3.org/2000/svg";

/** What a person did to an element, and no report takes back. */
const kept = new Set(["open", "data-key", "data-copied", "data-folded"]);

/**
 * Makes what is in an element as it is wanted, and touches nothing that is so already: what has the focus keeps it, what was unfolded
 * stays so, and the page stays where it was scrolled to.
 */
export function patch(parent: Element, wanted: readonly Content[]): void {
  // What goes, goes first: then nothing that stays has to be moved, by which it would lose the focus.
  const keys = new Set(wanted.map((content) => (typeof content === "object" ? content.key : undefined)));
  const gone = [...parent.children].filter((child) => keyOf(child) !== undefined && !keys.has(keyOf(child)));
  for (const child of gone) child.remove();
  let next: ChildNode | null = parent.firstChild;
  for (const content of wanted) {
    if (content === undefined || content === false || content === "") continue;
    const found = findFor(parent, next, content);
    const node = found ?? made(content);
    if (node === next) next = next.nextSibling;
    else parent.insertBefore(node, next);
    if (typeof content === "string") {
      if (node.nodeValue !== content) node.nodeValue = content;
    } else if (node instanceof Element) update(node, content, found === undefined);
  }
  while (next !== null) {
    const rest: ChildNode | null = next.nextSibling;
    next.remove();
    next = rest;
  }
}

/** The node that is this one already: by its key, wherever it stands; or else the next, if it is of the same kind and has no key. */
function findFor(parent: Element, next: ChildNode | null, content: Wanted | string): ChildNode | undefined {
  if (typeof content === "string") return next instanceof Text ? next : undefined;
  if (content.key !== undefined) {
    return [...parent.children].find((one) => keyOf(one) === content.key && one.localName === content.tag);
  }
  if (!(next instanceof Element)) return undefined;
  return keyOf(next) === undefined && next.localName === content.tag ? next : undefined;
}

function keyOf(node: Element): string | undefined {
  return node.getAttribute("data-key") ?? undefined;
}

function made(content: Wanted | string): Element | Text {
  if (typeof content === "string") return document.createTextNode(content);
  const isDrawn = content.tag === "svg" || content.tag === "path";
  const node = isDrawn ? document.createElementNS(SVG, content.tag) : document.createElement(content.tag);
  if (content.key !== undefined) node.setAttribute("data-key", content.key);
  return node;
}

function update(node: Element, { attributes, children }: Wanted, isNew: boolean): void {
  for (const name of node.getAttributeNames()) {
    if (!(name in attributes) && !kept.has(name)) node.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(attributes)) {
    if ((isNew || !kept.has(name)) && node.getAttribute(name) !== value) node.setAttribute(name, value);
  }
  patch(node, children);
}
