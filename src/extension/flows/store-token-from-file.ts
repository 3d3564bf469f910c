import * as l10n from "@vscode/l10n";
import type { Description } from "../../core/config/description.ts";
import type { AnyToken } from "../../core/ocpi/token.ts";
import { originsOf } from "../state/connection-entry.ts";
import type { ConnectionKey } from "../state/connection-key.ts";
import type { TokenStore } from "../state/token-store.ts";
import type { FlowContext } from "./flow-context.ts";
import { mayReplace, tokenName } from "./tokens.ts";

/**
 * Stores a token that stood in `ocpi.yml`, for the host that its connection names. One that is stored already gives way only
 * when the user says so.
 * @returns whether it is stored.
 * @throws Error when the keyring did not keep it.
 */
export async function storeTokenFromFile(
  { dialogs, clock, connections }: Pick<FlowContext, "dialogs" | "clock" | "connections">,
  tokens: TokenStore,
  key: ConnectionKey,
  description: Description,
  token: AnyToken,
): Promise<boolean> {
  const { hubOrigin, platformOrigin } = originsOf(description);
  const origin = token.kind === "platform-token" ? platformOrigin : hubOrigin;
  if (origin === "") {
    const message = l10n.t(
      "{0} does not say yet which host the {1} is for. Correct that first.",
      key.name,
      tokenName(token.kind),
    );
    await dialogs.show("error", message);
    return false;
  }
  const stored = await tokens.facts(key, token.kind, origin);
  if (stored.state !== "absent" && !(await mayReplace({ dialogs }, key, token.kind))) return false;
  const purpose = token.kind === "platform-token" ? { origin, hub: hubOrigin } : origin;
  await tokens.write(key, token.kind, token, purpose, clock.now());
  await connections.refresh(key);
  return true;
}
