/** What *Paste the E-mail…* and *Add Connection…* need, in one: it is loaded when it is used. */
export { addConnection } from "../flows/add-connection.ts";
export { connectionInEmail } from "./connection-in-email.ts";
export { reviewEmail } from "./review-email.ts";
