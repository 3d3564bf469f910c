import type { VaultFailure } from "../ports.ts";
import { commandAnswer, lookAtCommand } from "./command-answer.ts";
import { page } from "./pages.ts";
import { foreign } from "./prose.ts";
import type { Words } from "./words.ts";

const OTHER_VAULTS = page("docs/other-vaults.md");

/** The words of a pipeline whose hub token is kept by a command: they speak of no GitHub where that has no part in it. */
export function commandVaultWords(words: Words): Words {
  const vaultAnswer = (failure: VaultFailure): string =>
    failure.command === undefined ? words.vaultAnswer(failure) : commandAnswer(failure.command);
  return {
    ...words,
    vaultTitle: "Vault",
    vault: "The vault command",
    vaultAnswer,
    lookAtVault: (failure) =>
      failure.command === undefined ? words.lookAtVault(failure) : lookAtCommand(failure.command),
    vaultForbidden: ({ place, failure, grant }) => ({
      message: [
        `The vault command ${foreign(grant.where)} could not be started, so the ${place} cannot be used.`,
        `It answered ${vaultAnswer(failure)}.`,
      ],
      fix:
        failure.kind === "not-found"
          ? "Check that the file is still there, and that the interpreter that its first line names is on this machine."
          : "Check that it may be executed (`chmod +x`), and that its first line names its interpreter, such as `#!/bin/sh`.",
    }),
    secretExists: (stored) =>
      stored.capsule
        ? words.secretExists(stored)
        : {
            message: [
              `The ${stored.place} exists already, but this run was not given it.`,
              "A stored token is never overwritten, so nothing was changed.",
            ],
            fix: `Add a step that reads it from your vault (${OTHER_VAULTS}) and the line below to this one. If they are there, check which secret that step reads. Delete the ${stored.place} only if the account team confirmed that they reset your registration and gave you a new initial token.`,
            snippet: stored.passing,
            link: OTHER_VAULTS,
          },
    tokenUnstored: (unstored) => {
      const said = words.tokenUnstored(unstored);
      const { failure, place, replaces } = unstored;
      const again = replaces
        ? `The ${place} holds the former token: once the hub refuses that one, delete it, and start a run with the lines below, where \`platform-token\` is the one that this run sent (after \`rotate\` the new one).`
        : "Add the line below and start a new run with the same `platform-token`. Then remove the line and the secret `OCPI_RECOVERY_CAPSULE`.";
      return {
        ...said,
        message: [
          "The hub issued its token, but it could not be stored.",
          `The vault command answered ${vaultAnswer(failure)}, for the ${place}. The token is sealed in the output \`recovery-capsule\`; only your platform token opens it.`,
        ],
        fix: `Copy the text that begins with \`ocpi-capsule:v1:\` from this step's log now, and store it as the secret \`OCPI_RECOVERY_CAPSULE\`. Then see to the vault command: ${failure.command === undefined ? "" : lookAtCommand(failure.command)} ${again}`,
      };
    },
    vaultLine(act, { place, lockPlace }, view) {
      switch (act) {
        case "looked":
          return `Vault: ${place} is ${view?.secret ?? "unknown"}, its lock is ${view?.lock === "absent" ? "absent" : "present"}.`;
        case "lock-taken":
          return `Vault: ${lockPlace} is taken.`;
        case "stored":
          return `Vault: the hub token is stored as ${place}.`;
        case "forgotten":
          return `Vault: ${place} is removed.`;
        case "lock-released":
          return `Vault: ${lockPlace} is given back.`;
      }
    },
    takeOverAtOnce: (lockPlace) =>
      `Deleting the ${lockPlace}, the vault command's \`unlock\`, lets it take over at once, but with it goes the only trace of an interrupted exchange.`,
    onRefusedHubToken: (check, ask) =>
      `${check} If the secret was stored after this job had read it, start a new run. Otherwise ${ask}.`,
  };
}
