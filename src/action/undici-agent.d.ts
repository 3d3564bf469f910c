/** Undici's agent alone. All of undici takes twice as long to load, and with it Node's own copy for its `fetch`. */
declare module "undici/lib/dispatcher/agent.js" {
  export { Agent as default } from "undici";
}
