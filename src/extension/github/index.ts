/** What *Send Hub Token to GitHub Secrets…* needs, in one: it is loaded when it is used. */
export { remotesBeside } from "./remotes.ts";
export { sendHubToken as send } from "./send-hub-token.ts";
export { enterpriseHosts, readText, signIn } from "./session.ts";
