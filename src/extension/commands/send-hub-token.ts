import { isTrusted } from "../flows/flow-context.ts";
import { clock } from "../platform/clock.ts";
import { storedToken } from "../state/stored-token.ts";
import { aboutConnection, hasHubToken, isInFile } from "./target.ts";

/** Puts the hub token where a pipeline reads it. */
export const sendHubToken = aboutConnection(
  async ({ flow, connections, log }, entry) => {
    const token = await storedToken(entry, "hub-token");
    if (token === undefined || !(await isTrusted(flow))) return;
    log.hide(token);
    // A part of its own, which is loaded when it is used: sealing a secret for GitHub is what few need.
    const { enterpriseHosts, readText, remotesBeside, send, signIn } = await import("../github/index.ts");
    const enterprises = enterpriseHosts();
    const sent = await send(
      { dialogs: flow.dialogs, clock, signIn },
      {
        connection: entry.key.name,
        token,
        repositories: await remotesBeside(entry.key.config, readText, enterprises),
        enterprises,
      },
    );
    if (sent === undefined) return;
    await entry.tokens.noteHandedOn(entry.key);
    await connections.refresh(entry.key);
  },
  (services, entry) => isInFile(services, entry) && hasHubToken(services, entry),
);
