import type { TokenEncoding } from "../ocpi/token.ts";
import { outcomeWords } from "./answer-words.ts";
import { error, note, warning, type Entry } from "./entry.ts";
import { foreign, list, quoted } from "./prose.ts";
import type { AboutResponse } from "./response-summary.ts";
import { CREDENTIALS, OURS, TRANSPORT } from "./rule-sources.ts";
import { utcDay } from "./times.ts";

/** A host of the platform's. */
export interface AtHost {
  readonly host: string;
}

/** A URL of the platform's. */
export interface AtUrl {
  readonly url: string;
}

const HEALTH = "ChargeIndia Hub, connection health";

const slow = warning(
  "PRT-27",
  "platform",
  HEALTH,
  ({ url, ms }: AtUrl & { readonly ms: number }) => ({
    message: [
      `Your platform takes ${(ms / 1000).toFixed(1)} seconds to list its versions.`,
      `${url} was called several times, and this was the fastest answer. A health check that waits less counts your platform as OFFLINE.`,
    ],
    fix: "Bring it below 2 seconds: the answer is always the same, so keep it in memory.",
  }),
  { oncePerPeer: true },
);

/** What a preflight finds of a platform beyond what is in the way of an exchange: the way to it, its token, its answers. */
export const preflightFindings = {
  "samples-good": note("SAMPLE", "you", OURS, ({ files }: { readonly files: readonly string[] }) => ({
    message: [
      `${files.length === 1 ? "One sample is" : `${files.length} samples are`} as OCPI and the hub want them: ${list(files.slice(0, 10).map(foreign))}${files.length > 10 ? " and others" : ""}.`,
    ],
  })),
  "samples-more": warning("SAMPLE", "you", OURS, ({ count }: { readonly count: number }) => ({
    message: [`There ${count === 1 ? "is 1 more finding" : `are ${count} more findings`} in the samples.`],
    fix: "Correct those that are listed, and check again.",
  })),
  "half-preflight": note("INPUT", "you", OURS, (_, { words }) => ({
    message: ["No platform token was given, so this run tried only what needs none."],
    fix: `Give ${words.thePlatformToken}, and run the preflight again: it checks versions, details and modules then.`,
    toDo: false,
  })),
  "platform-private": error(
    "PRT-01",
    "platform",
    OURS,
    ({ host, addresses }: AtHost & { readonly addresses: readonly string[] }, { words }) => ({
      message: [
        `${foreign(host)} leads to an address that is not on the internet: ${list(addresses.map(foreign))}.`,
        "The hub calls your platform from the internet, and does not get there. Nothing was sent.",
      ],
      fix: `Give the platform a public address, and its name a public DNS entry. ${words.fromInside}`,
    }),
  ),
  "platform-certificate-ends": warning(
    "PRT-02",
    "platform",
    TRANSPORT,
    ({ host, days, end }: AtHost & { readonly days: number; readonly end: Date }) => ({
      message: [
        `The certificate of ${foreign(host)} ends in ${days === 1 ? "1 day" : `${Math.max(0, days)} days`}, on ${utcDay(end)}.`,
        "From then on the hub cannot call your platform.",
      ],
      fix: "Renew it, and let it be renewed by itself from now on.",
    }),
  ),
  "platform-slow": { ...slow, grade: ({ ms }) => (ms > 10_000 ? "error" : "warning") } satisfies Entry<
    AtUrl & { readonly ms: number }
  >,
  "platform-limits": warning(
    "PRT-28",
    "platform",
    HEALTH,
    ({ response, calls }: AboutResponse & { readonly calls: number }) => ({
      message: [
        `Your platform turned away call ${calls} of several that came quickly.`,
        `${outcomeWords(response)} The hub's health check calls often, and would count your platform as OFFLINE.`,
      ],
      fix: "Take the hub's calls out of the rate limit, or raise it to 60 calls a minute.",
    }),
  ),
  "platform-takes-any-token": error(
    "PRT-07",
    "platform",
    TRANSPORT,
    ({ response }: AboutResponse) => ({
      message: [
        "Your platform lets in a made-up token.",
        `${outcomeWords(response)} It checks that there is a token, and not which.`,
      ],
      fix: "Compare the token with the platform token, and answer HTTP 401 to every other.",
    }),
    { oncePerPeer: true },
  ),
  "platform-crashes-at-token": error(
    "PRT-07",
    "platform",
    TRANSPORT,
    ({ response }: AboutResponse) => ({
      message: ["Your platform breaks down at a wrong token.", outcomeWords(response)],
      fix: "Answer HTTP 401 to a token that your platform does not know, also to one that is no Base64.",
    }),
    { oncePerPeer: true },
  ),
  "platform-refuses-otherwise": warning(
    "PRT-07",
    "platform",
    TRANSPORT,
    ({ response }: AboutResponse) => ({
      message: [
        "Your platform does not answer HTTP 401 to a wrong token.",
        `${outcomeWords(response)} The hub cannot tell this from another fault.`,
      ],
      fix: "Answer HTTP 401, in JSON with `status_code` and `timestamp`, to a token that your platform does not know.",
    }),
    { oncePerPeer: true },
  ),
  "platform-one-form": note(
    "PRT-05",
    "platform",
    TRANSPORT,
    ({ takes }: AtUrl & { readonly takes: TokenEncoding }, { profile }) => ({
      message: [
        `Your platform takes the platform token ${takes === "plain" ? "as it is, and not in Base64" : "in Base64, and not as it is"}.`,
        `That is the form in which ${profile.title} sends it.`,
      ],
      fix: "Other hubs send the other form: if you can, accept both.",
      toDo: false,
    }),
    { oncePerPeer: true },
  ),
  "platform-header-letters": error("PRT-09", "platform", "RFC 9110, 5.1", ({ url }: AtUrl) => ({
    message: [
      "Your platform finds the token only in a header that is written `Authorization`.",
      `${url} refused the same token in \`authorization\`, as HTTP/2 and many clients write it.`,
    ],
    fix: "Take the header's name in capital and small letters alike: HTTP makes no difference between them.",
  })),
  "platform-needs-routing": error("PRT-26", "platform", TRANSPORT, ({ url }: AtUrl) => ({
    message: [
      "Your platform refuses calls that lack the headers `OCPI-from-…` and `OCPI-to-…`.",
      `${url} answered well only with them. The hub calls versions, version details and credentials without them, as OCPI has it.`,
    ],
    fix: "Answer calls of versions, version details and credentials that lack these headers. Only modules such as `commands`, `tokens` and `sessions` may ask for them.",
  })),
  "platform-content-type": warning(
    "PRT-22",
    "platform",
    TRANSPORT,
    ({ url, type }: AtUrl & { readonly type: string }) => ({
      message: [
        `Your platform sends its JSON ${type === "" ? "without a content type" : `as ${foreign(type)}`}.`,
        `${url} answers OCPI without the header \`Content-Type: application/json\`, and some clients do not read it then.`,
      ],
      fix: "Send `Content-Type: application/json` with each answer.",
    }),
  ),
  "platform-ids": warning(
    "PRT-23",
    "platform",
    TRANSPORT,
    ({ url, on }: AtUrl & { readonly on: "each" | "success" | "refusal" }) => ({
      message: [
        `Your platform does not repeat the ids of a call in ${{ each: "its answers", success: "its good answers", refusal: "its refusals" }[on]}.`,
        `${url} answered without the \`X-Request-ID\` and \`X-Correlation-ID\` that it was sent. By them support finds a call in two logs.`,
      ],
      fix: "Copy both headers from each call to its answer, errors included.",
    }),
  ),
  "platform-timestamp": warning(
    "PRT-38",
    "platform",
    TRANSPORT,
    ({ url, timestamp }: AtUrl & { readonly timestamp: string | undefined }) => ({
      message: [
        timestamp === undefined
          ? "Your platform's answers have no `timestamp`."
          : `Your platform's answers have a \`timestamp\` that is not OCPI's: ${quoted(timestamp)}.`,
        `${url} was asked. OCPI wants it in UTC, such as \`2026-01-31T08:00:00Z\`.`,
      ],
      fix: "Put the time in UTC, with `Z`, into each envelope.",
    }),
  ),
  "platform-error-page": warning(
    "PRT-35",
    "platform",
    TRANSPORT,
    ({ response }: AboutResponse) => ({
      message: [
        "Your platform, or a proxy before it, answers a refusal with a web page.",
        `${outcomeWords(response)} A hub reads only JSON, also of an error.`,
      ],
      fix: "Let errors be answered in JSON, with `status_code` and `timestamp`.",
    }),
    { oncePerPeer: true },
  ),
  "platform-slash": warning("PRT-25", "platform", HEALTH, ({ response }: AboutResponse) => ({
    message: [
      "Your platform redirects a URL that ends with a slash to one without, or the other way round.",
      `${outcomeWords(response)} A hub does not follow redirects.`,
    ],
    fix: "Serve both forms, or answer HTTP 404 to the other.",
  })),
  "platform-credentials": warning("PRT-31", "platform", CREDENTIALS, ({ response }: AboutResponse) => ({
    message: ["Your platform does not show its own credentials to the hub.", outcomeWords(response)],
    fix: "Answer GET at your `credentials` with `data: {token, url, roles}`, where `roles` are your own.",
  })),
  "platform-other-roles": warning(
    "PRT-32",
    "platform",
    CREDENTIALS,
    ({ given, listed }: { readonly given: readonly string[]; readonly listed: readonly string[] }) => ({
      message: [
        `Your platform's own credentials name ${listed.length === 0 ? "no party" : list(listed.map(foreign))}, and not ${list(given.map(foreign))}.`,
        "The hub would be told of other parties than your platform serves.",
      ],
      fix: "Correct `roles` in the platform's settings, or the party that this run was given.",
    }),
  ),
};
