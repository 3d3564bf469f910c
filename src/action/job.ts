import { checkAssigned, checkDistinct, checkToken } from "../core/checks/payload.ts";
import { parseConfig, type ConfigFile } from "../core/config/config-file.ts";
import { describedConnection, type Description, type Given } from "../core/config/description.ts";
import type { ConnectionConfig } from "../core/config/schema.ts";
import type { Fact } from "../core/findings/catalogue.ts";
import type { Source } from "../core/findings/source.ts";
import type { CredentialsRole } from "../core/ocpi/party.ts";
import { hasOnlyTokenCharacters, HubToken, InitialToken, PlatformToken } from "../core/ocpi/token.ts";
import { capsuleDifference } from "../core/onboarding/capsule-match.ts";
import type { OpenedCapsule } from "../core/onboarding/capsule.ts";
import {
  UNNAMED_CONNECTION,
  type Connection,
  type Patience,
  type PlatformSide,
  type RegistrationJob,
  type VerifyJob,
} from "../core/onboarding/connection.ts";
import { hubAddress } from "../core/peer/hub-address.ts";
import { defaultProfile, profileNamed, profileNames } from "../core/profiles/hubs.ts";
import { ocpi221 } from "../core/profiles/ocpi-2.2.1.ts";
import type { Profile } from "../core/profiles/profile.ts";
import { failOns, type FailOn } from "../core/record/record.ts";
import { isSecretName } from "../github/secret-name.ts";
import {
  commands,
  defaults,
  isReportPath,
  readDuration,
  type Command,
  type DurationLimits,
  type Inputs,
} from "./inputs.ts";
import type { Destination } from "./step-state.ts";
import { locationOf } from "./vault.ts";

/** What the step's surroundings say, beside its inputs. */
export interface Surroundings {
  /** The text of the config file; undefined when there is none. */
  readonly configText: string | undefined;
  readonly workspaceEmpty: boolean;
  readonly event: string;
  /** The event comes from a fork or from Dependabot, and so brings no secrets. */
  readonly fromFork: boolean;
  /** The recovery capsule that was given, if it is needed. */
  readonly capsule:
    | { readonly content: OpenedCapsule }
    | { readonly failure: "malformed" | "wrong-token" | "no-token" }
    | undefined;
  readonly repository: { readonly owner: string; readonly repo: string } | { readonly malformed: string };
}

/** What is to be done, checked as far as it can be without a network. */
export type Order = (
  | {
      readonly command: Exclude<Command, "verify">;
      readonly job: Omit<RegistrationJob, "vault">;
      readonly vault: Destination;
      readonly githubToken: string;
    }
  | { readonly command: "verify"; readonly job: VerifyJob; readonly platformUrl: string | undefined }
) &
  OrderCommons;

interface OrderCommons {
  readonly exposeHubToken: boolean;
  readonly failOn: FailOn;
  readonly remarks: readonly Fact[];
}

// No request can be answered in no time, and no timer counts for weeks.
const REQUEST_TIMEOUT_MS: DurationLimits = { atLeast: 1, atMost: 600_000 };

/**
 * The events that only people who may write to the repository bring about, with the files that are on a branch of its own;
 * outside GitHub there is none. On every other event, also on those that GitHub will have tomorrow, what is checked out or
 * what is run may be other people's. The list is the contract's: design 5.
 */
const trustedEvents = new Set([
  "",
  "workflow_dispatch",
  "repository_dispatch",
  "schedule",
  "push",
  "release",
  "deployment",
]);

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
    if (command !== "verify" && !this.#isTrusted) {
      this.facts.push({ code: "event-refused", event: this.#around.event, command });
      return undefined;
    }
    const { capsule } = this.#around;
    // The run says this first: what else is missing may stand in the capsule.
    if (capsule !== undefined && "failure" in capsule) {
      this.facts.push({ code: "capsule-unopened", why: capsule.failure });
      return undefined;
    }
    const file = this.#config();
    // A file that cannot be read leaves nothing to compare the inputs with.
    if (this.facts.length > 0) return undefined;
    const requestTimeoutMs = this.#duration("request-timeout", inputs.requestTimeout, REQUEST_TIMEOUT_MS);
    const waitForConnectedMs = this.#duration("wait-for-connected", inputs.waitForConnected);
    const exposeHubToken =
      this.#oneOf("expose-hub-token", inputs.exposeHubToken.toLowerCase(), ["true", "false"]) === "true";
    const patience = { requestTimeoutMs, waitForConnectedMs };
    const failOn = this.#oneOf("fail-on", inputs.failOn, failOns) ?? "error";
    for (const path of inputs.reportPath) {
      if (!isReportPath(path)) this.facts.push({ code: "input-report-path", value: path });
    }
    const common = { exposeHubToken, failOn, remarks: this.#remarks };
    const description = this.#description(command, file);
    const several = Object.keys(file?.connections ?? {}).length > 1;
    return command === "verify"
      ? this.#verify(description, patience, common)
      : this.#registration(command, description, several, patience, common);
  }

  /** Whether what is checked out is the repository's own, and may name the hosts to which tokens go. */
  get #isTrusted(): boolean {
    return trustedEvents.has(this.#around.event);
  }

  #registration(
    command: Exclude<Command, "verify">,
    description: Description | undefined,
    several: boolean,
    patience: Patience,
    common: OrderCommons,
  ): Order | undefined {
    const inputs = this.#inputs;
    const ends = command === "unregister";
    const changes = command === "rotate" || command === "update" || ends;
    const initial =
      command === "exchange" ? this.#token("initial-token", inputs.initialToken, InitialToken) : undefined;
    const platform = ends
      ? undefined
      : this.#token("platform-token", inputs.platformToken, PlatformToken, command !== "rotate");
    const successor =
      command === "rotate"
        ? this.#token("new-platform-token", inputs.newPlatformToken, PlatformToken, true)
        : undefined;
    const hub = command === "recover" ? undefined : this.#token("hub-token", inputs.hubToken, HubToken, changes);
    const given = { "initial-token": initial, "platform-token": platform, "new-platform-token": successor };
    this.facts.push(...checkDistinct({ ...given, "hub-token": hub }));
    const sent = successor ?? platform;
    const check = this.#oneOf("check-platform", inputs.checkPlatform, ["require", "warn", "off"]);
    const vault = this.#vault(several, description?.name ?? "", hub !== undefined && !changes, common.exposeHubToken);
    const capsule = hub === undefined ? this.#capsule(command, description, vault) : undefined;
    const told = command === "exchange" || command === "rotate" || command === "update";
    const connection = this.#connection(description, told);
    if (connection === undefined || check === undefined || vault === undefined) return undefined;
    const url = description?.platformUrl?.value;
    const complete = sent !== undefined && url !== undefined && connection.roles.length > 0;
    const side: PlatformSide | undefined = complete && !ends ? { url, token: sent, check } : undefined;
    if (told && side === undefined) return undefined;
    return {
      command,
      job: {
        purpose: ends ? "unregister" : changes ? "update" : "exchange",
        connection: this.#withParties(connection),
        initialToken: initial,
        hubToken: hub,
        capsule,
        platform: side,
        rotates: successor !== undefined,
        formerPlatformToken: successor === undefined ? undefined : platform,
        patience,
      },
      vault,
      githubToken: inputs.githubToken,
      ...common,
    };
  }

  /** The token in the recovery capsule, if everything that is sealed in it is what this job says. */
  #capsule(
    command: Command,
    description: Description | undefined,
    vault: Destination | undefined,
  ): RegistrationJob["capsule"] {
    const { recoveryCapsule } = this.#inputs;
    const { capsule } = this.#around;
    if (command === "recover" && recoveryCapsule === "") this.#missing("recovery-capsule", true);
    if (capsule === undefined || "failure" in capsule) return undefined;
    const name = description?.name;
    const difference = capsuleDifference(capsule.content, {
      hub: description === undefined ? undefined : originOf(description.hubUrl.value),
      parties: description?.roles ?? [],
      connection: name === UNNAMED_CONNECTION ? undefined : name,
      secret: vault === undefined ? undefined : locationOf(vault),
    });
    if (difference !== undefined) {
      this.facts.push({ code: "capsule-differs", ...difference });
      return undefined;
    }
    return { text: recoveryCapsule, token: new HubToken(capsule.content.token) };
  }

  /** A capsule knows for whom it was made: on another machine nobody has to say it again. */
  #withParties(connection: Connection): Connection {
    const { capsule } = this.#around;
    if (connection.roles.length > 0 || capsule === undefined || !("content" in capsule)) return connection;
    const roles = capsule.content.parties.map((party) => ({ ...party, business_details: { name: "" } }));
    return { ...connection, roles };
  }

  #vault(several: boolean, connection: string, registered: boolean, exposed: boolean): Destination | undefined {
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
    if (!hasOnlyTokenCharacters(githubToken)) this.facts.push({ code: "token-characters", input: "github-token" });
    const secretName = secretNameFor(hubTokenSecret, several && store === "repository", connection);
    if (!isSecretName(secretName))
      this.facts.push({ code: "input-secret-name", input: "hub-token-secret", value: secretName });
    const { repository } = this.#around;
    if ("malformed" in repository) {
      this.facts.push({ code: "input-repository", value: repository.malformed });
      return undefined;
    }
    return { store, ...repository, environment: store === "environment" ? storeEnvironment : "", secretName };
  }

  #verify(description: Description | undefined, patience: Patience, common: OrderCommons): Order | undefined {
    const hubToken = this.#token("hub-token", this.#inputs.hubToken, HubToken, true);
    const connection = this.#connection(description, false);
    if (connection === undefined || hubToken === undefined) return undefined;
    const platformUrl = description?.platformUrl?.value;
    return { command: "verify", job: { connection, hubToken, patience }, platformUrl, ...common };
  }

  #connection(description: Description | undefined, registers: boolean): Connection | undefined {
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
    const chosen = this.#chosen(command, file);
    if (chosen === undefined) return undefined;
    const { name, entry, sourceOf } = chosen;
    const givenUrl = this.#either("hub-url", inputs.hubUrl, entry.hub?.url, sourceOf(["hub", "url"]));
    const capsulesUrl = this.#capsulesHub(command);
    // Its token is proven where it was issued; a hub that is given as well has to be the same one.
    const sameHub = givenUrl === undefined || originOf(givenUrl.value) === originOf(capsulesUrl?.value ?? "");
    const hubUrl = sameHub && capsulesUrl !== undefined ? capsulesUrl : givenUrl;
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
    const tells = command === "exchange" || command === "rotate" || command === "update";
    const missing = [
      ...(hubUrl === undefined ? ["hub-url"] : []),
      ...(tells && platformUrl === undefined ? ["platform-url"] : []),
      ...(tells && file === undefined && roles.list.length === 0
        ? ["role", "country-code", "party-id", "business-name"]
        : []),
    ];
    this.#tellMissing(missing, file);
    if (inputs.hubUrl !== "" && entry.hub?.url !== undefined && originOf(inputs.hubUrl) !== originOf(entry.hub.url)) {
      this.facts.push({ code: "hub-twice", input: inputs.hubUrl, file: entry.hub.url });
    }
    const profile =
      profileName === undefined && capsulesUrl !== undefined
        ? profileAt(capsulesUrl.value)
        : profileNamed(profileName?.value ?? defaultProfile.name);
    if (profile === undefined) {
      this.facts.push({
        code: "input-not-one-of",
        input: "hub-profile",
        value: inputs.hubProfile,
        allowed: profileNames,
      });
    }
    this.#tellOverrides(entry);
    if (hubUrl !== undefined && inputs.hubUrl === "") this.#tellUnnamed("hub-url", hubUrl.value);
    if (hubUrl === undefined || profile === undefined) return undefined;
    return {
      name,
      profile,
      hubUrl,
      encoding: entry.hub?.token_encoding ?? "auto",
      allowedOrigins: this.#allowedOrigins(entry).map((value, index) => ({
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

  /** The connection that the run is about. A capsule needs none: it knows its hub and its parties. */
  #chosen(
    command: Command,
    file: ConfigFile | undefined,
  ): { name: string; entry: ConnectionConfig; sourceOf: (path: readonly PropertyKey[]) => Source } | undefined {
    const wanted = this.#inputs.connection;
    const undescribed = { name: wanted || UNNAMED_CONNECTION, entry: {}, sourceOf: noSource };
    if (file === undefined) return undescribed;
    const known = Object.keys(file.connections);
    const name = wanted || (known.length === 1 ? known[0] : undefined);
    if (name === undefined) {
      // A file without connections says nothing: then the inputs say everything. A capsule says it, too.
      if (known.length === 0 || (command === "recover" && this.#namesSecret())) return undescribed;
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

  /** Whether it is known without a connection which secret is meant: of several in a repository each has its own. */
  #namesSecret(): boolean {
    const { store, hubTokenSecret } = this.#inputs;
    return store !== "repository" || hubTokenSecret !== defaults["hub-token-secret"];
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

  /** Recovering needs no more than the capsule: it knows its hub. */
  #capsulesHub(command: Command): Given<string> | undefined {
    const { capsule } = this.#around;
    if (command !== "recover" || capsule === undefined || !("content" in capsule)) return undefined;
    return { value: capsule.content.versions_url, source: { name: "recovery-capsule" } };
  }

  #either(input: string, given: string, inFile: string | undefined, source: Source): Given<string> | undefined {
    if (given !== "") return { value: given, source: { name: input } };
    return inFile === undefined ? undefined : { value: inFile, source };
  }

  /** A file that a pull request may have written names no host to which a token goes. */
  #tellUnnamed(input: string, named: string): void {
    const { event } = this.#around;
    if (!this.#isTrusted) this.facts.push({ code: "event-needs-origin", event, input, named: originOf(named) });
  }

  #allowedOrigins({ hub }: ConnectionConfig): readonly string[] {
    const origins = hub?.allowed_origins ?? [];
    if (this.#isTrusted || origins.length === 0) return origins;
    this.#remarks.push({ code: "event-ignores-origins", event: this.#around.event, origins });
    return [];
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
    this.facts.push(...checkToken(token, input));
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

  #duration(input: string, value: string, limits?: DurationLimits): number {
    const duration = readDuration(input, value, limits);
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

function noSource(): Source {
  return { name: "config" };
}

/** The hub that documents this versions URL; at any other it is a hub that keeps to the specification. */
function profileAt(versionsUrl: string): Profile {
  return hubAddress(versionsUrl, defaultProfile) === undefined ? ocpi221 : defaultProfile;
}

const inlineNames: Readonly<Record<string, string>> = {
  role: "role",
  country_code: "country-code",
  party_id: "party-id",
  business_details: "business-name",
  "business_details.name": "business-name",
};

/** The secret's name, in capitals as GitHub keeps it. Several connections in one repository need one each. */
export function secretNameFor(given: string, several: boolean, connection: string): string {
  const name =
    several && given === defaults["hub-token-secret"] ? `${given}__${connection.replaceAll("-", "_")}` : given;
  return name.toUpperCase();
}

function originOf(url: string): string {
  return URL.parse(url)?.origin ?? url;
}
