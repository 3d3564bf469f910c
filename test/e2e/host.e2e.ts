import { join } from "node:path";
import { describeHostTests } from "./support/host.ts";
import { configOf, repository } from "./support/ocpi.ts";

/*
 * Tests of test/host, which run in the extension host itself. The extension is not packed for them: it is loaded from the
 * repository, with what `npm run package` has made there.
 */

const inHost = (name: string): { extension: string; files: string[] } => ({
  extension: repository,
  files: [join(repository, "test", "host", `${name}.ts`)],
});

const config = configOf({
  hub: { origin: "https://hub.chargeindia.com" },
  platform: { url: "https://your-platform.com/ocpi/2.2.1" },
});

describeHostTests("in the extension host, with two folders", {
  ...inHost("folders"),
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
