import { addConnection } from "./add-connection.ts";
import { recoverHubToken, rotateToken, updateRegistration } from "./change-registration.ts";
import { markAsDone, markAsInstalled, markAsNotDone } from "./checklist.ts";
import { createWorkflow } from "./create-workflow.ts";
import { exchangeCredentials } from "./exchange-credentials.ts";
import { pasteEmail } from "./paste-email.ts";
import { preflight, rehearseTraffic } from "./platform-runs.ts";
import {
  copyMessage,
  copyReport,
  copyUrl,
  openGoLiveSheet,
  openReport,
  saveReport,
  showReceiverUrls,
} from "./reports.ts";
import { startSandbox, stopSandbox } from "./sandbox.ts";
import { sendHubToken } from "./send-hub-token.ts";
import type { Command } from "./target.ts";
import { copyHubToken, copyPlatformToken, forgetToken, setToken, setTokenAndRetry } from "./tokens.ts";
import { verifyAll } from "./verify-all.ts";
import { verifyConnection } from "./verify-connection.ts";
import { cancel, findConnection, notifyWhenConnected, openConfig, refresh, showLog, stopNotifying } from "./window.ts";

export { tokenStoring } from "./store-token-from-file.ts";

/** Every command of the manifest. */
export const commands: Readonly<Record<string, Command>> = {
  "ocpi.exchangeCredentials": exchangeCredentials,
  "ocpi.verifyConnection": verifyConnection,
  "ocpi.verifyAll": verifyAll,
  "ocpi.preflight": preflight,
  "ocpi.rehearseTraffic": rehearseTraffic,
  "ocpi.rotateToken": rotateToken,
  "ocpi.updateRegistration": updateRegistration,
  "ocpi.recoverHubToken": recoverHubToken,
  "ocpi.showReceiverUrls": showReceiverUrls,
  "ocpi.copyMessage": copyMessage,
  "ocpi.copyHubToken": copyHubToken,
  "ocpi.copyPlatformToken": copyPlatformToken,
  "ocpi.sendHubToken": sendHubToken,
  "ocpi.notifyWhenConnected": notifyWhenConnected,
  "ocpi.stopNotifying": stopNotifying,
  "ocpi.addConnection": addConnection,
  "ocpi.pasteEmail": pasteEmail,
  "ocpi.setToken": setToken,
  "ocpi.setTokenAndRetry": setTokenAndRetry,
  "ocpi.forgetToken": forgetToken,
  "ocpi.openReport": openReport,
  "ocpi.openGoLiveSheet": openGoLiveSheet,
  "ocpi.markAsInstalled": markAsInstalled,
  "ocpi.markAsDone": markAsDone,
  "ocpi.markAsNotDone": markAsNotDone,
  "ocpi.copyReport": copyReport,
  "ocpi.saveReport": saveReport,
  "ocpi.openConfig": openConfig,
  "ocpi.copyUrl": copyUrl,
  "ocpi.createWorkflow": createWorkflow,
  "ocpi.startSandbox": startSandbox,
  "ocpi.stopSandbox": stopSandbox,
  "ocpi.showLog": showLog,
  "ocpi.refresh": refresh,
  "ocpi.findConnection": findConnection,
  "ocpi.cancel": cancel,
};
