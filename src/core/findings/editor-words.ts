import type { VaultFailure } from "../ports.ts";
import { places } from "./places.ts";
import { capitalised, quoted } from "./prose.ts";
import type { Said } from "./sentence.ts";
import { stepTitles } from "./steps.ts";
import type { Words } from "./words.ts";

const VAULT = "VS Code's Secret Storage";

/** Speaks to a person at the editor: of commands and settings, `ocpi.yml`, and tokens in VS Code's Secret Storage. */
export const editorWords: Words = {
  stepTitles: {
    ...stepTitles,
    read: "Read ocpi.yml and the tokens",
    look: "Look at the hub, the platform and Secret Storage",
  },
  hubUrl: "`hub.url`",
  platformUrl: "`platform.url`",
  tokenName: words,
  theToken: (kind) => `the ${words(kind)}`,
  given,
  givenBoth: (one, other) => `The ${words(one)} and the ${words(other)}`,
  theMachine: "this computer",
  thisMachine: "this computer",
  thisLog: "the log (`OCPI: Show Log`)",
  state: "the state of the exchange",
  otherPlace: "another computer of yours",

  // Whichever command it was: a sentence that does not belong to one does not know it.
  rerun: "run the command again",
  exchange: "run `OCPI: Exchange Credentials` again",
  verify: "run `OCPI: Verify Connection`",
  // A lock whose window is gone, or whose run has ended here, is taken over at once.
  afterLease: "",
  withStoredToken: "",
  exchangeWithStoredToken: "run `OCPI: Exchange Credentials`",
  rotate: "`OCPI: Rotate Token…`",
  update: "run `OCPI: Update Registration…`",
  consentTo: (host) => `run \`OCPI: Rehearse Traffic…\` and allow test objects on \`${host}\``,

  findMessage: "`OCPI: Copy Message for the Account Team`",

  ...places,
  // The editor gives its runs none of a pipeline's inputs.
  ofPipeline: () => ({
    message: ["The connection is described in a way that only a pipeline knows."],
    fix: "Describe it in `ocpi.yml` alone.",
  }),
  dryRun: { would: inPipeline, delivers: inPipeline, deliversNothing: inPipeline },
  otherParty: (party, known) => [`This connection is for ${party}, but the config knows ${known}.`],
  giveParty: "List your parties under `platform.roles` in `ocpi.yml`.",
  giveRole: "List your party under `platform.roles` in `ocpi.yml`.",
  inputOfRole: () => undefined,
  lookAtPlatform: "set the platform token with `OCPI: Set Token…` and run `OCPI: Verify Connection`",
  relaxPlatformCheck: "set `ocpi.checkPlatform` to `warn` in the settings",
  settleEncoding: (encoding) =>
    `set \`hub.token_encoding\` in \`ocpi.yml\` to ${encoding === undefined ? "`plain` or `base64`" : `\`${encoding}\``}`,

  giveInitialToken: "set the new token as the initial token with `OCPI: Set Token…`",
  passInitialToken: "set the initial token with `OCPI: Set Token…`",
  giveHubToken: "set it as the hub token with `OCPI: Set Token…`",
  firstInitialToken: { fix: "Set the initial token that the account team gave you: `OCPI: Set Token…`." },
  giveAgain: "set it again with `OCPI: Set Token…`",
  giveAgainWithoutSpace: "Set it again without it, with `OCPI: Set Token…`.",
  passRealToken: (kind) => `Set the ${words(kind)} that you were given with \`OCPI: Set Token…\`.`,
  keepReplacedToken: "set the new one with `OCPI: Set Token…`",
  tokenMaker: "the generator of `OCPI: Set Token…`",
  makePlatformToken: "Let `OCPI: Set Token…` make one, and install it in the platform before anything else.",
  thePlatformToken: "the platform token",
  correctPlatformToken: "store that one here with `OCPI: Set Token…`",
  restorePlatformToken: "set the token of the exchange as the platform token again, with `OCPI: Set Token…`",
  keepAfterRotation: "keep the old token",
  rightHubToken: "the hub token is the one that the exchange stored",
  // The editor stored it with its hub, so most often it is the right one, and the party is suspended.
  onRefusedHubToken: (_check, ask) =>
    `${capitalised(ask)}. If you set the hub token by hand, first check that it is whole.`,
  deliver: () => ({
    fix: "Your platform needs the hub token, too: take it with `OCPI: Copy Hub Token for Your Platform…` and install it there.",
  }),

  onceReset: () => "When you have that token",
  replaceHubToken:
    "set their new token as the initial token with `OCPI: Set Token…`, remove the hub token with `OCPI: Forget Token…`, and run `OCPI: Exchange Credentials`. Do not remove it before: the hub issues it only once.",
  forgetRefusedToken: "Before that remove the refused hub token with `OCPI: Forget Token…`.",
  forgetHubToken: "remove the hub token with `OCPI: Forget Token…`",
  forgetLeftToken: () => "Remove it with `OCPI: Forget Token…`.",
  forgetEnded: () => "remove the hub token with `OCPI: Forget Token…`",

  findCapsule: "in `OCPI: Show Log`",
  capsuleIsNoToken:
    "Give a text that begins with `ocpi-capsule:` to `OCPI: Recover Hub Token…`. Otherwise set the token itself.",
  rehearsalIsNoToken:
    "It comes from a dry run in a pipeline. Set the token itself with `OCPI: Set Token…`, or let an exchange issue it.",
  useCapsule: "give it to `OCPI: Recover Hub Token…`",
  recoverFromCapsule:
    "remove the hub token with `OCPI: Forget Token…` and give the capsule to `OCPI: Recover Hub Token…`",
  tokenUnstored: ({ failure, replaces }) => ({
    message: [
      "The hub issued its token, but it could not be stored.",
      `${VAULT} answered ${vaultAnswer(failure)}. The token is sealed in a recovery capsule in the log; only your platform token opens it.`,
    ],
    fix: `Copy the text that begins with \`ocpi-capsule:v1:\` from the log now (\`OCPI: Show Log\`), and keep it. Check that the operating system's keyring is unlocked. ${replaces ? "The stored hub token is the former one: when the hub refuses it, remove it with `OCPI: Forget Token…`. " : ""}Then give the text to \`OCPI: Recover Hub Token…\`; the platform token must be the same.`,
  }),

  vaultTitle: "Secret Storage",
  vault: VAULT,
  keptAt: () => "hub token",
  vaultAnswer,
  lookAtVault: () => "check whether the operating system's keyring is unlocked: VS Code needs it to keep tokens.",
  vaultForbidden: ({ failure }) => ({
    message: [`${VAULT} does not let this run use the hub token.`, `It answered ${vaultAnswer(failure)}.`],
    fix: "Check that the operating system's keyring is unlocked: VS Code needs it to keep tokens.",
  }),
  secretExists: () => ({
    message: [
      "A hub token is stored already, but this run did not use it.",
      "A stored token is never overwritten, so nothing was changed.",
    ],
    fix: "Check `hub.url`: a token that was stored for another host is not used. Remove the stored one with `OCPI: Forget Token…` only when it is certain that neither the platform nor a colleague needs it, such as after the account team has reset your registration: the hub issues it only once.",
  }),
  vaultLine(act, _vault, view) {
    switch (act) {
      case "looked":
        return `Secret Storage: the hub token is ${view?.secret ?? "unknown"}, the lock of an exchange is ${view?.lock === "absent" ? "absent" : "present"}.`;
      case "lock-taken":
        return "Secret Storage: the lock is taken.";
      case "stored":
        return "Secret Storage: the hub token is stored.";
      case "forgotten":
        return "Secret Storage: the hub token is deleted.";
      case "lock-released":
        return "Secret Storage: the lock is given back.";
    }
  },
  takeOverAtOnce: () => "Once the window that took the lock is gone, it takes over at once.",
  leaveLock: () => "Leave it: a later exchange takes it over.",

  sandboxDesk: "the sandbox's own switches",
  realHub: { fix: "describe the connection with `OCPI: Add Connection…`" },

  // VS Code trusts what the system trusts, by its setting `http.systemCertificates`.
  trustAuthority:
    "install its certificate where this computer's operating system keeps those that it trusts, and leave the setting `http.systemCertificates` on",
  checkProxy: "check the setting `http.proxy`",
  signInAtProxy: "check the setting `http.proxy`, and sign in when VS Code asks for the proxy's user name and password",
  fromInside: "That this computer may reach it shows nothing of what the hub can reach.",
  comeFromElsewhere: "use a network whose addresses they admit",
  openIssue: (url) => `open an issue at ${url} with what \`OCPI: Copy Report as Markdown\` copies`,
};

/** The editor has no dry runs. */
function inPipeline(): Said {
  return { message: ["Only a pipeline tries an exchange without its POST."] };
}

/** `hub-token` as people say it. */
function words(kind: string): string {
  return kind.replaceAll("-", " ");
}

const keys: Readonly<Record<string, string>> = { "hub-url": "`hub.url`", "platform-url": "`platform.url`" };

function given(name: string): string {
  if (name === "recovery-capsule") return "The text that was given";
  return keys[name] ?? `The ${words(name)}`;
}

function vaultAnswer({ detail }: VaultFailure): string {
  return detail === "" ? "nothing" : quoted(detail);
}
