/* Where rules come from, where several come from the same place. */

/** Ourselves: what a run needs, or what keeps a token safe. */
export const OURS = "OCPI Onboarding";

/** How a peer lists its versions and their endpoints. */
export const DETAILS = "OCPI 2.2.1 version_information_endpoint";

/** How platforms register with each other. */
export const CREDENTIALS = "OCPI 2.2.1 credentials";

/** What requests and responses look like, and how they are authorised. */
export const TRANSPORT = "OCPI 2.2.1 transport_and_format";

/** What the status codes of responses mean. */
export const STATUS_CODES = "OCPI 2.2.1 status_codes";

/** How a hub says which parties are connected to it. */
export const CLIENT_INFO = "OCPI 2.2.1 mod_hub_client_info";

/** What ChargeIndia Hub asks of who joins it. */
export const ONBOARDING = "ChargeIndia Hub, onboarding";

/** What each answer has to be, as OCPI 2.2.1 transport_and_format has it. */
export const ENVELOPE = "an object with the number 1000 as `status_code`, a `timestamp`, and `data`";
