import type { Words } from "./words.ts";

/**
 * A face's words for one connection among many: its tokens stand in a list, and its report in one for all.
 * @param hasSummary whether the run writes a page with what is to be done about each.
 */
export function wordsAmongMany(words: Words, hasSummary: boolean): Words {
  return {
    ...words,
    given: (name) =>
      Object.hasOwn(lists, name) ? `The token of this connection in \`${lists[name]}\`` : words.given(name),
    givenBoth: (one, other) =>
      Object.hasOwn(lists, one) && Object.hasOwn(lists, other)
        ? `The tokens of this connection in \`${lists[one]}\` and \`${lists[other]}\``
        : words.givenBoth(one, other),
    lookAtPlatform: "add its line to `platform-tokens`",
    rightHubToken: "`hub-tokens` has the token that the exchange stored",
    findMessage: hasSummary ? "below it" : "in the `handover` of its report, in a `.json` file of `report-path`",
  };
}

const lists: Readonly<Record<string, string>> = { "hub-token": "hub-tokens", "platform-token": "platform-tokens" };
