// A hub that answers the calls of a verification with what was made before, in a process of its own: it is never what is waited
// for. Its origin is what it prints. No TypeScript, whose types Node would have to take out first.
import { createServer } from "node:http";

const at = "2026-01-01T00:00:00Z";
const server = createServer((incoming, outgoing) => {
  outgoing.writeHead(200, { "content-type": "application/json" }).end(answerTo(incoming.url));
});
server.listen(0, "127.0.0.1", () => {
  const origin = `http://127.0.0.1:${server.address().port}`;
  const base = `${origin}/ocpi/2.2.1`;
  const modules = ["credentials", "hubclientinfo", "locations", "sessions", "cdrs", "tariffs", "tokens", "commands"];
  const endpoints = modules.map((identifier) => ({
    identifier,
    role: identifier === "hubclientinfo" ? "SENDER" : "RECEIVER",
    url: `${base}/${identifier}`,
  }));
  answers.set("/ocpi/versions", success([{ version: "2.2.1", url: base }]));
  answers.set("/ocpi/2.2.1", success({ version: "2.2.1", endpoints }));
  answers.set("/ocpi/2.2.1/hubclientinfo", success([party("IN", "CIH", "HUB")]));
  process.stdout.write(`${origin}\n`);
});
process.on("SIGTERM", () => process.exit(0));

const answers = new Map();

function answerTo(path) {
  const known = answers.get(path);
  if (known !== undefined) return known;
  const [country, id] = path.split("/").slice(-2);
  return success(party(country, id, "CPO"));
}

function party(country_code, party_id, role) {
  return { country_code, party_id, role, status: "CONNECTED", last_updated: at };
}

function success(data) {
  return JSON.stringify({ status_code: 1000, timestamp: at, data });
}
