import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { environmentOf } from "../../src/core/record/job-plan.ts";
import { SandboxGitHub } from "../../src/sandbox/github.ts";
import { SandboxHub } from "../../src/sandbox/hub.ts";
import { SandboxPlatform } from "../../src/sandbox/platform.ts";

const ADMIN_KEY = "the-key-of-the-platforms-admin-api";

/** What starts a run: a person, or the night. */
export type FleetEvent = "workflow_dispatch" | "schedule";

/** A connection of the fleet, with what the sandbox has for it. */
export interface FleetConnection {
  readonly name: string;
  readonly party: { readonly role: "CPO"; readonly country_code: "IN"; readonly party_id: string };
  readonly platform: SandboxPlatform;
}

/** As many platforms as there are connections, one Hub, and one repository with an environment for each connection. */
export class FleetSandbox {
  readonly hub: SandboxHub;
  readonly github: SandboxGitHub;
  readonly connections: readonly FleetConnection[];
  /** The hub tokens that were delivered to the platforms, by connection. */
  readonly delivered: ReadonlyMap<string, string>;
  /** The connections whose platforms take no token. For tests. */
  readonly refusing = new Set<string>();
  readonly #admin: Server;

  private constructor(
    hub: SandboxHub,
    github: SandboxGitHub,
    connections: readonly FleetConnection[],
    delivered: Map<string, string>,
  ) {
    this.hub = hub;
    this.github = github;
    this.connections = connections;
    this.delivered = delivered;
    this.#admin = createServer((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
      request.on("end", () => {
        const name = request.url?.split("/").at(-1) ?? "";
        const isTaken = request.headers.authorization === `Bearer ${ADMIN_KEY}` && !this.refusing.has(name);
        if (isTaken) delivered.set(name, (JSON.parse(body) as { hub_token: string }).hub_token);
        response.writeHead(isTaken ? 204 : 403).end();
      });
    });
  }

  /**
   * Starts it, with an initial token of the account team for each connection, and each platform token in its environment.
   * @param names of the connections; at most as many as there are ids of parties, 46,656.
   */
  static async start(names: readonly string[]): Promise<FleetSandbox> {
    // A fleet is probed less often than a single party: it is one machine that plays all of them.
    const [hub, github] = await Promise.all([
      SandboxHub.start({ probeEveryMs: 2_000, offlineAfterMs: 5_000 }),
      SandboxGitHub.start(),
    ]);
    const connections = await Promise.all(names.map(connection));
    for (const { name, party, platform } of connections) {
      hub.admitPlatform(platform.url);
      const environment = environmentOf(name);
      github.addEnvironment(environment);
      github.setSecret("OCPI_INITIAL_TOKEN", hub.issueInitialToken(party), github.now(), environment);
      github.setSecret("OCPI_PLATFORM_TOKEN", platform.token, github.now(), environment);
    }
    github.setSecret("OCPI_SECRETS_TOKEN", github.token);
    github.setSecret("PLATFORM_ADMIN_KEY", ADMIN_KEY);
    const delivered = new Map<string, string>();
    const sandbox = new FleetSandbox(hub, github, connections, delivered);
    await sandbox.#listen();
    return sandbox;
  }

  async #listen(): Promise<void> {
    await new Promise<void>((done) => this.#admin.listen(0, "127.0.0.1", done));
  }

  /** Where the platforms take their hub tokens: the admin API that the example of a delivery calls. */
  get adminUrl(): string {
    const { port } = this.#admin.address() as AddressInfo;
    return `http://127.0.0.1:${port}/admin/ocpi`;
  }

  /** What the environment of a runner says. */
  runnerEnv(event: FleetEvent): Record<string, string> {
    return {
      GITHUB_API_URL: this.github.origin,
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: this.github.repository,
      GITHUB_RUN_ID: "1",
      GITHUB_EVENT_NAME: event,
    };
  }

  /** `ocpi.yml` with all connections. */
  get config(): string {
    const entries = this.connections.map(({ name, party, platform }) => {
      const details = `business_details: { name: CPO ${party.party_id} }`;
      const role = `{ role: CPO, country_code: IN, party_id: "${party.party_id}", ${details} }`;
      return `  ${name}:\n    hub: { url: "${this.hub.origin}" }\n    platform: { url: "${platform.url}", roles: [${role}] }\n`;
    });
    return `version: 1\nconnections:\n${entries.join("")}`;
  }

  /** Whether the Hub's token of a connection is in its environment and in its platform. */
  isKept({ name, party }: FleetConnection): boolean {
    const issued = this.hub.issuedToken(party);
    const stored = this.github.secret("OCPI_HUB_TOKEN", environmentOf(name));
    return issued !== undefined && stored === issued && this.delivered.get(name) === issued;
  }

  /** The tokens and keys of all connections, as far as there are any by now. */
  get secrets(): string[] {
    const inEnvironments = this.connections.flatMap(({ name, party, platform }) => [
      platform.token,
      this.hub.issuedToken(party) ?? "",
      ...Object.values(this.github.secretsIn(environmentOf(name))),
    ]);
    return [...inEnvironments, ...Object.values(this.github.secretsIn())].filter((secret) => secret !== "");
  }

  async stop(): Promise<void> {
    this.#admin.closeAllConnections();
    this.#admin.close();
    await Promise.all([
      this.hub.stop(),
      this.github.stop(),
      ...this.connections.map(async ({ platform }) => platform.stop()),
    ]);
  }
}

async function connection(name: string, index: number): Promise<FleetConnection> {
  const platform = await SandboxPlatform.start();
  const id = index.toString(36).padStart(3, "0").toUpperCase();
  const party = { role: "CPO", country_code: "IN", party_id: id } as const;
  platform.partyOf = { ...platform.partyOf, CPO: party };
  return { name, party, platform };
}

/** The names of so many connections. */
export function fleetNames(count: number): string[] {
  const width = String(count).length;
  return Array.from({ length: count }, (_none, index) => `cpo-${String(index + 1).padStart(width, "0")}`);
}
