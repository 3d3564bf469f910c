import type { GitHubAnswer, GitHubRequest } from "../../github/request.ts";

/** GitHub refused, or could not. It is what Octokit throws. */
class RefusedByGitHub extends Error {
  override readonly name = "RefusedByGitHub";
  readonly status: number;
  readonly response: GitHubAnswer;

  constructor(response: GitHubAnswer) {
    super(`GitHub answered ${response.status}.`);
    this.status = response.status;
    this.response = response;
  }
}

/**
 * GitHub's REST API by the global fetch, which follows the user's proxy and certificates; it is looked up for each request,
 * because VS Code puts its own there. Octokit would do it, but looks at `navigator` when it is loaded, and in an extension
 * host that is a reported error.
 * @param base `https://api.github.com`
 */
export function gitHubApi(base: string, token: string): GitHubRequest {
  return async (route, { request, ...parameters }) => {
    const { method, path, rest } = filledIn(route, parameters);
    const query = method === "GET" ? `?${new URLSearchParams(rest as Record<string, string>).toString()}` : "";
    const { signal } = (request ?? {}) as { signal?: AbortSignal };
    const response = await globalThis.fetch(`${base}${path}${query === "?" ? "" : query}`, {
      method,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "user-agent": "ocpi-onboarding",
        "x-github-api-version": "2022-11-28",
      },
      ...(method === "GET" || method === "DELETE" ? {} : { body: JSON.stringify(rest) }),
      ...(signal === undefined ? {} : { signal }),
    });
    const answer = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      data: parsed(await response.text()),
    };
    if (!response.ok) throw new RefusedByGitHub(answer);
    return answer;
  };
}

/** `GET /repos/{owner}` with its parameters put in; what has no place in it is left for the query or the body. */
function filledIn(
  route: string,
  parameters: Record<string, unknown>,
): { method: string; path: string; rest: Record<string, unknown> } {
  const [method = "GET", template = ""] = route.split(" ");
  const rest = { ...parameters };
  const path = template.replace(/\{(\w+)\}/g, (_all, name: string) => {
    delete rest[name];
    return encodeURIComponent(String(parameters[name]));
  });
  return { method, path, rest };
}

/** The JSON of an answer; a proxy's page, or nothing, is a text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
