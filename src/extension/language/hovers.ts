import * as l10n from "@vscode/l10n";
import { parseConfig } from "../../core/config/config-file.ts";
import { descriptionIn } from "../../core/config/file-description.ts";
import { descriptionAt } from "../../core/config/keys.ts";
import { hubAddress } from "../../core/peer/hub-address.ts";
import { markdownCode, markdownText } from "../../core/report/markdown-text.ts";
import { receiverUrls } from "../../core/record/receivers.ts";
import type { ConnectionStates } from "../state/connection-state.ts";
import { sentenceOf } from "../view/connection-node.ts";
import { configText, type ConfigEntry, type TextPosition, type TextRange } from "./config-text.ts";
import { withoutTokens } from "./literal-tokens.ts";

/** What is told of the place under the pointer. Foreign text in it is escaped. */
export interface Hover {
  readonly range: TextRange;
  readonly markdown: string;
}

/** @param config the URI of the file. */
export function hoverAt(
  text: string,
  position: TextPosition,
  config: string,
  states: ConnectionStates,
  now: Date,
): Hover | undefined {
  const file = configText(text);
  const entry = file.entryAt(position);
  const span = entry?.key ?? entry?.scalar;
  if (entry === undefined || span === undefined) return undefined;
  const told = [stateIn(entry, config, states, now), descriptionAt(entry.path), urlsFor(entry, text)];
  const paragraphs = told.filter((paragraph) => paragraph !== undefined);
  return paragraphs.length === 0 ? undefined : { range: file.rangeOf(span), markdown: paragraphs.join("\n\n") };
}

/** On a connection's name, how it is. */
function stateIn({ path }: ConfigEntry, config: string, states: ConnectionStates, now: Date): string | undefined {
  if (path.length !== 2 || path[0] !== "connections") return undefined;
  const name = String(path[1]);
  const state = states.stateOf({ config, name });
  return state === undefined ? undefined : markdownText(sentenceOf(name, state, now));
}

/** On the address of hub or platform, what follows from it. */
function urlsFor({ path }: ConfigEntry, text: string): string | undefined {
  const [connections, name, side, key] = path;
  if (connections !== "connections" || key !== "url" || path.length !== 4) return undefined;
  // What a token in the file keeps the core from reading is of no matter here.
  const parsed = parseConfig(withoutTokens(text), "ocpi.yml");
  const description = "config" in parsed ? descriptionIn(parsed.config, String(name)) : undefined;
  if (description === undefined) return undefined;
  const { hubUrl, platformUrl, profile, roles, receivers } = description;
  if (side === "hub") {
    const address = hubAddress(hubUrl.value, profile);
    if (address === undefined) return undefined;
    return listOf(l10n.t("The hub's URLs, until it says otherwise:"), [
      [l10n.t("versions"), address.versions],
      [l10n.t("version details"), address.details],
      [l10n.t("credentials"), address.credentials],
      [l10n.t("parties"), address.hubclientinfo],
    ]);
  }
  if (side !== "platform") return undefined;
  const overrides = Object.fromEntries(receivers.map(({ module, value }) => [module, value]));
  const urls = receiverUrls({ platformUrl: platformUrl?.value, parties: roles, profile, overrides });
  return listOf(
    l10n.t("Where the hub calls you:"),
    urls.map(({ module, role, method, url }) => [`${module} (${role})`, `${method} ${url}`]),
  );
}

function listOf(
  title: string,
  items: readonly (readonly [name: string, url: string | undefined])[],
): string | undefined {
  const lines = items.flatMap(([name, url]) =>
    url === undefined ? [] : [`- ${markdownText(name)}: ${markdownCode(url)}`],
  );
  return lines.length === 0 ? undefined : [title, "", ...lines].join("\n");
}
