import type { GitHubRequest } from "../github/request.ts";
import { githubFetch } from "./github-fetch.ts";
import { proxyFor } from "./proxy.ts";

/**
 * GitHub's API with this token. Without one nothing is asked: the answer would be the same. Octokit is loaded with the first
 * request, because most runs ask GitHub for nothing.
 */
export function requestWith(token: string): GitHubRequest {
  if (token === "")
    return async () => ({
      status: 401,
      headers: {},
      data: { message: "no github-token was given, so GitHub was not asked" },
    });
  let octokit: Promise<GitHubRequest> | undefined;
  return async (route, parameters) => {
    octokit ??= import("@actions/github").then(({ getOctokit, context }) => {
      // Through a proxy Octokit finds its own way.
      const isDirect = proxyFor(context.apiUrl, process.env) === undefined;
      return getOctokit(token, isDirect ? { request: { fetch: githubFetch } } : {}).request;
    });
    return (await octokit)(route, parameters);
  };
}
