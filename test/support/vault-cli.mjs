#!/usr/bin/env node
// A stand-in for HashiCorp Vault with its command line tool, in one file, $VAULT_FILE: written from the published API of the
// key-value engine, version 2, with the words and exit codes that OpenBao 2.7.2 was seen to give. No server is on npm.
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";

const file = process.env.VAULT_FILE;
const [area, ...rest] = process.argv.slice(2);
const flags = Object.fromEntries(
  rest.filter((word) => word.startsWith("-")).map((word) => /^-+([\w-]+)=?(.*)$/.exec(word).slice(1)),
);
const words = rest.filter((word) => !word.startsWith("-"));

function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exit(2);
}

/** One process at a time, as a server does one write at a time. */
function alone(work) {
  for (;;) {
    try {
      mkdirSync(`${file}.busy`);
      break;
    } catch {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
  try {
    return work();
  } finally {
    rmdirSync(`${file}.busy`);
  }
}

function read() {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {};
  }
}

function put(path, value) {
  const all = read();
  const known = all[path] ?? { current_version: 0, versions: {} };
  // 0: only where no version was ever written.
  if (flags.cas !== undefined && Number(flags.cas) !== known.current_version) return false;
  const version = known.current_version + 1;
  const created_time = new Date().toISOString().replace("Z", "123456Z");
  const versions = { ...known.versions, [version]: { created_time, deletion_time: "", destroyed: false, value } };
  writeFileSync(file, JSON.stringify({ ...all, [path]: { current_version: version, versions } }));
  return true;
}

function kv() {
  const path = words.findLast((word) => !word.includes("=")) ?? "";
  if (words[0] === "put") {
    const [, value = ""] = words.at(-1).split("=");
    const given = value === "-" ? readFileSync(0, "utf8") : value;
    if (alone(() => put(path, given))) return "written";
    fail(
      `Error writing data to ${flags.mount}/data/${path}: Error making API request.\n\nCode: 400. Errors:\n\n* check-and-set parameter did not match the current version`,
    );
  }
  if (words[0] === "metadata" && words[1] === "get") {
    const found = read()[path];
    if (found === undefined) fail(`No value found at ${flags.mount}/metadata/${path}`);
    return JSON.stringify({ data: found });
  }
  if (words[0] === "metadata" && words[1] === "delete") {
    alone(() => writeFileSync(file, JSON.stringify({ ...read(), [path]: undefined })));
    return "Success! Data deleted (if it existed)";
  }
  return fail("unknown");
}

if (process.env.VAULT_TOKEN !== "root") fail("Error making API request.\n\nCode: 403. Errors:\n\n* permission denied");
const said =
  area === "kv"
    ? kv()
    : area === "read" && words[0] === "sys/health"
      ? JSON.stringify({ data: { server_time_utc: Math.floor(Date.now() / 1000) } })
      : fail("unknown");
process.stdout.write(`${said}\n`);
