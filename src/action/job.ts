import type { Fact, Source } from "../core/checks/fact.ts";
import { checkAssigned, checkDistinct, checkStrength, checkToken } from "../core/checks/payload.ts";
import { parseConfig, type ConfigFile } from "../core/config/config-file.ts";
import { describedConnection, type Description, type Given } from "../core/config/description.ts";
import type { ConnectionConfig } from "../core/config/schema.ts";
import type { ExchangeJob, Patience, UnregisterJob, VerifyJob } from "../core/onboarding/connection.ts";
import type { CredentialsRole } from "../core/ocpi/party.ts";
import { HubToken, InitialToken, PlatformToken } from "../core/ocpi/token.ts";
import { isLoopback } from "../core/peer/hub-address.ts";
import { failOns, type FailOn } from "../core/report/report.ts";
import { defaultProfile, profileNamed, profileNames } from "../core/profiles/hubs.ts";
import type { Profile } from "../core/profiles/profile.ts";
import { commands, defaults, readDuration, type Command, type Inputs } from "./inputs.ts";

/** What the step's surroundings say, beside its inputs. */
export interface Surroundings {
  /** The text of the config file; undefined when there is none. */
  readonly configText: string | undefined;
  readonly workspaceEmpty: boolean;
  readonly event: string;
  /** The event comes from a fork or from Dependabot, and so brings no secrets. */
  readonly fromFork: boolean;
  readonly repository: { readonly owner: string; readonly repo: string } | { readonly malformed: string };
}

/** What is to be done, checked as far as it can be without a network. */
export type Order = (
  | {
      readonly command: "exchange";
      readonly job: Omit<ExchangeJob, "vault" | "capsule">;
      readonly capsule: string;
      readonly vault: VaultOrder;
    }
  | { readonly command: "verify"; readonly job: VerifyJob; readonly platformUrl: string | undefined }
  | { readonly command: "unregister"; readonly job: Omit<UnregisterJob, "vault">; readonly vault: VaultOrder }
) &
  OrderCommons;

interface OrderCommons {
  readonly exposeHubToken: boolean;
  readonly failOn: FailOn;
  readonly remarks: readonly Fact[];
}

/** Where the hub token is to be kept. */
export type VaultOrder =
  | { readonly store: "none" }
  | {
      readonly store: "repository" | "environment";
      readonly owner: string;
      readonly repo: string;
      /** Empty for a repository's secret. */
      readonly environment: string;
      readonly secretName: string;
      readonly githubToken: string;
    };

/** Events that run with a repository's secrets on somebody else's word. */
const refusedEvents = new Set(["pull_request", "pull_request_target", "workflow_run", "issue_comment"]);

/** Reads inputs and config into an order, or says everything that is wrong with them. */
export function readOrder(inputs: Inputs, around: Surroundings): { order: Order } | { facts: readonly Fact[] } {
  const reader = new OrderReader(inputs, around);
  const order = reader.read();
  return order === undefined || reader.facts.length > 0 ? { facts: reader.facts } : { order };
}

/** The profile that the inputs name, for what has to be said before the config is read. */
export function profileOf(inputs: Inputs): Profile {
  return profileNamed(inputs.hubProfile) ?? defaultProfile;
}

class OrderReader {
  readonly facts: Fact[] = [];
  readonly #inputs: Inputs;
  readonly #around: Surroundings;
  readonly #remarks: Fact[] = [];

  constructor(inputs: Inputs, around: Surroundings) {
    this.#inputs = inputs;
    this.#around = around;
  }

  read(): Order | undefined {
    const inputs = this.#inputs;
    const command = this.#oneOf("command", inputs.command, commands);
    if (command === undefined) return undefined;
    if (command !== "verify" && refusedEvents.has(this.#around.event)) {
      this.facts.push({ code: "event-refused", event: this.#around.event, command });
      return undefined;
    }
    const file = this.#config();
    // A file that cannot be read leaves nothing to compare the inputs with.
    if (this.facts.length > 0) return undefined;
    const requestTimeoutMs = this.#duration("request-timeout", inputs.requestTimeout);
    const waitForConnectedMs = this.#duration("wait-for-connected", inputs.waitForConnected);
    const exposeHubToken =
      this.#oneOf("expose-hub-token", inputs.exposeHubToken.toLowerCase(), ["true", "false"]) === "true";
    const patience = { requestTimeoutMs, waitForConnectedMs };
    const failOn = this.#oneOf("fail-on", inputs.failOn, failOns) ?? "error";
    for (const path of inputs.reportPath) {
      if (!/\.(?:json|md)$/.test(path)) this.facts.push({ code: "input-report-path", value: path });
    }
    const common = { exposeHubToken, failOn, remarks: this.#remarks };
    const description = this.#description(command, file);
    const several = Object.keys(file?.connections ?? {}).length > 1;
    switch (command) {
      case "exchange":
        return this.#exchange(description, several, patience, common);
      case "verify":
        return this.#verify(description, patience, common);
      case "unregister":
        return this.#unregister(description, several, patience, common);
    }
  }

  #exchange(
    description: Description | undefined,
    several: boolean,
    patience: Patience,
    common: OrderCommons,
  ): Order | undefined {
    const { initialToken, platformToken, hubToken, checkPlatform } = this.#inputs;
    const initial = this.#token("initial-token", initialToken, InitialToken);
    const platform = this.#token("platform-token", platformToken, PlatformToken, true);
    const hub = this.#token("hub-token", hubToken, HubToken);
    this.facts.push(...checkDistinct([initial, platform, hub].filter((token) => token !== undefined)));
    if (platform !== undefined && description !== undefined && !isLoopback(description.hubUrl.value)) {
      this.facts.push(...checkStrength(platform));
    }
    const check = this.#oneOf("check-platform", checkPlatform, ["require", "warn", "off"]);
    const vault = this.#vault(several, description?.name ?? "", hub !== undefined, common.exposeHubToken);
    const connection = this.#connection(description, true);
    if (connection === undefined || platform === undefined || check === undefined || vault === undefined)
      return undefined;
    const platformUrl = description?.platformUrl?.value;
    if (platformUrl === undefined) return undefined;
    return {
      command: "exchange",
      job: {
        connection,
        platformUrl,
        initialToken: initial,
        platformToken: platform,
        hubToken: hub,
        checkPlatform: check,
        patience,
      },
      capsule: this.#inputs.recoveryCapsule,
      vault,
      ...common,
    };
  }

  #vault(several: boolean, connection: string, registered: boolean, exposed: boolean): VaultOrder | undefined {
    const { hubTokenSecret, githubToken, storeEnvironment } = this.#inputs;
    const store = this.#oneOf("store", this.#inputs.store, ["repository", "environment", "none"]);
    if (store === undefined) return undefined;
    if (store === "none") {
      if (!exposed)
        this.facts.push({ code: "input-needs", input: "store", value: store, needs: "expose-hub-token: true" });
      return { store };
    }
    if (store === "environment" && storeEnvironment === "") this.#missing("store-environment", false);
    // Whoever has a hub token only looks, and GitHub is not needed for that.
    if (githubToken === "" && !registered) this.#missing("github-token", true);
    if (!isSecretName(hubTokenSecret)) {
      this.facts.push({ code: "input-secret-name", input: "hub-token-secret", value: hubTokenSecret });
    }
    const { repository } = this.#around;
    if ("malformed" in repository) {
      this.facts.push({ code: "input-repository", value: repository.malformed });
      return undefined;
    }
    const shared = several && store === "repository";
    return {
      store,
      ...repository,
      environment: store === "environment" ? storeEnvironment : "",
      secretName: secretNameFor(hubTokenSecret, shared, connection),
      githubToken,
    };
  }

  #verify(description: Description | undefined, patience: Patience, common: OrderCommons): Order | undefined {
    const hubToken = this.#token("hub-token", this.#inputs.hubToken, HubToken, true);
    const connection = this.#connection(description, false);
    if (connection === undefined || hubToken === undefined) return undefined;
    const platformUrl = description?.platformUrl?.value;
    return { command: "verify", job: { connection, hubToken, patience }, platformUrl, ...common };
  }

  #unregister(
    description: Description | undefined,
    several: boolean,
    patience: Patience,
    common: OrderCommons,
  ): Order | undefined {
    const hubToken = this.#token("hub-token", this.#inputs.hubToken, HubToken, true);
    const vault = this.#vault(several, description?.name ?? "", false, common.exposeHubToken);
    const connection = this.#connection(description, false);
    if (connection === undefined || hubToken === undefined || vault === undefined) return undefined;
    return { command: "unregister", job: { connection, hubToken, patience }, vault, ...common };
  }

  #connection(description: Description | undefined, registers: boolean): ExchangeJob["connection"] | undefined {
    if (description === undefined) return undefined;
    const described = describedConnection(description, registers);
    if ("connection" in described) return described.connection;
    this.facts.push(...described.facts);
    return undefined;
  }

  #config(): ConfigFile | undefined {
    const { configText } = this.#around;
    if (configText === undefined) return undefined;
    const parsed = parseConfig(configText, this.#inputs.config);
    if ("config" in parsed) return parsed.config;
    this.facts.push(...parsed.facts);
    return undefined;
  }

  /** The file and the inputs put together: an input wins, and the run says so. */
  #description(command: Command, file: ConfigFile | undefined): Description | undefined {
    const inputs = this.#inputs;
    const chosen = this.#chosen(file);
    if (chosen === undefined) return undefined;
    const { name, entry, sourceOf } = chosen;
    const hubUrl = this.#either("hub-url", inputs.hubUrl, entry.hub?.url, sourceOf(["hub", "url"]));
    const platformUrl = this.#either(
      "platform-url",
      inputs.platformUrl,
      entry.platform?.url,
      sourceOf(["platform", "url"]),
    );
    const roles = this.#roles(entry, sourceOf);
    if (roles === undefined) return undefined;
    const profileName = this.#either(
      "hub-profile",
      inputs.hubProfile,
      entry.hub?.profile,
      sourceOf(["hub", "profile"]),
    );
    const missing = [
      ...(hubUrl === undefined ? ["hub-url"] : []),
      ...(command === "exchange" && platformUrl === undefined ? ["platform-url"] : []),
      ...(command === "exchange" && file === undefined && roles.list.length === 0
        ? ["role", "country-code", "party-id", "business-name"]
        : []),
    ];
    this.#tellMissing(missing, file);
    if (inputs.hubUrl !== "" && entry.hub?.url !== undefined && originOf(inputs.hubUrl) !== originOf(entry.hub.url)) {
      this.facts.push({ code: "hub-twice", input: inputs.hubUrl, file: entry.hub.url });
    }
    const profile = profileNamed(profileName?.value ?? defaultProfile.name);
    if (profile === undefined) {
      this.facts.push({
        code: "input-not-one-of",
        input: "hub-profile",
        value: inputs.hubProfile,
        allowed: profileNames,
      });
    }
    this.#tellOverrides(entry);
    if (hubUrl === undefined || profile === undefined) return undefined;
    return {
      name,
      profile,
      hubUrl,
      encoding: entry.hub?.token_encoding ?? "auto",
      allowedOrigins: (entry.hub?.allowed_origins ?? []).map((value, index) => ({
        value,
        source: sourceOf(["hub", "allowed_origins", index]),
      })),
      platformUrl,
      roles: roles.list,
      receivers: Object.entries(entry.receivers ?? {}).map(([module, value]) => ({
        module,
        value,
        source: sourceOf(["receivers", module]),
      })),
      routing: entry.routing ?? [],
      sourceOfRole: roles.sourceOf,
    };
  }

  #chosen(
    file: ConfigFile | undefined,
  ): { name: string; entry: ConnectionConfig; sourceOf: (path: readonly PropertyKey[]) => Source } | undefined {
    const wanted = this.#inputs.connection;
    if (file === undefined) return { name: wanted || "default", entry: {}, sourceOf: () => ({ name: "config" }) };
    const known = Object.keys(file.connections);
    const [only] = known;
    const name = wanted || (known.length === 1 ? only : undefined);
    if (name === undefined) {
      this.facts.push({ code: "connection-ambiguous", known });
      return undefined;
    }
    const entry = Object.hasOwn(file.connections, name) ? file.connections[name] : undefined;
    if (entry === undefined) {
      this.facts.push({ code: "connection-unknown", name, known });
      return undefined;
    }
    return { name, entry, sourceOf: (path) => file.sourceOf(["connections", name, ...path]) };
  }

  #roles(
    entry: ConnectionConfig,
    sourceOf: (path: readonly PropertyKey[]) => Source,
  ): { list: readonly CredentialsRole[]; sourceOf: Description["sourceOfRole"] } | undefined {
    const { role, countryCode, partyId, businessName } = this.#inputs;
    const inline = { role, "country-code": countryCode, "party-id": partyId, "business-name": businessName };
    const missing = Object.entries(inline).flatMap(([name, value]) => (value === "" ? [`\`${name}\``] : []));
    if (missing.length === 4) {
      return {
        list: entry.platform?.roles ?? [],
        sourceOf: (index, field) =>
          sourceOf(["platform", "roles", index, ...field.split(".").filter((part) => part !== "")]),
      };
    }
    if (missing.length > 0) {
      this.facts.push({ code: "party-incomplete", missing });
      return undefined;
    }
    const given = { role, country_code: countryCode, party_id: partyId, business_details: { name: businessName } };
    this.#remarks.push(...checkAssigned([given], entry.platform?.roles ?? []));
    return { list: [given], sourceOf: (_index, field) => ({ name: inlineNames[field] ?? "role" }) };
  }

  #either(input: string, given: string, inFile: string | undefined, source: Source): Given<string> | undefined {
    if (given !== "") return { value: given, source: { name: input } };
    return inFile === undefined ? undefined : { value: inFile, source };
  }

  #tellMissing(missing: readonly string[], file: ConfigFile | undefined): void {
    if (missing.length === 0) return;
    if (file === undefined) {
      this.facts.push({
        code: "config-missing",
        path: this.#inputs.config,
        workspaceEmpty: this.#around.workspaceEmpty,
        missing,
      });
    } else {
      for (const input of missing)
        this.facts.push({ code: "input-missing", input, secret: false, hint: "no-connection" });
    }
  }

  #tellOverrides(entry: ConnectionConfig): void {
    const { hubUrl, platformUrl, hubProfile, role } = this.#inputs;
    const pairs: readonly (readonly [string, string, unknown])[] = [
      ["hub-url", hubUrl, entry.hub?.url],
      ["hub-profile", hubProfile, entry.hub?.profile],
      ["platform-url", platformUrl, entry.platform?.url],
      ["role", role, entry.platform?.roles],
    ];
    const overriding = pairs.flatMap(([name, given, inFile]) =>
      given !== "" && inFile !== undefined && given !== inFile ? [name] : [],
    );
    if (overriding.length > 0) this.#remarks.push({ code: "input-overrides-file", inputs: overriding });
  }

  #token<T extends InitialToken | PlatformToken | HubToken>(
    input: string,
    value: string,
    make: new (value: string) => T,
    required = false,
  ): T | undefined {
    if (value === "") {
      if (required) this.#missing(input, true);
      return undefined;
    }
    if (value.trim() === "") {
      this.facts.push({ code: "input-blank", input });
      return undefined;
    }
    const token = new make(value);
    this.facts.push(...checkToken(token));
    return token;
  }

  #missing(input: string, secret: boolean): void {
    this.facts.push({
      code: "input-missing",
      input,
      secret,
      ...(this.#around.fromFork ? { hint: "fork" as const } : {}),
    });
  }

  #duration(input: string, value: string): number {
    const duration = readDuration(input, value);
    if ("ms" in duration) return duration.ms;
    this.facts.push(duration.fact);
    return 0;
  }

  #oneOf<T extends string>(input: string, value: string, allowed: readonly T[]): T | undefined {
    const found = allowed.find((one) => one === value);
    if (found === undefined) this.facts.push({ code: "input-not-one-of", input, value, allowed });
    return found;
  }
}

const inlineNames: Readonly<Record<string, string>> = {
  role: "role",
  country_code: "country-code",
  party_id: "party-id",
  business_details: "business-name",
  "business_details.name": "business-name",
};

/** The secret's name, in capitals as GitHub keeps it. Several connections in one repository need one each. */
function secretNameFor(given: string, several: boolean, connection: string): string {
  const name =
    several && given === defaults["hub-token-secret"] ? `${given}__${connection.replaceAll("-", "_")}` : given;
  return name.toUpperCase();
}

/** GitHub, naming your secrets: letters, digits and underscores, no digit first, not `GITHUB_…`. */
function isSecretName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !/^GITHUB_/i.test(name) && name.length <= 200;
}

function originOf(url: string): string {
  return URL.parse(url)?.origin ?? url;
}
