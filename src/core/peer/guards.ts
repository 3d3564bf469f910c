import { HubToken, type TokenEncoding } from "../ocpi/token.ts";
import type { Profile } from "../profiles/profile.ts";
import type { Answer } from "./answer.ts";
import type { Peer } from "./peer.ts";
import { tokenStatusOf } from "./token-status.ts";

/** What a URL makes of a made-up token; `unknown`: it gave no answer that says so. */
export type Guard =
  | { readonly kind: "guarded" }
  | { readonly kind: "open" }
  | { readonly kind: "unknown"; readonly answer: Answer };

/** A token that no hub and no platform knows: what refuses it is guarded. */
export const MADE_UP = new HubToken("not-a-token");
/** The same as every decoder of Base64 can read it. */
const DECODABLE = new HubToken(btoa("not-a-token"));

/**
 * What of a hub is guarded: refused to a made-up token. Only what is guarded proves a token or settles an encoding. One for
 * each hub and run, so that nothing is asked twice.
 */
export class Guards {
  readonly #hub: Peer;
  readonly #profile: Profile;
  readonly #signal: AbortSignal;
  readonly #asked = new Map<string, Promise<Guard>>();
  #isDocumented: boolean;
  #isContradicted = false;

  constructor(hub: Peer, profile: Profile, signal: AbortSignal) {
    this.#hub = hub;
    this.#profile = profile;
    this.#signal = signal;
    this.#isDocumented = profile.documentsGuards;
  }

  /** An answer contradicted the hub: what it documents counts no more, and no single refusal of a made-up token. */
  doubt(): void {
    this.#isDocumented = false;
    this.#isContradicted = true;
  }

  /** Whether the URL is guarded, as the hub documents or as a GET with a made-up token shows, in this encoding. */
  async guard(url: string, encoding: TokenEncoding, signal = this.#signal): Promise<Guard> {
    // Breakage: versions count as proof without a look whether they are open to everybody
    return this.#isDocumented ? { kind: "guarded" } : this.#ask(url, encoding, signal);
  }

  /** Asks beside the first look at the hub, where its profile documents nothing: the answer is there when it is needed. */
  prepare(url: string, encoding: TokenEncoding): void {
    // What goes wrong meets the step that needs the answer.
    if (!this.#isDocumented) this.#ask(url, encoding, this.#signal).catch(() => undefined);
  }

  async #ask(url: string, encoding: TokenEncoding, signal: AbortSignal): Promise<Guard> {
    const key = `${encoding} ${url}`;
    const asked = this.#asked.get(key) ?? this.#controlled(url, encoding, signal);
    this.#asked.set(key, asked);
    const guard = await asked;
    // What gave no answer may give one the next time.
    if (guard.kind === "unknown") this.#asked.delete(key);
    return guard;
  }

  /** Where an answer contradicted the hub, one refusal may be a moment of the hub's: it is believed when it comes again. */
  async #controlled(url: string, encoding: TokenEncoding, signal: AbortSignal): Promise<Guard> {
    const guard = await this.#control(url, encoding, signal);
    // Breakage: one refusal of a made-up token is believed
    const isBelieved = guard.kind !== "guarded" || !this.#isContradicted;
    return isBelieved ? guard : this.#control(url, encoding, signal);
  }

  async #control(url: string, encoding: TokenEncoding, signal: AbortSignal, token = MADE_UP): Promise<Guard> {
    const answer = await this.#hub.get(url, token, encoding, signal, { secret: true, asks: "guard" });
    const tokenStatus = tokenStatusOf(answer, this.#profile);
    if (tokenStatus === "accepted") return { kind: "open" };
    // A server that breaks down at what it cannot decode may be open to all that it can.
    if (tokenStatus === "crashed" && token !== DECODABLE) return this.#control(url, encoding, signal, DECODABLE);
    // A gateway that has no answer says nothing. Any other answer tells this token from the one that opened.
    const isSilent = answer.kind === "unanswered" || tokenStatus === "unheard" || answer.httpStatus > 500;
    return isSilent ? { kind: "unknown", answer } : { kind: "guarded" };
  }
}
