import type { PeerRequest } from "../../src/core/ports.ts";
import { reply, success, unauthorised } from "./hub-faults.ts";
import type { HubNature } from "./hub-nature.ts";

/** What the platform answers that the hub registers. */
export function platformAnswer({ url, headers }: PeerRequest, platform: HubNature["platform"]): Response {
  const value = (headers["authorization"] ?? "").replace(/^Token /, "");
  if (platform === "takes Base64 alone" && !/^[A-Za-z0-9+/]+={1,2}$/.test(value)) return unauthorised();
  if (platform === "lists details that are gone" && url.endsWith("/versions")) {
    return success([{ version: "2.2.1", url: "https://platform.example/cpo/2.2.1/details" }]);
  }
  if (url.endsWith("/details")) return reply(404, { status_code: 2003 });
  return url.endsWith("/2.2.1")
    ? success({ version: "2.2.1", endpoints: [] })
    : success([{ version: "2.2.1", url: "https://platform.example/ocpi/2.2.1" }]);
}
