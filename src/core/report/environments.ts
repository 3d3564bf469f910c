import { environmentOf, type JobPlan } from "../record/job-plan.ts";

// One that is there stays: the platform may have it already.
const makingPlatformTokens =
  '( umask 077; mkdir -p platform-tokens; for file in initial-tokens/*; do name=${file##*/}; [ -e "platform-tokens/$name" ] || openssl rand -hex 32 | tr -d "\\n" > "platform-tokens/$name"; done )';

/**
 * Shell lines that make one environment for each connection, with the same names of secrets in each. No token is in them: each is
 * read from a file. A name of a connection is made of small letters, digits and dashes, so it needs no quotes.
 */
export function environmentLines({ connections }: JobPlan): string[] {
  const environment = environmentOf("$connection");
  return [
    "# Run this once, in a clone of the repository, where `gh auth status` shows that you are logged in.",
    "# The tokens of a connection are in files that you alone can read: initial-tokens/NAME and platform-tokens/NAME.",
    "# No platform tokens yet? This makes one for each initial token, and shows none:",
    `#   ${makingPlatformTokens}`,
    "( set -e",
    `for connection in ${connections.join(" ")}; do`,
    "  # One that is there already stays as it is: a PUT could take away its protection rules.",
    `  gh api --silent "repos/{owner}/{repo}/environments/${environment}" 2>/dev/null ||`,
    `    gh api --silent -X PUT "repos/{owner}/{repo}/environments/${environment}"`,
    `  gh secret set OCPI_INITIAL_TOKEN --env "${environment}" < "initial-tokens/$connection"`,
    `  gh secret set OCPI_PLATFORM_TOKEN --env "${environment}" < "platform-tokens/$connection"`,
    "  # The exchange writes OCPI_HUB_TOKEN. Only for a connection that is registered already:",
    `  # gh secret set OCPI_HUB_TOKEN --env "${environment}" < "hub-tokens/$connection"`,
    "done )",
    "# Install each platform token in your platform: a preflight shows that it takes it. Then delete the two folders.",
  ];
}
