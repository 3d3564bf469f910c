/** What *Send Hub Token to GitHub Secrets…* needs, in one: it is loaded when it is used. */
export { repositoriesIn } from "./repository.ts";
export { sendHubToken as send } from "./send-hub-token.ts";
export { enterpriseHost, readRemotes, signIn } from "./session.ts";
