import { connect } from "node:net";
import { env } from "node:process";
/**
 * The sandbox's post step: ends the servers that its main step started. A file of its own, because a runner does not say
 * which step it starts. The state is read like foreign text: where the main step was killed before it saved one, an earlier
 * step of the job may have written what is found, by GITHUB_ENV.
 */
const TIMEOUT_MS = 5000;
const port = env["STATE_stop-port"] ?? "";
const secret = env["STATE_stop-secret"] ?? "";
if (port !== "" || secret !== "") {
    if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535 && /^[0-9a-f]{64}$/.test(secret))
        tellToEnd(Number(port));
    else
        process.stdout.write("The state of this step is none that its main step writes, so no process is ended.\n");
}
/** The server's end closes the connection. If nothing listens there, it ended by itself. */
function tellToEnd(at) {
    const socket = connect({ host: "127.0.0.1", port: at });
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy());
    socket.on("error", () => socket.destroy());
    socket.write(secret);
}
