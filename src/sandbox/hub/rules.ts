import type { PartyKey } from "./partner.ts";

/** Stands for every party in a rule. */
const EVERY = "*";

/** The routing rules: an allow-list of pairs, which the account team keeps. Without a rule nothing passes. */
export class Rules {
  readonly #pairs = new Set<string>();

  /** Lets traffic pass between the two, whichever of them is the eMSP; without the other, between the one and every partner. */
  allow(one: PartyKey, other?: PartyKey): void {
    this.#pairs.add(pair(nameOf(one), other === undefined ? EVERY : nameOf(other)));
  }

  /** Takes back the rule of the two; without the other, every rule of the one. */
  remove(one: PartyKey, other?: PartyKey): void {
    if (other !== undefined) this.#pairs.delete(pair(nameOf(one), nameOf(other)));
    else for (const known of this.#of(one)) this.#pairs.delete(known);
  }

  /** Whether traffic may pass between the two. */
  has(one: PartyKey, other: PartyKey): boolean {
    const [a, b] = [nameOf(one), nameOf(other)];
    return [pair(a, b), pair(a, EVERY), pair(b, EVERY)].some((known) => this.#pairs.has(known));
  }

  /** With whom the party has rules: `IN*XYZ`, or `*` for every partner. */
  with(one: PartyKey): string[] {
    const own = nameOf(one);
    return this.#of(one).map((known) => known.split(" ").find((name) => name !== own) ?? own);
  }

  #of(one: PartyKey): string[] {
    return [...this.#pairs].filter((known) => known.split(" ").includes(nameOf(one)));
  }
}

function nameOf({ country_code: country, party_id: party }: PartyKey): string {
  return `${country}*${party}`.toUpperCase();
}

function pair(a: string, b: string): string {
  return [a, b].toSorted().join(" ");
}
