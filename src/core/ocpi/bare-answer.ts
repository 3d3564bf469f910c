import { isRecord } from "./json.ts";

/**
 * Whether JSON that is no OCPI envelope is OCPI all the same: what belongs into `data`, bare or under another name, or a
 * `status_code` that is a text. So the address is right, and the one who has to act is who made the peer.
 */
export function isBareAnswer(value: unknown): boolean {
  if (isData(value)) return true;
  if (!isRecord(value)) return false;
  return /^[1-4]\d{3}$/.test(String(value["status_code"])) || Object.values(value).some(isData);
}

/** A list of versions or parties, version details, or credentials: by the fields that these have in OCPI 2.2.1. */
function isData(value: unknown): boolean {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (!isRecord(first)) return false;
  if (Array.isArray(first["endpoints"])) return true;
  const has = (...fields: readonly string[]): boolean => fields.every((field) => typeof first[field] === "string");
  return has("version", "url") || has("country_code", "party_id", "status") || has("token", "url");
}
