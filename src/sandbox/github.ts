import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import { Hono } from "hono/tiny";
import sodium from "libsodium-wrappers";
import { newDesk } from "./desk.ts";
import { SandboxIssues } from "./issues.ts";
import { startServer, type RunningServer } from "./server.ts";
import type { Bindings } from "./bindings.ts";

interface KeyPair {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

/** The secrets of a repository or of one of its environments. Each scope has a key of its own. */
interface Scope {
  readonly secrets: Map<string, StoredSecret>;
  key: { readonly id: string; readonly pair: KeyPair };
}

interface StoredSecret {
  value: string;
  readonly createdAt: Date;
  updatedAt: Date;
}

/**
 * The part of GitHub's REST API that keeps a repository's secrets and its issues. It has a real key pair and opens what it is
 * sent with libsodium, so that what it holds is what a workflow would read.
 */
export class SandboxGitHub {
  readonly repository = "your-company/ocpi";
  /** A fine-grained token that may write secrets. */
  readonly token = `github_pat_${randomBytes(24).toString("hex")}`;
  /** The job's own token, which may not; issues it may write where the workflow says so. */
  readonly jobToken = `ghs_${randomBytes(24).toString("hex")}`;
  /** The `permissions` of the job. */
  jobPermissions: { readonly issues?: "write" } = {};
  readonly issues = new SandboxIssues();
  /** How far its clock is ahead of this machine's, in milliseconds. */
  aheadMs = 0;
  readonly #scopes = new Map<string, Scope>();
  #server: RunningServer | undefined;

  static async start(port = 0): Promise<SandboxGitHub> {
    await sodium.ready;
    const github = new SandboxGitHub();
    github.addEnvironment("");
    github.#server = await startServer(github.#app(), port);
    return github;
  }

  get server(): RunningServer {
    if (this.#server === undefined) throw new Error("The GitHub stand-in is not running.");
    return this.#server;
  }

  get origin(): string {
    return this.server.origin;
  }

  async stop(): Promise<void> {
    await this.server.close();
  }

  /** Adds an environment; the empty name is the repository itself. */
  addEnvironment(name: string): void {
    this.#scopes.set(name, { secrets: new Map(), key: newKey() });
  }

  /** The plaintext of a secret: what a workflow would get, or undefined. */
  secret(name: string, environment = ""): string | undefined {
    return this.#scope(environment).secrets.get(name.toUpperCase())?.value;
  }

  /** The plaintexts of all secrets of an environment, or of the repository itself, by their names. */
  secretsIn(environment = ""): Record<string, string> {
    return Object.fromEntries([...this.#scope(environment).secrets].map(([name, { value }]) => [name, value]));
  }

  /** Puts a secret there by hand, as of a given time. */
  setSecret(name: string, value: string, at = this.now(), environment = ""): void {
    this.#scope(environment).secrets.set(name.toUpperCase(), { value, createdAt: at, updatedAt: at });
  }

  /** Takes a secret away by hand. */
  deleteSecret(name: string, environment = ""): void {
    this.#scope(environment).secrets.delete(name.toUpperCase());
  }

  /** The time by its own clock. */
  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  get secretNames(): string[] {
    return [...this.#scope("").secrets.keys()];
  }

  /** GitHub may change a repository's key at any time. */
  rotateKey(): void {
    this.#scope("").key = newKey();
  }

  #app(): Hono<Bindings> {
    const app = new Hono<Bindings>();
    // What no GitHub does: for people who try things out, a secret can be read here, and deleted without a token.
    const desk = newDesk();
    for (const path of ["/secrets/:name", "/environments/:environment/secrets/:name"]) {
      const named = (context: Context<Bindings>): { name: string; secrets: Scope["secrets"] | undefined } => ({
        name: (context.req.param("name") ?? "").toUpperCase(),
        secrets: this.#scopes.get(context.req.param("environment") ?? "")?.secrets,
      });
      desk.get(path, (context) => {
        const { name, secrets } = named(context);
        const value = secrets?.get(name)?.value;
        return value === undefined ? notFound(context) : context.text(value);
      });
      desk.delete(path, (context) => {
        const { name, secrets } = named(context);
        return secrets?.delete(name) === true
          ? context.json({ done: `The secret ${name} is deleted.` })
          : notFound(context);
      });
    }
    app.route("/desk", desk);
    app.use(async (context, next) => {
      await next();
      // Of the same clock as the dates of the secrets.
      context.header("date", this.now().toUTCString());
    });
    app.use(async (context, next) => {
      const token = /^(?:token|bearer) (.+)$/i.exec(context.req.header("authorization") ?? "")?.[1];
      if (token !== this.token && token !== this.jobToken)
        return context.json({ message: "Bad credentials", status: "401" }, 401);
      const isOfIssues = /^\/repos\/[^/]+\/[^/]+\/(?:issues|labels)(?:\/|$)/.test(context.req.path);
      const isJobs = token === this.jobToken;
      // Neither may do what the other is for.
      if (isOfIssues ? isJobs && this.jobPermissions.issues === "write" : !isJobs) return next();
      const access = context.req.method === "GET" ? "read" : "write";
      context.header("x-accepted-github-permissions", isOfIssues ? `issues=${access}` : "secrets=write");
      const bearer = isJobs ? "integration" : "personal access token";
      return context.json({ message: `Resource not accessible by ${bearer}`, status: "403" }, 403);
    });
    const base = `/repos/${this.repository}`;
    app.get(`${base}/environments`, (context) => {
      const environments = [...this.#scopes.keys()].filter((name) => name !== "").map((name) => ({ name }));
      // GitHub gives 30 at once, and 100 to who asks for them.
      const size = Math.min(Number(context.req.query("per_page") ?? 30), 100);
      const begin = (Number(context.req.query("page") ?? 1) - 1) * size;
      return context.json({
        total_count: environments.length,
        environments: environments.slice(begin, begin + size),
      });
    });
    this.#secretRoutes(app, `${base}/actions/secrets`);
    this.#secretRoutes(app, `${base}/environments/:environment/secrets`);
    app.route(
      base,
      this.issues.app(() => inSeconds(this.now()), this.repository),
    );
    app.notFound(notFound);
    return app;
  }

  #secretRoutes(app: Hono<Bindings>, base: string): void {
    const within = (
      context: Context<Bindings>,
      answer: (scope: Scope) => Response | Promise<Response>,
    ): Response | Promise<Response> => {
      const scope = this.#scopes.get(decodeURIComponent(context.req.param("environment") ?? ""));
      return scope === undefined ? notFound(context) : answer(scope);
    };
    const nameOf = (context: Context<Bindings>): string => (context.req.param("name") ?? "").toUpperCase();
    app.get(`${base}/public-key`, (context) =>
      within(context, ({ key }) =>
        context.json({ key_id: key.id, key: sodium.to_base64(key.pair.publicKey, sodium.base64_variants.ORIGINAL) }),
      ),
    );
    app.get(`${base}/:name`, (context) =>
      within(context, ({ secrets }) => {
        const secret = secrets.get(nameOf(context));
        if (secret === undefined) return notFound(context);
        const { createdAt, updatedAt } = secret;
        return context.json({
          name: nameOf(context),
          created_at: inSeconds(createdAt),
          updated_at: inSeconds(updatedAt),
        });
      }),
    );
    app.put(`${base}/:name`, (context) => within(context, (scope) => put(context, scope, nameOf(context), this.now())));
    app.delete(`${base}/:name`, (context) =>
      within(context, ({ secrets }) => (secrets.delete(nameOf(context)) ? context.body(null, 204) : notFound(context))),
    );
  }

  #scope(environment: string): Scope {
    const scope = this.#scopes.get(environment);
    if (scope === undefined) throw new Error(`The GitHub stand-in has no environment ${environment}.`);
    return scope;
  }
}

function newKey(): Scope["key"] {
  return { id: randomBytes(8).toString("hex"), pair: sodium.crypto_box_keypair() };
}

/** As GitHub writes its dates: `2026-11-22T10:00:00Z`. */
function inSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

async function put(context: Context<Bindings>, { secrets, key }: Scope, name: string, now: Date): Promise<Response> {
  const { encrypted_value: sealed, key_id: keyId } = (await context.req.json()) as Record<string, string>;
  if (!/^[A-Z_][A-Z0-9_]*$/.test(name) || name.startsWith("GITHUB_")) {
    return context.json({ message: "Secret names can only contain alphanumeric characters" }, 422);
  }
  if (sealed === undefined || keyId !== key.id) return context.json({ message: "The key_id is not valid" }, 422);
  let value: string;
  try {
    const bytes = sodium.from_base64(sealed, sodium.base64_variants.ORIGINAL);
    value = sodium.to_string(sodium.crypto_box_seal_open(bytes, key.pair.publicKey, key.pair.privateKey));
  } catch {
    return context.json({ message: "improperly encrypted secret" }, 422);
  }
  const before = secrets.get(name);
  secrets.set(name, { value, createdAt: before?.createdAt ?? now, updatedAt: now });
  return before === undefined ? context.json({}, 201) : context.body(null, 204);
}

function notFound(context: Context<Bindings>): Response {
  return context.json({ message: "Not Found", status: "404" }, 404);
}
