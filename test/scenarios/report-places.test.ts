import assert from "node:assert/strict";
import { parseXml, XmlElement, type XmlDocument } from "@rgrove/parse-xml";
import { finding, Scenario } from "../support/scenario.ts";

describe("where a run is reported, the Action against the sandbox", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.inProcess({ activation: "by-desk" });
    await scenario.run({ "wait-for-connected": "0s" });
  });
  after(() => scenario.end());

  const verify = (inputs: Record<string, string>): ReturnType<Scenario["run"]> =>
    scenario.run({ command: "verify", "hub-token": scenario.hubToken, "wait-for-connected": "0s", ...inputs });

  it("is not the summary with `summary: false`: the log has the message, and the advice says so", async () => {
    const step = await verify({ summary: "False" });
    assert.equal(step.summary, "");
    assert.equal(step.outputs["connection-status"], "PLANNED");
    const { fix = "" } = finding(step, "HCI-12");
    assert.match(fix, /at the end of this step's log, output `handover`/);
    assert.doesNotMatch(fix, /summary/);
    const log = step.log.map(({ text }) => text.trim());
    const begin = log.indexOf("Message for the account team:");
    const { handover = "" } = step.outputs;
    assert.deepEqual(log.slice(begin + 2), handover.split("\n"));
    // With a summary it stands there, and the log does not repeat it.
    const shown = await verify({ summary: "true" });
    assert.match(shown.summary, /Message for the account team/);
    assert.doesNotMatch(shown.raw, /Message for the account team:/);
  });

  it("is a file in JUnit XML, where one is asked for", async () => {
    const step = await verify({ "report-path": "out/ocpi.xml\nreport.md", summary: "false" });
    const document = parseXml(step.workspace["out/ocpi.xml"] ?? "");
    const report = JSON.parse(step.outputs["report"] ?? "{}") as { correlation_id: string; steps: { title: string }[] };
    const named = (name: string): XmlElement[] => elementsOf(document).filter((element) => element.name === name);
    assert.deepEqual(
      named("testcase").map(({ attributes }) => attributes["name"]),
      ["verify", ...report.steps.map(({ title }) => title)],
    );
    const properties = named("property").map(({ attributes }) => [attributes["name"], attributes["value"]]);
    assert.equal(Object.fromEntries(properties)["correlation-id"], report.correlation_id);
    assert.match(named("failure").at(-1)?.text ?? "", /^Error HCI-12: IN\*ABC \(CPO\) is registered, .*\nWhat to do/);
    // The page is written all the same.
    assert.match(step.workspace["report.md"] ?? "", /What to do now/);
  });

  it("is a file that a run with wrong inputs replaces, too, and says so; it tells nothing of a hub that it did not ask", async () => {
    const workspace = { "report.json": '{"result":"connected"}\n' };
    const step = await scenario.run({ "report-path": "report.json\nnew.md", "fail-on": "sometimes" }, { workspace });
    const { result, "hub-party": hubParty, handover } = step.outputs;
    assert.deepEqual([result, hubParty, handover], ["invalid", "", ""]);
    const report = JSON.parse(step.workspace["report.json"] ?? "{}") as { result: string; hub: { party: unknown } };
    assert.deepEqual([report.result, report.hub.party], ["invalid", null]);
    const said = step.log.filter(({ text }) => text.includes("held an earlier report"));
    assert.deepEqual(
      said.map(({ text }) => text.split(" ")[0]),
      ["report.json"],
    );
    const good = await verify({ "report-path": "report.json" });
    assert.doesNotMatch(good.raw, /held an earlier report/);
  });
});

function elementsOf(parent: XmlDocument | XmlElement): XmlElement[] {
  return parent.children.flatMap((child) => (child instanceof XmlElement ? [child, ...elementsOf(child)] : []));
}
