import { isRecord } from "../../core/ocpi/json.ts";
import type { OcpiObject } from "../fields.ts";
import { hasKey, type Kept } from "../platform/kept.ts";
import { sampleLocations } from "../platform/samples.ts";
import { callPartner } from "./delivery.ts";
import { sameParty, statusOf, type Partner } from "./partner.ts";

/** For how long what was pulled is not pulled again, in milliseconds. */
const FRESH_MS = 1000;
const MOST_PAGES = 20;

type Module = "locations" | "tariffs";

/**
 * The locations and tariffs of the CPOs: what they push, and what the Hub pulls from a platform that is CONNECTED. What was pushed
 * counts before what was pulled.
 */
export class Catalogue {
  readonly #kept: Kept;
  readonly #stop: AbortSignal;
  readonly #pulled = new Map<string, { readonly at: number; readonly objects: Promise<OcpiObject[]> }>();

  constructor(kept: Kept, stop: AbortSignal) {
    this.#kept = kept;
    this.#stop = stop;
  }

  /** Everything that the Hub knows of a CPO's. */
  async of(cpo: Partner, module: Module): Promise<OcpiObject[]> {
    const pushed = this.#kept[module].filter((object) => isOf(object, cpo));
    const pulled = await this.#pull(cpo, module);
    const others = pulled.filter((object) => !pushed.some((one) => hasKey(one, keyOf(object), "id")));
    return [...pushed, ...others];
  }

  async #pull(cpo: Partner, module: Module): Promise<OcpiObject[]> {
    if (cpo.shownAs !== undefined) return module === "locations" ? shownLocations(cpo, cpo.shownAs.locations ?? 0) : [];
    const name = `${cpo.country_code} ${cpo.party_id} ${module}`;
    const known = this.#pulled.get(name);
    if (known !== undefined && (Date.now() - known.at < FRESH_MS || statusOf(cpo) !== "CONNECTED"))
      return known.objects;
    if (statusOf(cpo) !== "CONNECTED") return [];
    const objects = this.#read(cpo, module);
    this.#pulled.set(name, { at: Date.now(), objects });
    return objects;
  }

  /** Where the platform's details say that its list is, page by page. */
  async #read(cpo: Partner, module: Module): Promise<OcpiObject[]> {
    const details = await callPartner(cpo, { method: "GET", at: "/ocpi/2.2.1" }, this.#stop);
    const endpoints = isRecord(details?.data) ? details.data["endpoints"] : undefined;
    const list = (Array.isArray(endpoints) ? endpoints : []).find(
      (endpoint: unknown) => isRecord(endpoint) && endpoint["identifier"] === module && endpoint["role"] === "SENDER",
    ) as OcpiObject | undefined;
    const objects: OcpiObject[] = [];
    let next = typeof list?.["url"] === "string" ? list["url"] : undefined;
    for (let read = 0; next !== undefined && read < MOST_PAGES; read += 1) {
      const answer = await callPartner(cpo, { method: "GET", at: next }, this.#stop);
      if (Array.isArray(answer?.data)) objects.push(...answer.data.filter(isRecord));
      next = answer?.next;
    }
    return objects.filter((object) => isOf(object, cpo));
  }
}

function isOf(object: OcpiObject, cpo: Partner): boolean {
  return sameParty({ country_code: String(object["country_code"]), party_id: String(object["party_id"]) }, cpo);
}

function keyOf(object: OcpiObject): { country: string; party: string; id: string } {
  return { country: String(object["country_code"]), party: String(object["party_id"]), id: String(object["id"]) };
}

/** So many locations of a CPO that has no platform. */
function shownLocations({ country_code, party_id }: Partner, count: number): OcpiObject[] {
  const [sample = {}] = sampleLocations({ country_code, party_id });
  return Array.from({ length: count }, (_none, index) => ({
    ...sample,
    id: `LOC-${String(index + 1).padStart(4, "0")}`,
  }));
}
