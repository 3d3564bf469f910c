import * as vscode from "vscode";
import type { GitHubRequest } from "../../github/request.ts";
import { gitHubApi } from "./api.ts";
import { apiOf, type Repository } from "./repository.ts";

// A classic scope, and the least that may write secrets: VS Code's sign-in knows no finer ones.
const SCOPES = ["repo"];

/**
 * GitHub's API as whoever is signed in to VS Code. Asks to sign in where nobody is.
 * @returns undefined when the person went away from it.
 */
export async function signIn({ host }: Repository): Promise<GitHubRequest | undefined> {
  const provider = host === "github.com" ? "github" : "github-enterprise";
  try {
    const session = await vscode.authentication.getSession(provider, SCOPES, { createIfNone: true });
    return gitHubApi(apiOf(host), session.accessToken);
  } catch (error) {
    // What VS Code throws when somebody closes the question; anything else is worth telling.
    if (error instanceof Error && /did not consent|cancel/i.test(`${error.name} ${error.message}`)) return undefined;
    throw error;
  }
}

/** The host of the GitHub Enterprise that VS Code is set up for. */
export function enterpriseHost(): string | undefined {
  const uri = vscode.workspace.getConfiguration("github-enterprise").get<string>("uri", "");
  return URL.parse(uri)?.host;
}

/** The text of a file; undefined where there is none. */
export async function readText(uri: string): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri)));
  } catch {
    return undefined;
  }
}
