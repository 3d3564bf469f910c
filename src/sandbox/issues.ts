import type { Context } from "hono";
import { Hono } from "hono/tiny";
import type { Bindings } from "./bindings.ts";

/** An issue as its repository keeps it. */
export interface SandboxIssue {
  readonly number: number;
  title: string;
  body: string | null;
  state: "open" | "closed";
  stateReason: string | null;
  labels: string[];
  readonly isPullRequest: boolean;
  readonly createdAt: string;
  updatedAt: string;
}

/** What a request may say of an issue. */
interface Changes {
  readonly title?: string;
  readonly body?: string | null;
  readonly state?: "open" | "closed";
  readonly state_reason?: string | null;
  readonly labels?: readonly string[];
}

// GitHub refuses longer ones.
const BODY_LIMIT = 65_536;
const TITLE_LIMIT = 256;

/** The part of GitHub's REST API that keeps issues and labels: list, create, update. */
export class SandboxIssues {
  /** Every issue and pull request so far, the oldest first. */
  readonly all: SandboxIssue[] = [];
  readonly labels = new Set<string>();
  /** Whether the repository has issues switched on. */
  enabled = true;

  /** Those that have a label, as a person sees them who looks for it. */
  labelled(name: string): SandboxIssue[] {
    return this.all.filter(({ labels }) => labels.includes(name));
  }

  /**
   * Opens an issue, as a person would.
   * @param issue what is not given is as of an open issue without labels.
   */
  open(issue: Partial<SandboxIssue> & { readonly title: string }, at = "2026-11-22T10:00:00Z"): SandboxIssue {
    const opened: SandboxIssue = {
      body: null,
      state: "open",
      stateReason: null,
      labels: [],
      isPullRequest: false,
      createdAt: at,
      updatedAt: at,
      ...issue,
      number: this.all.length + 1,
    };
    this.all.push(opened);
    for (const label of opened.labels) this.labels.add(label);
    return opened;
  }

  /**
   * The routes below a repository.
   * @param now the time, as GitHub writes it.
   */
  app(now: () => string, repository: string): Hono<Bindings> {
    const app = new Hono<Bindings>();
    const shown = (issue: SandboxIssue): object => asGitHubShows(issue, repository);
    app.use("/issues/*", async (context, next) => {
      if (this.enabled) return next();
      return context.json({ message: "Issues are disabled for this repo", status: "410" }, 410);
    });
    app.get("/issues", (context) => {
      const {
        state = "open",
        labels = "",
        direction = "desc",
        page = "1",
        per_page: size = "30",
      } = context.req.query();
      const wanted = labels.split(",").filter((label) => label !== "");
      const fitting = this.all.filter(
        (issue) => (state === "all" || issue.state === state) && wanted.every((label) => issue.labels.includes(label)),
      );
      const ordered = direction === "asc" ? fitting : fitting.toReversed();
      const length = Math.min(Number(size), 100);
      const begin = (Number(page) - 1) * length;
      return context.json(ordered.slice(begin, begin + length).map(shown));
    });
    app.post("/issues", async (context) => {
      const { title = "", body = null, labels = [] } = (await context.req.json()) as Changes;
      if (title === "" || !fits(title, body)) return invalid(context, "Issue");
      return context.json(shown(this.open({ title, body, labels: [...labels] }, now())), 201);
    });
    app.patch("/issues/:number", async (context) => {
      const issue = this.all.find(({ number }) => String(number) === context.req.param("number"));
      if (issue === undefined) return context.json({ message: "Not Found", status: "404" }, 404);
      const changes = (await context.req.json()) as Changes;
      const { title = issue.title, body = issue.body, state = issue.state } = changes;
      if (!fits(title, body)) return invalid(context, "Issue");
      // Ignored unless the state changes.
      if (state !== issue.state)
        issue.stateReason = changes.state_reason ?? (state === "open" ? "reopened" : "completed");
      Object.assign(issue, { title, body, state, labels: [...(changes.labels ?? issue.labels)], updatedAt: now() });
      return context.json(shown(issue));
    });
    app.post("/labels", async (context) => {
      const label = (await context.req.json()) as { name: string; color?: string; description?: string };
      if (this.labels.has(label.name)) return invalid(context, "Label");
      this.labels.add(label.name);
      return context.json(labelAs(label.name, repository, label), 201);
    });
    return app;
  }
}

function fits(title: string, body: string | null): boolean {
  return title.length <= TITLE_LIMIT && (body ?? "").length <= BODY_LIMIT;
}

function invalid(context: Context<Bindings>, resource: string): Response {
  const errors = [{ resource, code: resource === "Label" ? "already_exists" : "invalid", field: "name" }];
  return context.json({ message: "Validation Failed", errors, documentation_url: "https://docs.github.com" }, 422);
}

function labelAs(name: string, repository: string, given: { color?: string; description?: string } = {}): object {
  const url = `https://api.github.com/repos/${repository}/labels/${name}`;
  return { id: 1, node_id: "L_1", url, name, color: "ededed", description: null, default: false, ...given };
}

function asGitHubShows(issue: SandboxIssue, repository: string): object {
  const { number, title, body, state, stateReason, labels, isPullRequest, createdAt, updatedAt } = issue;
  const api = `https://api.github.com/repos/${repository}`;
  const url = `${api}/issues/${number}`;
  const page = `https://github.com/${repository}`;
  return {
    id: number,
    node_id: `I_${number}`,
    url,
    repository_url: api,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${page}/issues/${number}`,
    number,
    title,
    body,
    state,
    state_reason: stateReason,
    labels: labels.map((name) => labelAs(name, repository)),
    user: null,
    assignee: null,
    assignees: [],
    milestone: null,
    locked: false,
    comments: 0,
    closed_at: state === "closed" ? updatedAt : null,
    created_at: createdAt,
    updated_at: updatedAt,
    author_association: "NONE",
    ...(isPullRequest
      ? {
          pull_request: {
            url: `${api}/pulls/${number}`,
            html_url: `${page}/pull/${number}`,
            diff_url: `${page}/pull/${number}.diff`,
            patch_url: `${page}/pull/${number}.patch`,
          },
        }
      : {}),
  };
}
