import type { Ended, World } from "../faults/world.ts";
import { formIn } from "../support/token-forms.ts";

const results = new Set(["connected", "registered", "not-ready", "refused", "unreachable", "in-doubt", "unstored"]);

// C0 and C1 controls, and what turns the direction of a text round.
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;

/** What a run did that no answer may make it do; undefined when it did none of it. */
export function harmOf({ hub, platformToken }: World, run: Ended, stored: string): string | undefined {
  if (!results.has(run.result)) return `it ended in ${run.result}`;
  // What was stored may be the hostile hub's own words, of which a half is nothing.
  const random = hub.issued.some(({ value }) => value === stored);
  const shown = formIn(run.sinks, [platformToken, ...hub.everyInitialToken]) ?? formIn(run.sinks, [stored], random);
  if (shown !== undefined) return `a token in an output: ${shown}`;
  return harmIn(run);
}

/** What stands in the log or in the summary of a run that a runner, a terminal or a page would obey. */
export function harmIn({ log, summary }: Pick<Ended, "log" | "summary">): string | undefined {
  for (const line of log) {
    if (/^\s*(?:::|##\[)/.test(line)) return `a workflow command in the log: ${JSON.stringify(line)}`;
    if (controls.test(line)) return `a control character in the log: ${JSON.stringify(line)}`;
  }
  // Where Markdown is plain text: outside of fences and code.
  const prose = summary.replace(/(`{3,})[^]*?\n *\1/g, "").replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, "");
  const live = /<(?:img|script|h1|a )|\]\(https:\/\/evil|!\[|https:\/\/evil/i.exec(prose);
  return live === null ? undefined : `something of the peer's lives in the summary: ${live[0]}`;
}
