/** The party that the sandbox's account team assigned. */
export const sandboxParty = { role: "CPO", country_code: "IN", party_id: "ABC" };

/** The one that it assigns to an eMSP. */
export const sandboxEmsp = { role: "EMSP", country_code: "IN", party_id: "XYZ" };
