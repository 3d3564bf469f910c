import type { Finding } from "../core/findings/catalogue.ts";
import type { Source } from "../core/findings/source.ts";
import { checkAssigned } from "../core/checks/payload.ts";
import type { ConfigFile } from "../core/config/config-file.ts";
import type { Description, Given, PlatformDescription } from "../core/config/description.ts";
import { describedIn, type PartialDescription } from "../core/config/file-description.ts";
import { UNNAMED_CONNECTION } from "../core/onboarding/connection.ts";
import { defaultProfile, profileNamed, profileNames } from "../core/profiles/hubs.ts";
import { ocpi221 } from "../core/profiles/ocpi-2.2.1.ts";
import type { Profile } from "../core/profiles/profile.ts";
import { hubAddress } from "../core/peer/hub-address.ts";
import { defaults, type Inputs } from "./inputs.ts";
import { takesAll } from "./all-commands.ts";
import type { RunnerContext } from "./runner-context.ts";
import { notOneOf } from "./not-one-of.ts";
import { unknownConnection } from "./unknown-connection.ts";

/** Where a connection may be described. */
export interface Sources {
  readonly inputs: Inputs;
  readonly file: ConfigFile | undefined;
  readonly runner: RunnerContext;
  /** What is checked out is the repository's own, and may name the hosts to which tokens go. */
  readonly isTrusted: boolean;
}

/** What a command needs of a description. */
export interface DescriptionNeeds {
  /** It tells the hub of the platform. */
  readonly presentsPlatform: boolean;
  /** It looks at the platform, which needs no hub; and a party may be without the codes that the account team assigns. */
  readonly looksAtPlatform: boolean;
  /** It sends a token to the hub, or to the platform, wherever that is. */
  readonly sends: { readonly toHub: boolean; readonly toPlatform: boolean };
  /** A recovery capsule may stand for the connection: it knows its hub and its parties. */
  readonly recovers: boolean;
}

/** The connection that was read, with what is wrong about it and what is only worth saying. */
export interface ReadDescription {
  /** Undefined where too little is described for a connection. */
  readonly description: PlatformDescription | undefined;
  readonly faults: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** The connection as the file, the inputs and a recovery capsule describe it together. An input wins, and the run says so. */
export function readDescription(sources: Sources, needs: DescriptionNeeds): ReadDescription {
  const reader = new DescriptionReader(sources, needs);
  const description = reader.read();
  return { description, faults: reader.faults, warnings: reader.warnings };
}

/** The inputs of what the account team assigns. */
export const assignedCodes: ReadonlySet<string> = new Set(["`country-code`", "`party-id`"]);

class DescriptionReader {
  readonly faults: Finding[] = [];
  readonly warnings: Finding[] = [];
  readonly #sources: Sources;
  readonly #needs: DescriptionNeeds;

  constructor(sources: Sources, needs: DescriptionNeeds) {
    this.#sources = sources;
    this.#needs = needs;
  }

  read(): PlatformDescription | undefined {
    const inFile = this.#chosen();
    if (inFile === undefined) return undefined;
    const parties = this.#parties(inFile);
    if (parties === undefined) return undefined;
    const { inputs } = this.#sources;
    const described = {
      ...inFile,
      ...parties,
      hubUrl: this.#hubUrl(inFile),
      platformUrl: given("platform-url", inputs.platformUrl) ?? inFile.platformUrl,
      profileName: given("hub-profile", inputs.hubProfile) ?? inFile.profileName,
      encoding: this.#encoding(inFile),
    };
    this.#reportMissing(described);
    this.#reportHubTwice(inFile);
    const profile = this.#profile(described);
    this.#reportOverrides(inFile);
    const { hubUrl } = described;
    this.#reportUnnamed(described);
    const isComplete = this.#needs.looksAtPlatform ? described.platformUrl !== undefined : hubUrl !== undefined;
    if (!isComplete || profile === undefined) return undefined;
    return { ...described, hubUrl, profile, allowedOrigins: this.#allowedOrigins(inFile) };
  }

  /** The connection that the run is about, as the file describes it. A capsule needs none: it knows its hub and its parties. */
  #chosen(): PartialDescription | undefined {
    const { file, inputs } = this.#sources;
    const wanted = inputs.connection;
    const undescribed = describedIn({}, wanted || UNNAMED_CONNECTION, () => ({ name: "config" }));
    if (file === undefined) return undescribed;
    // With `connection: all` this is asked of each: the names are listed only where they are told.
    const known = wanted !== "" && Object.hasOwn(file.connections, wanted) ? [] : Object.keys(file.connections);
    const name = wanted || (known.length === 1 ? known[0] : undefined);
    if (name === undefined) {
      // A file without connections says nothing: then the inputs say everything. A capsule says it, too.
      if (known.length === 0 || (this.#needs.recovers && this.#namesSecret)) return undescribed;
      this.faults.push({ code: "connection-ambiguous", known, takesAll: takesAll(inputs.command) });
      return undefined;
    }
    const entry = Object.hasOwn(file.connections, name) ? file.connections[name] : undefined;
    if (entry === undefined) {
      this.faults.push(unknownConnection(name, known, inputs.command));
      return undefined;
    }
    return describedIn(entry, name, (path) => file.sourceOf(["connections", name, ...path]));
  }

  /** Whether it is known without a connection which secret is meant: of several in a repository each has its own. */
  get #namesSecret(): boolean {
    const { store, hubTokenSecret } = this.#sources.inputs;
    return store !== "repository" || hubTokenSecret !== defaults["hub-token-secret"];
  }

  /** The party of the inputs, which are all given or none; else those of the file. */
  #parties({ roles }: PartialDescription): Partial<Pick<Description, "roles" | "sourceOfRole">> | undefined {
    const { role, countryCode, partyId, businessName } = this.#sources.inputs;
    const inline = { role, "country-code": countryCode, "party-id": partyId, "business-name": businessName };
    const missing = Object.entries(inline).flatMap(([name, value]) => (value === "" ? [`\`${name}\``] : []));
    if (missing.length === 4) return {};
    const needed = this.#needs.looksAtPlatform ? missing.filter((name) => !assignedCodes.has(name)) : missing;
    if (needed.length > 0) {
      this.faults.push({ code: "party-incomplete", missing: needed });
      return undefined;
    }
    const party = { role, country_code: countryCode, party_id: partyId, business_details: { name: businessName } };
    if (missing.length === 0) this.warnings.push(...checkAssigned([party], roles));
    return { roles: [party], sourceOfRole: (_index, field) => ({ name: inlineNames[field] ?? "role" }) };
  }

  /** How the hub takes the token in the header. `auto`, the default, leaves it to the file. */
  #encoding({ encoding }: PartialDescription): Description["encoding"] {
    const value = this.#sources.inputs.tokenEncoding;
    const found = encodings.find((one) => one === value);
    if (found === undefined) this.faults.push(notOneOf("token-encoding", value, encodings));
    return found === undefined || found === "auto" ? encoding : found;
  }

  /** Where a token out of a capsule is proven: where it was issued. A hub that is given as well has to be the same one. */
  #hubUrl(inFile: PartialDescription): Given<string> | undefined {
    const url = given("hub-url", this.#sources.inputs.hubUrl) ?? inFile.hubUrl;
    const ofCapsule = this.#capsulesHub;
    if (ofCapsule === undefined) return url;
    return url === undefined || originOf(url.value) === originOf(ofCapsule.value) ? ofCapsule : url;
  }

  /** The hub of the capsule that is to be recovered. */
  get #capsulesHub(): Given<string> | undefined {
    const { capsule } = this.#sources.runner;
    if (!this.#needs.recovers || capsule === undefined || !("content" in capsule)) return undefined;
    return { value: capsule.content.versions_url, source: { name: "recovery-capsule" } };
  }

  #profile({ profileName }: PartialDescription): Profile | undefined {
    const ofCapsule = this.#capsulesHub;
    if (profileName === undefined && ofCapsule !== undefined) return profileAt(ofCapsule.value);
    const profile = profileNamed(profileName?.value ?? defaultProfile.name);
    if (profile === undefined) this.faults.push(notOneOf("hub-profile", this.#sources.inputs.hubProfile, profileNames));
    return profile;
  }

  #allowedOrigins({ allowedOrigins }: PartialDescription): Description["allowedOrigins"] {
    if (this.#sources.isTrusted || allowedOrigins.length === 0) return allowedOrigins;
    const { event } = this.#sources.runner;
    this.warnings.push({ code: "event-ignores-origins", event, origins: allowedOrigins.map(({ value }) => value) });
    return [];
  }

  #reportMissing({ hubUrl, platformUrl, roles }: PartialDescription): void {
    const { file, inputs, runner } = this.#sources;
    const { presentsPlatform, looksAtPlatform, sends } = this.#needs;
    const missing = [
      ...(hubUrl === undefined && (!looksAtPlatform || sends.toHub) ? ["hub-url"] : []),
      ...((presentsPlatform || looksAtPlatform) && platformUrl === undefined ? ["platform-url"] : []),
      ...(presentsPlatform && file === undefined && roles.length === 0
        ? ["role", "country-code", "party-id", "business-name"]
        : []),
    ];
    if (missing.length === 0) return;
    if (file === undefined) {
      this.faults.push({
        code: "config-missing",
        path: inputs.config,
        workspaceEmpty: runner.workspaceEmpty,
        missing,
      });
      return;
    }
    for (const input of missing) {
      this.faults.push({ code: "input-missing", input, secret: false, hint: "no-connection" });
    }
  }

  #reportHubTwice({ hubUrl }: PartialDescription): void {
    const input = this.#sources.inputs.hubUrl;
    if (input === "" || hubUrl === undefined || originOf(input) === originOf(hubUrl.value)) return;
    this.faults.push({ code: "hub-twice", input, file: hubUrl.value });
  }

  #reportOverrides({ hubUrl, profileName, platformUrl, roles, encoding }: PartialDescription): void {
    const { inputs } = this.#sources;
    const pairs: readonly (readonly [string, string, string | undefined])[] = [
      ["hub-url", inputs.hubUrl, hubUrl?.value],
      ["hub-profile", inputs.hubProfile, profileName?.value],
      ["platform-url", inputs.platformUrl, platformUrl?.value],
      ["token-encoding", chosen(inputs.tokenEncoding) ?? "", chosen(encoding)],
      // One party inline takes the place of all in the file.
      ["role", inputs.role, roles.length === 0 ? undefined : ""],
    ];
    const overriding = pairs.flatMap(([name, input, inFile]) =>
      input !== "" && inFile !== undefined && input !== inFile ? [name] : [],
    );
    if (overriding.length > 0) this.warnings.push({ code: "input-overrides-file", inputs: overriding });
  }

  /** A file that a pull request may have written names no host to which a token goes. */
  #reportUnnamed({ hubUrl, platformUrl }: PartialDescription): void {
    const { isTrusted, runner } = this.#sources;
    const { sends } = this.#needs;
    const targets = [
      { input: "hub-url", isSentTo: sends.toHub, url: hubUrl },
      { input: "platform-url", isSentTo: sends.toPlatform, url: platformUrl },
    ] as const;
    for (const { input, isSentTo, url } of targets) {
      // What an input names has that input for its source.
      if (isTrusted || !isSentTo || url === undefined || url.source.name === input) continue;
      this.faults.push({ code: "event-needs-origin", event: runner.event, input, named: originOf(url.value) });
    }
  }
}

function given(input: string, value: string): Given<string> | undefined {
  return value === "" ? undefined : { value, source: { name: input } };
}

const encodings = ["auto", "plain", "base64"] as const;

/** An encoding that was chosen; undefined where it is left to the run to find out. */
function chosen(encoding: string): string | undefined {
  return encoding === "auto" ? undefined : encoding;
}

/** The hub that documents this versions URL; at any other it is a hub that keeps to the specification. */
function profileAt(versionsUrl: string): Profile {
  return hubAddress(versionsUrl, defaultProfile) === undefined ? ocpi221 : defaultProfile;
}

const inlineNames: Readonly<Record<string, Source["name"]>> = {
  role: "role",
  country_code: "country-code",
  party_id: "party-id",
  business_details: "business-name",
  "business_details.name": "business-name",
};

/** The origin of a URL; of what is none, all of it. */
export function originOf(url: string): string {
  return URL.parse(url)?.origin ?? url;
}
