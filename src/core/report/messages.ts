import type { Fact, NotConnected, OddAnswer, Source } from "../checks/fact.ts";
import { bySeverity, type Finding } from "../checks/finding.ts";
import type { Who } from "../checks/rules.ts";
import { partyName } from "../ocpi/party.ts";
import type { RequestRecord } from "../peer/peer.ts";
import type { Vault, VaultFailure, VaultGrant, VaultView } from "../ports.ts";
import { isSuccess } from "../ocpi/envelope.ts";
import { specifiedMeaning } from "../ocpi/status-codes.ts";
import type { Profile } from "../profiles/profile.ts";
import { plainLine } from "./escape.ts";
import { handover, isInSummary } from "./handover.ts";
import { isRotated, type RunRecord } from "./report.ts";
import type { PartyStatus, Result } from "./result.ts";
import { duration, utc } from "./times.ts";

/**
 * What happened and why, and what to do now. Backticks mark what is to be typed or looked for; foreign text never holds
 * one. A `snippet` is to be pasted.
 */
export interface Sentence {
  readonly message: string;
  readonly fix?: string;
  readonly snippet?: string;
  /** A link of ours that stands in `fix`. */
  readonly link?: string;
}

const SEND_MESSAGE = "e-mail the account team the message for them (in the step summary, output `handover`)";
const NEW_TOKEN = "put the new token into the secret that you pass as `initial-token`, and start a new run.";
const ASK_FOR_RESET = `${SEND_MESSAGE}: "please reset our registration and issue a new initial token". When you have that token, ${NEW_TOKEN}`;

/** For who was interrupted: what is left of the interrupted exchange goes only after the registration was reset. */
function askForReset(slotPlace: string): string {
  return `${SEND_MESSAGE}: "please reset our registration and issue a new initial token". Not before you have that token: delete the ${slotPlace}, ${NEW_TOKEN}`;
}
/** Where a person finds a capsule again. */
const CAPSULE =
  "the recovery capsule (the text that begins with `ocpi-capsule:v1:` in this step's log, and the output `recovery-capsule`)";
const NOTHING_FOR_YOU = "No action needed: this run does not depend on it. If you like, tell the account team.";

/**
 * The sentence for a fact. This file is the only one that knows English. The first sentence of a message stands alone,
 * without foreign text: it is the headline of a run that ends for this reason.
 */
export function sentence(fact: Fact, profile: Profile): Sentence {
  switch (fact.code) {
    // Inputs
    case "input-missing":
      return missingInput(fact.input, fact.secret, fact.hint);
    case "input-blank":
      return {
        message: `The input \`${fact.input}\` is blank. It holds nothing but spaces or line breaks.`,
        fix: `Give \`${fact.input}\` its value, or leave it out. If it comes from a secret, store the secret again.`,
      };
    case "input-not-one-of":
      return {
        message: `The input \`${fact.input}\` is ${quoted(fact.value)}, which is not one of its values.`,
        fix: `Use one of: ${fact.allowed.map((value) => `\`${value}\``).join(", ")}.`,
      };
    case "input-duration":
      return {
        message: `The input \`${fact.input}\` is ${quoted(fact.value)}, which is not a duration.`,
        fix: /^\d+$/.test(fact.value)
          ? `A bare number has no unit: write \`${fact.value}s\` for seconds or \`${fact.value}m\` for minutes.`
          : "Write it as `30s`, `2m` or `1h`.",
      };
    case "input-secret-name":
      return {
        message: `The input \`hub-token-secret\` is ${quoted(fact.value)}, and GitHub takes no secret of this name.`,
        fix: "Use letters, digits and `_`; do not begin with a digit or with `GITHUB_`. The default is `OCPI_HUB_TOKEN`.",
      };
    case "input-repository":
      return {
        message: `GITHUB_REPOSITORY is ${fact.value === "" ? "not set" : quoted(fact.value)}, so it is not known in which repository to keep the hub token.`,
        fix: "Run this as a step of a GitHub workflow; elsewhere set GITHUB_REPOSITORY to `owner/name`.",
      };
    case "party-incomplete":
      return {
        message: `The inputs \`role\`, \`country-code\`, \`party-id\` and \`business-name\` go together, but ${list(fact.missing)} ${fact.missing.length === 1 ? "is" : "are"} missing.`,
        fix: "Give all four, or none of them and `roles` in the config.",
      };
    case "input-report-path":
      return {
        message: `The input \`report-path\` names ${quoted(fact.value)}, which ends neither in \`.json\` nor in \`.md\`.`,
        fix: "Write one path a line, each ending in `.json` for the report as data or `.md` for a page to read.",
      };
    case "input-needs":
      return {
        message: `The input \`${fact.input}: ${fact.value}\` needs \`${fact.needs}\`.`,
        fix: `Add \`${fact.needs}\` to the step.`,
      };
    case "hub-twice":
      return {
        message: `The input \`hub-url\` points to ${fact.input}, but the config says ${fact.file}. A token for one hub must not be sent to another.`,
        fix: "Remove the input, or correct the one that is wrong.",
      };
    case "event-refused":
      return {
        message: `\`command: ${fact.command}\` does not run on the event \`${plainForeign(fact.event)}\`: code from a pull request could reach the tokens.`,
        fix: "Run it on `workflow_dispatch` or `push`.",
      };
    case "input-overrides-file":
      return { message: `Inputs win over the config file: ${list(fact.inputs.map((name) => `\`${name}\``))}.` };

    // ocpi.yml
    case "config-missing":
      return {
        message: `There is no \`${fact.path}\`${fact.workspaceEmpty ? " (the workspace is empty)" : ""}, and the inputs alone do not describe the connection${fact.missing.length === 0 ? "" : `: ${list(fact.missing.map((name) => `\`${name}\``))} ${fact.missing.length === 1 ? "is" : "are"} missing`}.`,
        fix: fact.workspaceEmpty
          ? "Check the repository out before this step, or give `hub-url`, `platform-url` and the party as inputs."
          : "Create the file, correct the input `config`, or give `hub-url`, `platform-url` and the party as inputs.",
        ...(fact.workspaceEmpty ? { snippet: "- uses: actions/checkout@v7" } : {}),
      };
    case "config-syntax":
      return {
        message: `${at(fact)} is not YAML. ${capitalised(plainForeign(fact.detail))}.`,
        fix: `Correct line ${fact.position.line} of \`${fact.path}\`.`,
      };
    case "config-unknown-key":
      return {
        message: `${at(fact)} has an unknown key, ${quoted(fact.key)}.`,
        fix:
          fact.nearest === undefined
            ? `Remove it. The keys here are: ${fact.allowed.map((key) => `\`${key}\``).join(", ")}.`
            : `Did you mean \`${fact.nearest}\`?`,
      };
    case "config-token":
      return {
        message: `${at(fact)} holds a token (\`${plainForeign(fact.key)}\`). A token in this file is readable for everybody who can read the repository, now and in its history.`,
        fix: "Remove it, have it replaced by whoever issued it, and store the new one as a secret: it goes into the inputs `initial-token`, `platform-token` and `hub-token`.",
      };
    case "config-value":
      return {
        message: `${at(fact)}: \`${plainForeign(fact.key)}\` ${fact.expected}.`,
        fix: `Correct line ${fact.position.line} of \`${fact.path}\`.`,
      };
    case "connection-unknown":
      return {
        message: `The config has no connection ${quoted(fact.name)}.`,
        fix: `It has: ${fact.known.map((name) => `\`${name}\``).join(", ")}.`,
      };
    case "connection-ambiguous":
      return {
        message: `The config has ${fact.known.length} connections, and the input \`connection\` does not say which.`,
        fix: `Set \`connection\` to one of: ${fact.known.map((name) => `\`${name}\``).join(", ")}.`,
      };

    // Tokens and payload
    case "token-whitespace":
      return {
        message: `The input \`${fact.input}\` ${fact.where === "start" ? "begins" : "ends"} with a space or a line break, which is not part of the token.`,
        fix: "Store the secret again without it. On a command line use `printf %s`, because `echo` adds a line break.",
      };
    case "token-scheme":
      return {
        message: `The input \`${fact.input}\` begins with the word of an Authorization header, such as \`Token\`.`,
        fix: "Store the token alone; the header is made from it.",
      };
    case "token-capsule":
      return {
        message: `The input \`${fact.input}\` begins with \`ocpi-\`: it is one of our own markers, such as a recovery capsule, and not a token.`,
        fix: "Pass a text that begins with `ocpi-capsule:` as `recovery-capsule`, and leave `hub-token` empty. Otherwise pass the token itself.",
      };
    case "token-length":
      return {
        message: `The input \`${fact.input}\` is longer than the 64 characters that OCPI allows.`,
        fix: "Check that the token alone was pasted, once. For a platform token use `openssl rand -hex 32`.",
      };
    case "token-characters":
      return {
        message: `The input \`${fact.input}\` holds a space, a line break or a character beyond ASCII, which no OCPI token may.`,
        fix: "Check that the token alone was pasted, and store the secret again.",
      };
    case "token-placeholder":
      return {
        message: `The input \`${fact.input}\` is an example value from a documentation.`,
        fix:
          fact.input === "platform-token"
            ? "Make one with `openssl rand -hex 32`, install it in the platform first, and store it as a secret."
            : `Pass the token that you were given as \`${fact.input}\`.`,
      };
    case "token-same":
      return {
        message: `The inputs \`${fact.input}\` and \`${fact.other}\` are the same token.`,
        fix: "Use two: the hub's token for calling the hub, your own for the hub to call you. Make yours with `openssl rand -hex 32`.",
      };
    case "token-weak":
      return {
        message: `The input \`${fact.input}\` is too easy to guess: it is short or has few different characters.`,
        fix: "Make one with `openssl rand -hex 32`, install it in the platform first, and store it as a secret.",
      };
    case "url-malformed":
      return {
        message: `${where(fact.source)} is ${quoted(fact.value)}, which is not a usable URL.`,
        fix: `Write it whole, such as \`${fact.expected}\`.`,
      };
    case "hub-url-path":
      return {
        message:
          fact.versionsPath === undefined
            ? `${where(fact.source)} is ${quoted(fact.value)}, which is not a versions URL.`
            : `${where(fact.source)} is ${quoted(fact.value)}, and has a path that is not the versions URL's.`,
        fix:
          fact.versionsPath === undefined
            ? "Give the hub's versions URL whole, such as `https://hub.example.com/ocpi/versions`."
            : `Give the hub's origin alone, such as \`https://hub.chargeindia.com\`, or its versions URL, which ends in \`${fact.versionsPath}\`.`,
      };
    case "url-insecure":
      return {
        message: `${where(fact.source)} begins with \`http:\`. A token in it could be read by everybody on the way.`,
        fix: "Use `https:`. Only a sandbox, whose hub is on this machine (127.0.0.1, localhost), may do without.",
      };
    case "url-length":
      return {
        message: `${where(fact.source)} has ${fact.length} characters; OCPI allows at most 255.`,
        fix: "Use a shorter URL.",
      };
    case "url-credentials":
      return {
        message: `${where(fact.source)} has a user name or password in it.`,
        fix: "Remove it: OCPI authenticates by the token in the header.",
      };
    case "roles-empty":
      return {
        message: `${where(fact.source)} names no party, so the hub could not know who registers.`,
        fix: "Give `role`, `country-code`, `party-id` and `business-name` as inputs, or `roles` in the config.",
      };
    case "role-unknown":
      return {
        message: `${where(fact.source)} is ${quoted(fact.value)}, which is not a role that ${profile.title} gives to partners.`,
        fix: `Use ${fact.allowed.map((role) => `\`${role}\``).join(" or ")}.`,
      };
    case "role-hub":
      return {
        message: `${where(fact.source)} is \`HUB\`, which is the hub's own role.`,
        fix: "Use `CPO` if you operate charge points, `EMSP` if you serve drivers.",
      };
    case "party-id":
      return {
        message: `${where(fact.source)} is ${quoted(fact.value)}; a party id has exactly three letters or digits.`,
        fix: "Use the one that the account team assigned, such as `ABC`.",
      };
    case "country-code":
      return {
        message: `${where(fact.source)} is ${quoted(fact.value)}; a country code has two letters that ISO 3166-1 assigns.`,
        fix: "Use the one that the account team assigned, such as `IN`.",
      };
    case "country-foreign":
      return {
        message: `${where(fact.source)} is \`${fact.value}\`; parties of ${profile.title} are registered under \`${fact.expected}\`.`,
        fix: "Check it against what the account team assigned.",
      };
    case "lower-case":
      return {
        message: `${where(fact.source)} is ${quoted(fact.value)}, and must be in upper case.`,
        fix: `Write \`${fact.value.toUpperCase()}\`: hubs compare these codes in different ways, and some refuse lower case.`,
      };
    case "party-twice":
      return { message: `The party ${fact.party} (${fact.role}) is listed twice.`, fix: "Remove one of the two." };
    case "party-other-than-assigned":
      return {
        message: `The inputs name ${fact.party}, but the config knows ${list(fact.assigned)}. The inputs are used.`,
        fix: "Check which one the account team assigned: a hub refuses a party that is not the token's.",
      };
    case "party-is-hub":
      return {
        message: `${fact.party} is the hub's own party.`,
        fix: "Use the country code and party id that the account team assigned to you.",
      };
    case "business-details":
      return {
        message: `${where(fact.source)} is missing.`,
        fix: "Add `business_details: { name: … }` with your company's name.",
      };
    case "business-name":
      return {
        message: `${where(fact.source)} ${fact.length === 0 ? "is empty" : "is blank, longer than 100 characters or holds a control character"}.`,
        fix: "Give your company's name in 1 to 100 characters.",
      };

    // The hub
    case "hub-no-answer":
      return {
        message: `The hub did not answer. ${fact.odd.method} ${fact.odd.url}: ${reason(fact.odd.error)}.`,
        fix: adviceOnSilence(fact.odd.error),
      };
    case "hub-odd-answer":
      return {
        message: `The hub gave no usable OCPI answer. ${outcomeWords(fact.odd, profile)}`,
        fix: adviceOnOddAnswer(fact.odd, profile),
      };
    case "hub-redirects":
      return {
        message: `The hub redirects. ${fact.odd.url} answered HTTP ${fact.odd.httpStatus}; redirects are not followed, because a token would go where nobody checked.`,
        fix: "Put the address that answers itself into `hub-url`: check `https:`, `www.` and the trailing slash.",
      };
    case "initial-token-refused":
      return {
        message: `The hub refused the initial token for reading. ${outcomeWords(fact.odd, profile)} Some hubs accept it only for the registration, so this alone stops nothing.`,
      };
    case "hub-token-refused":
      return {
        message: `The hub does not accept the hub token. ${outcomeWords(fact.odd, profile)}`,
        fix: `Check that \`hub-token\` is given the secret that the exchange stored, and that \`hub-url\` is the hub that issued it. If the secret was stored after this run was queued, start a new run. Otherwise ${SEND_MESSAGE}: it asks whether the party is suspended or the token revoked. Only if they confirm that they reset your registration: put their new token into the secret that you pass as \`initial-token\`, delete the one that you pass as \`hub-token\`, and start a new run. Do not delete it before: it cannot be read back.`,
      };
    case "hub-token-limited":
      return {
        message: `The hub accepts this token for its versions, but not for its list of parties. ${outcomeWords(fact.odd, profile)}`,
        fix: `Check that \`hub-token\` is given the secret that the exchange stored, and not the initial token. If it is, ${SEND_MESSAGE}: it asks whether your party is suspended.`,
      };
    case "tokens-swapped":
      return {
        message: "Neither the hub nor your platform accepts its token. The two may be swapped.",
        fix: "Check that `initial-token` holds what the account team gave you, and `platform-token` what you made and installed in the platform.",
      };
    case "hub-wants-other-encoding":
      return {
        message: `The hub takes the token only ${fact.encoding === "base64" ? "in Base64" : "as it is, not in Base64"}, other than it documents.`,
        fix: "Nothing to do for this run. Check that the platform does the same when it calls the hub.",
      };
    case "hub-version-missing":
      return {
        message: `The hub does not offer OCPI ${fact.wanted}; it offers ${fact.offered.length === 0 ? "nothing" : list(fact.offered.map(plainForeign))}.`,
        fix: "Check `hub-url`. If it is right, ask the account team.",
      };
    case "hub-versions-unreadable":
      return {
        message: `${fact.url} did not answer a list of versions.`,
        fix: "Check `hub-url`. If it is right, tell the account team.",
      };
    case "hub-versions-wrapped":
      return {
        message: `${fact.url} wraps its list of versions in an object, as only old versions of OCPI did.`,
        fix: NOTHING_FOR_YOU,
      };
    case "hub-details-unreadable":
      return {
        message: `${fact.url} did not answer version details.`,
        fix: NOTHING_FOR_YOU,
      };
    case "hub-details-version":
      return {
        message: `The hub's version details say ${quoted(fact.version)} where ${fact.wanted} was asked for.`,
        fix: NOTHING_FOR_YOU,
      };
    case "hub-entries-unreadable":
      return {
        message: `${fact.count} ${fact.count === 1 ? "entry" : "entries"} of ${fact.url} cannot be read.`,
        fix: NOTHING_FOR_YOU,
      };
    case "hub-url-elsewhere":
      return {
        message: `The hub says that its ${fact.what} are at ${plainForeign(fact.url)}, which is not on ${fact.origin}. No token was sent there.`,
        fix: "Ask the account team whether that host is theirs. Only if they confirm it, allow its origin in the `hub` of the connection in `ocpi.yml`.",
        snippet: allowedOrigin(fact.url),
      };
    case "hub-module-elsewhere":
      return {
        message: `The hub's \`${plainForeign(fact.module)}\` endpoint is at ${plainForeign(fact.url)}, which is not on ${fact.origin}. No token was sent there.`,
        fix: "Ask the account team whether that host is theirs. Only if they confirm it, allow its origin in the `hub` of the connection in `ocpi.yml`.",
        snippet: allowedOrigin(fact.url),
      };
    case "hub-endpoint-missing":
      return fact.documented === undefined
        ? {
            message: `The hub does not list a \`${fact.module}\` endpoint in its version details.`,
            fix:
              fact.module === "credentials"
                ? "Check `hub-url`: without that endpoint nothing can be registered there. If it is right, ask the account team."
                : "The status of your parties cannot be read, so no run can show that you are CONNECTED. Ask the account team for it.",
          }
        : {
            message: `The hub does not list its \`${fact.module}\` endpoint; the documented ${fact.documented} is used.`,
            fix: NOTHING_FOR_YOU,
          };
    case "hub-endpoint-undocumented":
      return {
        message: `The hub's \`${fact.module}\` endpoint is ${plainForeign(fact.url)}, not the documented ${fact.documented}. The hub's word is used.`,
        fix: "Check that the platform uses the same.",
      };
    case "hub-content-type":
      return {
        message: `${fact.url} answers with the content type ${quoted(fact.contentType)} instead of application/json.`,
        fix: NOTHING_FOR_YOU,
      };
    case "hub-no-timestamp":
      return { message: `${fact.url} answers without the \`timestamp\` that OCPI asks for. It is not needed.` };
    case "hub-timestamp":
      return {
        message: `${fact.url} answers with the timestamp ${quoted(fact.value)}, which is no OCPI DateTime in UTC.`,
        fix: NOTHING_FOR_YOU,
      };

    // The platform
    case "platform-no-answer":
      return {
        message: `Your platform did not answer. GET ${fact.odd.url}: ${reason(fact.odd.error)}. The hub calls it while it registers you, so the exchange would fail.`,
        fix: "Check `platform-url`, DNS, the firewall and the certificate chain. If the platform admits only the hub's addresses, set `check-platform: warn`.",
      };
    case "platform-refuses-token":
      return fact.registered
        ? {
            message: `Your platform does not accept the platform token. ${outcomeWords(fact.odd)} The registration works, so the hub still uses the token that it was given.`,
            fix: "Do not change the platform. Put the token of the exchange back into the secret behind `platform-token`; if the platform was changed, put it back there, too. A new token goes to the hub with `command: rotate`.",
          }
        : {
            message: `Your platform does not accept the platform token. ${outcomeWords(fact.odd)} The hub will present this token, and would be refused.`,
            fix: "Install the value of the secret behind `platform-token` in your platform, as the token with which the hub calls you. Then start a new run.",
          };
    case "platform-redirects":
      return {
        message: `Your platform redirects, and a hub does not follow. ${outcomeWords(fact.odd)}`,
        fix: "Serve the path itself: check `https:`, `www.` and the trailing slash.",
      };
    case "platform-odd-answer":
      return {
        message: `Your platform gives no usable OCPI answer. ${outcomeWords(fact.odd)}`,
        fix:
          fact.odd.httpStatus === 404
            ? `Check \`platform-url\`. If it is right, your platform must answer this path: the hub calls ${profile.healthPath === undefined ? "" : `\`${profile.healthPath}\` and `}the \`platform-url\` that you give it.`
            : "Make it answer HTTP 200 and an OCPI envelope with `status_code` 1000 for the platform token.",
      };
    case "platform-version-missing":
      return {
        message: `Your platform does not offer OCPI ${fact.wanted} at ${fact.url}; it offers ${fact.offered.length === 0 ? "nothing" : list(fact.offered.map(plainForeign))}.`,
        fix: `Add \`${fact.wanted}\` to the platform's list of versions.`,
      };
    case "platform-shape":
      return {
        message: `${fact.url} answers neither a list of versions nor version details.`,
        fix: "Check `platform-url`. A list of versions is `data: [{version, url}]`.",
      };
    case "platform-details-url":
      return {
        message: `\`platform-url\` is the address of your version details. ${fact.url} answers endpoints, where OCPI asks for the list of versions.`,
        fix: "Give the URL of your platform's list of versions, such as `https://your-platform.com/ocpi/versions`.",
      };
    case "platform-only-base64":
      return {
        message: `Your platform takes the platform token only in Base64, but ${profile.title} documents that it sends tokens as they are.`,
        fix: "Make the platform accept both forms.",
      };

    // The vault
    case "vault-forbidden":
      return forbidden(fact.place, fact.failure, fact.grant);
    case "vault-failed":
      return {
        message: `GitHub could not be used for the ${fact.place}. It answered ${vaultWords(fact.failure)}.`,
        fix: "Start a new run; if it fails again, look at githubstatus.com.",
      };
    case "vault-unread":
      return {
        message: `The ${fact.place} could not be looked at, and need not be: the registration works. GitHub answered ${vaultWords(fact.failure)}.`,
      };
    case "secret-exists":
      return {
        message: `The ${fact.place} exists already, but this run was not given it. A stored token is never overwritten, so nothing was changed.`,
        fix: "Add the line below to the step. If it is there already, check the secret's name; for an environment's secret the job must name the environment. If both are right, the secret was stored after this run was queued: start a new run. Delete the secret only if the account team confirmed that they reset your registration and gave you a new initial token; a deleted token cannot be read back.",
        snippet: fact.passing,
      };
    case "slot-held":
      return {
        message: `Another run is changing this connection, or one was interrupted a moment ago. The ${fact.slotPlace} says so; this run changed nothing.`,
        fix: `When no other run is active, start a new run ${fact.freeAt === undefined ? "in 5 minutes" : `after ${utc(fact.freeAt)}`}: it takes over, and finds out what happened. Deleting that secret lets it take over at once, but with it goes the only trace of an interrupted exchange.`,
      };
    case "slot-left":
      return {
        message: `The ${fact.slotPlace} could not be deleted (${vaultWords(fact.failure)}).`,
        fix: "Delete it by hand, or leave it: a later run takes it over.",
      };

    // The exchange
    case "first-run-needs-initial-token":
      return {
        message: "There is no hub token yet and no `initial-token` to get one with.",
        fix: "Store the initial token from the account team as a secret and pass it. If it is passed, check the secret's name: a mistyped name gives an empty value.",
        snippet: "initial-token: ${{ secrets.OCPI_INITIAL_TOKEN }}",
      };
    case "post-not-sent":
      return {
        message: `The exchange could not be sent. POST ${fact.odd.url}: ${reason(fact.odd.error)}. The registration is as it was.`,
        fix: adviceOnSilence(fact.odd.error),
      };
    case "post-unauthorised":
      return {
        message: `The hub does not accept the initial token. ${outcomeWords(fact.odd, profile)}`,
        fix: `Check that \`initial-token\` is the whole token, and belongs to the hub at \`hub-url\` (test or production). If it does, it is used up or revoked: look whether a colleague or another repository of yours has registered already and holds the hub token or a recovery capsule. If nobody has, ${SEND_MESSAGE}; ${NEW_TOKEN}`,
      };
    case "post-already-registered":
      return {
        message: `The hub says that this platform is registered already. ${outcomeWords(fact.odd, profile)}`,
        fix: `If you have the hub token, store it as a secret and pass it as \`hub-token\`. If nobody has it, ${ASK_FOR_RESET}`,
      };
    case "post-platform-unusable":
      return {
        message: `The hub could not use your platform. ${outcomeWords(fact.odd, profile)}`,
        fix: "The hub called the platform back and got no good answer. Look at the platform's log for the time of this run: it must be reachable from the hub, and accept the platform token at `/ocpi/versions` and at `platform-url`. Then start a new run with the same initial token: it was not used up.",
      };
    case "post-version":
      return {
        message: `The hub and your platform have no OCPI version in common. ${outcomeWords(fact.odd, profile)}`,
        fix: `Offer ${profile.version} in the platform's list of versions. Then start a new run with the same initial token: it was not used up.`,
      };
    case "post-endpoints":
      return {
        message: `Your platform lacks an endpoint that the hub needs. ${outcomeWords(fact.odd, profile)}`,
        fix: "List the missing module in the platform's version details; ask the account team which one it is. Then start a new run with the same initial token: it was not used up.",
      };
    case "post-refused":
      return {
        message: `The hub refused the exchange. ${outcomeWords(fact.odd, profile)}`,
        fix: "Compare the role, country code and party id with what the account team assigned, and check `platform-url`. Then start a new run with the same initial token: it was not used up.",
      };
    case "post-lost":
      return {
        message: `The exchange was sent, but no usable answer came back. ${outcomeWords(fact.odd, profile)}`,
      };
    case "post-in-doubt":
      return {
        message: `The exchange was sent again, and its outcome is not known. ${outcomeWords(fact.odd, profile)}`,
        fix: `Start a new run after 5 minutes: it finds out what can be found out. If that one ends the same way, ${askForReset(fact.slotPlace)}`,
      };
    case "post-unreadable":
      return {
        message: `The hub accepted the exchange, but its answer holds no token. ${outcomeWords(fact.odd, profile)} The answer is sealed in the recovery capsule.`,
        fix: `${capitalised(askForReset(fact.slotPlace))}`,
      };
    case "recovery-needs-initial-token":
      return {
        message: `An earlier run was interrupted, and without an \`initial-token\` it cannot be told whether it registered. The ${fact.slotPlace} says so; nothing was changed.`,
        fix: "Pass `initial-token`, even if you think that it is used up, and start a new run: it finds out, and says what to do.",
      };
    case "recovery-initial-token-refused":
      return {
        message:
          "An exchange was interrupted, and the hub does not accept the initial token any more. It seems to have registered the platform, but the token that it issued did not arrive.",
        fix: `Check that \`initial-token\` is the one of the interrupted run. If it is, ${askForReset(fact.slotPlace)}`,
      };
    case "stopped-in-doubt":
      return {
        message: `The run was stopped before it found out what became of an interrupted exchange. The ${fact.slotPlace} keeps a note of it.`,
        fix: "Start a new run after 5 minutes: it finds out what can be found out.",
      };
    case "recovery-not-possible":
      return {
        message: `An exchange was interrupted, and the hub gives no usable answer now. What became of the exchange is not known; the ${fact.slotPlace} keeps a note of it.`,
        fix: "Start a new run after 5 minutes: it then finds out what can be found out.",
      };
    case "capsule-unopened":
      return {
        malformed: {
          message: "The input `recovery-capsule` is no recovery capsule.",
          fix: "Pass it whole: it begins with `ocpi-capsule:v1:` and has no spaces.",
        },
        "wrong-token": {
          message: "The input `platform-token` does not open the recovery capsule.",
          fix: `Pass the platform token with which the exchange was made, and the capsule whole: a changed character closes it, too. If nobody has that token any more, the capsule cannot be opened: ask the account team to reset your registration.`,
        },
        "no-token": {
          message: "The recovery capsule holds an answer of the hub in which no token was found.",
          fix: `Nothing can be stored from it. ${capitalised(ASK_FOR_RESET)}`,
        },
      }[fact.why];
    case "capsule-other-hub":
      return {
        message: `The recovery capsule holds a token of ${plainForeign(fact.capsule)}, but this connection is to ${fact.given}.`,
        fix: "Choose the connection that the capsule belongs to.",
      };
    case "recovered":
      return {
        message:
          fact.how === "get"
            ? "The token of an interrupted exchange was read back from the hub."
            : "The initial token still works, so the exchange whose answer was lost is sent once more.",
      };
    case "token-in-error-answer":
      return {
        message: `The hub issued a token in an answer that is an error. ${outcomeWords(fact.odd, profile)} The token was kept.`,
        fix: NOTHING_FOR_YOU,
      };
    case "token-in-broken-answer":
      return {
        message: `The hub's answer to the ${fact.method} was incomplete or broken. The token in it was whole and was kept.`,
        fix: NOTHING_FOR_YOU,
      };
    case "token-unusual":
      return {
        message: `The hub token is not as OCPI allows (at most 64 characters, printable ASCII). It was kept as it is.`,
        fix: "Check that the platform can store and send it.",
      };
    case "token-unstored":
      return {
        message: `The hub issued its token, but it could not be stored. GitHub answered ${vaultWords(fact.failure)} to the ${fact.place}. The token is sealed in the output \`recovery-capsule\`; only your platform token opens it.`,
        fix: `Copy the text that begins with \`ocpi-capsule:v1:\` from this step's log now, and store it as the secret \`OCPI_RECOVERY_CAPSULE\`. After HTTP 401, 403 or 404 give \`github-token\` a token that may write secrets; otherwise look at githubstatus.com. ${fact.replaces ? `The ${fact.place} holds the former token: delete it when the hub refuses that one. ` : ""}Add the line below and, after 5 minutes, start a new run with the same \`platform-token\`${fact.replaces ? " and without `hub-token`" : ""}. Then remove the line and the secret.`,
        snippet: "recovery-capsule: ${{ secrets.OCPI_RECOVERY_CAPSULE }}",
      };
    case "token-unproven":
      return {
        message: `The hub token is stored, but the hub does not accept it yet. ${outcomeWords(fact.odd, profile)}`,
        fix: `Start a new run in a few minutes, with the stored token as \`hub-token\`. If it fails again, ${SEND_MESSAGE}.`,
      };
    case "token-untried":
      return {
        message: "The hub token is stored, but the run was stopped before it was tried and the registration confirmed.",
        fix: "Start a new run after 5 minutes, with the stored token as `hub-token`: it goes on where this run stopped.",
      };
    case "hub-other-party":
      return {
        message: `The hub says that it is ${fact.got === "" ? "nobody" : plainForeign(fact.got)}, where ${fact.expected} (HUB) was expected.`,
        fix: "Check that `hub-url` and the initial token are those of this hub, and both of test or both of production. If they are not, do not deliver the token, and ask the account team of that hub to undo the registration.",
      };
    case "hub-not-alone":
      return {
        message: `The hub lists ${fact.roles} roles in its credentials; OCPI 2.2.1 asks a hub for its own alone.`,
        fix: NOTHING_FOR_YOU,
      };
    case "hub-no-business-details":
      return { message: "The hub's credentials have no `business_details`. They are not needed." };
    case "confirm-refused":
      return {
        message: `The hub registered the platform, but refused its confirmation. ${outcomeWords(fact.odd, profile)} The hub token is stored.`,
        fix: `${capitalised(SEND_MESSAGE)}; when they have answered, start a new run.`,
      };
    case "confirm-not-possible":
      return {
        message: `The hub does not take a confirmation. ${outcomeWords(fact.odd, profile)} The hub token works all the same.`,
        fix: `Nothing to do if the party is CONNECTED; otherwise ${SEND_MESSAGE}.`,
      };
    case "confirm-unreadable":
      return {
        message: `The hub accepted the confirmation, but its answer cannot be read. ${outcomeWords(fact.odd, profile)} The hub may have replaced the token by one that was in it; the answer is sealed in the recovery capsule.`,
        fix: `Start a new run after 5 minutes, with the stored token as \`hub-token\`. If the hub refuses that token then, ${askForReset(fact.slotPlace)} Delete the secret of the refused token, too.`,
      };
    case "confirm-in-doubt":
      return {
        message: `The confirmation was sent, but its outcome is not known. ${outcomeWords(fact.odd, profile)} The hub token is stored.`,
        fix: `Start a new run after 5 minutes, with the stored token as \`hub-token\`. If the hub refuses it then, ${SEND_MESSAGE}: the one of this run, not of the later one.`,
      };
    case "confirm-changed-token":
      return {
        message:
          "The hub issued a new token when the registration was confirmed. It works, and it replaced the first one in the vault.",
      };
    case "confirm-token-not-working":
      return {
        message:
          "The hub issued a new token when the registration was confirmed, but only the first one works. The first one stays stored; the new one is sealed in the recovery capsule.",
        fix: `${capitalised(SEND_MESSAGE)}: it asks which of the two is valid. Keep ${CAPSULE} until they have answered. If it is the new one, delete the secret and start a new run of \`command: recover\` with the capsule.`,
      };
    case "confirmation-outstanding":
      return {
        message:
          "The hub token is stored, but the registration is not confirmed yet: this run was not told the platform's URL.",
        fix: `Start a new run of \`command: exchange\` with the stored token as \`hub-token\`, more than 5 minutes from now: the ${fact.slotPlace} tells it to confirm.`,
      };
    case "not-verified":
      return {
        message: "The run was stopped before it looked whether the party is CONNECTED.",
        fix: "Start a new run: it only looks.",
      };
    case "update-refused":
      return {
        message: `The hub refused the update. ${outcomeWords(fact.odd, profile)} The registration is as it was.`,
        fix: `Compare the party and \`platform-url\` with what the account team assigned. If they agree, ${SEND_MESSAGE}.`,
      };
    case "not-unregistered":
      return {
        message: `The hub did not end the registration. ${outcomeWords(fact.odd, profile)}`,
        fix: `${capitalised(SEND_MESSAGE)}: it asks them to end it. The hub token is kept.`,
      };
    case "still-registered":
      return {
        message: `The hub answered that the registration is ended, but still accepts the hub token. ${outcomeWords(fact.odd, profile)}`,
        fix: `${capitalised(SEND_MESSAGE)}: it asks them to revoke the token. The secret is kept until then.`,
      };
    case "unregister-in-doubt":
      return {
        message: `The end of the registration was sent, but its outcome is not known. ${outcomeWords(fact.odd, profile)} The hub token is kept.`,
        fix: "Start a new run after 5 minutes: it looks again, and sends it again if the hub still accepts the token.",
      };
    case "nothing-to-unregister":
      return {
        message: `The hub does not accept the hub token, so no registration can be ended with it. ${outcomeWords(fact.odd, profile)}`,
        fix: `If an earlier run sent the end of the registration, it was ended: delete the ${fact.place} and, if it is there, the ${fact.slotPlace}. Otherwise ${SEND_MESSAGE}: it asks them to end it.`,
      };
    case "secret-left":
      return {
        message: `The registration is ended, but the ${fact.place} could not be deleted. GitHub answered ${vaultWords(fact.failure)}.`,
        fix: "Delete that secret by hand.",
      };
    case "unregister-not-offered":
      return {
        message: `${capitalised(profile.title)} has no way to end a registration by itself.`,
        fix: `${capitalised(SEND_MESSAGE)}: it asks them to end it. Delete the secret of the hub token only when they have confirmed that.`,
      };
    case "cancelled":
      return {
        message: "The run was stopped before anything was changed.",
        fix: "Start a new run when you are ready.",
      };

    case "state-unwritable":
      return {
        message: `The step's state could not be written. ${capitalised(plainForeign(fact.detail))}. The run went on, but a crash in this moment would have lost the hub token.`,
        fix: "Check the disk and the permissions of the runner.",
      };
    case "unexpected":
      return {
        message: `Something happened that OCPI Onboarding did not foresee. ${capitalised(plainForeign(fact.detail))}.`,
        fix: "Keep this log, above all a text in it that begins with `ocpi-capsule:`. Start a new run after 5 minutes. If it fails again, add `report-path: report.json`, and open an issue at https://github.com/ocpi-onboarding/ocpi-onboarding/issues with that file; it holds no token.",
      };
    // The own parties
    case "no-party-given":
      return {
        message: "It is not known which party to look for, so it cannot be told whether it is CONNECTED.",
        fix: "Give `role`, `country-code`, `party-id` and `business-name` as inputs, or `roles` in the config.",
      };
    case "party-not-connected":
      return notConnected(fact.party, fact.role, fact.status, profile);
    case "parties-unreadable":
      return {
        message: `The hub's list of parties cannot be read. ${outcomeWords(fact.odd, profile)}`,
        fix:
          fact.odd.httpStatus === 401
            ? `The token opens the versions but not this list: the party may be suspended. ${capitalised(SEND_MESSAGE)}.`
            : `Start a new run; if it fails again, ${SEND_MESSAGE}.`,
      };
    case "party-other-role":
      return {
        message: `The hub lists ${fact.party} as ${quoted(fact.listed)}, not as ${fact.role}.`,
        fix: `If ${quoted(fact.listed)} is right, give it as \`role\` and start a new run. If ${fact.role} is right, ${SEND_MESSAGE}.`,
      };
  }
}

function allowedOrigin(url: string): string {
  return `allowed_origins: [${plainForeign(URL.parse(url)?.origin ?? url)}]`;
}

// The secrets' names that the README suggests.
const secretNames: Readonly<Record<string, string>> = {
  "initial-token": "OCPI_INITIAL_TOKEN",
  "platform-token": "OCPI_PLATFORM_TOKEN",
  "hub-token": "OCPI_HUB_TOKEN",
  "github-token": "OCPI_SECRETS_TOKEN",
};

function missingInput(input: string, secret: boolean, hint: "fork" | "no-connection" | undefined): Sentence {
  if (hint === "fork") {
    return {
      message: `The input \`${input}\` is empty: workflows that are triggered from a fork, or by Dependabot, get no secrets.`,
      fix: "Run this from a branch of the repository itself.",
    };
  }
  if (secret) {
    return {
      message: `The input \`${input}\` is missing or empty.`,
      fix: `Pass \`${input}\` from a secret. If you do, check the secret's name: a mistyped name, or a secret of an environment that the job does not name, gives an empty value.`,
      snippet: `${input}: \${{ secrets.${secretNames[input] ?? "…"} }}`,
    };
  }
  const elsewhere = hint === "no-connection" ? ", or describe the connection in `ocpi.yml`" : "";
  return { message: `The input \`${input}\` is missing.`, fix: `Give \`${input}\`${elsewhere}.` };
}

/** GitHub said no. Which no it was decides what helps. */
function forbidden(place: string, failure: VaultFailure, grant: VaultGrant): Sentence {
  const message = `GitHub does not let this run use the ${place}. It answered ${vaultWords(failure)}.`;
  const form = `the permission ${grant.permission} (${grant.link})`;
  if (failure.status === 401) {
    return {
      message,
      fix: `The token in \`github-token\` is wrong or expired. Make a new one with ${form}, and store it again.`,
      link: grant.link,
    };
  }
  if (failure.kind === "forbidden" && /integration/i.test(failure.detail)) {
    return {
      message: `${message} The job's own token can never write secrets.`,
      fix: `Make a fine-grained token with ${form}, choosing this repository under \`Repository access\`; store it as a secret, and pass it as \`github-token\`.`,
      snippet: grant.yaml,
      link: grant.link,
    };
  }
  if (failure.status === 404) {
    return {
      message: `There is no ${plainForeign(grant.where)}, or the token in \`github-token\` may not see it. GitHub answered ${vaultWords(failure)} to the ${place}.`,
      fix: `Create an environment that is missing under \`Settings → Environments\`. Otherwise the token needs ${form}, with this repository chosen under \`Repository access\`.`,
      snippet: grant.yaml,
      link: grant.link,
    };
  }
  return {
    message,
    fix: `The token in \`github-token\` needs ${form}. In that form choose this repository under \`Repository access\`; in an organisation an owner may have to approve it.`,
    snippet: grant.yaml,
    link: grant.link,
  };
}

function notConnected(party: string, role: string, status: NotConnected, profile: Profile): Sentence {
  const who = `${party} (${role})`;
  switch (status) {
    case "PLANNED":
      return {
        message: `${who} is registered, but ${profile.title} has not activated it yet (PLANNED).`,
        fix: `${capitalised(SEND_MESSAGE)}; when they have answered, start a new run: it only looks.`,
      };
    case "OFFLINE":
      return {
        message: `${who} is OFFLINE: the hub's health checks of your platform fail.`,
        fix: `Make sure that the hub can reach \`${profile.healthPath ?? "platform-url"}\` at your platform within a few seconds, with the platform token, and finds ${profile.version} there.`,
      };
    case "SUSPENDED":
      return {
        message: `${who} is SUSPENDED by the account team; no traffic passes.`,
        fix: `${capitalised(SEND_MESSAGE)}.`,
      };
    case "NOT_LISTED":
      return {
        message: `The hub does not list ${who}.`,
        fix: `Check the party's codes and role against what the account team assigned; if they are right, ${SEND_MESSAGE}.`,
      };
    case "UNKNOWN":
      return {
        message: `The status of ${who} could not be read.`,
        fix: "Start a new run in a few minutes: it only looks.",
      };
  }
}

/** The run in one line: how it ended, and the first reason. */
export function headline(run: RunRecord): string {
  const parties = run.ownParties.map((party) => `${partyName(party)} (${party.role})`).join(", ");
  const who = parties === "" ? "The platform" : parties;
  const why = run.reason === undefined ? "" : firstSentence(sentence(run.reason, run.profile).message);
  switch (run.result) {
    case "connected":
      return `${who} is CONNECTED to ${run.hub.title}.`;
    case "registered":
      return run.reason?.code === "party-not-connected" || run.reason?.code === "party-other-role"
        ? why
        : `${who} is registered at ${run.hub.title}. ${why}`;
    case "done":
      return `${who} is not registered at ${run.hub.title} any more.`;
    case "not-ready":
      return `Not ready: ${why} Nothing was changed.`;
    case "refused":
      return `Refused: ${why}`;
    case "unreachable":
      return `Unreachable: ${why} Nothing was changed.`;
    case "in-doubt":
      return `In doubt: ${why}`;
    case "unstored":
      return `Not stored: ${why}`;
    case "cancelled":
      return "Cancelled before anything was changed.";
    case "invalid":
      return `Invalid: ${why} Nothing was sent.`;
  }
}

function firstSentence(message: string): string {
  return message.split(/(?<=[.!?]) (?=[A-Z])/)[0] ?? message;
}

/** What is left to do after a registration or a rotation, beside what findings ask for. */
export function deliveries(run: RunRecord): string[] {
  return [...(isRotated(run) ? [afterRotation] : []), ...deliveriesOfToken(run)];
}

// ChargeIndia Hub, rotating tokens: 24 hours of overlap.
const afterRotation = `Put the new token into the secret behind \`platform-token\` now, and keep the old one valid in your platform for 24 hours: calls that are under way may still present it. Then ${SEND_MESSAGE}: it asks them to revoke the old one.`;

function deliveriesOfToken(run: RunRecord): string[] {
  const undeliverable = run.result === "unstored" || run.result === "in-doubt";
  if (undeliverable || (run.storedIn === undefined && run.registeredAt === undefined)) return [];
  const deliver = run.exposed
    ? "Your platform needs the hub token, too: see that the next step of this job delivers the output `hub-token` to it."
    : 'Your platform does not have the hub token yet, and needs it to call the hub. Add `expose-hub-token: true` and a step that delivers it (README, "How the hub token reaches your platform"), and start a new run.';
  const routing =
    run.result === "connected"
      ? [
          "E-mail the account team the message for them (at the end of this step's log, output `handover`): it asks them to enable the routing to your partners.",
        ]
      : [];
  return [deliver, ...routing];
}

/** Whether a fix is something to do, and not only good to know. */
export function isToDo({ fix }: Sentence): boolean {
  return fix !== undefined && fix !== NOTHING_FOR_YOU;
}

/** What to do now, as lines of the log. */
export function adviceLines(run: RunRecord): string[] {
  const advice = bySeverity(run.findings).flatMap((finding) => {
    const said = sentence(finding.fact, run.profile);
    if (!isToDo(said) || finding.severity === "info") return [];
    const { fix = "", snippet } = said;
    const paste = snippet === undefined ? [] : snippet.split("\n").map((line) => `    ${line}`);
    return [plainLine(`  ${whoWords[finding.who]}: ${fix}`).replaceAll("`", ""), ...paste];
  });
  const distinct = [
    ...new Set([...advice, ...deliveries(run).map((text) => plainLine(`  you: ${text}`).replaceAll("`", ""))]),
  ];
  return distinct.length === 0 ? [] : ["What to do now:", ...distinct];
}

/** The message for the account team as lines of the log, where the summary does not show it although it is to be sent. */
export function messageLines(run: RunRecord): string[] {
  if (isInSummary(run) || run.registeredAt === undefined) return [];
  const { subject, text } = handover(run);
  return ["Message for the account team:", `  Subject: ${subject}`, ...text.split("\n").map((line) => `  ${line}`)].map(
    plainLine,
  );
}

/** A sign for each kind of result: shape first, colour second. */
export function resultSign(result: Result): string {
  switch (result) {
    case "connected":
    case "done":
      return "✅";
    case "registered":
      return "⏳";
    case "in-doubt":
      return "❓";
    case "cancelled":
      return "⏹️";
    case "not-ready":
    case "refused":
    case "unreachable":
    case "unstored":
    case "invalid":
      return "❌";
  }
}

/** Who has to act, as the reader of a fix sees it: a fix speaks to the reader, who may need others for it. */
export const whoWords: Readonly<Record<Who, string>> = {
  you: "you",
  platform: "you, at your platform",
  "account-team": "you, with the account team",
  // Whoever runs the hub is reached through them.
  hub: "you, with the account team",
};

/** Tells apart two requests that differ in nothing but how the token was written. */
export function encodingNote({ encoding }: RequestRecord): string {
  return encoding === "base64" ? " (token in Base64)" : "";
}

/** A request as one line of the log. */
export function requestLine(request: RequestRecord): string {
  const again = request.attempt > 1 ? ` (attempt ${request.attempt})` : "";
  const outcome =
    request.httpStatus === undefined
      ? reason(request.error)
      : request.statusCode === undefined
        ? `HTTP ${request.httpStatus}, no OCPI answer`
        : `HTTP ${request.httpStatus}, OCPI ${request.statusCode}`;
  return plainLine(
    `${request.method} ${request.url}${encodingNote(request)}${again}: ${outcome}, ${duration(request.durationMs)}`,
  );
}

/** A finding as one line of the log. */
export function findingLine(finding: Finding, profile: Profile): string {
  const word = { error: "Error", warning: "Warning", info: "Note" }[finding.severity];
  return plainLine(`${word}: ${sentence(finding.fact, profile).message} [${finding.check}]`).replaceAll("`", "");
}

/** One look at the own parties as one line of the log. */
export function statusLine(parties: readonly PartyStatus[], againInMs: number | undefined): string {
  const states = parties.map(({ party, status }) => `${partyName(party)} (${party.role}) is ${status}`).join(", ");
  return againInMs === undefined ? `${states}.` : `${states}; looking again in ${duration(againInMs)}.`;
}

/** What the vault holds, or what was done to it, as one line of the log. */
export function vaultLine(
  act: "looked" | "slot-taken" | "stored" | "forgotten" | "slot-released",
  vault: Vault,
  view?: VaultView,
): string {
  switch (act) {
    case "looked":
      return `GitHub: ${vault.place} is ${view?.secret ?? "unknown"}, its mark (${vault.slotPlace}) is ${view?.slot === "absent" ? "absent" : "present"}.`;
    case "slot-taken":
      return `GitHub: ${vault.slotPlace} is written: it marks the change that is under way.`;
    case "stored":
      return `GitHub: the hub token is stored as ${vault.place}.`;
    case "forgotten":
      return `GitHub: ${vault.place} is deleted.`;
    case "slot-released":
      return `GitHub: ${vault.slotPlace} is deleted.`;
  }
}

/** What is going to be done, as the log's first line. */
export function orderLine(command: string, connection: string, hub: string, profile: Profile): string {
  return plainLine(`${command}: connection ${connection}, ${profile.title} at ${hub}.`);
}

/** `GET https://… answered HTTP 401, OCPI code 2002 (…): "…".` The profile is that of a hub; a platform has none. */
function outcomeWords(odd: OddAnswer, profile?: Profile): string {
  const asked = `${odd.method} ${odd.url}`;
  if (odd.httpStatus === undefined) return `${asked}: ${reason(odd.error)}.`;
  const told = odd.statusMessage === undefined || odd.statusMessage === "" ? "" : `: ${quoted(odd.statusMessage)}`;
  const failed = odd.statusCode !== undefined && !isSuccess(odd.statusCode);
  const said =
    odd.method === "GET" || !failed ? told : "; the hub's own words are not shown, because they may hold a token";
  if (odd.statusCode !== undefined) {
    return `${asked} answered HTTP ${odd.httpStatus}, OCPI code ${odd.statusCode} (${codeMeanings(odd.statusCode, profile)})${said}.`;
  }
  const bodies = {
    html: " with a web page",
    empty: " with an empty body",
    text: " with a body that is not JSON",
    json: " with JSON that is no OCPI answer",
    envelope: "",
    none: "",
  };
  return `${asked} answered HTTP ${odd.httpStatus}${bodies[odd.body]}.`;
}

function codeMeanings(code: number, profile: Profile | undefined): string {
  const here = profile?.codeMeanings[code];
  return profile === undefined || here === undefined ? specifiedMeaning(code) : `at ${profile.title}: ${here}`;
}

function reason(code: string | undefined): string {
  switch (code) {
    case undefined:
      return "no answer";
    case "ECONNREFUSED":
      return "the connection was refused (ECONNREFUSED)";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `the host name could not be resolved (${code})`;
    case "TIMEOUT":
    case "UND_ERR_HEADERS_TIMEOUT":
    case "UND_ERR_BODY_TIMEOUT":
      return "no answer within the time limit";
    case "UND_ERR_CONNECT_TIMEOUT":
    case "ETIMEDOUT":
      return `no connection within the time limit (${code})`;
    case "ECONNRESET":
    case "UND_ERR_SOCKET":
    case "EPIPE":
      return `the connection broke (${code})`;
    case "CANCELLED":
      return "the run was stopped";
    default:
      if (code === "CERT_HAS_EXPIRED") return `its certificate has expired (${code})`;
      if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return `its certificate is for another host (${code})`;
      if (code === "ERR_SSL_WRONG_VERSION_NUMBER") return `there is no TLS on this port (${code})`;
      return /CERT|TLS|SSL|SIGNATURE/.test(code)
        ? `its certificate is not trusted (${code})`
        : `the request could not be made (${plainForeign(code)})`;
  }
}

function adviceOnSilence(code: string | undefined): string {
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "Check the host in `hub-url`.";
  if (code === "CERT_HAS_EXPIRED")
    return "Check the host in `hub-url`. If it is right, tell the account team; start a new run when it is renewed.";
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return "Check the host in `hub-url`.";
  if (code === "ERR_SSL_WRONG_VERSION_NUMBER") return "Check `https:` and the port in `hub-url`.";
  if (code !== undefined && /CERT|TLS|SSL|SIGNATURE/.test(code)) {
    return "Check the host in `hub-url`. If the hub has a private certificate authority, set NODE_EXTRA_CA_CERTS on the job.";
  }
  return "Check `hub-url`, and that the runner may reach the hub. Then start a new run: it is safe.";
}

function adviceOnOddAnswer(odd: OddAnswer, { rateLimitedCode }: Profile): string {
  if (odd.httpStatus === 429 || odd.statusCode === rateLimitedCode)
    return "The hub asks for fewer requests. Start a new run in a few minutes.";
  if (odd.httpStatus !== undefined && odd.httpStatus >= 500)
    return "The hub has a problem. Start a new run later: it is safe.";
  if (odd.httpStatus === 401 || odd.httpStatus === 403)
    return `If \`hub-url\` is right, a firewall before the hub may not admit this runner: ask the account team, or use a runner whose address they admit.`;
  return "Check `hub-url`: it is the hub's origin, such as `https://hub.chargeindia.com`, or its versions URL.";
}

function vaultWords(failure: VaultFailure): string {
  const status = failure.status === undefined ? "nothing" : `HTTP ${failure.status}`;
  return failure.detail === "" ? status : `${status}, ${quoted(failure.detail)}`;
}

function at({ path, position }: { path: string; position: { line: number; column: number } }): string {
  return `\`${path}\` line ${position.line}, column ${position.column}`;
}

function where(source: Source): string {
  if (source.file === undefined) return `The input \`${source.name}\``;
  const place = source.position === undefined ? "" : ` line ${source.position.line}, column ${source.position.column}`;
  return `\`${source.file}\`${place}: \`${source.name}\``;
}

function list(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// Foreign text may hold no backtick, because ours mean code, and is never long.
function plainForeign(text: string): string {
  const line = plainLine(text).replaceAll("`", "'");
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

function quoted(text: string): string {
  return `"${plainForeign(text)}"`;
}
