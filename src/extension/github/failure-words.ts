import * as l10n from "@vscode/l10n";
import type { VaultFailure } from "../../core/ports.ts";
import { plainLine } from "../../core/ocpi/escape.ts";

/** What was to be done, for the sentence that says why it could not be. */
export interface Wanted {
  /** `owner/name` */
  readonly repository: string;
  /** Where it was to be stored, if that is settled. */
  readonly scope: "repository" | "environment" | undefined;
}

/** Why GitHub did not do it, and what to do. */
export function failureWords({ kind, status, detail }: VaultFailure, { repository, scope }: Wanted): string {
  const said = detail === "" ? "" : l10n.t('GitHub said: "{0}"', plainLine(detail));
  const sentence = ((): string => {
    if (/SAML|single sign-on/i.test(detail)) {
      return l10n.t(
        "The organization of {0} asks for single sign-on: sign in to it in the browser, authorize VS Code there (Settings → Applications), and try again.",
        repository,
      );
    }
    if (/OAuth App access restrictions/i.test(detail)) {
      return l10n.t(
        "The organization of {0} does not admit VS Code's sign-in. An owner can approve it under Settings → Third-party Access.",
        repository,
      );
    }
    switch (kind) {
      case "forbidden":
        if (status === 401) {
          return l10n.t(
            "Your sign-in to GitHub is not valid any more: sign out in VS Code's Accounts menu, and try again.",
          );
        }
        return scope === "environment"
          ? l10n.t("You may not store secrets in an environment of {0}: that needs the role Admin.", repository)
          : l10n.t("You may not store secrets in {0}: that needs the role Write.", repository);
      case "not-found":
        return l10n.t(
          "There is no {0} for the account with which you are signed in: look at the spelling, and at VS Code's Accounts menu.",
          repository,
        );
      case "rejected":
        return l10n.t("GitHub rejected the secret.");
      case "unavailable":
        if (status === 403 || status === 429) return l10n.t("GitHub asks to slow down: try again in a few minutes.");
        return status === undefined
          ? l10n.t("GitHub could not be reached: look at your network, and at the proxy in VS Code's settings.")
          : l10n.t("GitHub has trouble right now (HTTP {0}): try again later.", status);
    }
  })();
  return [sentence, said].filter((part) => part !== "").join(" ");
}
