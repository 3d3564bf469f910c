import * as l10n from "@vscode/l10n";
import * as z from "zod/mini";
import type { HubToken } from "../../core/ocpi/token.ts";
import type { Clock, VaultFailure } from "../../core/ports.ts";
import { failureOf, send, type GitHubRequest } from "../../github/request.ts";
import { environmentScope, repositoryScope, type SecretScope } from "../../github/secret-scope.ts";
import { SecretsVault } from "../../github/secrets-vault.ts";
import type { Dialogs } from "../dialogs.ts";
import { failureWords } from "./failure-words.ts";
import { repositoryOf, wordsOf, type Repository } from "./repository.ts";

/** What is sent, and where it may go. */
export interface HubTokenToSend {
  /** The connection's name. */
  readonly connection: string;
  readonly token: HubToken;
  /** Whether its `ocpi.yml` has several connections, which need a secret each. */
  readonly several: boolean;
  /** What is proposed, the likeliest first. */
  readonly repositories: readonly Repository[];
  readonly enterprise: string | undefined;
}

/** What the story is played with. */
export interface SendingMeans {
  readonly dialogs: Dialogs;
  readonly clock: Clock;
  /** GitHub's API for a repository's host; undefined when somebody went away from the sign-in. */
  readonly signIn: (repository: Repository) => Promise<GitHubRequest | undefined>;
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
 * *Send Hub Token to GitHub Secrets…*: puts the hub token where a workflow reads it, sealed on this computer. A secret that
 * exists is replaced only when somebody says so, and nothing is touched while a pipeline is in the middle of an exchange.
 * @returns where it was stored, or undefined when it was not; then the reason has been told.
 */
export async function sendHubToken(means: SendingMeans, sending: HubTokenToSend): Promise<Sent | undefined> {
  const { dialogs, clock } = means;
  const repository = await chooseRepository(dialogs, sending);
  if (repository === undefined) return undefined;
  const request = await means.signIn(repository);
  if (request === undefined) return undefined;
  const environment = await chooseEnvironment(means, sending, request, repository);
  if (environment === undefined) return undefined;
  const name = await askName(dialogs, sending, environment);
  if (name === undefined) return undefined;
  const vault = new SecretsVault(request, scopeOf(repository, environment), name, clock);
  if (!(await isFree(dialogs, vault, repository, environment))) return undefined;
  const stored = await vault.store(sending.token, never);
  if ("failure" in stored) {
    await tellFailure(dialogs, stored.failure, repository, environment);
    return undefined;
  }
  tellStored(dialogs, sending, vault, repository);
  return { repository, place: vault.place };
}

async function chooseRepository(
  dialogs: Dialogs,
  { connection, repositories, enterprise }: HubTokenToSend,
): Promise<Repository | undefined> {
  const title = l10n.t("Send the hub token of {0} to GitHub", connection);
  if (repositories.length > 0) {
    const chosen = await dialogs.choose<Repository | "another">(title, [
      ...repositories.map((repository) => ({
        label: wordsOf(repository),
        description: l10n.t("a remote of this folder"),
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
      value === "" || repositoryOf(value, enterprise) !== undefined
        ? undefined
        : l10n.t("owner/name, or the address of a repository at GitHub"),
  });
  return written === undefined ? undefined : repositoryOf(written, enterprise);
}

/** An environment's name; empty for the repository itself. */
async function chooseEnvironment(
  { dialogs }: SendingMeans,
  { connection }: HubTokenToSend,
  request: GitHubRequest,
  repository: Repository,
): Promise<string | undefined> {
  const listed = await environmentsOf(request, repository);
  if ("failure" in listed) {
    await tellFailure(dialogs, listed.failure, repository, undefined);
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
  { connection, several }: HubTokenToSend,
  environment: string,
): Promise<string | undefined> {
  // As the Action names it: each environment has the same names, but a repository needs one for each connection.
  const own = several && environment === "" ? `__${connection.replaceAll("-", "_").toUpperCase()}` : "";
  const name = await dialogs.askText({
    title: l10n.t("Send the hub token of {0} to GitHub", connection),
    prompt: l10n.t("The name of the secret"),
    value: `OCPI_HUB_TOKEN${own}`,
    check: (value) =>
      value === "" || isSecretName(value)
        ? undefined
        : l10n.t("Letters, digits and underscores, no digit first, and not GITHUB_…"),
  });
  return name === undefined || name === "" ? undefined : name.toUpperCase();
}

// GitHub, "Naming your secrets".
function isSecretName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !/^GITHUB_/i.test(name) && name.length <= 200;
}

function scopeOf({ host, owner, name }: Repository, environment: string): SecretScope {
  const server = `https://${host}`;
  return environment === "" ? repositoryScope(owner, name, server) : environmentScope(owner, name, environment, server);
}

/** Whether the secret may be written: nobody is in the middle of an exchange, and what is there may be replaced. */
async function isFree(
  dialogs: Dialogs,
  vault: SecretsVault,
  repository: Repository,
  environment: string,
): Promise<boolean> {
  const looked = await vault.look(never);
  if ("failure" in looked) {
    await tellFailure(dialogs, looked.failure, repository, environment);
    return false;
  }
  if (looked.ok.slot !== "absent") {
    await tellSlot(dialogs, vault, repository);
    return false;
  }
  if (looked.ok.secret === "absent") return true;
  const replace = l10n.t("Replace");
  const answer = await dialogs.confirm({
    message: l10n.t("Replace the {0} of {1}?", vault.place, wordsOf(repository)),
    detail: l10n.t(
      "It exists already, and GitHub shows nobody what is in it. If it is another registration's hub token, the pipeline loses it.",
    ),
    actions: [replace],
  });
  if (answer !== replace) return false;
  // A pipeline may have begun while somebody thought about it.
  const again = await vault.look(never);
  if ("ok" in again && again.ok.slot === "absent") return true;
  if ("failure" in again) await tellFailure(dialogs, again.failure, repository, environment);
  else await tellSlot(dialogs, vault, repository);
  return false;
}

async function tellSlot(dialogs: Dialogs, vault: SecretsVault, repository: Repository): Promise<void> {
  const message = l10n.t(
    "A pipeline of {0} is in the middle of an exchange: there is a {1}. Nothing was sent. Let that workflow end, or run it again, and it will say what became of the exchange.",
    wordsOf(repository),
    vault.slotPlace,
  );
  await dialogs.tell("error", message);
}

async function tellFailure(
  dialogs: Dialogs,
  failure: VaultFailure,
  repository: Repository,
  environment: string | undefined,
): Promise<void> {
  const scope = environment === undefined ? undefined : environment === "" ? "repository" : "environment";
  const words = failureWords(failure, { repository: wordsOf(repository), scope });
  await dialogs.tell("error", l10n.t("The hub token was not sent. {0}", words));
}

/** Nobody waits for the notification's button: the token is there, and whoever called has to know. */
function tellStored(
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
  void dialogs.tell("info", message, copy).then(async (pressed) => {
    if (pressed === copy) await dialogs.copy(vault.passing);
    return undefined;
  });
}
