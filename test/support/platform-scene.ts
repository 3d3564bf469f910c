import { SandboxPlatform } from "../../src/sandbox/platform.ts";
import { rightPlatform, type PlatformSwitches } from "../../src/sandbox/platform/switches.ts";

/** What a platform answered. */
export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    readonly status_code?: unknown;
    readonly timestamp?: unknown;
    readonly data?: unknown;
    readonly [field: string]: unknown;
  };
}

/** The ids of every request. */
export const IDS = { "x-request-id": "request-1", "x-correlation-id": "correlation-1" };
/** Routing headers: from the Hub, to the sandbox's CPO. */
export const ROUTED = {
  "ocpi-from-country-code": "IN",
  "ocpi-from-party-id": "CIH",
  "ocpi-to-country-code": "IN",
  "ocpi-to-party-id": "ABC",
};
/** A sandbox platform that one test after the other may change, and a hub's requests to it. */
export class PlatformScene {
  readonly platform: SandboxPlatform;

  private constructor(platform: SandboxPlatform) {
    this.platform = platform;
  }

  static async start(): Promise<PlatformScene> {
    return new PlatformScene(await SandboxPlatform.start());
  }

  /** Makes it the platform of this role, with these faults and no others, which was given nothing so far. */
  as(role: PlatformSwitches["role"], faults: Partial<PlatformSwitches> = {}): void {
    Object.assign(this.platform.switches, rightPlatform, faults, { role });
    for (const list of Object.values(this.platform.kept) as unknown[][]) list.length = 0;
  }

  /** A request with the platform token, below `/ocpi`; a body that is a text goes out as it is. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Asked> {
    const url = path.startsWith("http") ? path : `${this.platform.origin}/ocpi${path}`;
    const answer = await fetch(url, {
      method,
      redirect: "manual",
      headers: { authorization: `Token ${this.platform.token}`, ...IDS, ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const read = await answer.text();
    const isJson = answer.headers.get("content-type") === "application/json";
    return {
      status: answer.status,
      headers: answer.headers,
      text: read,
      body: isJson ? (JSON.parse(read) as Asked["body"]) : {},
    };
  }

  /** The HTTP status and the OCPI code. */
  async codes(...request: Parameters<PlatformScene["ask"]>): Promise<string> {
    const { status, body } = await this.ask(...request);
    return `${status} ${String(body.status_code)}`;
  }
}
