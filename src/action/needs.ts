import type { RegistrationJob } from "../core/onboarding/connection.ts";
import type { Command, TokenInput } from "./inputs.ts";

const registrationCommands = ["exchange", "rotate", "update", "recover", "unregister"] as const;
/** A command that may change a registration. */
export type RegistrationCommand = (typeof registrationCommands)[number];

/** What each of them does to a registration. */
export const purposes: Readonly<Record<RegistrationCommand, RegistrationJob["purpose"]>> = {
  exchange: "exchange",
  rotate: "update",
  update: "update",
  recover: "exchange",
  unregister: "unregister",
};

interface Needs {
  /** It tells the hub of the platform: `platform-url` and the parties are needed then. */
  readonly presentsPlatform: boolean;
  /** It looks at the platform: `platform-url` is needed, and a hub is not. */
  readonly looksAtPlatform: boolean;
  /** The tokens that it takes. Others may be given, and are left alone. */
  readonly tokens: Readonly<Partial<Record<TokenInput, "needed" | "taken">>>;
}

/** What each command needs of its inputs. */
export const needs: Readonly<Record<Command, Needs>> = {
  exchange: {
    presentsPlatform: true,
    looksAtPlatform: false,
    tokens: { "initial-token": "taken", "platform-token": "needed", "hub-token": "taken" },
  },
  verify: {
    presentsPlatform: false,
    looksAtPlatform: false,
    tokens: { "platform-token": "taken", "hub-token": "needed" },
  },
  preflight: {
    presentsPlatform: false,
    looksAtPlatform: true,
    tokens: { "initial-token": "taken", "platform-token": "taken", "hub-token": "taken" },
  },
  receivers: { presentsPlatform: false, looksAtPlatform: true, tokens: { "platform-token": "taken" } },
  rehearse: {
    presentsPlatform: false,
    looksAtPlatform: true,
    tokens: { "platform-token": "taken", "hub-token": "taken" },
  },
  rotate: {
    presentsPlatform: true,
    looksAtPlatform: false,
    tokens: { "platform-token": "taken", "new-platform-token": "needed", "hub-token": "needed" },
  },
  update: {
    presentsPlatform: true,
    looksAtPlatform: false,
    tokens: { "platform-token": "needed", "hub-token": "needed" },
  },
  recover: { presentsPlatform: false, looksAtPlatform: false, tokens: { "platform-token": "needed" } },
  unregister: { presentsPlatform: false, looksAtPlatform: false, tokens: { "hub-token": "needed" } },
  plan: { presentsPlatform: false, looksAtPlatform: false, tokens: {} },
};

/** Whether the command may change a registration. */
export function isRegistrationCommand(command: Command): command is RegistrationCommand {
  return registrationCommands.some((one) => one === command);
}
