import type { InputFact } from "../checks/fact.ts";
import { stepTitles } from "../checks/finding.ts";
import type { VaultFailure, VaultGrant } from "../ports.ts";
import { foreign, list, quoted } from "./prose.ts";
import type { Sentence } from "./sentence.ts";
import type { Voice } from "./voice.ts";

/** Speaks to somebody who runs the Action: of inputs and outputs, secrets, and steps of a job. */
export const workflowVoice: Voice = {
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
  withStoredToken: ", with the stored token as `hub-token`",
  exchangeWithStoredToken: "start a new run of `command: exchange` with the stored token as `hub-token`",
  rotate: "`command: rotate`",
  update: "start a run of `command: update`",

  findMessage: "in the step summary, output `handover`",
  findMessageInLog: "at the end of this step's log, output `handover`",

  ofInput,
  otherParty: (party, known) => `The inputs name ${party}, but the config knows ${known}. The inputs are used.`,
  giveParty: "Give `role`, `country-code`, `party-id` and `business-name` as inputs, or `roles` in the config.",
  relaxPlatformCheck: "set `check-platform: warn`",

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
  restorePlatformToken: "put the token of the exchange back into the secret behind `platform-token`",
  keepAfterRotation: "put the new token into the secret behind `platform-token` now, and keep the old one",
  rightHubToken: "`hub-token` is given the secret that the exchange stored",
  ifHubTokenIsRight: "If the secret was stored after this run was queued, start a new run. Otherwise",
  deliver: (exposed) =>
    exposed
      ? "Your platform needs the hub token, too: see that the next step of this job delivers the output `hub-token` to it."
      : 'Your platform does not have the hub token yet, and needs it to call the hub. Add `expose-hub-token: true` and a step that delivers it (README, "How the hub token reaches your platform"), and start a new run.',

  onceReset: (slotPlace) => `Not before you have that token: delete the ${slotPlace}`,
  replaceHubToken:
    "put their new token into the secret that you pass as `initial-token`, delete the one that you pass as `hub-token`, and start a new run. Do not delete it before: it cannot be read back.",
  forgetRefusedToken: "Delete the secret of the refused token, too.",
  forgetHubToken: "delete the secret of the hub token",
  forgetLeftToken: "Delete that secret by hand.",
  forgetEnded: (place, slotPlace) => `delete the ${place} and, if it is there, the ${slotPlace}`,
  storedToken: "the secret",

  findCapsule: "in this step's log, and the output `recovery-capsule`",
  capsuleIsNoToken:
    "Pass a text that begins with `ocpi-capsule:` as `recovery-capsule`, and leave `hub-token` empty. Otherwise pass the token itself.",
  useCapsule: "start a new run of `command: recover` with it",
  recoverFromCapsule: "delete the secret and start a new run of `command: recover` with the capsule",
  tokenUnstored: ({ failure, place, replaces }) => ({
    message: `The hub issued its token, but it could not be stored. GitHub answered ${vaultAnswer(failure)} to the ${place}. The token is sealed in the output \`recovery-capsule\`; only your platform token opens it.`,
    fix: `Copy the text that begins with \`ocpi-capsule:v1:\` from this step's log now, and store it as the secret \`OCPI_RECOVERY_CAPSULE\`. After HTTP 401, 403 or 404 give \`github-token\` a token that may write secrets; otherwise look at githubstatus.com. ${
      replaces
        ? `The ${place} holds the former token: once the hub refuses that one, delete the secret, and after 5 minutes start a run with the lines below, where \`platform-token\` is the one that this run sent (after \`rotate\` the new one).`
        : "Add the line below and, after 5 minutes, start a new run with the same `platform-token`. Then remove the line and the secret."
    }`,
    snippet: replaces
      ? "command: recover\nrecovery-capsule: ${{ secrets.OCPI_RECOVERY_CAPSULE }}"
      : "recovery-capsule: ${{ secrets.OCPI_RECOVERY_CAPSULE }}",
  }),

  vaultTitle: "GitHub secrets",
  vault: "GitHub",
  keptAt: (place) => place,
  vaultAnswer,
  lookAtVault: "look at githubstatus.com.",
  vaultForbidden: ({ place, failure, grant }) => forbidden(place, failure, grant),
  secretExists: ({ place, passing, capsule }) => ({
    message: `The ${place} exists already${capsule ? "" : ", but this run was not given it"}. A stored token is never overwritten, so nothing was changed.`,
    ...(capsule ? { fix: forCapsule(place) } : whenNotGiven(passing)),
  }),
  vaultLine(act, { place, slotPlace }, view) {
    switch (act) {
      case "looked":
        return `GitHub: ${place} is ${view?.secret ?? "unknown"}, its mark (${slotPlace}) is ${view?.slot === "absent" ? "absent" : "present"}.`;
      case "slot-taken":
        return `GitHub: ${slotPlace} is written: it marks the change that is under way.`;
      case "stored":
        return `GitHub: the hub token is stored as ${place}.`;
      case "forgotten":
        return `GitHub: ${place} is deleted.`;
      case "slot-released":
        return `GitHub: ${slotPlace} is deleted.`;
    }
  },
  takeOverAtOnce:
    "Deleting that secret lets it take over at once, but with it goes the only trace of an interrupted exchange.",
  leaveSlot: "Delete it by hand, or leave it: a later run takes it over.",

  trustAuthority: "set NODE_EXTRA_CA_CERTS on the job",
  checkProxy: "check the job's variables `HTTPS_PROXY` and `NO_PROXY`",
  signInAtProxy:
    "put the proxy's user name and password into the URL in the job's variable `HTTPS_PROXY`, out of a secret",
  comeFromElsewhere: "use a runner whose address they admit",
  openIssue: (url) => `add \`report-path: report.json\`, and open an issue at ${url} with that file`,
};

/** The token in a capsule works, and another one is in its place. */
function forCapsule(place: string): string {
  return `The token in the capsule works. If the stored one does not any more, such as after \`rotate\` or \`update\` could not store its successor, delete the ${place} and start this run again. If it does, the capsule is not needed.`;
}

function whenNotGiven(passing: string): Pick<Sentence, "fix" | "snippet"> {
  return {
    fix: "Add the line below to the step. If it is there already, check the secret's name; for an environment's secret the job must name the environment. If both are right, the secret was stored after this run was queued: start a new run. Delete the secret only if the account team confirmed that they reset your registration and gave you a new initial token; a deleted token cannot be read back.",
    snippet: passing,
  };
}

function code(name: string): string {
  return `\`${name}\``;
}

/** What is wrong with the inputs themselves, or with what they name. */
function ofInput(fact: InputFact): Sentence {
  switch (fact.code) {
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
        fix: `Use one of: ${fact.allowed.map(code).join(", ")}.`,
      };
    case "input-duration":
      return {
        message: `The input \`${fact.input}\` is ${quoted(fact.value)}, which is not a duration.`,
        fix: /^\d+$/.test(fact.value)
          ? `A bare number has no unit: write \`${fact.value}s\` for seconds or \`${fact.value}m\` for minutes.`
          : `Write it as \`30s\`, \`2m\` or \`1h\`${fact.input === "request-timeout" ? ": at least `1s`, at most `10m`" : ""}.`,
      };
    case "input-secret-name":
      return {
        message: `The secret that keeps the hub token would be called ${quoted(fact.value)}, and no secret of this name can be used for that.`,
        fix: "Correct `hub-token-secret`: use letters, digits and `_`; do not begin with a digit or with `GITHUB_`, and do not end with `_PENDING`, which marks another token's exchange. The default is `OCPI_HUB_TOKEN`, with the connection's name behind it where the config has several.",
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
        message: `\`command: ${fact.command}\` changes something at the hub, and does not run on the event ${foreign(fact.event)}. On it, people who may not write to this repository could choose what is sent.`,
        fix: "Run it on `workflow_dispatch`, `push`, `schedule`, `release`, `deployment` or `repository_dispatch`.",
      };
    case "event-needs-origin":
      return {
        message: `On the event ${foreign(fact.event)} the token is sent only to a host that an input names, and \`${fact.input}\` is not given. Only the config file names ${quoted(fact.named)}, and a pull request may have written that file.`,
        fix: `Add the hub's own address as \`${fact.input}\` to the step, or run it on \`push\` or \`schedule\`.`,
        snippet: `${fact.input}: https://hub.chargeindia.com # the address that the account team gave you`,
      };
    case "event-ignores-origins":
      return {
        message: `On the event ${foreign(fact.event)} the \`allowed_origins\` of the config file do not count, because a pull request may have written them: no token goes to ${list(fact.origins.map(quoted))}.`,
      };
    case "tls-switch-ignored":
      return {
        message:
          "The environment switches the verification of certificates off (`NODE_TLS_REJECT_UNAUTHORIZED=0`). This run verifies them all the same, because a token would go to anyone who answers.",
        fix: "Remove the variable. A private certificate authority is trusted with `NODE_EXTRA_CA_CERTS`, which names a file with its certificate.",
      };
    case "input-overrides-file":
      return { message: `Inputs win over the config file: ${list(fact.inputs.map(code))}.` };
    case "config-missing":
      return {
        message: `There is no \`${fact.path}\`${fact.workspaceEmpty ? " (the workspace is empty)" : ""}, and the inputs alone do not describe the connection${fact.missing.length === 0 ? "" : `: ${list(fact.missing.map(code))} ${fact.missing.length === 1 ? "is" : "are"} missing`}.`,
        fix: fact.workspaceEmpty
          ? "Check the repository out before this step, or give `hub-url`, `platform-url` and the party as inputs."
          : "Create the file, correct the input `config`, or give `hub-url`, `platform-url` and the party as inputs.",
        ...(fact.workspaceEmpty
          ? { snippet: "- uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1" }
          : {}),
      };
    case "connection-unknown":
      return {
        message: `The config has no connection ${quoted(fact.name)}.`,
        fix: `It has: ${fact.known.map(code).join(", ")}.`,
      };
    case "connection-ambiguous":
      return {
        message: `The config has ${fact.known.length} connections, and the input \`connection\` does not say which.`,
        fix: `Set \`connection\` to one of: ${fact.known.map(code).join(", ")}.`,
      };
    case "capsule-differs":
      return {
        message: `The recovery capsule belongs to another registration than this job. It was sealed for the ${sealedThing[fact.what]} ${quoted(fact.sealed)}, and the job says ${quoted(fact.given)}. Nothing was sent.`,
        fix: `${correction[fact.what]} Nothing is lost: the capsule can be opened again.`,
      };
  }
}

const sealedThing = { hub: "hub", parties: "parties", connection: "connection", secret: "place" } as const;
const correction = {
  hub: "Pass the `hub-url` or the `connection` that the capsule was made for, or its own capsule for this one.",
  parties:
    "Pass the `connection`, or the role and party, that the capsule was made for, or its own capsule for this one.",
  connection: "Pass the `connection` that the capsule was made for, or its own capsule for this one.",
  secret: "Run it in the repository of the capsule, with the same `store`, `store-environment` and `hub-token-secret`.",
} as const;

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
  const message = `GitHub does not let this run use the ${place}. It answered ${vaultAnswer(failure)}.`;
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
      message: `There is no ${foreign(grant.where)}, or the token in \`github-token\` may not see it. GitHub answered ${vaultAnswer(failure)} to the ${place}.`,
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
