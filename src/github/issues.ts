import * as z from "zod/mini";
import type { Clock, VaultAnswer } from "../core/ports.ts";
import { failureOf, isToRepeat, repeated, send, type GitHubRequest, type Requested } from "./request.ts";

/** Which connection an issue is about: no two issues of a repository are about the same. */
export interface About {
  /** Its name. */
  readonly connection: string;
  /** The hub's origin. */
  readonly hub: string;
}

/** An issue as it ought to be. */
export interface WantedIssue {
  readonly about: About;
  readonly isOpen: boolean;
  readonly title: string;
  /** In Markdown. */
  readonly body: string;
  /** Is the same as long as there is nothing new to say. */
  readonly digest: string;
}

/** What was done to an issue; without its number where there is none, and need not be. */
export type KeptIssue =
  | { readonly did: "nothing"; readonly number?: number }
  | { readonly did: "opened" | "updated" | "reopened" | "closed" | "left to another run"; readonly number: number };

// Only who may write to a repository can put a label on an issue: one that a stranger opens is never taken for ours.
const LABEL = { name: "ocpi-onboarding", color: "0e8a16", description: "Kept by OCPI Onboarding" };
const PAGE_SIZE = 100;
// A repository has an issue for each of its connections.
const PAGES = 10;

const issueSchema = z.object({
  number: z.number(),
  state: z.string(),
  body: z.nullish(z.string()),
  // GitHub lists pull requests among the issues.
  pull_request: z.optional(z.unknown()),
});
type Issue = z.infer<typeof issueSchema>;
const markSchema = z.object({ connection: z.string(), hub: z.string(), digest: z.string() });
type Mark = z.infer<typeof markSchema>;

/**
 * Keeps one issue for each connection in a repository. Which it is about, and what it says, stands in its first line, a comment
 * that GitHub does not show: foreign text is never first. The list of issues is read and never the search, which lags behind.
 */
export class IssueKeeper {
  readonly #request: GitHubRequest;
  readonly #repository: { readonly owner: string; readonly repo: string };
  readonly #clock: Clock;
  readonly #cancelled: AbortSignal;

  constructor(
    request: GitHubRequest,
    { owner, repo }: { readonly owner: string; readonly repo: string },
    clock: Clock,
    cancelled: AbortSignal,
  ) {
    this.#request = request;
    this.#repository = { owner, repo };
    this.#clock = clock;
    this.#cancelled = cancelled;
  }

  /**
   * Makes the issue of a connection what it ought to be, and writes nothing where it says that already: what a person closed or
   * opened stays so until there is something new to say. Never throws.
   */
  async keep(wanted: WantedIssue): Promise<VaultAnswer<KeptIssue>> {
    for (let count = 0; ; count += 1) {
      const found = await this.#theOneOf(wanted.about);
      if ("failure" in found) return found;
      if (found.ok !== undefined) return this.#update(found.ok, wanted);
      if (!wanted.isOpen) return { ok: { did: "nothing" } };
      const label = await this.#makeLabel();
      if (label !== undefined) return label;
      const created = await this.#write("POST /repos/{owner}/{repo}/issues", {
        title: wanted.title,
        body: bodyOf(wanted),
        labels: [LABEL.name],
      });
      if ("answer" in created && created.answer.status === 201) return this.#afterOpening(created, wanted.about);
      // It may be there although no answer says so: before it is tried again, the list is read again.
      if (!(await isToRepeat(this.#clock, created, count, this.#cancelled))) return failed(created);
    }
  }

  /** Two runs may have opened one each: GitHub has nothing that keeps them from it. The older one stays. */
  async #afterOpening(created: Requested, about: About): Promise<VaultAnswer<KeptIssue>> {
    const own = "answer" in created ? issueSchema.safeParse(created.answer.data).data : undefined;
    if (own === undefined) return unreadable("what it opened");
    const found = await this.#theOneOf(about, own);
    if ("failure" in found) return found;
    const { number = own.number } = found.ok ?? {};
    return { ok: { did: number === own.number ? "opened" : "left to another run", number } };
  }

  /**
   * The issue of a connection; undefined where there is none. Of several the oldest is the one, and the others, which runs at the
   * same time have opened, are closed and lose their mark.
   * @param own one that was opened a moment ago, and may not be listed yet.
   */
  async #theOneOf(about: About, own?: Issue): Promise<VaultAnswer<Issue | undefined>> {
    const listed = await this.#list();
    if ("failure" in listed) return listed;
    const marked = listed.ok.filter(({ body }) => isAbout(markIn(body), about));
    const known = own === undefined || marked.some(({ number }) => number === own.number) ? marked : [...marked, own];
    const [oldest, ...younger] = known.toSorted((a, b) => a.number - b.number);
    for (const { number } of younger) {
      const closed = await this.#patch(number, {
        state: "closed",
        state_reason: "not_planned",
        body: `Two runs opened an issue of the same connection at the same time. The one that is kept is #${oldest?.number}.`,
      });
      if (closed !== undefined) return closed;
    }
    return { ok: oldest };
  }

  async #update(issue: Issue, wanted: WantedIssue): Promise<VaultAnswer<KeptIssue>> {
    const { number } = issue;
    if (markIn(issue.body)?.digest === wanted.digest) return { ok: { did: "nothing", number } };
    const wasOpen = issue.state === "open";
    const state = wanted.isOpen ? { state: "open" } : { state: "closed", state_reason: "completed" };
    const failure = await this.#patch(number, { title: wanted.title, body: bodyOf(wanted), ...state });
    if (failure !== undefined) return failure;
    if (wanted.isOpen) return { ok: { did: wasOpen ? "updated" : "reopened", number } };
    return { ok: { did: wasOpen ? "closed" : "updated", number } };
  }

  /** All issues with our label, open and closed. */
  async #list(): Promise<VaultAnswer<readonly Issue[]>> {
    const issues: Issue[] = [];
    for (let page = 1; page <= PAGES; page += 1) {
      // The oldest first: one that is opened meanwhile moves none to another page.
      const order = { sort: "created", direction: "asc", per_page: PAGE_SIZE, page };
      const parameters = { ...this.#repository, labels: LABEL.name, state: "all", ...order };
      const got = await repeated(
        this.#clock,
        () => send(this.#request, "GET /repos/{owner}/{repo}/issues", parameters, this.#cancelled),
        this.#cancelled,
      );
      if ("failure" in got || got.answer.status !== 200) return failed(got);
      const read = z.array(issueSchema).safeParse(got.answer.data);
      if (!read.success) return unreadable("its list of issues");
      issues.push(...read.data.filter((issue) => issue.pull_request === undefined));
      if (read.data.length < PAGE_SIZE) break;
    }
    return { ok: issues };
  }

  /** Makes the label, by which the issue is found again, before there is an issue to be lost. */
  async #makeLabel(): Promise<ReturnType<typeof failed> | undefined> {
    const made = await repeated(
      this.#clock,
      () => this.#write("POST /repos/{owner}/{repo}/labels", LABEL),
      this.#cancelled,
    );
    // GitHub refuses to make one that is there.
    return "answer" in made && (made.answer.status === 201 || made.answer.status === 422) ? undefined : failed(made);
  }

  /** @returns the failure, where there is one. */
  async #patch(
    number: number,
    changes: Readonly<Record<string, string>>,
  ): Promise<ReturnType<typeof failed> | undefined> {
    const patched = await repeated(
      this.#clock,
      () => this.#write("PATCH /repos/{owner}/{repo}/issues/{issue_number}", { issue_number: number, ...changes }),
      this.#cancelled,
    );
    return "answer" in patched && patched.answer.status === 200 ? undefined : failed(patched);
  }

  async #write(route: string, parameters: Record<string, unknown>): Promise<Requested> {
    return send(this.#request, route, { ...this.#repository, ...parameters });
  }
}

function failed(requested: Requested): { readonly failure: ReturnType<typeof failureOf> } {
  return "failure" in requested ? requested : { failure: failureOf(requested.answer) };
}

function unreadable(what: string): ReturnType<typeof failed> {
  return { failure: { kind: "unavailable", status: 200, detail: `${what} cannot be read` } };
}

function bodyOf({ about, digest, body }: WantedIssue): string {
  const mark: Mark = { connection: about.connection, hub: about.hub, digest };
  // Nothing in it can end the comment.
  const json = JSON.stringify(mark).replace(/[<>&-]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
  return `<!-- ocpi-onboarding ${json} -->\n${body}`;
}

/** What the first line of a body says; undefined where it says nothing of ours. */
function markIn(body: string | null | undefined): Mark | undefined {
  const [, json] = /^<!-- ocpi-onboarding (\{[^\r\n]*\}) -->\r?(?:\n|$)/.exec(body ?? "") ?? [];
  if (json === undefined) return undefined;
  try {
    return markSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

function isAbout(mark: Mark | undefined, { connection, hub }: About): boolean {
  return mark?.connection === connection && mark.hub === hub;
}
