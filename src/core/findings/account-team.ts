import type { Words } from "./words.ts";

/** When to ask for a reset that another run may make unnecessary. */
export const SAME_AGAIN = "another run, with the initial token and 5 minutes later, ends the same way";

const MESSAGE = "e-mail the account team the message for them";

/** To send the account team what the report has for them; fits into the middle of a sentence. */
export function sendMessage({ findMessage }: Words): string {
  return `${MESSAGE} (${findMessage})`;
}

/** Whether a sentence asks for that. */
export function speaksOfMessage(sentence: string): boolean {
  return sentence.toLowerCase().includes(MESSAGE);
}

/** To have the registration reset, and to begin anew. */
export function askForReset(words: Words): string {
  return `${resetRequest(words)}. When you have that token, ${useNewToken(words)}`;
}

/** For who was interrupted: what is left of the interrupted exchange goes only after the registration was reset. */
export function askForResetOf(lockPlace: string, words: Words): string {
  if (lockPlace === "") return `${resetRequest(words)}. When you have that token, ${useNewToken(words)}`;
  return `${resetRequest(words)}. ${words.onceReset(lockPlace)}, ${useNewToken(words)}`;
}

/** To register with an initial token that the account team issued anew. */
export function useNewToken({ giveInitialToken, exchange }: Words): string {
  return `${giveInitialToken}, and ${exchange}.`;
}

/** After a definite refusal that was not about the token. */
export function exchangeWithSameToken({ exchange }: Words): string {
  return `${exchange} with the same initial token.`;
}

function resetRequest(words: Words): string {
  return `${sendMessage(words)}: "please reset our registration and issue a new initial token"`;
}
