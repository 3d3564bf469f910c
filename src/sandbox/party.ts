/** The party that the sandbox's account team assigned. */
export const sandboxParty = { role: "CPO", country_code: "IN", party_id: "ABC" };

/** The one that it assigns to an eMSP. */
export const sandboxEmsp = { role: "EMSP", country_code: "IN", party_id: "XYZ" };

/** Whose sandbox it is: the platform's role at the Hub. */
export type SandboxRole = "CPO" | "EMSP";

/** The role of that name, a CPO's where none is given; nothing for any other name. */
export function sandboxRole(name: string): SandboxRole | undefined {
  return name === "" ? "CPO" : (["CPO", "EMSP"] as const).find((role) => role === name);
}

/** The party that the account team assigned to a platform of this role. */
export function partyIn(role: SandboxRole): typeof sandboxParty {
  return role === "EMSP" ? sandboxEmsp : sandboxParty;
}
