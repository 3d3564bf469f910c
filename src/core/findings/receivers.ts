import { outcomeWords } from "./answer-words.ts";
import { error, note, warning } from "./entry.ts";
import { foreign } from "./prose.ts";
import { REPEAT, requestToTry } from "./request-to-try.ts";
import type { AboutResponse } from "./response-summary.ts";
import { OURS, TRANSPORT } from "./rule-sources.ts";

/** A receiver that does not answer as one. */
export interface MissingReceiver extends AboutResponse {
  readonly module: string;
  readonly method: string;
  /** What answered is no platform's answer, but a proxy's. */
  readonly byProxy: boolean;
}

/** What is found of the URLs at which the hub calls the platform. */
export const receiverFindings = {
  "onboarding-to-ask": note("INPUT", "account-team", OURS, (_, { profile }) => ({
    message: [`No token of ${profile.title} was given, so this run checked your platform alone.`],
    fix: "The message for the account team asks them to register you and to send an initial token.",
    toDo: false,
    ask: { for: "onboarding" },
  })),
  "receivers-unknown": note(
    "RCV-23",
    "you",
    OURS,
    ({ hasRole, hub }: { hasRole: boolean; hub: string }, { words }) => ({
      message: [
        hasRole
          ? `It is not known where ${hub} will call your platform: ${hub} reads that from your platform's details, and this run did not.`
          : `It is not known where ${hub} will call your platform, because no role is given.`,
      ],
      fix: hasRole
        ? `Give ${words.thePlatformToken}, with which this run reads your platform's details.`
        : words.giveRole,
    }),
  ),
  "receiver-open": error(
    "RCV-01",
    "platform",
    TRANSPORT,
    ({ module, response }: AboutResponse & { readonly module: string }) => ({
      message: [
        `Your platform's receiver ${foreign(module)} is open: it lets in a call without the platform token.`,
        `${outcomeWords(response)} Through it anyone on the internet can ${harms[module] ?? "write to your platform"}.`,
      ],
      fix: checkFirst(module),
    }),
  ),
  "commands-open": error("RCV-08", "platform", "OCPI 2.2.1 mod_commands", ({ response }: AboutResponse) => ({
    message: [
      "Your platform takes commands without the platform token.",
      `${outcomeWords(response)} Anyone on the internet can start and stop charging at your chargers, or reserve them. This run sent an empty command, which names no charger.`,
    ],
    fix: "Take `commands` off the internet now, at your proxy or firewall. Put it back when your platform checks the token first, and answers HTTP 401 to a call without it.",
  })),
  "authorize-missing": error(
    "RCV-07",
    "platform",
    "ChargeIndia Hub, CPO guide",
    ({ module, method, response, byProxy }: MissingReceiver, { profile }) => ({
      message: [
        "Your platform does not serve the real-time authorisation of tokens.",
        `${missingWords(response, byProxy)} ${profile.title} departs from OCPI here: it sends PUT to a CPO, where OCPI has POST to an eMSP.`,
      ],
      fix: `${serve(method, module, byProxy)} The answer is \`data: {allowed, token}\`, where \`allowed\` is \`ALLOWED\`, \`BLOCKED\`, \`EXPIRED\`, \`NO_CREDIT\`, \`NOT_ALLOWED\` or \`UNKNOWN\`. ${REPEAT}`,
      snippet: requestToTry(response),
    }),
  ),
  "delivery-missing": error(
    "RCV-11",
    "platform",
    "ChargeIndia Hub, eMSP guide",
    ({ module, method, response, byProxy }: MissingReceiver) => ({
      message: [
        `Your platform does not serve ${foreign(`${method} ${module}`)}, at which the hub delivers ${module === "cdrs" ? "charge detail records" : "charging sessions"}.`,
        missingWords(response, byProxy),
      ],
      fix: `${serve(method, module, byProxy)} Without the platform token the answer is HTTP 401. The hub repeats deliveries, so the same object twice must be no error. ${REPEAT}`,
      snippet: requestToTry(response),
    }),
  ),
  "receiver-missing": warning(
    "RCV-01",
    "platform",
    TRANSPORT,
    ({ module, method, response, byProxy }: MissingReceiver, { profile }) => ({
      message: [
        `Your platform does not serve ${foreign(`${method} ${module}`)}, or looks for the token only after that.`,
        missingWords(response, byProxy),
      ],
      fix: `${serve(method, module, byProxy)} ${profile.title} will call you there. Without the platform token the answer is HTTP 401. ${REPEAT}`,
      snippet: requestToTry(response),
    }),
  ),
  "receiver-unclear": warning(
    "RCV-01",
    "platform",
    TRANSPORT,
    ({ module, response }: AboutResponse & { readonly module: string; readonly method: string }) => ({
      message: [
        `It is not known whether your platform's receiver ${foreign(module)} checks the token.`,
        `${outcomeWords(response)} The call had no token, or a made-up one.`,
      ],
      fix: checkFirst(module),
    }),
  ),
  "receiver-elsewhere": note(
    "PRT-19",
    "platform",
    OURS,
    ({ module, url }: { readonly module: string; readonly url: string }) => ({
      message: [
        `Your platform's receiver ${foreign(module)} is on another host: ${foreign(url)}.`,
        "It was not called: what a platform lists may lead anywhere.",
      ],
      fix: "If the host is yours, name the URL in `receivers` of the connection in `ocpi.yml`. No token goes there in any case.",
    }),
  ),
};

/** What can be done to a platform through a receiver that is open, by module. */
const harms: Readonly<Record<string, string>> = {
  tokens: "ask whether a token may charge, or add one that may",
  sessions: "write charging sessions that never were into your customers' accounts",
  cdrs: "bill your customers for charging that never was",
  locations: "change the chargers that your drivers see",
  tariffs: "change the prices that your drivers see",
  hubclientinfo: "tell your platform that a partner is gone",
};

function checkFirst(module: string): string {
  return `At ${foreign(module)} check the token first, and answer HTTP 401 to a call without it.`;
}

/** Who has to let a call through: the platform, or what stands before it. */
function serve(method: string, module: string, byProxy: boolean): string {
  const call = foreign(`${method} ${module}`);
  return byProxy
    ? `Let your proxy or web server pass ${call} on to your platform, and let your platform serve it.`
    : `Let your platform serve ${call}.`;
}

function missingWords(response: AboutResponse["response"], byProxy: boolean): string {
  const words = outcomeWords(response);
  return byProxy
    ? `${words} That is a proxy's answer, or a web server's: the call did not get to your OCPI code.`
    : words;
}
