/** What *Send Hub Token to GitHub Secrets…* and *Create GitHub Workflow* need, in one: it is loaded when it is used. */
export { remotesBeside } from "./remotes.ts";
export { repositoryOfFile } from "./repository-root.ts";
export { sendHubToken as send } from "./send-hub-token.ts";
export { enterpriseHosts, readText, signIn } from "./session.ts";
export { workflowFor, workflowPath } from "./workflow-file.ts";
