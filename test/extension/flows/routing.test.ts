import assert from "node:assert/strict";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { verifyConnection } from "../../../src/extension/flows/verify.ts";
import { treeOf, viewsOf } from "../../../src/extension/view/tree-model.ts";
import { startSandbox, type Sandbox } from "../../../src/sandbox/sandbox.ts";
import { configFor, EditorWindow, Profile } from "../../support/editor-window.ts";

const cpo = (party_id: string) => ({ role: "CPO", country_code: "IN", party_id }) as const;

describe("the partners of an eMSP in the sidebar, at a Hub that routes by rule", () => {
  let sandbox: Sandbox;
  let profile: Profile;
  let window: EditorWindow;

  before(async () => {
    sandbox = await startSandbox({}, {}, { role: "EMSP" });
    const { hub, party } = sandbox;
    hub.addPartner(cpo("SUN"), { status: "CONNECTED", locations: 7 });
    hub.addPartner(cpo("MON"), { status: "CONNECTED", locations: 4 });
    hub.addPartner(cpo("TUE"), { status: "OFFLINE", locations: 4 });
    hub.enableRouting(party, cpo("SUN"));
    profile = new Profile();
    window = new EditorWindow(profile);
    window.giveTokens(sandbox);
  });

  after(async () => {
    await sandbox.stop();
    profile.end();
  });

  /** The lines of a group below the connection. */
  function linesOf(group: string): string[] {
    const views = viewsOf(window.connections.entries, window.connections);
    const node = treeOf(views, new Date())[0]?.children.find(({ label }) => label === group);
    return node?.children.map(({ label, description }) => `${label} | ${description}`) ?? [];
  }

  it("shows of each whether it is there, and what is visible of it; and the checklist says so", async () => {
    const routing = ["SUN", "MON", "TUE", "WED"].map(
      (id) => `      - { role: CPO, country_code: IN, party_id: ${id} }\n`,
    );
    const text = configFor(sandbox, `    routing:\n${routing.join("")}`)
      .replace("role: CPO", "role: EMSP")
      .replace("party_id: ABC", `party_id: ${sandbox.party.party_id}`);
    const entry = await window.open(sandbox, text);
    await exchange(window.flow, entry);
    await verifyConnection(window.flow, entry);
    assert.deepEqual(linesOf("Routing"), [
      "IN*SUN | CONNECTED · 7 locations · CPO",
      "IN*MON | CONNECTED · nothing visible · CPO",
      "IN*TUE | OFFLINE · CPO",
      "IN*WED | not listed · CPO",
    ]);
    const lines = linesOf("Go-live");
    for (const line of ["CONNECTED", "Routing IN*SUN", "First location seen"])
      assert.ok(lines.includes(`${line} | done`), lines.join("\n"));
    assert.ok(lines.includes("Routing IN*MON | to do"), lines.join("\n"));
  });
});
