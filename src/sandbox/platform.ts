import type { Context } from "hono";
import { Hono } from "hono/tiny";
import { startServer, type RunningServer } from "./server.ts";
import type { Bindings } from "./bindings.ts";
import { newToken, presentedTokens } from "./tokens.ts";

/**
 * A partner's OCPI platform to register: it serves its versions and details to a hub that presents the platform token,
 * plain or in Base64, as a platform should.
 */
export class SandboxPlatform {
  /** The token that the hub must present here. */
  readonly token = newToken("platform");
  /** The versions that it offers. */
  versions: readonly string[] = ["2.2.1"];
  /** Whether it accepts its token; a platform in which it is not installed yet does not. */
  tokenInstalled = true;
  readonly #alsoAccepted = new Set<string>();
  #server: RunningServer | undefined;

  static async start(port = 0): Promise<SandboxPlatform> {
    const platform = new SandboxPlatform();
    platform.#server = await startServer(platform.#app(), port);
    return platform;
  }

  get server(): RunningServer {
    if (this.#server === undefined) throw new Error("The sandbox platform is not running.");
    return this.#server;
  }

  get origin(): string {
    return this.server.origin;
  }

  /** What the partner gives to the hub as its `url`. */
  get url(): string {
    return `${this.origin}/ocpi/2.2.1`;
  }

  /** Accepts one more token beside its own, as before a rotation. */
  alsoAccept(token: string): void {
    this.#alsoAccepted.add(token);
  }

  async stop(): Promise<void> {
    await this.server.close();
  }

  #app(): Hono<Bindings> {
    const app = new Hono<Bindings>();
    app.use(async (context, next) => {
      const presented = presentedTokens(context.req.header("authorization"));
      const accepted = this.tokenInstalled ? [this.token, ...this.#alsoAccepted] : [];
      if (!accepted.some((token) => token === presented?.plain || token === presented?.decoded))
        return context.json({ status_code: 2000, status_message: "Unknown token", timestamp: now() }, 401);
      return next();
    });
    app.get("/ocpi/versions", (context) =>
      success(
        context,
        this.versions.map((version) => ({ version, url: `${this.origin}/ocpi/${version}` })),
      ),
    );
    app.get("/ocpi/2.2.1", (context) => success(context, { version: "2.2.1", endpoints: this.#endpoints() }));
    app.notFound((context) => context.json({ status_code: 2003, status_message: "Not found", timestamp: now() }, 404));
    return app;
  }

  #endpoints(): unknown[] {
    const modules = [
      ["credentials", "RECEIVER"],
      ["locations", "SENDER"],
      ["tariffs", "SENDER"],
      ["sessions", "SENDER"],
      ["cdrs", "SENDER"],
      ["tokens", "RECEIVER"],
      ["commands", "RECEIVER"],
    ];
    return modules.map(([identifier, role]) => ({ identifier, role, url: `${this.url}/${identifier}` }));
  }
}

function success(context: Context<Bindings>, data: unknown): Response {
  return context.json({ status_code: 1000, timestamp: now(), data });
}

function now(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}
