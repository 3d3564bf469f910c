import { outcomeWords } from "./answer-words.ts";
import { error, note, warning } from "./entry.ts";
import { foreign, list } from "./prose.ts";
import type { AboutResponse } from "./response-summary.ts";
import { DETAILS, TRANSPORT } from "./rule-sources.ts";

/** What is wrong with a URL that the platform lists. */
type UrlFault = "relative" | "insecure" | "private" | "placeholder" | "long";

/** Modules of the platform's, as its details name them. */
export interface OfModules {
  readonly modules: readonly string[];
}

const faults: Readonly<Record<UrlFault, string>> = {
  relative: "has no host",
  insecure: "is not `https:`",
  private: "the internet does not reach",
  placeholder: "is an example out of a document",
  long: "is longer than the 255 characters that OCPI allows",
};

const FIX_URLS =
  "Set your platform's public base URL in its settings: the platform makes the URLs of its versions and endpoints from that.";

/** What is found of the version details that a platform lists, and of the modules in them. */
export const platformDetailsFindings = {
  "platform-version-url": error(
    "PRT-12",
    "platform",
    DETAILS,
    ({ url, fault }: { readonly url: string; readonly fault: UrlFault }) => ({
      message: [
        `Your platform lists its version details at a URL that ${faults[fault]}.`,
        `It is ${foreign(url)}. The hub calls exactly that.`,
      ],
      fix: FIX_URLS,
    }),
  ),
  "platform-endpoint-url": error(
    "PRT-18",
    "platform",
    DETAILS,
    ({ url, fault, modules }: OfModules & { readonly url: string; readonly fault: UrlFault }) => ({
      message: [
        `Your platform lists ${list(modules.map(foreign))} at a URL that ${faults[fault]}.`,
        `Such as ${foreign(url)}. The hub calls exactly that.`,
      ],
      fix: FIX_URLS,
    }),
  ),
  "platform-hosts": note(
    "PRT-19",
    "platform",
    DETAILS,
    ({ host, hosts, modules }: OfModules & { readonly host: string; readonly hosts: readonly string[] }) => ({
      message: [
        `Your platform lists ${list(modules.map(foreign))} on another host than ${foreign(host)}: ${list(hosts.map(foreign))}.`,
      ],
      fix: "Check that the host is yours, and that the hub may call it. No token was sent there.",
    }),
  ),
  "platform-details-list": error("PRT-13", "platform", DETAILS, ({ version }: { readonly version: string }) => ({
    message: [
      `Your platform answers its OCPI ${version} details as a list.`,
      "OCPI has one object there, `{version, endpoints}`, and a hub may find no endpoint in a list.",
    ],
    fix: "Answer `data: {version, endpoints}`.",
  })),
  "platform-details-version": error(
    "PRT-14",
    "platform",
    DETAILS,
    ({ version, wanted }: { readonly version: string; readonly wanted: string }) => ({
      message: [
        `The details that your platform lists for OCPI ${wanted} say that they are those of ${foreign(version)}.`,
      ],
      fix: "Correct `version` in the details, or the URL in the list of versions.",
    }),
  ),
  "platform-no-credentials": error("PRT-15", "platform", DETAILS, () => ({
    message: [
      "Your platform's details do not list `credentials`.",
      "There the hub updates its token, and ends the registration.",
    ],
    fix: "Add `{identifier: credentials, role: RECEIVER, url}` to the endpoints.",
  })),
  "platform-no-clientinfo": warning("PRT-20", "platform", "OCPI 2.2.1 mod_hub_client_info", () => ({
    message: [
      "Your platform's details do not list `hubclientinfo`.",
      "There a hub tells which of its other parties are connected.",
    ],
    fix: "If your platform should know that, add `{identifier: hubclientinfo, role: RECEIVER, url}` to the endpoints.",
    toDo: false,
  })),
  "platform-interface-role": error(
    "PRT-16",
    "platform",
    DETAILS,
    ({ modules, written }: OfModules & { readonly written: readonly string[] }) => ({
      message: [
        `Your platform's details do not say in OCPI's words which side of ${list(modules.map(foreign))} they offer.`,
        `\`role\` is ${list(written.map((role) => (role === "" ? "missing" : foreign(role))))}.`,
      ],
      fix: "Write `SENDER` where your platform has the data, and `RECEIVER` where it is sent to it; in capitals.",
    }),
  ),
  "platform-roles-swapped": error(
    "PRT-17",
    "platform",
    "OCPI 2.2.1 transport_and_format",
    ({ role, modules }: OfModules & { readonly role: string }) => ({
      message: [
        "Your platform's details have `SENDER` and `RECEIVER` the wrong way round.",
        `For a ${foreign(role)} they would be ${list(modules.map(foreign))}: \`SENDER\` is the side that has the data, and not the side that sends the requests.`,
      ],
      fix: "In your version details, swap `SENDER` and `RECEIVER` at all endpoints but `credentials`.",
    }),
  ),
  "platform-module-missing": error(
    "PRT-17",
    "platform",
    "OCPI 2.2.1 transport_and_format",
    ({ role, modules }: OfModules & { readonly role: string }, { profile }) => ({
      message: [
        `Your platform's details lack ${list(modules.map(foreign))}.`,
        `Traffic of a ${foreign(role)} through ${profile.title} needs ${modules.length === 1 ? "it" : "them"}.`,
      ],
      fix: "Implement and list what is missing. If it is there, correct its `identifier` or `role`.",
    }),
  ),
  "platform-version-order": note(
    "PRT-39",
    "platform",
    DETAILS,
    ({ first, wanted }: { readonly first: string; readonly wanted: string }) => ({
      message: [`Your platform lists OCPI ${foreign(first)} before ${wanted}.`],
      fix: `Some servers take the first entry whatever its version: list ${wanted} first if you can.`,
      toDo: false,
    }),
  ),
  "platform-base": warning("PRT-30", "platform", "ChargeIndia Hub, onboarding", ({ response }: AboutResponse) => ({
    message: [
      "Your platform's version details are not at the place that the hub documents.",
      `${outcomeWords(response)} If the hub calls you by its documented paths, and not by your details, it does not find you.`,
    ],
    fix: `Serve your version details at ${response.url}, too, or ask the account team whether your own paths will do.`,
  })),
  "list-unreadable": warning("RCV-21", "platform", TRANSPORT, ({ response, modules }: AboutResponse & OfModules) => ({
    message: [
      `Your platform lists ${list(modules.map((module) => foreign(`${module} SENDER`)))}, which ${modules.length === 1 ? "does" : "do"} not answer a list.`,
      outcomeWords(response),
    ],
    fix: "Answer `data: […]`, also where it is empty, or take the module out of the details.",
  })),
  "list-headers": warning(
    "RCV-21",
    "platform",
    TRANSPORT,
    ({ url, modules }: OfModules & { readonly url: string }) => ({
      message: [
        `Your platform's ${modules.length === 1 ? "list" : "lists"} of ${list(modules.map(foreign))} ${modules.length === 1 ? "does" : "do"} not say how long ${modules.length === 1 ? "it is" : "they are"}.`,
        `${url} answered without \`X-Total-Count\` or \`X-Limit\`, by which a hub reads page after page.`,
      ],
      fix: "Send both headers with each page, and `Link` to the next one.",
    }),
  ),
  "receiver-path": warning(
    "RCV-03",
    "platform",
    "OCPI 2.2.1, the receiver interfaces",
    ({ module, response }: AboutResponse & { readonly module: string }) => ({
      message: [
        `Your platform's receiver ${foreign(module)} does not answer for an object that it does not know.`,
        `${outcomeWords(response)} The call had the platform token.`,
      ],
      fix: "Answer HTTP 404 with an envelope for an unknown object, and look for the party in the path without regard to which it is.",
    }),
  ),
  "token-invented": warning("RCV-05", "platform", "OCPI 2.2.1 mod_tokens", ({ response }: AboutResponse) => ({
    message: ["Your platform answers success for a token that no eMSP has sent it.", outcomeWords(response)],
    fix: "Answer HTTP 404, with `status_code` 2004, for an unknown token: who asks would let it charge.",
  })),
  "receiver-invents": warning(
    "RCV-10",
    "platform",
    "OCPI 2.2.1, the receiver interfaces",
    ({ module, response }: AboutResponse & { readonly module: string }) => ({
      message: [
        `Your platform's receiver ${foreign(module)} answers success for an object that does not exist.`,
        outcomeWords(response),
      ],
      fix: "Answer HTTP 404 with an envelope for an unknown object.",
    }),
  ),
  "receiver-routing-headers": warning(
    "RCV-19",
    "platform",
    TRANSPORT,
    ({ url }: { readonly url: string }) => ({
      message: [
        "Your platform's answers lack OCPI's routing headers.",
        `${url} was called with \`OCPI-to-…\` and \`OCPI-from-…\`, and answered without.`,
      ],
      fix: "Send the same headers back the other way round: who was called is now who answers.",
    }),
    { oncePerPeer: true },
  ),
};
