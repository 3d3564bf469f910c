import { join } from "node:path";
import { describeHostTests } from "./support/host.ts";
import { configOf, repository } from "./support/ocpi.ts";

/*
 * Tests of test/host, which run in the extension host itself. The extension is not packed for them: VS Code loads it
 * from the repository, with what `npm run package` has made there.
 */

const inHost = (...names: string[]): { extension: string; files: string[] } => ({
  extension: repository,
  files: names.map((name) => join(repository, "test", "host", `${name}.ts`)),
});

/** A hub and a platform at ports where no server listens: no test sends anything there. */
const config = configOf({ hub: { origin: "http://127.0.0.1:1" }, platform: { url: "http://127.0.0.1:3/ocpi/2.2.1" } });

describeHostTests("in the extension host, with a folder", {
  ...inHost("secrets"),
  folders: { one: { "ocpi.yml": config } },
});

describeHostTests("in the extension host, with two folders", {
  ...inHost("storage", "folders"),
  folders: { one: { "ocpi.yml": config }, two: { "ocpi.yml": config } },
});

describeHostTests("in the extension host, in Restricted Mode", {
  ...inHost("trust"),
  folders: { acme: { "README.md": "# Acme\n" } },
  trust: "restricted",
});

describeHostTests("in the extension host, without ocpi.yml", {
  ...inHost("activation"),
  folders: { acme: { "README.md": "# Acme\n" } },
});

describeHostTests("in the extension host, with errors in ocpi.yml", {
  ...inHost("broken"),
  folders: {
    one: {
      "ocpi.yml": `${config}unknown: yes\n`,
      "deploy/ocpi.yml": config.replace("platform:", "hub_token: hub_0123456789abcdef\n    platform:"),
    },
  },
});
