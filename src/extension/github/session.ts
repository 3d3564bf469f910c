import * as vscode from "vscode";
import type { GitHubRequest } from "../../github/request.ts";
import { gitHubApi } from "./api.ts";
import { hostsOf, isSessionOf } from "./enterprise.ts";
import { apiOf, type Repository } from "./repository.ts";

// A classic scope, and the least that may write secrets: VS Code's sign-in knows no finer ones.
const SCOPES = ["repo"];

/** Who is signed in, and what they may be asked for. */
export interface SignedIn {
  readonly request: GitHubRequest;
  /** The account's name, for people. */
  readonly account: string;
}

/**
 * GitHub's API as the account that is signed in to VS Code. Asks to sign in where there is none.
 * @returns undefined when the person went away from it; `another-host` when the session is of another GitHub than the
 * repository, or does not say of which: then nothing is sent with it.
 */
export async function signIn({ host }: Repository): Promise<SignedIn | "another-host" | undefined> {
  const provider = host === "github.com" ? "github" : "github-enterprise";
  try {
    const session = await vscode.authentication.getSession(provider, SCOPES, { createIfNone: true });
    if (provider !== "github" && !isSessionOf(session, host, enterpriseHosts())) return "another-host";
    return { request: gitHubApi(apiOf(host), session.accessToken), account: session.account.label };
  } catch (error) {
    // What VS Code throws when the user closes the question; anything else is worth telling.
    if (error instanceof Error && /did not consent|cancel/i.test(`${error.name} ${error.message}`)) return undefined;
    throw error;
  }
}

/** The hosts of the GitHub Enterprises that VS Code is set up for: one, or since 1.141 a list. */
export function enterpriseHosts(): string[] {
  const settings = vscode.workspace.getConfiguration("github-enterprise");
  return hostsOf([settings.get("uri"), settings.get("uris")]);
}

/** The text of a file; undefined where there is none. */
export async function readText(uri: string): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri)));
  } catch {
    return undefined;
  }
}
