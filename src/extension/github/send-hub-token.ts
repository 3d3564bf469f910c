import * as l10n from "@vscode/l10n";
import * as z from "zod/mini";
import type { HubToken } from "../../core/ocpi/token.ts";
import type { Clock, VaultFailure } from "../../core/ports.ts";
import { failureOf, send, type GitHubRequest } from "../../github/request.ts";
import { isSecretName } from "../../github/secret-name.ts";
import { environmentScope, repositoryScope, type SecretScope } from "../../github/secret-scope.ts";
import { seal } from "../../github/sealed-box.ts";
import { SecretsVault } from "../../github/secrets-vault.ts";
import { plainLine } from "../../core/ocpi/escape.ts";
import type { Dialogs } from "../platform/dialogs.ts";
import { failureWords } from "./failure-words.ts";
import type { Remote } from "./remotes.ts";
import { repositoryOf, wordsOf, type Repository } from "./repository.ts";
import { hubTokenSecretOf } from "./secret-names.ts";
import type { SignedIn } from "./session.ts";

/** What is sent, and where it may go. */
export interface HubTokenToSend {
  /** The connection's name. */
  readonly connection: string;
  readonly token: HubToken;
  /** What is proposed, the likeliest first. */
  readonly repositories: readonly Remote[];
  readonly enterprises: readonly string[];
}

/** What the flow works with. */
export interface SendingDeps {
  readonly dialogs: Dialogs;
  readonly clock: Clock;
  /** Who is signed in at a repository's host; undefined when the user went away from it. */
  readonly signIn: (repository: Repository) => Promise<SignedIn | "another-host" | undefined>;
}

/** Where the hub token is now. */
export interface Sent {
  readonly repository: Repository;
  /** `repository secret OCPI_HUB_TOKEN` */
  readonly place: string;
}

const environmentsSchema = z.object({
  total_count: z._default(z.number(), 0),
  environments: z._default(z.array(z.object({ name: z.string() })), []),
});
const never = new AbortController().signal;
// As many as GitHub gives at once.
const PAGE = 100;

/**
 * *Send Hub Token to GitHub Secrets…*: puts the hub token where a workflow reads it, sealed on this computer. It asks once
 * before, naming repository, account and secret, and nothing is touched while a pipeline is in the middle of an exchange.
 * @returns where it was stored, or undefined when it was not; then the reason has been told.
 */
export async function sendHubToken(deps: SendingDeps, sending: HubTokenToSend): Promise<Sent | undefined> {
  const { dialogs, clock } = deps;
  const repository = await chooseRepository(dialogs, sending);
  if (repository === undefined) return undefined;
  const signedIn = await deps.signIn(repository);
  if (signedIn === undefined) return undefined;
  if (signedIn === "another-host") {
    await showAnotherHost(dialogs, repository);
    return undefined;
  }
  const { request } = signedIn;
  const environment = await chooseEnvironment(deps, sending, request, repository);
  if (environment === undefined) return undefined;
  const name = await askName(dialogs, sending, environment);
  if (name === undefined) return undefined;
  const vault = new SecretsVault(request, scopeOf(repository, environment), name, clock, seal);
  if (!(await mayStore(dialogs, sending, vault, { repository, environment, account: signedIn.account })))
    return undefined;
  const stored = await vault.store(sending.token, never);
  if ("failure" in stored) {
    await showFailure(dialogs, stored.failure, repository, environment);
    return undefined;
  }
  showStored(dialogs, sending, vault, repository);
  return { repository, place: vault.place };
}

async function chooseRepository(
  dialogs: Dialogs,
  { connection, repositories, enterprises }: HubTokenToSend,
): Promise<Repository | undefined> {
  const title = l10n.t("Send the hub token of {0} to GitHub", connection);
  if (repositories.length > 0) {
    const chosen = await dialogs.choose<Repository | "another">(title, [
      ...repositories.map((repository) => ({
        label: wordsOf(repository),
        description: l10n.t("remote {0} of this folder", repository.remotes.map(plainLine).join(", ")),
        value: repository,
      })),
      { label: l10n.t("Another repository…"), value: "another" },
    ]);
    if (chosen !== "another") return chosen;
  }
  const written = await dialogs.askText({
    title,
    prompt: l10n.t("The repository with the workflow that uses the connection"),
    placeHolder: "owner/name",
    check: (value) =>
      value === "" || repositoryOf(value, enterprises) !== undefined
        ? undefined
        : l10n.t("owner/name, or the address of a repository at GitHub"),
  });
  return written === undefined ? undefined : repositoryOf(written, enterprises);
}

/** An environment's name; empty for the repository itself. */
async function chooseEnvironment(
  { dialogs }: SendingDeps,
  { connection }: HubTokenToSend,
  request: GitHubRequest,
  repository: Repository,
): Promise<string | undefined> {
  const listed = await environmentsOf(request, repository);
  if ("failure" in listed) {
    await showFailure(dialogs, listed.failure, repository, undefined);
    return undefined;
  }
  const { names } = listed;
  if (names.length === 0) return "";
  return dialogs.choose(l10n.t("Where in {0}?", wordsOf(repository)), [
    { label: l10n.t("Repository"), description: l10n.t("every workflow of it can read the secret"), value: "" },
    ...names.map((name) => ({
      label: name,
      description: l10n.t("environment: only jobs that name it can read the secret"),
      // As a workflow for many connections names it, and as the Action's examples do.
      proposed: name === `ocpi-${connection}`,
      value: name,
    })),
  ]);
}

/** The names of all environments, however many there are: a large repository has one for each connection. */
async function environmentsOf(
  request: GitHubRequest,
  { owner, name: repo }: Repository,
): Promise<{ readonly names: readonly string[] } | { readonly failure: VaultFailure }> {
  const names: string[] = [];
  for (let page = 1; ; page += 1) {
    const parameters = { owner, repo, per_page: PAGE, page };
    const listed = await send(request, "GET /repos/{owner}/{repo}/environments", parameters);
    if ("failure" in listed) return listed;
    const { status, data } = listed.answer;
    // Also how GitHub says that a repository has none; if it is the repository that is not there, the next look tells.
    if (status === 404) return { names };
    if (status !== 200) return { failure: failureOf(listed.answer) };
    const parsed = environmentsSchema.safeParse(data);
    if (!parsed.success) return { names };
    const { environments, total_count: total } = parsed.data;
    names.push(...environments.map(({ name }) => name));
    if (environments.length === 0 || names.length >= total) return { names };
  }
}

async function askName(
  dialogs: Dialogs,
  { connection }: HubTokenToSend,
  environment: string,
): Promise<string | undefined> {
  const name = await dialogs.askText({
    title: l10n.t("Send the hub token of {0} to GitHub", connection),
    prompt: l10n.t("The name of the secret"),
    value: environment === "" ? hubTokenSecretOf(connection) : hubTokenSecretOf(),
    check: (value) =>
      value === "" || isSecretName(value)
        ? undefined
        : l10n.t("Letters, digits and underscores, no digit first, and neither GITHUB_… nor …_PENDING"),
  });
  return name === undefined || name === "" ? undefined : name.toUpperCase();
}

function scopeOf({ host, owner, name }: Repository, environment: string): SecretScope {
  const server = `https://${host}`;
  return environment === "" ? repositoryScope(owner, name, server) : environmentScope(owner, name, environment, server);
}

/** Where the hub token is to go, and as whom. */
interface SecretLocation {
  readonly repository: Repository;
  readonly environment: string;
  readonly account: string;
}

/**
 * Whether the secret may be written: no pipeline is in the middle of an exchange, and the user, who was told everything, says
 * so.
 */
async function mayStore(
  dialogs: Dialogs,
  { connection }: HubTokenToSend,
  vault: SecretsVault,
  { repository, environment, account }: SecretLocation,
): Promise<boolean> {
  const looked = await vault.look(never);
  if ("failure" in looked) {
    await showFailure(dialogs, looked.failure, repository, environment);
    return false;
  }
  if (looked.ok.lock !== "absent") {
    await showLock(dialogs, vault, repository);
    return false;
  }
  const isThere = looked.ok.secret === "present";
  const act = isThere ? l10n.t("Replace") : l10n.t("Send");
  const as = l10n.t("You are signed in to {0} as {1}.", repository.host, plainLine(account));
  const what = isThere
    ? l10n.t(
        "It exists already, and GitHub does not show what is in it. If it is another registration's hub token, the pipeline loses it.",
      )
    : l10n.t("Everybody who may change workflows there can use it. GitHub does not show it.");
  const place = [vault.place, wordsOf(repository)] as const;
  const answer = await dialogs.confirm({
    message: isThere
      ? l10n.t("Replace the {0} of {1}?", ...place)
      : l10n.t("Send the hub token of {0} to the {1} of {2}?", connection, ...place),
    detail: `${as} ${what}`,
    actions: [act],
  });
  if (answer !== act) return false;
  // A pipeline may have begun while the user thought about it.
  const again = await vault.look(never);
  if ("failure" in again) await showFailure(dialogs, again.failure, repository, environment);
  else if (again.ok.lock !== "absent") await showLock(dialogs, vault, repository);
  // It may have stored a token that the user was not asked about.
  else if (again.ok.secret === "present" && !isThere) {
    await dialogs.show(
      "error",
      l10n.t("Meanwhile a pipeline of {0} has made the {1}. Nothing was sent.", place[1], place[0]),
    );
  } else return true;
  return false;
}

async function showAnotherHost(dialogs: Dialogs, { host }: Repository): Promise<void> {
  const message = l10n.t(
    "Nothing was sent: VS Code's sign-in is of another GitHub Enterprise than {0}, or does not say of which. Sign in to {0}, or leave only {0} in VS Code's settings github-enterprise.uri and github-enterprise.uris, and try again.",
    host,
  );
  await dialogs.show("error", message);
}

async function showLock(dialogs: Dialogs, vault: SecretsVault, repository: Repository): Promise<void> {
  const message = l10n.t(
    "A pipeline of {0} is in the middle of an exchange: there is a {1}. Nothing was sent. Let that workflow end, or run it again, and it will say what became of the exchange.",
    wordsOf(repository),
    vault.lockPlace,
  );
  await dialogs.show("error", message);
}

async function showFailure(
  dialogs: Dialogs,
  failure: VaultFailure,
  repository: Repository,
  environment: string | undefined,
): Promise<void> {
  const scope = environment === undefined ? undefined : environment === "" ? "repository" : "environment";
  const words = failureWords(failure, { repository: wordsOf(repository), scope });
  await dialogs.show("error", l10n.t("The hub token was not sent. {0}", words));
}

/** The caller does not wait for the notification's button: the token is there, and it has to know. */
function showStored(
  dialogs: Dialogs,
  { connection }: HubTokenToSend,
  vault: SecretsVault,
  repository: Repository,
): void {
  const copy = l10n.t("Copy for Workflow");
  const message = l10n.t(
    "The hub token of {0} is the {1} of {2} now. A workflow passes it as hub-token; runs that are queued already do not have it.",
    connection,
    vault.place,
    wordsOf(repository),
  );
  void dialogs.show("info", message, copy).then(async (pressed) => {
    if (pressed === copy) await dialogs.copy(vault.passing);
    return undefined;
  });
}
