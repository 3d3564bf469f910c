import { checkIdentity } from "../../checks/hub.ts";
import type { Finding } from "../../findings/catalogue.ts";
import { readIdentity } from "../../ocpi/credentials.ts";
import { partyName } from "../../ocpi/party.ts";
import { dataOf, envelopeOf, type Answer } from "../../peer/answer.ts";
import { listedUrl } from "../../peer/listed-url.ts";
import type { HubToken } from "../../ocpi/token.ts";
import type { HubStatus } from "../probe-hub.ts";
import type { RegistrationContext } from "./context.ts";

/**
 * Whose hub answered, by the credentials in its answer.
 * @returns the finding that it is another hub than the one that was meant; undefined where it is that one, or does not say.
 */
export function identify(context: RegistrationContext, answer: Answer): Finding | undefined {
  const { job, hub, run, results } = context;
  const { profile, address } = job.connection;
  const identity = readIdentity(envelopeOf(answer)?.data);
  const named = identity.roles.find(({ role }) => role === "HUB");
  results.hubParty = named === undefined ? undefined : run.redaction.apply(partyName(named));
  const url = identity.url === undefined ? undefined : listedUrl(identity.url, answer.summary.url, hub.origins).url;
  const elsewhere: Finding[] =
    url === undefined || hub.admits(url)
      ? []
      : [{ code: "hub-module-elsewhere", module: "versions", url, origin: address.origin }];
  const findings = [...checkIdentity(identity, profile), ...elsewhere];
  run.found(findings);
  return findings.find(({ code }) => code === "hub-other-party");
}

/** The same by GET credentials, with a token that works. What cannot be read says nothing. */
export async function identifyBy(
  context: RegistrationContext,
  token: HubToken,
  { credentialsUrl, encoding }: HubStatus,
): Promise<Finding | undefined> {
  if (credentialsUrl === undefined) return undefined;
  const { hub, run } = context;
  const answer = await hub.get(credentialsUrl, token, encoding, run.ports.cancelled, { secret: true });
  return dataOf(answer) === undefined ? undefined : identify(context, answer);
}
