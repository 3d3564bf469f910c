import type { Fact, NotConnected, OddAnswer, Source } from "../checks/fact.ts";
import { bySeverity, type Finding } from "../checks/finding.ts";
import type { Who } from "../checks/rules.ts";
import { partyName } from "../ocpi/party.ts";
import type { RequestRecord } from "../peer/peer.ts";
import { isUntrustedCertificate, proxyRefusal, UNVERIFIED } from "../peer/transport.ts";
import { isSuccess } from "../ocpi/envelope.ts";
import { specifiedMeaning } from "../ocpi/status-codes.ts";
import type { Profile } from "../profiles/profile.ts";
import { plainLine } from "./escape.ts";
import { handover, isInSummary } from "./handover.ts";
import { capitalised, foreign, list, plainForeign, quoted } from "./prose.ts";
import { found, isRotated, type RunRecord } from "./report.ts";
import type { PartyStatus, Result } from "./result.ts";
import type { Sentence } from "./sentence.ts";
import { duration, utc } from "./times.ts";
import type { Voice } from "./voice.ts";

const NOTHING_FOR_YOU = "No action needed: this run does not depend on it. If you like, tell the account team.";

/** Where issues are reported. */
export const ISSUES = "https://github.com/ocpi-onboarding/ocpi-onboarding/issues";

/** How the reader sends the account team what they are asked for. */
function platformRefuses(fact: Extract<Fact, { code: "platform-refuses-token" }>, voice: Voice): Sentence {
  switch (fact.of) {
    case "exchange":
      return {
        message: `Your platform does not accept the platform token. ${outcomeWords(fact.odd)} The hub will present this token, and would be refused.`,
        fix: `Install ${voice.thePlatformToken} in your platform, as the token with which the hub calls you. Then ${voice.rerun}.`,
      };
    case "registration":
      return {
        message: `Your platform does not accept the platform token. ${outcomeWords(fact.odd)} The registration works, so the hub still uses the token that it was given.`,
        fix: `Do not change the platform. ${capitalised(voice.restorePlatformToken)}; if the platform was changed, put it back there, too. A new token goes to the hub with ${voice.rotate}.`,
      };
    case "rotation":
      return {
        message: `Your platform does not accept the new platform token yet. ${outcomeWords(fact.odd)} The hub still has the old one.`,
        fix: `Install the new platform token in your platform, beside the old one. Then rotate again, with the same new token: ${voice.rotate}.`,
      };
  }
}

function sendMessage({ findMessage }: Voice): string {
  return `e-mail the account team the message for them (${findMessage})`;
}

function askForReset(voice: Voice): string {
  return `${resetRequest(voice)}. When you have that token, ${useNewToken(voice)}`;
}

/** For who was interrupted: what is left of the interrupted exchange goes only after the registration was reset. */
function askForResetOf(slotPlace: string, voice: Voice): string {
  if (slotPlace === "") return `${resetRequest(voice)}. When you have that token, ${useNewToken(voice)}`;
  return `${resetRequest(voice)}. ${voice.onceReset(slotPlace)}, ${useNewToken(voice)}`;
}

const whyOutstanding: Readonly<Record<Extract<Fact, { code: "confirmation-outstanding" }>["why"], string>> = {
  "no-platform": "this run was not told the platform's URL",
  "not-ready": "what is said above comes first",
  "not-sent": "the hub could not be reached for that",
  late: "everything took so long that another run may have taken over by now",
};

function resetRequest(voice: Voice): string {
  return `${sendMessage(voice)}: "please reset our registration and issue a new initial token"`;
}

function useNewToken({ giveInitialToken, exchange }: Voice): string {
  return `${giveInitialToken}, and ${exchange}.`;
}

/** After a definite refusal that was not about the token. */
function exchangeWithSameToken({ exchange }: Voice): string {
  return `${exchange} with the same initial token.`;
}

/**
 * The sentence for a fact. This file and the voices are the only ones that know English. The first sentence of a message
 * stands alone, without foreign text: it is the headline of a run that ends for this reason.
 */
export function sentence(fact: Fact, profile: Profile, voice: Voice): Sentence {
  switch (fact.code) {
    // What the run was given
    case "input-missing":
    case "input-blank":
    case "input-not-one-of":
    case "input-duration":
    case "input-secret-name":
    case "input-repository":
    case "party-incomplete":
    case "input-report-path":
    case "input-needs":
    case "hub-twice":
    case "event-refused":
    case "event-needs-origin":
    case "event-ignores-origins":
    case "tls-switch-ignored":
    case "input-overrides-file":
    case "config-missing":
    case "connection-unknown":
    case "connection-ambiguous":
    case "capsule-differs":
      return voice.ofInput(fact);

    // ocpi.yml
    case "config-syntax":
      return {
        message: `${at(fact)} is not YAML. The parser says: ${foreign(fact.detail)}.`,
        fix: `Correct line ${fact.position.line} of \`${fact.path}\`.`,
      };
    case "config-size":
      return {
        message: `\`${fact.path}\` is larger than 256 kB, so it was not read.`,
        fix: "Keep what describes your connections; what is too much goes into the `ocpi.yml` of another repository.",
      };
    case "config-more":
      return {
        message: `\`${fact.path}\` has ${fact.count} more ${fact.count === 1 ? "finding" : "findings"}, from line ${fact.position.line} on.`,
        fix: "Correct those that are told, and look again.",
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
        message: `${at(fact)} holds a token (${foreign(fact.key)}). A token in this file is readable for everybody who can read the repository, now and in its history.`,
        fix: `Remove it, have it replaced by whoever issued it, and ${voice.keepReplacedToken}.`,
      };
    case "config-value":
      return {
        message: `${at(fact)}: ${foreign(fact.key)} ${fact.expected}.`,
        fix: `Correct line ${fact.position.line} of \`${fact.path}\`.`,
      };

    // Tokens and payload
    case "token-whitespace":
      return {
        message: `${voice.given(fact.input)} ${fact.where === "start" ? "begins" : "ends"} with a space or a line break, which is not part of the token.`,
        fix: voice.giveAgainWithoutSpace,
      };
    case "token-scheme":
      return {
        message: `${voice.given(fact.input)} begins with the word of an Authorization header, such as \`Token\`.`,
        fix: "Store the token alone; the header is made from it.",
      };
    case "token-capsule":
      return {
        message: `${voice.given(fact.input)} begins with \`ocpi-\`: it is one of our own markers, such as a recovery capsule, and not a token.`,
        fix: voice.capsuleIsNoToken,
      };
    case "token-length":
      return {
        message: `${voice.given(fact.input)} is longer than the 64 characters that OCPI allows.`,
        fix: `Check that the token alone was pasted, once. For a platform token use ${voice.tokenMaker}.`,
      };
    case "token-characters":
      return {
        message: `${voice.given(fact.input)} holds a space, a line break or a character beyond ASCII, which no token may.`,
        fix: `Check that the token alone was pasted, and ${voice.giveAgain}.`,
      };
    case "token-placeholder":
      return {
        message: `${voice.given(fact.input)} is an example value from a documentation.`,
        fix: fact.input === "platform-token" ? voice.makePlatformToken : voice.passRealToken(fact.input),
      };
    case "token-same":
      return {
        message: `${voice.givenBoth(fact.input, fact.other)} are the same token.`,
        fix: `Use two: the hub's token for calling the hub, your own for the hub to call you. Make yours with ${voice.tokenMaker}.`,
      };
    case "token-weak":
      return {
        message: `${voice.given(fact.input)} is too easy to guess: it is short or has few different characters.`,
        fix: voice.makePlatformToken,
      };
    case "url-malformed":
      return {
        message: `${where(fact.source, voice)} is ${quoted(fact.value)}, which is not a usable URL.`,
        fix: `Write it whole, such as \`${fact.expected}\`.`,
      };
    case "hub-url-path":
      return {
        message:
          fact.versionsPath === undefined
            ? `${where(fact.source, voice)} is ${quoted(fact.value)}, which is not a versions URL.`
            : `${where(fact.source, voice)} is ${quoted(fact.value)}, and has a path that is not the versions URL's.`,
        fix:
          fact.versionsPath === undefined
            ? "Give the hub's versions URL whole, such as `https://hub.example.com/ocpi/versions`."
            : `Give the hub's origin alone, such as \`https://hub.chargeindia.com\`, or its versions URL, which ends in \`${fact.versionsPath}\`.`,
      };
    case "url-insecure":
      return {
        message: `${where(fact.source, voice)} begins with \`http:\`. A token in it could be read by everybody on the way.`,
        fix: "Use `https:`. Only a URL whose own host is this machine (`127.0.0.1`, `[::1]` or `localhost`) may do without.",
      };
    case "url-length":
      return {
        message: `${where(fact.source, voice)} has ${fact.length} characters; OCPI allows at most 255.`,
        fix: "Use a shorter URL.",
      };
    case "url-credentials":
      return {
        message: `${where(fact.source, voice)} has a user name or password in it.`,
        fix: "Remove it: OCPI authenticates by the token in the header.",
      };
    case "roles-empty":
      return {
        message: `${where(fact.source, voice)} names no party, so the hub could not know who registers.`,
        fix: voice.giveParty,
      };
    case "role-unknown":
      return {
        message: `${where(fact.source, voice)} is ${quoted(fact.value)}, which is not a role that ${profile.title} gives to partners.`,
        fix: `Use ${fact.allowed.map((role) => `\`${role}\``).join(" or ")}.`,
      };
    case "role-hub":
      return {
        message: `${where(fact.source, voice)} is \`HUB\`, which is the hub's own role.`,
        fix: "Use `CPO` if you operate charge points, `EMSP` if you serve drivers.",
      };
    case "party-id":
      return {
        message: `${where(fact.source, voice)} is ${quoted(fact.value)}; a party id has exactly three letters or digits.`,
        fix: "Use the one that the account team assigned, such as `ABC`.",
      };
    case "country-code":
      return {
        message: `${where(fact.source, voice)} is ${quoted(fact.value)}; a country code has two letters that ISO 3166-1 assigns.`,
        fix: "Use the one that the account team assigned, such as `IN`.",
      };
    case "country-foreign":
      return {
        message: `${where(fact.source, voice)} is \`${fact.value}\`; parties of ${profile.title} are registered under \`${fact.expected}\`.`,
        fix: "Check it against what the account team assigned.",
      };
    case "lower-case":
      return {
        message: `${where(fact.source, voice)} is ${quoted(fact.value)}, and must be in upper case.`,
        fix: `Write \`${fact.value.toUpperCase()}\`: hubs compare these codes in different ways, and some refuse lower case.`,
      };
    case "party-twice":
      return { message: `The party ${fact.party} (${fact.role}) is listed twice.`, fix: "Remove one of the two." };
    case "party-other-than-assigned":
      return {
        message: voice.otherParty(fact.party, list(fact.assigned)),
        fix: "Check which one the account team assigned: a hub refuses a party that is not the token's.",
      };
    case "party-is-hub":
      return {
        message: `${fact.party} is the hub's own party.`,
        fix: "Use the country code and party id that the account team assigned to you.",
      };
    case "business-details":
      return {
        message: `${where(fact.source, voice)} is missing.`,
        fix: "Add `business_details: { name: … }` with your company's name.",
      };
    case "business-name":
      return {
        message: `${where(fact.source, voice)} ${fact.length === 0 ? "is empty" : "is blank, longer than 100 characters or holds a control character"}.`,
        fix: "Give your company's name in 1 to 100 characters.",
      };

    // The hub
    case "hub-no-answer":
      return {
        message: silenceWords("the hub", fact.odd),
        fix: adviceOnSilence(fact.odd.error, voice),
      };
    case "hub-odd-answer":
      return {
        message: `The hub gave no usable OCPI answer. ${outcomeWords(fact.odd, profile)}`,
        fix: adviceOnOddAnswer(fact.odd, profile, voice),
      };
    case "hub-redirects":
      return {
        message: `The hub redirects. ${fact.odd.url} answered HTTP ${fact.odd.httpStatus}; redirects are not followed, because a token would go where nobody checked.`,
        fix: `Put the address that answers itself into ${voice.hubUrl}: check \`https:\`, \`www.\` and the trailing slash.`,
      };
    case "initial-token-refused":
      return {
        message: `The hub refused the initial token for reading. ${outcomeWords(fact.odd, profile)} Some hubs accept it only for the registration, so this alone stops nothing.`,
      };
    case "hub-token-refused":
      return {
        message: `The hub does not accept the hub token. ${outcomeWords(fact.odd, profile)}`,
        fix: `Check that ${voice.rightHubToken}, and that ${voice.hubUrl} is the hub that issued it. ${voice.ifHubTokenIsRight} ${sendMessage(voice)}: it asks whether the party is suspended or the token revoked. Only if they confirm that they reset your registration: ${voice.replaceHubToken}`,
      };
    case "hub-token-limited":
      return {
        message: `The hub accepts this token for its versions, but not for its list of parties. ${outcomeWords(fact.odd, profile)}`,
        fix: `Check that ${voice.rightHubToken}: an initial token is treated like this, too. If it is right, ${sendMessage(voice)}: it asks whether your party is suspended.`,
      };
    case "tokens-swapped":
      return {
        message: "Neither the hub nor your platform accepts its token. The two may be swapped.",
        fix: `Check that ${voice.theToken("initial-token")} holds what the account team gave you, and ${voice.theToken("platform-token")} what you made and installed in the platform.`,
      };
    case "hub-wants-other-encoding":
      return {
        message: `The hub takes the token only ${fact.encoding === "base64" ? "in Base64" : "as it is, not in Base64"}, other than it documents.`,
        fix: "Nothing to do for this run. Check that the platform does the same when it calls the hub.",
      };
    case "hub-version-missing":
      return {
        message: `The hub does not offer OCPI ${fact.wanted}; it offers ${fact.offered.length === 0 ? "nothing" : list(fact.offered.map(foreign))}.`,
        fix: `Check ${voice.hubUrl}. If it is right, ask the account team.`,
      };
    case "hub-versions-unreadable":
      return {
        message: `${fact.url} did not answer a list of versions.`,
        fix: `Check ${voice.hubUrl}. If it is right, tell the account team.`,
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
        message: `The hub says to look for its ${fact.what} at ${foreign(fact.url)}, which is not on ${fact.origin}. No token was sent there.`,
        ...adviceOnOrigin(fact.url),
      };
    case "hub-module-elsewhere":
      return {
        message: `The hub's ${foreign(fact.module)} endpoint is at ${foreign(fact.url)}, which is not on ${fact.origin}. No token was sent there.`,
        ...adviceOnOrigin(fact.url),
      };
    case "hub-endpoint-missing":
      return fact.documented === undefined
        ? {
            message: `The hub does not list a ${foreign(fact.module)} endpoint in its version details.`,
            fix:
              fact.module === "credentials"
                ? `Check ${voice.hubUrl}: without that endpoint nothing can be registered there. If it is right, ask the account team.`
                : "The status of your parties cannot be read, so no run can show that you are CONNECTED. Ask the account team for it.",
          }
        : {
            message: `The hub does not list its ${foreign(fact.module)} endpoint; the documented ${fact.documented} is used.`,
            fix: NOTHING_FOR_YOU,
          };
    case "hub-endpoint-undocumented":
      return {
        message: `The hub's ${foreign(fact.module)} endpoint is ${foreign(fact.url)}, not the documented ${fact.documented}. The hub's word is used.`,
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
        message: `${silenceWords("your platform", fact.odd)} The hub calls it while it registers you, so the exchange would fail.`,
        fix: adviceOnSilentPlatform(fact.odd.error, voice),
      };
    case "platform-refuses-token":
      return platformRefuses(fact, voice);
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
            ? `Check ${voice.platformUrl}. If it is right, your platform must answer this path: the hub calls ${profile.healthPath === undefined ? "" : `\`${profile.healthPath}\` and `}the ${voice.platformUrl} that you give it.`
            : "Make it answer HTTP 200 and an OCPI envelope with `status_code` 1000 for the platform token.",
      };
    case "platform-version-missing":
      return {
        message: `Your platform does not offer OCPI ${fact.wanted} at ${fact.url}; it offers ${fact.offered.length === 0 ? "nothing" : list(fact.offered.map(foreign))}.`,
        fix: `Add \`${fact.wanted}\` to the platform's list of versions.`,
      };
    case "platform-shape":
      return {
        message: `${fact.url} answers neither a list of versions nor version details.`,
        fix: `Check ${voice.platformUrl}. A list of versions is \`data: [{version, url}]\`.`,
      };
    case "platform-details-url":
      return {
        message: `${voice.platformUrl} is the address of your version details. ${fact.url} answers endpoints, where OCPI asks for the list of versions.`,
        fix: "Give the URL of your platform's list of versions, such as `https://your-platform.com/ocpi/versions`.",
      };
    case "platform-other-encoding":
      return {
        message: `Your platform takes the platform token only ${fact.takes === "base64" ? `in Base64, but ${profile.title} documents that it sends tokens as they are` : "as it is, but OCPI 2.2.1 has tokens sent in Base64"}.`,
        fix: "Make the platform accept both forms.",
      };

    // The vault
    case "vault-forbidden":
      return voice.vaultForbidden(fact);
    case "vault-failed":
      return {
        message: `${voice.vault} could not be used for the ${voice.keptAt(fact.place)}. It answered ${voice.vaultAnswer(fact.failure)}.`,
        fix: `${capitalised(voice.rerun)}; if it fails again, ${voice.lookAtVault}`,
      };
    case "vault-unread":
      return {
        message: `The ${voice.keptAt(fact.place)} could not be looked at, and need not be: the registration works. ${voice.vault} answered ${voice.vaultAnswer(fact.failure)}.`,
      };
    case "secret-exists":
      return voice.secretExists(fact);
    case "slot-held":
      return {
        message: `Another run is changing this connection, or one was interrupted a moment ago. The ${fact.slotPlace} says so; this run changed nothing.`,
        fix: `When no other run is active, ${voice.exchange} ${fact.freeAt === undefined ? "in 5 minutes" : `after ${utc(fact.freeAt)}`}: it takes over, and finds out what happened. ${voice.takeOverAtOnce}`,
      };
    case "slot-left":
      return {
        message: `The ${fact.slotPlace} could not be deleted (${voice.vaultAnswer(fact.failure)}).`,
        fix: voice.leaveSlot,
      };

    // The exchange
    case "first-run-needs-initial-token":
      return {
        message: `There is no hub token yet and no ${voice.tokenName("initial-token")} to get one with.`,
        ...voice.firstInitialToken,
      };
    case "post-not-sent":
      return {
        message: `The ${fact.odd.method === "POST" ? "exchange" : "update"} could not be sent. ${fact.odd.method} ${fact.odd.url}: ${reason(fact.odd.error)}. The registration is as it was.`,
        fix: adviceOnSilence(fact.odd.error, voice),
      };
    case "post-unauthorised":
      return {
        message: `The hub does not accept the initial token. ${outcomeWords(fact.odd, profile)}`,
        fix: `Check that ${voice.theToken("initial-token")} is the whole token, and belongs to the hub at ${voice.hubUrl} (test or production). If it does, it is used up or revoked: look whether a colleague or ${voice.otherPlace} has registered already and holds the hub token or a recovery capsule. If nobody has, ${sendMessage(voice)}; ${useNewToken(voice)}`,
      };
    case "post-already-registered":
      return {
        message: `The hub says that this platform is registered already. ${outcomeWords(fact.odd, profile)}`,
        fix: `If you have the hub token, ${voice.giveHubToken}. If nobody has it, ${askForReset(voice)}`,
      };
    case "post-platform-unusable":
      return {
        message: `The hub could not use your platform. ${outcomeWords(fact.odd, profile)}`,
        fix: `The hub called the platform back and got no good answer. Look at the platform's log for the time of this run: it must be reachable from the hub, and accept the platform token at \`/ocpi/versions\` and at ${voice.platformUrl}. Then ${exchangeWithSameToken(voice)}`,
      };
    case "post-version":
      return {
        message: `The hub and your platform have no OCPI version in common. ${outcomeWords(fact.odd, profile)}`,
        fix: `Offer ${profile.version} in the platform's list of versions. Then ${exchangeWithSameToken(voice)}`,
      };
    case "post-endpoints":
      return {
        message: `Your platform lacks an endpoint that the hub needs. ${outcomeWords(fact.odd, profile)}`,
        fix: `List the missing module in the platform's version details; ask the account team which one it is. Then ${exchangeWithSameToken(voice)}`,
      };
    case "post-refused":
      return {
        message: `The hub refused the exchange. ${outcomeWords(fact.odd, profile)}`,
        fix: isAboutData(fact.odd, profile)
          ? `Compare the role, country code and party id with what the account team assigned, and check ${voice.platformUrl}. Then ${exchangeWithSameToken(voice)}`
          : adviceOnOddAnswer(fact.odd, profile, voice),
      };
    case "post-lost":
      return {
        message: `The exchange was sent, but no usable answer came back. ${outcomeWords(fact.odd, profile)}`,
      };
    case "post-in-doubt":
      return {
        message: `The exchange was sent again, and its outcome is not known. ${outcomeWords(fact.odd, profile)}`,
        fix: `${capitalised(voice.exchange)} after 5 minutes: it finds out what can be found out. If that one ends the same way, ${askForResetOf(fact.slotPlace, voice)}`,
      };
    case "post-unreadable":
      return {
        message: `The hub accepted the exchange, but its answer holds no token. ${outcomeWords(fact.odd, profile)} The answer is sealed in the recovery capsule.`,
        fix: capitalised(askForResetOf(fact.slotPlace, voice)),
      };
    case "recovery-needs-initial-token":
      return {
        message: `An earlier run was interrupted, and without an ${voice.tokenName("initial-token")} it cannot be told whether it registered. The ${fact.slotPlace} says so; nothing was changed.`,
        fix: `${capitalised(voice.passInitialToken)}, even if you think that it is used up, and ${voice.exchange}: it finds out, and says what to do.`,
      };
    case "recovery-initial-token-refused":
      return {
        message:
          "An exchange was interrupted, and the hub does not accept the initial token any more. It seems to have registered the platform, but the token that it issued is not stored.",
        fix: `If an earlier run printed a recovery capsule (a text that begins with \`ocpi-capsule:v1:\`), ${voice.useCapsule}. Otherwise check that ${voice.theToken("initial-token")} is the one of the interrupted run. If it is, ${askForResetOf(fact.slotPlace, voice)}`,
      };
    case "stopped-in-doubt":
      return {
        message: `The run was stopped before it found out what became of an interrupted exchange. The ${fact.slotPlace} keeps a note of it.`,
        fix: `${capitalised(voice.exchange)} after 5 minutes: it finds out what can be found out.`,
      };
    case "recovery-not-possible":
      return {
        message: `An exchange was interrupted, and the hub gives no usable answer now. What became of the exchange is not known; the ${fact.slotPlace} keeps a note of it.`,
        fix: `${capitalised(voice.exchange)} after 5 minutes: it then finds out what can be found out.`,
      };
    case "capsule-unopened":
      return {
        malformed: {
          message: `${voice.given("recovery-capsule")} is no recovery capsule.`,
          fix: "Pass it whole: it begins with `ocpi-capsule:v1:` and has no spaces.",
        },
        "wrong-token": {
          message: `${voice.given("platform-token")} does not open the recovery capsule.`,
          fix: "Pass the platform token with which the exchange was made, and the capsule whole: a changed character closes it, too. If nobody has that token any more, the capsule cannot be opened: ask the account team to reset your registration.",
        },
        "no-token": {
          message: "The recovery capsule holds an answer of the hub in which no token was found.",
          fix: `Nothing can be stored from it. ${capitalised(askForReset(voice))}`,
        },
      }[fact.why];
    case "recovered":
      return {
        get: { message: "The token of an interrupted exchange was read back from the hub." },
        post: { message: "The initial token still works, so the exchange whose answer was lost is sent once more." },
        put: {
          message: `An earlier run was interrupted, so the hub is told of the platform once more, with the platform token of this run. If that run was to rotate it, do so again (${voice.rotate}): this one undoes it.`,
        },
      }[fact.how];
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
        message: "The hub token is not as OCPI allows (at most 64 characters, printable ASCII). It was kept as it is.",
        fix: "Check that the platform can store and send it.",
      };
    case "token-unstored":
      return voice.tokenUnstored(fact);
    case "token-unproven":
      return {
        message: `The hub token is kept, but the hub does not accept it yet. ${outcomeWords(fact.odd, profile)}`,
        fix: `${capitalised(voice.exchange)} in a few minutes${voice.withStoredToken}. If it fails again, ${sendMessage(voice)}.`,
      };
    case "token-untried":
      return {
        message: "The hub token is kept, but the run was stopped before it was tried and the registration confirmed.",
        fix: `${capitalised(voice.exchange)} after 5 minutes${voice.withStoredToken}: it goes on where this run stopped.`,
      };
    case "hub-other-party":
      return {
        message: `The hub says that it is ${fact.got === "" ? "nobody" : foreign(fact.got)}, where ${fact.expected} (HUB) was expected.`,
        fix: `Check that ${voice.hubUrl} and the initial token are those of this hub, and both of test or both of production. If they are not, do not deliver the token, and ask the account team of that hub to undo the registration.`,
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
        message: `The hub registered the platform, but refused its confirmation. ${outcomeWords(fact.odd, profile)} The hub token is kept.`,
        fix: `${capitalised(sendMessage(voice))}; when they have answered, ${voice.update}: it sends the same once more.`,
      };
    case "confirm-not-possible":
      return {
        message: `The hub does not take a confirmation. ${outcomeWords(fact.odd, profile)} The hub token works all the same.`,
        fix: `Nothing to do if the party is CONNECTED; otherwise ${sendMessage(voice)}.`,
      };
    case "confirm-unreadable":
      return {
        message: `The hub accepted the confirmation, but its answer cannot be read. ${outcomeWords(fact.odd, profile)} The hub may have replaced the token by one that was in it; the answer is sealed in the recovery capsule.`,
        fix: `${capitalised(voice.exchange)} after 5 minutes${voice.withStoredToken}. If the hub refuses that token then, ${askForResetOf(fact.slotPlace, voice)} ${voice.forgetRefusedToken}`,
      };
    case "confirm-in-doubt":
      return {
        message: `The ${fact.by === "exchange" ? "confirmation" : "update"} was sent, but its outcome is not known. ${outcomeWords(fact.odd, profile)} The hub token is kept${fact.successor ? "; a new one is in a recovery capsule" : ""}.`,
        fix: `${afterDoubt(fact.by, voice)}. If the hub refuses the hub token then, ${sendMessage(voice)}: the one of this run, not of the later one.`,
      };
    case "confirm-changed-token":
      return {
        message:
          "The hub issued a new token when it was told of the platform. It works, and it took the first one's place.",
      };
    case "confirm-token-not-working":
      return {
        message:
          "The hub issued a new token when it was told of the platform, but only the first one works. That one stays the hub token; the new one is in a recovery capsule.",
        fix: `${capitalised(sendMessage(voice))}: it asks which of the two is valid. Keep the new one's recovery capsule (a text that begins with \`ocpi-capsule:v1:\` ${voice.findCapsule}) until they have answered. If it is the new one, ${voice.recoverFromCapsule}.`,
      };
    case "confirmation-outstanding":
      return {
        message: `The hub token is stored, but the registration is not confirmed yet: ${whyOutstanding[fact.why]}.`,
        fix: `${capitalised(voice.exchangeWithStoredToken)}, more than 5 minutes from now: the ${fact.slotPlace} tells it to confirm.`,
      };
    case "slot-outlived":
      return {
        message: "This run took too long, so it sent nothing more.",
        fix: "Wait 5 minutes, then run the same command again.",
      };
    case "not-verified":
      return {
        message: "The run was stopped before it had seen whether the party is CONNECTED.",
        fix: `${capitalised(voice.verify)}: it only looks.`,
      };
    case "update-refused":
      return {
        message: `The hub refused the update. ${outcomeWords(fact.odd, profile)} The registration is as it was.`,
        fix: `Compare the party and ${voice.platformUrl} with what the account team assigned. If they agree, ${sendMessage(voice)}.`,
      };
    case "not-unregistered":
      return {
        message: `The hub did not end the registration. ${outcomeWords(fact.odd, profile)}`,
        fix: `${capitalised(sendMessage(voice))}: it asks them to end it. The hub token is kept.`,
      };
    case "still-registered":
      return {
        message: `The hub answered that the registration is ended, but still accepts the hub token. ${outcomeWords(fact.odd, profile)}`,
        fix: `${capitalised(sendMessage(voice))}: it asks them to revoke the token. ${capitalised(voice.storedToken)} is kept until then.`,
      };
    case "unregister-in-doubt":
      return {
        message: `The end of the registration was sent, but its outcome is not known. ${outcomeWords(fact.odd, profile)} The hub token is kept.`,
        fix: `${capitalised(voice.rerun)} after 5 minutes: it looks again, and sends it again if the hub still accepts the token.`,
      };
    case "nothing-to-unregister":
      return {
        message: `The hub does not accept the hub token, so no registration can be ended with it. ${outcomeWords(fact.odd, profile)}`,
        fix: `If an earlier run sent the end of the registration, it was ended: ${voice.forgetEnded(fact.place, fact.slotPlace)}. Otherwise ${sendMessage(voice)}: it asks them to end it.`,
      };
    case "secret-left":
      return {
        message: `The registration is ended, but the ${voice.keptAt(fact.place)} could not be deleted. ${voice.vault} answered ${voice.vaultAnswer(fact.failure)}.`,
        fix: voice.forgetLeftToken,
      };
    case "unregister-not-offered":
      return {
        message: `${capitalised(profile.title)} has no way to end a registration by itself.`,
        fix: `${capitalised(sendMessage(voice))}: it asks them to end it. ${capitalised(voice.forgetHubToken)} only when they have confirmed that.`,
      };
    case "cancelled":
      return {
        message: "The run was stopped before anything was changed.",
        fix: `${capitalised(voice.rerun)} when you are ready.`,
      };

    case "state-unwritable":
      return {
        message: `${capitalised(voice.state)} could not be written: ${foreign(fact.detail)}. The run went on; nobody could have finished it after a crash.`,
        fix: `Check the disk and the permissions of ${voice.theMachine}.`,
      };
    case "unexpected":
      return {
        message: `Something happened that OCPI Onboarding did not foresee. It is ${foreign(fact.detail)}.`,
        fix: `Keep ${voice.thisLog}, above all a text in it that begins with \`ocpi-capsule:\`. ${capitalised(voice.rerun)} after 5 minutes. If it fails again, ${voice.openIssue(ISSUES)}; it holds no token.`,
      };
    // The own parties
    case "no-party-given":
      return {
        message: "It is not known which party to look for, so it cannot be told whether it is CONNECTED.",
        fix: voice.giveParty,
      };
    case "party-not-connected":
      return notConnected(fact.party, fact.role, fact.status, profile, voice);
    case "parties-unreadable":
      return {
        message: `The hub's list of parties cannot be read. ${outcomeWords(fact.odd, profile)}`,
        fix:
          fact.odd.httpStatus === 401
            ? `The token opens the versions but not this list: the party may be suspended. ${capitalised(sendMessage(voice))}.`
            : `${capitalised(voice.rerun)}; if it fails again, ${sendMessage(voice)}.`,
      };
    case "party-other-role":
      return {
        message: `The hub lists ${fact.party} as ${quoted(fact.listed)}, not as ${fact.role}.`,
        fix: `If ${quoted(fact.listed)} is right, give it as \`role\` and ${voice.rerun}. If ${fact.role} is right, ${sendMessage(voice)}.`,
      };
  }
}

function adviceOnOrigin(url: string): Pick<Sentence, "fix" | "snippet"> {
  const { protocol = "", origin = "" } = URL.parse(url) ?? {};
  if (!protocol.startsWith("http")) return { fix: "Tell the account team: no token goes there." };
  return {
    fix: "Ask the account team whether that host is theirs. Only if they confirm it, allow its origin in the `hub` of the connection in `ocpi.yml`.",
    snippet: `allowed_origins: [${plainForeign(origin)}]`,
  };
}

/** How to go on after a PUT whose outcome is not known: an exchange in its place would undo a rotation. */
function afterDoubt(by: Extract<Fact, { code: "confirm-in-doubt" }>["by"], voice: Voice): string {
  switch (by) {
    case "exchange":
      return `${capitalised(voice.exchange)} after 5 minutes${voice.withStoredToken}. If the party is still PLANNED then, ${voice.update}`;
    case "update":
      return `${capitalised(voice.update)} after 5 minutes`;
    case "rotate":
      return `After 5 minutes rotate again, with the same new token: ${voice.rotate}`;
  }
}

function notConnected(party: string, role: string, status: NotConnected, profile: Profile, voice: Voice): Sentence {
  const who = `${party} (${role})`;
  switch (status) {
    case "PLANNED":
      return {
        message: `${who} is registered, but ${profile.title} has not activated it yet (PLANNED).`,
        fix: `${capitalised(sendMessage(voice))}; when they have answered, ${voice.verify}: it only looks.`,
      };
    case "OFFLINE":
      return {
        message: `${who} is OFFLINE: the hub's health checks of your platform fail.`,
        fix: `Make sure that the hub can reach ${profile.healthPath === undefined ? voice.platformUrl : `\`${profile.healthPath}\``} at your platform within a few seconds, with the platform token, and finds ${profile.version} there.`,
      };
    case "SUSPENDED":
      return {
        message: `${who} is SUSPENDED by the account team; no traffic passes.`,
        fix: `${capitalised(sendMessage(voice))}.`,
      };
    case "NOT_LISTED":
      return {
        message: `The hub does not list ${who}.`,
        fix: `Check the party's codes and role against what the account team assigned; if they are right, ${sendMessage(voice)}.`,
      };
    case "UNKNOWN":
      return {
        message: `The status of ${who} could not be read.`,
        fix: `${capitalised(voice.verify)} in a few minutes: it only looks.`,
      };
  }
}

/** The run in one line: how it ended, and the first reason. */
export function headline(run: RunRecord): string {
  const parties = run.ownParties.map((party) => `${partyName(party)} (${party.role})`).join(", ");
  const who = parties === "" ? "The platform" : parties;
  const why = run.reason === undefined ? "" : firstSentence(sentence(run.reason, run.profile, run.voice).message);
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
  return [...(isRotated(run) ? [afterRotation(run.voice)] : []), ...deliveriesOfToken(run)];
}

// ChargeIndia Hub, rotating tokens: 24 hours of overlap.
function afterRotation(voice: Voice): string {
  return `${capitalised(voice.keepAfterRotation)} valid in your platform for 24 hours: calls that are under way may still present it. Then ${sendMessage(voice)}: it asks them to revoke the old one.`;
}

function deliveriesOfToken(run: RunRecord): string[] {
  const { result, storedIn, registeredAt, exposed, voice } = run;
  const undeliverable = result === "unstored" || result === "in-doubt" || found(run, "token-unproven", "token-untried");
  if (undeliverable || (storedIn === undefined && registeredAt === undefined)) return [];
  const routing =
    result === "connected"
      ? [
          `E-mail the account team the message for them (${voice.findMessageInLog}): it asks them to enable the routing to your partners.`,
        ]
      : [];
  return [voice.deliver(exposed), ...routing];
}

/** Whether a fix is something to do, and not only good to know. */
export function isToDo({ fix }: Sentence): boolean {
  return fix !== undefined && fix !== NOTHING_FOR_YOU;
}

/** What to do now, as lines of the log. */
export function adviceLines(run: RunRecord): string[] {
  const advice = bySeverity(run.findings).flatMap((finding) => {
    const said = sentence(finding.fact, run.profile, run.voice);
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
export function findingLine(finding: Finding, profile: Profile, voice: Voice): string {
  const word = { error: "Error", warning: "Warning", info: "Note" }[finding.severity];
  return plainLine(`${word}: ${sentence(finding.fact, profile, voice).message} [${finding.check}]`).replaceAll("`", "");
}

/** One look at the own parties as one line of the log. */
export function statusLine(parties: readonly PartyStatus[], againInMs: number | undefined): string {
  const states = parties.map(({ party, status }) => `${partyName(party)} (${party.role}) is ${status}`).join(", ");
  return againInMs === undefined ? `${states}.` : `${states}; looking again in ${duration(againInMs)}.`;
}

/** What is going to be done, as the log's first line. */
export function orderLine(command: string, connection: string, hub: string, profile: Profile): string {
  return plainLine(`${command}: connection ${connection}, ${profile.title} at ${hub}.`);
}

/** A recovery capsule as a line of the log; `of` says of what, where that is not the hub token. */
export function capsuleLine(capsule: string, of = ""): string {
  return `Recovery capsule${of}: ${capsule}`;
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
    cut: " with a body that is cut off",
  };
  return `${asked} answered HTTP ${odd.httpStatus}${bodies[odd.body]}.`;
}

/** Why nothing came back: first who was silent, or what stood in the way, and then the request. */
function silenceWords(peer: "the hub" | "your platform", { method, url, error }: OddAnswer): string {
  const refusal = proxyRefusal(error);
  if (refusal !== undefined)
    return `The proxy on the way to ${peer} ${refusalWords(refusal)}. It answered HTTP ${refusal} to ${method} ${url}.`;
  if (error === UNVERIFIED)
    return `${capitalised(peer)} was not asked, because its certificate would not be verified: NODE_TLS_REJECT_UNAUTHORIZED is 0 in the environment. ${method} ${url} did not leave.`;
  if (isUntrustedCertificate(error))
    return `${capitalised(peer)}'s certificate is not trusted. ${method} ${url}: ${error}.`;
  return `${capitalised(peer)} did not answer. ${method} ${url}: ${reason(error)}.`;
}

/** What a proxy does that answers to CONNECT with this status (RFC 9110, 9.3.6 and 15.5.8). */
function refusalWords(status: number): string {
  if (status === 407) return "asks for a login";
  return status >= 500 ? "could not reach it" : "did not let the request through";
}

function codeMeanings(code: number, profile: Profile | undefined): string {
  const here = profile?.codeMeanings[code];
  return profile === undefined || here === undefined ? specifiedMeaning(code) : `at ${profile.title}: ${here}`;
}

function reason(code: string | undefined): string {
  switch (code) {
    case undefined:
      return "no answer";
    case "NETWORK":
      return "the connection failed";
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
    default: {
      const refusal = proxyRefusal(code);
      if (refusal !== undefined) return `the proxy ${refusalWords(refusal)} (HTTP ${refusal})`;
      if (code === UNVERIFIED) return `its certificate would not be verified (${code})`;
      if (code === "CERT_HAS_EXPIRED") return `its certificate has expired (${code})`;
      if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return `its certificate is for another host (${code})`;
      if (code === "ERR_SSL_WRONG_VERSION_NUMBER") return `there is no TLS on this port (${code})`;
      // The client's parser had an answer before it.
      if (/^HPE_|^UND_ERR_RES|^UND_ERR_HEADERS_OVERFLOW/.test(code ?? ""))
        return `its answer is no HTTP that can be read (${foreign(code)})`;
      return isUntrustedCertificate(code)
        ? `its certificate is not trusted (${code})`
        : `the request could not be made (${foreign(code)})`;
    }
  }
}

function adviceOnSilence(code: string | undefined, voice: Voice): string {
  const { hubUrl } = voice;
  const refusal = proxyRefusal(code);
  if (refusal !== undefined) return adviceOnProxy(refusal, "the hub", voice);
  if (code === UNVERIFIED) return verifyAgain(voice);
  // Where only a proxy leads out, names of hosts outside are often not resolved either.
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return `Check the host in ${hubUrl}. If it is right, and only a proxy leads out of your network, ${voice.checkProxy}.`;
  if (code === "CERT_HAS_EXPIRED")
    return `Check the host in ${hubUrl}. If it is right, tell the account team; ${voice.rerun} when it is renewed.`;
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return `Check the host in ${hubUrl}.`;
  if (code === "ERR_SSL_WRONG_VERSION_NUMBER") return `Check \`https:\` and the port in ${hubUrl}.`;
  if (isUntrustedCertificate(code)) {
    return `Check the host in ${hubUrl}. If the hub has a private certificate authority, or a proxy puts its own certificate in the place of the hub's, ${voice.trustAuthority}.`;
  }
  return `Check ${hubUrl}, and that ${voice.theMachine} may reach the hub; if only a proxy leads out of your network, ${voice.checkProxy}. Then ${voice.rerun}: it is safe.`;
}

function verifyAgain({ trustAuthority }: Voice): string {
  return `Start the program again without that variable: a token would go to anyone who answers. Where certificates are of a private authority, ${trustAuthority}.`;
}

function adviceOnSilentPlatform(code: string | undefined, voice: Voice): string {
  if (code === UNVERIFIED) return verifyAgain(voice);
  const refusal = proxyRefusal(code);
  return refusal === undefined
    ? `Check ${voice.platformUrl}, DNS, the firewall and the certificate chain. If the platform admits only the hub's addresses, ${voice.relaxPlatformCheck}.`
    : `${adviceOnProxy(refusal, "your platform", voice)} If the hub reaches the platform by another way, ${voice.relaxPlatformCheck}.`;
}

function adviceOnProxy(status: number, peer: string, voice: Voice): string {
  const mending =
    status === 407
      ? voice.signInAtProxy
      : `${voice.checkProxy}, and ask whoever runs the proxy to let requests to ${peer} through`;
  return `${capitalised(mending)}. Then ${voice.rerun}: it is safe.`;
}

/** Whether a refusal is about what was sent, and not about where to, how often or from where. */
function isAboutData({ httpStatus = 0, statusCode, body }: OddAnswer, { rateLimitedCode = 0 }: Profile): boolean {
  const isElsewhere = body === "html" || httpStatus === 404 || Math.floor(httpStatus / 100) === 3;
  return !isElsewhere && httpStatus !== 429 && statusCode !== rateLimitedCode;
}

function adviceOnOddAnswer(odd: OddAnswer, { rateLimitedCode = 0 }: Profile, voice: Voice): string {
  if (odd.httpStatus === 429 || odd.statusCode === rateLimitedCode)
    return `The hub asks for fewer requests. ${capitalised(voice.rerun)} in a few minutes.`;
  if ((odd.httpStatus ?? 0) >= 500 || (odd.statusCode ?? 0) >= 3000)
    return `The hub has a problem. ${capitalised(voice.rerun)} later: it is safe.`;
  if (odd.httpStatus === 401 || odd.httpStatus === 403)
    return `If ${voice.hubUrl} is right, a firewall before the hub may not admit ${voice.thisMachine}: ask the account team, or ${voice.comeFromElsewhere}.`;
  return `Check ${voice.hubUrl}: it is the hub's origin, such as \`https://hub.chargeindia.com\`, or its versions URL.`;
}

function at({ path, position }: { path: string; position: { line: number; column: number } }): string {
  return `\`${path}\` line ${position.line}, column ${position.column}`;
}

function where(source: Source, voice: Voice): string {
  if (source.file === undefined) return voice.given(source.name);
  const place = source.position === undefined ? "" : ` line ${source.position.line}, column ${source.position.column}`;
  return `\`${source.file}\`${place}: \`${source.name}\``;
}
