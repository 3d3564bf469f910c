import { randomBytes } from "node:crypto";
import { Hono, type Context } from "hono";
import sodium from "libsodium-wrappers";
import { startServer, type Bindings, type RunningServer } from "./server.ts";

interface KeyPair {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

interface StoredSecret {
  value: string;
  readonly createdAt: Date;
  updatedAt: Date;
}

/**
 * The part of GitHub's REST API that keeps a repository's secrets. It has a real key pair and opens what it is sent with
 * libsodium, so that what it holds is what a workflow would read.
 */
export class SandboxGitHub {
  readonly repository = "your-company/ocpi";
  /** A fine-grained token that may write secrets. */
  readonly token = `github_pat_${randomBytes(24).toString("hex")}`;
  /** The job's own token, which may not. */
  readonly jobToken = `ghs_${randomBytes(24).toString("hex")}`;
  readonly #secrets = new Map<string, StoredSecret>();
  #keys: { id: string; pair: KeyPair } | undefined;
  #server: RunningServer | undefined;

  static async start(port = 0): Promise<SandboxGitHub> {
    await sodium.ready;
    const github = new SandboxGitHub();
    github.rotateKey();
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

  /** The plaintext of a secret: what a workflow would get, or undefined. */
  secret(name: string): string | undefined {
    return this.#secrets.get(name.toUpperCase())?.value;
  }

  /** Puts a secret there by hand, as of a given time. */
  setSecret(name: string, value: string, at = new Date()): void {
    this.#secrets.set(name.toUpperCase(), { value, createdAt: at, updatedAt: at });
  }

  get secretNames(): string[] {
    return [...this.#secrets.keys()];
  }

  /** GitHub may change a repository's key at any time. */
  rotateKey(): void {
    this.#keys = {
      id: String(Date.now()) + String(Math.trunc(Math.random() * 1e6)),
      pair: sodium.crypto_box_keypair(),
    };
  }

  #app(): Hono<Bindings> {
    const app = new Hono<Bindings>();
    // What no GitHub does: for people who try things out, a secret can be read here, and deleted without a token.
    app.get("/desk/secrets/:name", (context) => {
      const value = this.secret(context.req.param("name"));
      return value === undefined ? notFound(context) : context.text(value);
    });
    app.delete("/desk/secrets/:name", (context) =>
      this.#secrets.delete(context.req.param("name").toUpperCase()) ? context.body(null, 204) : notFound(context),
    );
    app.use(async (context, next) => {
      const token = /^(?:token|bearer) (.+)$/i.exec(context.req.header("authorization") ?? "")?.[1];
      if (token === this.token) return next();
      if (token === this.jobToken) {
        context.header("x-accepted-github-permissions", "secrets=write");
        return context.json({ message: "Resource not accessible by integration", status: "403" }, 403);
      }
      return context.json({ message: "Bad credentials", status: "401" }, 401);
    });
    const base = `/repos/${this.repository}/actions/secrets`;
    app.get(`${base}/public-key`, (context) =>
      context.json({
        key_id: this.#key.id,
        key: sodium.to_base64(this.#key.pair.publicKey, sodium.base64_variants.ORIGINAL),
      }),
    );
    app.get(`${base}/:name`, (context) => {
      const name = context.req.param("name").toUpperCase();
      const secret = this.#secrets.get(name);
      if (secret === undefined) return notFound(context);
      return context.json({
        name,
        created_at: secret.createdAt.toISOString(),
        updated_at: secret.updatedAt.toISOString(),
      });
    });
    app.put(`${base}/:name`, async (context) => this.#put(context, context.req.param("name").toUpperCase()));
    app.delete(`${base}/:name`, (context) =>
      this.#secrets.delete(context.req.param("name").toUpperCase()) ? context.body(null, 204) : notFound(context),
    );
    app.notFound(notFound);
    return app;
  }

  async #put(context: Context<Bindings>, name: string): Promise<Response> {
    const { encrypted_value: sealed, key_id: keyId } = (await context.req.json()) as Record<string, string>;
    if (!/^[A-Z_][A-Z0-9_]*$/.test(name) || name.startsWith("GITHUB_")) {
      return context.json({ message: "Secret names can only contain alphanumeric characters" }, 422);
    }
    if (sealed === undefined || keyId !== this.#key.id)
      return context.json({ message: "The key_id is not valid" }, 422);
    let value: string;
    try {
      const bytes = sodium.from_base64(sealed, sodium.base64_variants.ORIGINAL);
      const { publicKey, privateKey } = this.#key.pair;
      value = sodium.to_string(sodium.crypto_box_seal_open(bytes, publicKey, privateKey));
    } catch {
      return context.json({ message: "improperly encrypted secret" }, 422);
    }
    const before = this.#secrets.get(name);
    this.#secrets.set(name, { value, createdAt: before?.createdAt ?? new Date(), updatedAt: new Date() });
    return before === undefined ? context.json({}, 201) : context.body(null, 204);
  }

  get #key(): { id: string; pair: KeyPair } {
    if (this.#keys === undefined) throw new Error("The GitHub stand-in has no key.");
    return this.#keys;
  }
}

function notFound(context: Context<Bindings>): Response {
  return context.json({ message: "Not Found", status: "404" }, 404);
}
