import { storeTokenFromFile } from "../flows/store-token-from-file.ts";
import type { StoreToken } from "../language/move-token.ts";
import type { Services } from "../services.ts";
import { isInSidebar } from "./target.ts";

/** Stores the token that a quick fix takes out of an `ocpi.yml`: only of one whose connections are in the sidebar. */
export function tokenStoring(services: Services): StoreToken {
  return async (key, description, token) =>
    (await isInSidebar(services, key.config)) &&
    (await storeTokenFromFile(services.flow, services.connections.tokens, key, description, token));
}
