import { recoverHubToken, rotateToken, updateRegistration } from "./change-registration.ts";
import { exchangeCredentials } from "./exchange-credentials.ts";
import { copyMessage, copyUrl, openReport, showReceiverUrls } from "./reports.ts";
import { startSandbox, stopSandbox } from "./sandbox.ts";
import type { Command } from "./target.ts";
import { copyHubToken, forgetToken, setToken } from "./tokens.ts";
import { verifyAll } from "./verify-all.ts";
import { verifyConnection } from "./verify-connection.ts";
import { cancel, notifyWhenConnected, openConfig, refresh, showLog } from "./window.ts";

/** Every command of the manifest. */
export const commands: Readonly<Record<string, Command>> = {
  "ocpi.exchangeCredentials": exchangeCredentials,
  "ocpi.verifyConnection": verifyConnection,
  "ocpi.verifyAll": verifyAll,
  "ocpi.rotateToken": rotateToken,
  "ocpi.updateRegistration": updateRegistration,
  "ocpi.recoverHubToken": recoverHubToken,
  "ocpi.showReceiverUrls": showReceiverUrls,
  "ocpi.copyMessage": copyMessage,
  "ocpi.copyHubToken": copyHubToken,
  "ocpi.notifyWhenConnected": notifyWhenConnected,
  "ocpi.setToken": setToken,
  "ocpi.forgetToken": forgetToken,
  "ocpi.openReport": openReport,
  "ocpi.openConfig": openConfig,
  "ocpi.copyUrl": copyUrl,
  "ocpi.startSandbox": startSandbox,
  "ocpi.stopSandbox": stopSandbox,
  "ocpi.showLog": showLog,
  "ocpi.refresh": refresh,
  "ocpi.cancel": cancel,
};
