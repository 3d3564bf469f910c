import { describeHostTests } from "./support/host.ts";
import { repository } from "./support/ocpi.ts";

/** A hub and a platform that nobody is: nothing is to be sent there. */
const config = `version: 1
connections:
  chargeindia:
    hub: { url: http://127.0.0.1:1 }
    platform:
      url: http://127.0.0.1:3/ocpi/2.2.1
      roles:
        - { role: CPO, country_code: IN, party_id: ABC, business_details: { name: Your CPO Ltd } }
`;
const host = `${repository}/test/host`;

describeHostTests("secrets and commands", {
  extension: repository,
  files: [`${host}/secrets.ts`],
  folders: { one: { "ocpi.yml": config } },
});

describeHostTests("several folders", {
  extension: repository,
  files: [`${host}/folders.ts`],
  folders: { one: { "ocpi.yml": config }, two: { "ocpi.yml": config } },
});

describeHostTests("a workspace that nobody trusts", {
  extension: repository,
  files: [`${host}/trust.ts`],
  folders: { one: { "ocpi.yml": config } },
  trust: "restricted",
});
