import type { Vault } from "../../src/core/ports.ts";
import type { GitHubAnswer, GitHubRequest } from "../../src/github/request.ts";
import type { Core } from "./core.ts";
import type { Life } from "./life.ts";
import type { ModelVault, VaultCall, VaultFault, Write } from "./model-vault.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export const githubFaults = [
  "401",
  "403",
  "404",
  "422",
  "429",
  "500",
  "secondary-limit",
  "lost-before",
  "lost-after",
  "wrong-key",
  // A proxy sends the request twice, and hands on the second answer.
  "duplicated",
] as const;
export type GitHubFault = (typeof githubFaults)[number];

/** Which of GitHub's calls a fault meets. */
export const githubCalls = ["GET key", "GET secret", "GET lock", "PUT lock", "PUT secret", "DELETE lock"] as const;
export type GitHubCall = (typeof githubCalls)[number] | "DELETE secret";

interface Stored {
  /** The run that stored it; undefined when it was put there by hand. */
  readonly by: Life | undefined;
  readonly value: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** GitHub's secrets in memory, for one repository. It shares no code with our vault. */
export class ModelGitHub implements ModelVault {
  readonly writes: Write[] = [];
  readonly looks: { readonly order: number; readonly life: Life }[] = [];
  readonly faults = new Map<VaultCall, (VaultFault | undefined)[]>();
  readonly #secrets = new Map<string, Stored>();
  readonly #clock: VirtualClock;
  readonly #order: () => number;
  #keyId = 1;

  constructor(clock: VirtualClock, order: () => number) {
    this.#clock = clock;
    this.#order = order;
  }

  /** Puts a secret there by hand. */
  set(name: string, value: string): void {
    this.#secrets.set(name, { value, by: undefined, createdAt: this.#clock.ms, updatedAt: this.#clock.ms });
  }

  value(name: string): string | undefined {
    return this.#secrets.get(name)?.value;
  }

  get names(): string[] {
    return [...this.#secrets.keys()].toSorted();
  }

  delete(name: string): void {
    this.#secrets.delete(name);
  }

  vaultFor({ vault: { SecretsVault }, scope }: Core, life: Life, hesitate: () => Promise<void>): Vault {
    const repository = scope.repositoryScope("owner", "repo", "https://github.com");
    const request = this.requestFor(life, hesitate);
    return new SecretsVault(request, repository, "OCPI_HUB_TOKEN", this.#clock, (value) => value);
  }

  /** GitHub as one process sees it. */
  requestFor(life: Life, hesitate: () => Promise<void>): GitHubRequest {
    return async (route, parameters) => {
      const [method = "", path = ""] = route.split(" ");
      const name = String(parameters["secret_name"] ?? "");
      const kind = path.endsWith("public-key") ? "key" : name.endsWith("_PENDING") ? "lock" : "secret";
      const call = `${method} ${kind}` as GitHubCall;
      await life.passing(`GitHub ${call}, asked`);
      await hesitate();
      const fault = this.faults.get(call)?.shift();
      if (fault === "lost-before") throw lost();
      if (fault === "duplicated") this.#answer(call, name, parameters, life, fault);
      const answer = refusal(fault) ?? this.#answer(call, name, parameters, life, fault);
      await life.passing(`GitHub ${call}, answered`);
      await hesitate();
      if (fault === "lost-after") throw lost();
      if (answer.status >= 400) throw Object.assign(new Error("refused"), { status: answer.status, response: answer });
      return answer;
    };
  }

  #note(call: Write["call"], life: Life, stored: Stored | undefined, value: string | undefined): void {
    this.writes.push({
      order: this.#order(),
      call,
      life,
      before: stored?.value,
      value,
      created: stored === undefined,
      owner: stored?.by,
      ageMs: this.#clock.ms - (stored?.createdAt ?? 0),
    });
  }

  #answer(
    call: GitHubCall,
    name: string,
    parameters: Record<string, unknown>,
    life: Life,
    fault: VaultFault | undefined,
  ): GitHubAnswer {
    const headers = { date: new Date(this.#clock.ms).toUTCString() };
    const stored = this.#secrets.get(name);
    switch (call) {
      case "GET key":
        if (fault === "wrong-key") this.#keyId += 1;
        return { status: 200, headers, data: { key_id: String(this.#keyId), key: KEY } };
      case "GET secret":
      case "GET lock":
        if (call === "GET lock") this.looks.push({ order: this.#order(), life });
        return stored === undefined
          ? { status: 404, headers, data: { message: "Not Found" } }
          : {
              status: 200,
              headers,
              data: {
                name,
                created_at: new Date(stored.createdAt).toISOString(),
                updated_at: new Date(stored.updatedAt).toISOString(),
              },
            };
      case "PUT lock":
      case "PUT secret":
        return { headers, ...this.#put(call, name, parameters, life, fault) };
      case "DELETE lock":
      case "DELETE secret":
        if (stored === undefined) return { status: 404, headers, data: { message: "Not Found" } };
        this.#secrets.delete(name);
        this.#note(call, life, stored, undefined);
        return { status: 204, headers, data: undefined };
    }
  }

  #put(
    call: "PUT lock" | "PUT secret",
    name: string,
    parameters: Record<string, unknown>,
    life: Life,
    fault: VaultFault | undefined,
  ): Pick<GitHubAnswer, "status" | "data"> {
    if (fault === "wrong-key" || parameters["key_id"] !== String(this.#keyId)) {
      this.#keyId += fault === "wrong-key" ? 1 : 0;
      return { status: 422, data: { message: "The key_id is not valid" } };
    }
    const value = String(parameters["encrypted_value"]);
    const stored = this.#secrets.get(name);
    const seconds = Math.floor(this.#clock.ms / 1000) * 1000;
    // Who writes over another's lock does not get it.
    const by = call === "PUT lock" ? (stored?.by ?? life) : life;
    this.#secrets.set(name, { value, by, createdAt: stored?.createdAt ?? seconds, updatedAt: seconds });
    this.#note(call, life, stored, value);
    return { status: stored === undefined ? 201 : 204, data: {} };
  }
}

const KEY = Buffer.alloc(32, 7).toString("base64");

function lost(): Error {
  return Object.assign(new Error("socket hang up"), {
    cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }),
  });
}

function refusal(fault: VaultFault | undefined): GitHubAnswer | undefined {
  const status = Number(fault);
  if (fault === "secondary-limit")
    return { status: 403, headers: {}, data: { message: "You have exceeded a secondary rate limit." } };
  if (fault === "429") return { status, headers: { "retry-after": "1" }, data: { message: "Too many requests" } };
  return Number.isNaN(status) ? undefined : { status, headers: {}, data: { message: "fault" } };
}
