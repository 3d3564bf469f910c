import type { PlatformDescription } from "../core/config/description.ts";
import type { PlatformToken } from "../core/ocpi/token.ts";
import type { Connection, PlatformSide, RegistrationJob } from "../core/onboarding/connection.ts";
import { givenCapsule, withParties } from "./given-capsule.ts";
import type { GivenInputs } from "./given-inputs.ts";
import { givenStore } from "./given-store.ts";
import { needs, purposes, type RegistrationCommand } from "./needs.ts";
import type { SecretLocation } from "./step-state.ts";
import type { ReadInputs, Task } from "./task-kinds.ts";

/**
 * Reads the task of a command that may change a registration.
 * @param several whether the config has several connections.
 * @param connectionOf makes a connection of a description, or keeps what is wrong with it.
 */
export function registrationTask(
  command: RegistrationCommand,
  given: GivenInputs,
  several: boolean,
  { description, timeouts, common }: ReadInputs,
  connectionOf: (description: PlatformDescription | undefined, registers: boolean) => Connection | undefined,
): Task | undefined {
  const { inputs } = given;
  const purpose = purposes[command];
  const { presentsPlatform } = needs[command];
  given.checkTokens(command);
  const [hubToken, platformToken, newPlatformToken] = [
    given.taken(command, "hub-token", inputs.hubToken),
    given.taken(command, "platform-token", inputs.platformToken),
    given.taken(command, "new-platform-token", inputs.newPlatformToken),
  ];
  const check = given.oneOf("check-platform", inputs.checkPlatform, ["require", "warn", "off"]);
  const vault = givenStore(given, {
    several,
    connection: description?.name ?? "",
    onlyLooks: hubToken !== undefined && purpose === "exchange",
    exposed: common.exposeHubToken,
  });
  const capsule = hubToken === undefined ? capsuleOf(command, given, description, vault) : undefined;
  const connection = connectionOf(description, presentsPlatform);
  if (connection === undefined || check === undefined || vault === undefined) return undefined;
  const platform = sideOf(connection, description?.platformUrl?.value, newPlatformToken ?? platformToken, check);
  if (presentsPlatform && platform === undefined) return undefined;
  return {
    command,
    job: {
      purpose,
      dryRun: common.isDry ? { exposes: common.exposeHubToken } : undefined,
      connection: withParties(connection, given.runner),
      hubToken,
      capsule,
      platform,
      rotates: newPlatformToken !== undefined,
      formerPlatformToken: newPlatformToken === undefined ? undefined : platformToken,
      timeouts,
    },
    takesInitialToken: needs[command].tokens["initial-token"] !== undefined,
    vault,
    githubToken: inputs.githubToken,
    ...common,
    // A dry run hands no hub token on, but may try how that would be.
    exposeHubToken: common.exposeHubToken && !common.isDry,
  };
}

/** The token in the recovery capsule, if everything that is sealed in it is what this job says. */
function capsuleOf(
  command: RegistrationCommand,
  given: GivenInputs,
  description: PlatformDescription | undefined,
  vault: SecretLocation | undefined,
): RegistrationJob["capsule"] {
  const { recoveryCapsule } = given.inputs;
  if (command === "recover" && recoveryCapsule === "") given.missing("recovery-capsule", true);
  const capsule = givenCapsule(recoveryCapsule, given.runner, description, vault);
  if (capsule === undefined || !("code" in capsule)) return capsule;
  given.faults.push(capsule);
  return undefined;
}

/** The platform as the hub is told of it; undefined where something of it is missing. */
function sideOf(
  { roles }: Connection,
  url: string | undefined,
  token: PlatformToken | undefined,
  check: PlatformSide["check"],
): PlatformSide | undefined {
  return token === undefined || url === undefined || roles.length === 0 ? undefined : { url, token, check };
}
