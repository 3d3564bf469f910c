/** Where rules come from, where several come from the same place. */
export const OURS = "OCPI Onboarding";
export const DETAILS = "OCPI 2.2.1 version_information_endpoint";
export const CREDENTIALS = "OCPI 2.2.1 credentials";
export const TRANSPORT = "OCPI 2.2.1 transport_and_format";
export const STATUS_CODES = "OCPI 2.2.1 status_codes";
export const CLIENT_INFO = "OCPI 2.2.1 mod_hub_client_info";
export const ONBOARDING = "ChargeIndia Hub, onboarding";
