/** The party that the sandbox's account team assigned. */
export const sandboxParty = { role: "CPO", country_code: "IN", party_id: "ABC" };
