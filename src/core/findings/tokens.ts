import { error, warning } from "./entry.ts";
import { capitalised } from "./prose.ts";
import { CREDENTIALS, ONBOARDING, OURS, TRANSPORT } from "./rule-sources.ts";
import type { Words } from "./words.ts";

/** A token by the name of its input. */
export interface OfToken {
  readonly input: string;
}

const GIVE_DECODED = "give what it decodes to, which `base64 --decode` shows on your own machine";

/** What to give in the place of what a dry run made up. */
function realToken(input: string, words: Words): string {
  if (input === "hub-token") return words.rehearsalIsNoToken;
  return input === "initial-token" ? words.passRealToken(input) : words.makePlatformToken;
}

/** What is wrong with a token that a person gave. */
export const tokenFindings = {
  "token-whitespace": error(
    "PAY-04",
    "you",
    TRANSPORT,
    ({ input, where }: OfToken & { where: "start" | "end" }, { words }) => ({
      message: [
        `${words.given(input)} ${where === "start" ? "begins" : "ends"} with a space or a line break, which is not part of the token.`,
      ],
      fix: words.giveAgainWithoutSpace,
    }),
  ),
  "token-scheme": error("PAY-04", "you", TRANSPORT, ({ input }: OfToken, { words }) => ({
    message: [`${words.given(input)} begins with the word of an Authorization header, such as \`Token\`.`],
    fix: "Store the token alone; the header is made from it.",
  })),
  "token-capsule": error("PAY-05", "you", OURS, ({ input }: OfToken, { words }) => ({
    message: [
      `${words.given(input)} begins with \`ocpi-\`: it is one of our own markers, such as a recovery capsule, and not a token.`,
    ],
    fix: words.capsuleIsNoToken,
  })),
  "token-rehearsal": error("PAY-05", "you", OURS, ({ input }: OfToken, { words }) => ({
    message: [
      `${words.given(input)} begins with \`ocpi-rehearsal-\`: a dry run made it up to try the delivery, and it opens nothing.`,
    ],
    fix: realToken(input, words),
  })),
  "token-length": error(
    "PAY-02",
    "you",
    CREDENTIALS,
    ({ input, encoded }: OfToken & { encoded: boolean }, { words }) => ({
      message: encoded
        ? [
            `${words.given(input)} is longer than the 64 characters that OCPI allows, and seems to be in Base64 already.`,
          ]
        : [`${words.given(input)} is longer than the 64 characters that OCPI allows.`],
      fix: encoded
        ? `${capitalised(GIVE_DECODED)}.`
        : `Check that the token alone was pasted, once. For a platform token use ${words.tokenMaker}.`,
    }),
  ),
  "token-characters": error("PAY-03", "you", CREDENTIALS, ({ input }: OfToken, { words }) => ({
    message: [`${words.given(input)} holds a space, a line break or a character beyond ASCII, which no token may.`],
    fix: `Check that the token alone was pasted, and ${words.giveAgain}.`,
  })),
  "token-shortened": error("PAY-03", "you", OURS, ({ input }: OfToken, { words }) => ({
    message: [`${words.given(input)} is not a whole token: it was copied from where tokens are shortened or masked.`],
    fix: `Copy the whole token from where it was issued or stored, and ${words.giveAgain}.`,
  })),
  "token-placeholder": error("PAY-05", "you", ONBOARDING, ({ input }: OfToken, { words }) => ({
    message: [`${words.given(input)} is an example value from a documentation.`],
    fix: input === "platform-token" ? words.makePlatformToken : words.passRealToken(input),
  })),
  "token-encoded-already": warning("PAY-08", "you", TRANSPORT, ({ input }: OfToken, { words }) => ({
    message: [
      `${words.given(input)} seems to be in Base64 already.`,
      `${input === "platform-token" ? "Your platform" : "The hub"} takes it as it is but not encoded once more, and it decodes to what could be a token.`,
    ],
    fix:
      input === "platform-token"
        ? `${capitalised(GIVE_DECODED)}, before the hub is told of it: the hub puts it into Base64 itself.`
        : `Nothing to do for this run. The next time ${GIVE_DECODED}: it is put into Base64 for you.`,
  })),
  "token-maybe-encoded": warning("PAY-08", "you", TRANSPORT, ({ input }: OfToken, { words }) => ({
    message: [
      `${words.given(input)} may be in Base64 already: it decodes to what could be a token.`,
      "Account teams send tokens in either form.",
    ],
    fix: `If the hub does not take it, ${GIVE_DECODED}.`,
  })),
  "token-same": error("PAY-07", "you", CREDENTIALS, ({ input, other }: OfToken & { other: string }, { words }) => ({
    message: [`${words.givenBoth(input, other)} are the same token.`],
    fix: `Use two: the hub's token for calling the hub, your own for the hub to call you. Make yours with ${words.tokenMaker}.`,
  })),
  "token-weak": error("PAY-06", "you", OURS, ({ input }: OfToken, { words }) => ({
    message: [`${words.given(input)} is too easy to guess: it is short or has few different characters.`],
    fix: words.makePlatformToken,
  })),
};
