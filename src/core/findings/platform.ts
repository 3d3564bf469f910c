import type { TokenEncoding } from "../ocpi/token.ts";
import { adviceOnSilentPlatform, remedyOfSilence } from "./advice.ts";
import { outcomeWords, silenceWords } from "./answer-words.ts";
import { error, warning } from "./entry.ts";
import type { AboutResponse } from "./response-summary.ts";
import { capitalised, foreign, list } from "./prose.ts";
import { CREDENTIALS, ENVELOPE, OURS, TRANSPORT } from "./rule-sources.ts";
import type { Said } from "./sentence.ts";
import type { Profile } from "../profiles/profile.ts";
import type { Words } from "./words.ts";

/** The parameters of a finding about what a URL answers. */
export interface At {
  readonly url: string;
}

/** The platform refuses the token that the hub is to present to it. */
export interface RefusedByPlatform extends AboutResponse {
  /** Whose token it is: of a first registration, of one that works, of one whose party is OFFLINE, or the new one of a rotation. */
  readonly of: "exchange" | "registration" | "offline" | "rotation";
}

/** The platform was not heard: before an exchange, or while a registration works. */
export interface SilentPlatform extends AboutResponse {
  readonly of?: "registration";
}

/** What the platform does otherwise than a hub needs it. */
export const platformFindings = {
  "platform-no-answer": error("PRT-03", "platform", CREDENTIALS, ({ response, of }: SilentPlatform, { words }) => ({
    message: [
      ...silenceWords("your platform", response),
      of === "registration"
        ? "The hub calls it to see whether it is there, and for all traffic."
        : "The hub calls it while it registers you, so the exchange would fail.",
    ],
    fix: adviceOnSilentPlatform(
      response.error,
      of === "registration" ? `look from where the hub does: ${words.comeFromElsewhere}` : words.relaxPlatformCheck,
      words,
    ),
    ...remedyOfSilence(response.error),
  })),
  "platform-certificate": error("PRT-02", "platform", TRANSPORT, ({ response }: AboutResponse, { words }) => ({
    message: [certificateFault(response.error), `${outcomeWords(response)} The hub would not trust it either.`],
    fix: certificateFix(response.error, words),
    ...remedyOfSilence(response.error),
  })),
  "platform-bot-wall": error("PRT-36", "platform", OURS, ({ response }: AboutResponse) => ({
    message: [
      "A firewall or a bot protection in front of your platform turns calls away.",
      `${outcomeWords(response)} It would turn the hub's calls away, too: a hub is no browser.`,
    ],
    fix: "In the firewall, let calls to your OCPI paths through from every address: your platform checks the token. If only the hub's addresses may come in, ask the account team for them; this run still fails then, because it comes from others.",
  })),
  "platform-refuses-token": error("PRT-04", "platform", CREDENTIALS, (refusal: RefusedByPlatform, { words }) =>
    platformRefuses(refusal, words),
  ),
  "platform-open": error(
    "PRT-06",
    "platform",
    TRANSPORT,
    ({ url }: At) => ({
      message: [
        "Your platform answers without a token.",
        `${url} let in a call without one. Anyone on the internet can read there where your endpoints are.`,
      ],
      fix: "Answer HTTP 401, in JSON with `status_code` and `timestamp`, to every call without the platform token.",
    }),
    { oncePerPeer: true },
  ),
  "platform-redirects": error(
    "PRT-24",
    "platform",
    "ChargeIndia Hub, connection health",
    ({ response }: AboutResponse) => ({
      message: ["Your platform redirects, and a hub does not follow.", outcomeWords(response)],
      fix: "Serve the path itself: check `https:`, `www.` and the trailing slash.",
    }),
  ),
  "platform-unusable-answer": error(
    "PRT-21",
    "platform",
    TRANSPORT,
    ({ response }: AboutResponse, { words, profile }) => ({
      message: ["Your platform gives no usable OCPI answer.", outcomeWords(response)],
      fix:
        response.httpStatus === 404
          ? `Check ${words.platformUrl}. If it is right, your platform must answer this path: the hub calls ${profile.healthPath === undefined ? "" : `\`${profile.healthPath}\` and `}the ${words.platformUrl} that you give it.`
          : "Make it answer HTTP 200 and an OCPI envelope with `status_code` 1000 for the platform token.",
    }),
  ),
  "platform-url-mistyped": error(
    "PRT-21",
    "you",
    TRANSPORT,
    ({ response, meant }: AboutResponse & { readonly meant: string }, { words, profile }) => ({
      message: [
        `Your platform has nothing at ${words.platformUrl}, and answers at another address.`,
        `${outcomeWords(response)} Its ${profile.platformUrl === "details" ? "version details are" : "list of versions is"} at ${foreign(meant)}.`,
      ],
      fix: `Did you mean ${foreign(meant)}? Make that the ${words.platformUrl}, and ${words.rerun}.`,
    }),
  ),
  "platform-no-health-path": error(
    "PRT-29",
    "platform",
    "ChargeIndia Hub, connection health",
    ({ response }: AboutResponse, { words, profile }) => ({
      message: [
        `Your platform has nothing at ${healthPathOf(profile)}, which the health check of ${profile.title} calls.`,
        `${outcomeWords(response)} The hub would count your platform as OFFLINE.`,
      ],
      fix: `Serve the list of versions at ${healthPathOf(profile)} on the host of ${words.platformUrl}, too: the path is the hub's, and not yours to choose.`,
    }),
  ),
  "platform-details-unusable": error(
    "PRT-13",
    "platform",
    CREDENTIALS,
    ({ response, wanted }: AboutResponse & { readonly wanted: string }) => ({
      message: [
        `Your platform lists its OCPI ${wanted} at ${response.url}, which does not answer version details.`,
        `${outcomeWords(response)} The hub reads them while it registers you, so the exchange would fail.`,
      ],
      fix: "Correct that URL in the platform's list of versions, or make it answer `data: {version, endpoints}` for the platform token.",
    }),
  ),
  "platform-details-elsewhere": warning(
    "PRT-19",
    "platform",
    CREDENTIALS,
    ({ url, origin }: At & { readonly origin: string }) => ({
      message: [
        `Your platform lists its version details at ${foreign(url)}, which is not on ${origin}.`,
        "No token was sent there, so it is not known whether they answer; the hub will ask for them there.",
      ],
      fix: "Check that this address is yours, with `https:`, and that it answers version details for the platform token.",
    }),
  ),
  "platform-no-envelope": error("PRT-21", "platform", TRANSPORT, ({ response }: AboutResponse, { words }) => ({
    message: [
      "Your platform's answer is not in the OCPI envelope.",
      `${outcomeWords(response)} A hub can make nothing of it.`,
    ],
    fix: `The address is right. Make your platform answer ${ENVELOPE}. Then ${words.rerun}.`,
  })),
  "platform-version-missing": error(
    "PRT-11",
    "platform",
    CREDENTIALS,
    ({ wanted, url, offered }: { url: string; offered: readonly string[]; wanted: string }) => ({
      message: [
        `Your platform does not offer OCPI ${wanted} at ${url}; it offers ${offered.length === 0 ? "nothing" : list(offered.map(foreign))}.`,
      ],
      fix: `Add \`${wanted}\` to the platform's list of versions.`,
    }),
  ),
  "platform-shape": error("PRT-10", "platform", CREDENTIALS, ({ url }: At, { words }) => ({
    message: [`${url} answers neither a list of versions nor version details.`],
    fix: `Check ${words.platformUrl}. A list of versions is \`data: [{version, url}]\`.`,
  })),
  "platform-details-url": error("PRT-10", "platform", CREDENTIALS, ({ url }: At, { words }) => ({
    message: [
      `${words.platformUrl} is the address of your version details.`,
      `${url} answers endpoints, where OCPI asks for the list of versions.`,
    ],
    fix: "Give the URL of your platform's list of versions, such as `https://your-platform.com/ocpi/versions`.",
  })),
  "platform-list-url": warning(
    "PRT-10",
    "you",
    "ChargeIndia Hub, onboarding",
    ({ url, listed }: At & { readonly listed: string }, { words, profile }) => ({
      message: [
        `${words.platformUrl} is the address of your list of versions, and ${profile.title} asks for that of your version details.`,
        `${url} answers the list. The hub may look for your modules below this address, and not find them.`,
      ],
      fix: `Make ${foreign(listed)} the ${words.platformUrl}. If the hub has the other address already, tell it the new one: ${words.update}.`,
    }),
  ),
  "platform-other-encoding": warning(
    "PRT-05",
    "platform",
    "ChargeIndia Hub, authentication",
    ({ takes }: { url: string; takes: TokenEncoding }, { profile }) => ({
      message: [
        `Your platform takes the platform token only ${takes === "base64" ? `in Base64, but ${profile.title} documents that it sends tokens as they are` : "as it is, but OCPI 2.2.1 has tokens sent in Base64"}.`,
      ],
      fix: "Make the platform accept both forms.",
    }),
  ),
};

function healthPathOf({ healthPath }: Profile): string {
  return healthPath === undefined ? "the path of the health check" : `\`${healthPath}\``;
}

function certificateFault(code: string | undefined): string {
  switch (code) {
    case "CERT_HAS_EXPIRED":
      return "Your platform's certificate has expired.";
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return "Your platform's certificate is for another host.";
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
      return "Your platform's certificate is signed by itself, and by no authority.";
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
      return "Your platform does not send its whole certificate chain: an intermediate certificate is missing.";
    default:
      return "Your platform's certificate is not trusted.";
  }
}

function certificateFix(code: string | undefined, words: Words): string {
  switch (code) {
    case "CERT_HAS_EXPIRED":
      return "Renew it, and let it be renewed by itself from now on.";
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return `Check the host in ${words.platformUrl}. If it is right, get a certificate that names it.`;
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
      return "Let your web server send the certificate with its intermediates, such as the `fullchain.pem` of Let's Encrypt. Browsers find what is missing by themselves, and hubs do not.";
    default:
      return `Get a certificate of a public authority. If a proxy puts its own in the place of the platform's, ${words.trustAuthority}.`;
  }
}

function platformRefuses({ response, of }: RefusedByPlatform, words: Words): Said {
  switch (of) {
    case "exchange":
      return {
        message: [
          "Your platform does not accept the platform token.",
          `${outcomeWords(response)} The hub will present this token, and would be refused.`,
        ],
        fix: `Install ${words.thePlatformToken} in your platform, as the token with which the hub calls you; if your platform has the right one already, ${words.correctPlatformToken}. Then ${words.rerun}.`,
        remedy: "install-platform-token",
      };
    case "registration":
      return {
        message: [
          "Your platform does not accept the platform token.",
          `${outcomeWords(response)} The registration works, so the hub still uses the token that it was given.`,
        ],
        fix: `${capitalised(words.restorePlatformToken)}. If your platform was changed, put that token back there, and no other. A new token goes to the hub first, with ${words.rotate}.`,
        remedy: "install-platform-token",
      };
    case "offline":
      return {
        message: [
          "Your platform does not accept the platform token.",
          `${outcomeWords(response)} The hub calls with the token of the exchange, and its calls fail, too: most likely your platform has lost that token.`,
        ],
        fix: `Install the token of the exchange in your platform again: it is ${words.thePlatformToken}, unless you changed that since. If it is lost, a new token goes to the hub with ${words.rotate}.`,
        remedy: "install-platform-token",
      };
    case "rotation":
      return {
        message: [
          "Your platform does not accept the new platform token yet.",
          `${outcomeWords(response)} The hub still has the old one.`,
        ],
        fix: `Install the new platform token in your platform, beside the old one. Then rotate again, with the same new token: ${words.rotate}.`,
        remedy: "install-platform-token",
      };
  }
}
