import type { VaultFailure } from "../ports.ts";
import { dryRunWords } from "./dry-run-words.ts";
import { page } from "./pages.ts";
import { places } from "./places.ts";
import { foreign, quoted } from "./prose.ts";
import type { Said } from "./sentence.ts";
import { stepTitles } from "./steps.ts";
import type { VaultRefusal, Words } from "./words.ts";

const DELIVERY = page("examples/exchange-and-deliver.yml");
const GO_LIVE = page("docs/go-live.md");

/** Speaks to a person who runs the Action: of inputs and outputs, secrets, and steps of a job. */
export const actionWords: Words = {
  stepTitles,
  hubUrl: "`hub-url`",
  platformUrl: "`platform-url`",
  tokenName: code,
  theToken: code,
  given: (name) => `The input \`${name}\``,
  givenBoth: (one, other) => `The inputs \`${one}\` and \`${other}\``,
  theMachine: "the runner",
  thisMachine: "this runner",
  thisLog: "this log",
  state: "the step's state",
  otherPlace: "another repository of yours",

  rerun: "start a new run",
  exchange: "start a new run",
  verify: "start a new run",
  afterLease: " in 5 minutes",
  withStoredToken: ", with the stored token as `hub-token`",
  exchangeWithStoredToken: "start a new run of `command: exchange` with the stored token as `hub-token`",
  rotate: "`command: rotate`",
  update: "start a run of `command: update`",
  consentTo: (host) => `add \`allow-test-writes: ${host}\` to the step`,

  findMessage: "in the step summary, output `handover`",

  ...places,
  ofPipeline: (said) => said,
  dryRun: dryRunWords,
  otherParty: (party, known) => [`The inputs name ${party}, but the config knows ${known}.`, "The inputs are used."],
  giveParty: "Give `role`, `country-code`, `party-id` and `business-name` as inputs, or `roles` in the config.",
  giveRole: "Give `role` (`CPO` or `EMSP`) and `business-name` as inputs, or `roles` in the config.",
  inputOfRole: (field) => (Object.hasOwn(roleInputs, field) ? `\`${roleInputs[field]}\`` : undefined),
  lookAtPlatform: "pass `platform-token` to `command: verify`, and `platform-url` where no config names it",
  relaxPlatformCheck: "set `check-platform: warn`",
  settleEncoding: (encoding) =>
    encoding === undefined ? "set `token-encoding` to `plain` or `base64`" : `set \`token-encoding: ${encoding}\``,

  giveInitialToken: "put the new token into the secret that you pass as `initial-token`",
  passInitialToken: "pass `initial-token`",
  giveHubToken: "store it as a secret and pass it as `hub-token`",
  firstInitialToken: {
    fix: "Store the initial token from the account team as a secret and pass it. If it is passed, check the secret's name: a mistyped name gives an empty value.",
    snippet: "initial-token: ${{ secrets.OCPI_INITIAL_TOKEN }}",
  },
  giveAgain: "store the secret again",
  giveAgainWithoutSpace:
    "Store the secret again without it. On a command line use `printf %s`, because `echo` adds a line break.",
  passRealToken: (kind) => `Pass the token that you were given as \`${kind}\`.`,
  keepReplacedToken:
    "store the new one as a secret: it goes into the inputs `initial-token`, `platform-token` and `hub-token`",
  tokenMaker: "`openssl rand -hex 32`",
  makePlatformToken:
    "Make one with `openssl rand -hex 32`, install it in the platform first, and store it as a secret.",
  thePlatformToken: "the value of the secret behind `platform-token`",
  correctPlatformToken: "correct that secret instead",
  restorePlatformToken: "put the token of the exchange back into the secret behind `platform-token`",
  keepAfterRotation: "put the new token into the secret behind `platform-token` now, and keep the old one",
  rightHubToken: "`hub-token` is given the secret that the exchange stored",
  onRefusedHubToken: (check, ask) =>
    `${check} If the secret was stored after this run was queued, start a new run. Otherwise ${ask}.`,
  deliver: (exposed) =>
    exposed
      ? {
          fix: "Your platform needs the hub token, too: check that the next step of this job delivers the output `hub-token` to it.",
        }
      : {
          fix: `Your platform does not have the hub token yet, and needs it to call the hub. Unless a later job delivers the stored secret, add the line below and a step that delivers the output \`hub-token\` (${DELIVERY}), and start a new run.`,
          snippet: "expose-hub-token: true",
          link: DELIVERY,
        },

  onceReset: (lockPlace) => `Not before you have that token: delete the ${lockPlace}`,
  replaceHubToken:
    "put their new token into the secret that you pass as `initial-token`, delete the one that you pass as `hub-token`, and start a new run. Do not delete it before: it cannot be read back.",
  forgetRefusedToken: "Delete the secret that you pass as `hub-token`, too.",
  forgetHubToken: "delete the secret that you pass as `hub-token`",
  forgetLeftToken: (place) => `Delete the ${place} by hand.`,
  forgetEnded: (place, lockPlace) =>
    lockPlace === ""
      ? "delete the hub token wherever you keep it"
      : `delete the ${place} and, if it is there, the ${lockPlace}`,

  findCapsule: "in this step's log, and the output `recovery-capsule`",
  capsuleIsNoToken:
    "Pass a text that begins with `ocpi-capsule:` as `recovery-capsule`, and leave `hub-token` empty. Otherwise pass the token itself.",
  rehearsalIsNoToken:
    "Leave `hub-token` empty, remove `dry-run: true`, and start a new run: the exchange delivers a real token in its place. If it has done so, pass the secret in which it stored that.",
  useCapsule: "start a new run of `command: recover` with it",
  recoverFromCapsule:
    "delete the secret that you pass as `hub-token`, and start a new run of `command: recover` with the capsule",
  tokenUnstored: ({ failure, place, replaces }) => ({
    message: [
      "The hub issued its token, but it could not be stored.",
      `GitHub answered ${vaultAnswer(failure)} to the ${place}. The token is sealed in the output \`recovery-capsule\`; only your platform token opens it.`,
    ],
    fix: `Copy the text that begins with \`ocpi-capsule:v1:\` from this step's log now, and store it as the secret \`OCPI_RECOVERY_CAPSULE\`. After HTTP 401, 403 or 404 give \`github-token\` a token that may write secrets; otherwise check githubstatus.com. ${
      replaces
        ? `The ${place} holds the former token: once the hub refuses that one, delete the ${place}, and start a run with the lines below, where \`platform-token\` is the one that this run sent (after \`rotate\` the new one).`
        : "Add the line below and start a new run with the same `platform-token`. Then remove the line and the secret `OCPI_RECOVERY_CAPSULE`."
    }`,
    snippet: replaces
      ? "command: recover\nrecovery-capsule: ${{ secrets.OCPI_RECOVERY_CAPSULE }}"
      : "recovery-capsule: ${{ secrets.OCPI_RECOVERY_CAPSULE }}",
  }),

  vaultTitle: "GitHub secrets",
  vault: "GitHub",
  keptAt: (place) => place,
  vaultAnswer,
  lookAtVault: () => "check githubstatus.com.",
  vaultForbidden: forbidden,
  secretExists: ({ place, passing, capsule }) => ({
    message: [
      `The ${place} exists already${capsule ? "" : ", but this run was not given it"}.`,
      "A stored token is never overwritten, so nothing was changed.",
    ],
    ...(capsule ? { fix: forCapsule(place) } : whenNotGiven(place, passing)),
  }),
  vaultLine(act, { place, lockPlace }, view) {
    switch (act) {
      case "looked":
        return `GitHub: ${place} is ${view?.secret ?? "unknown"}, its lock (${lockPlace}) is ${view?.lock === "absent" ? "absent" : "present"}.`;
      case "lock-taken":
        return `GitHub: ${lockPlace} is written: the lock is taken.`;
      case "stored":
        return `GitHub: the hub token is stored as ${place}.`;
      case "forgotten":
        return `GitHub: ${place} is deleted.`;
      case "lock-released":
        return `GitHub: ${lockPlace} is deleted: the lock is given back.`;
    }
  },
  takeOverAtOnce: (lockPlace) =>
    `Deleting the ${lockPlace} lets it take over at once, but with it goes the only trace of an interrupted exchange.`,
  leaveLock: (lockPlace) => `Delete the ${lockPlace} by hand, or leave it: a later run takes it over.`,

  sandboxDesk: "`/desk` at the hub's address",
  realHub: { fix: `take the workflow that leads from there to production (${GO_LIVE})`, link: GO_LIVE },

  trustAuthority: "set NODE_EXTRA_CA_CERTS on the job",
  checkProxy: "check the job's variables `HTTPS_PROXY` and `NO_PROXY`",
  signInAtProxy:
    "put the proxy's user name and password into the URL in the job's variable `HTTPS_PROXY`, out of a secret",
  fromInside:
    "A self-hosted runner in your network would reach this address, and still show nothing of what the hub can reach.",
  comeFromElsewhere: "use a runner whose address they admit",
  openIssue: (url) => `add \`report-path: report.json\`, and open an issue at ${url} with that file`,
};

/** The same, where the run writes no step summary. */
export const actionWordsWithoutSummary: Words = {
  ...actionWords,
  findMessage: "at the end of this step's log, output `handover`",
};

const roleInputs: Readonly<Record<string, string>> = {
  role: "role",
  country_code: "country-code",
  party_id: "party-id",
  name: "business-name",
};

/** The token in a capsule works, and another one is in its place. */
function forCapsule(place: string): string {
  return `The token in the capsule works. If the stored one does not any more, such as after \`rotate\` or \`update\` could not store its successor, delete the ${place} and start this run again. If it does, the capsule is not needed.`;
}

function whenNotGiven(place: string, passing: string): Pick<Said, "fix" | "snippet"> {
  return {
    fix: `Add ${passing.includes("\n") ? "the lines" : "the line"} below to the step. If ${passing.includes("\n") ? "they are" : "it is"} there already, check the secret's name. If that is right, too, the secret was stored after this run was queued: start a new run. Delete the ${place} only if the account team confirmed that they reset your registration and gave you a new initial token; a deleted token cannot be read back.`,
    snippet: passing,
  };
}

function code(name: string): string {
  return `\`${name}\``;
}

/** GitHub said no. Which no it was decides what helps. */
function forbidden({ place, failure, grant }: VaultRefusal): Said {
  const message = [`GitHub does not let this run use the ${place}.`, `It answered ${vaultAnswer(failure)}.`] as const;
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
      message: [...message, "The job's own token can never write secrets."],
      fix: `Make a fine-grained token with ${form}, choosing this repository under \`Repository access\`; store it as a secret, and pass it as \`github-token\`.`,
      snippet: grant.yaml,
      link: grant.link,
    };
  }
  if (failure.status === 404) {
    return {
      message: [
        `There is no ${foreign(grant.where)}, or the token in \`github-token\` may not see it.`,
        `GitHub answered ${vaultAnswer(failure)} to the ${place}.`,
      ],
      fix: `${place.startsWith("environment") ? "Create an environment that is missing under `Settings → Environments`. Otherwise the" : "The"} token needs ${form}, with this repository chosen under \`Repository access\`.`,
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

function vaultAnswer(failure: VaultFailure): string {
  const status = failure.status === undefined ? "nothing" : `HTTP ${failure.status}`;
  return failure.detail === "" ? status : `${status}, ${quoted(failure.detail)}`;
}
