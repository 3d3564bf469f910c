import type { Vault, VaultAnswer, VaultGrant, VaultView } from "../ports.ts";

/**
 * The vault of `store: none`: it keeps nothing, so nothing is found in it and nothing is in its way. The token goes to
 * the next step, and its capsule is an output in any case.
 */
export class NoVault implements Vault {
  readonly place = "no vault";
  readonly lockPlace = "";
  readonly keeps = false;
  readonly passing = "hub-token: # from where you keep it";
  readonly grant: VaultGrant = { where: "", permission: "", link: "", yaml: "" };

  async look(): Promise<VaultAnswer<VaultView>> {
    return { ok: { secret: "absent", lock: "absent" } };
  }

  async takeLock(): Promise<VaultAnswer<"taken">> {
    return { ok: "taken" };
  }

  async removeAbandonedLock(): Promise<VaultAnswer<"removed">> {
    return { ok: "removed" };
  }

  async store(): Promise<VaultAnswer<"stored">> {
    return { ok: "stored" };
  }

  async forget(): Promise<VaultAnswer<"forgotten">> {
    return { ok: "forgotten" };
  }

  async releaseLock(): Promise<VaultAnswer<"released">> {
    return { ok: "released" };
  }
}
