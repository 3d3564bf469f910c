import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { PlatformEndpoint, PlatformSwitches } from "../../src/sandbox/platform/switches.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { cpo, verifyPartners } from "../support/emsp-routing.ts";
import { quickClock } from "../support/quick-clock.ts";
import { consent, given } from "../support/rehearsals.ts";
import { Scenario } from "../support/scenario.ts";
import { Browser } from "./support/browser.ts";
import { fold, seenOn, showOnGitHub, type Appearance, type Seen } from "./support/github-page.ts";
import { installation } from "./support/installation.ts";

/** UPDATE_IMAGES=1 takes the pictures of the documentation, too; what the test saw lies in `test/e2e/screenshots`. */
const updating = process.env["UPDATE_IMAGES"] === "1";
const screenshots = join(installation.root, "screenshots");
const images = join(installation.root, "..", "..", "docs", "images");

/** Above this a page of pictures takes long to load. */
const MOST_BYTES = 150_000;

/** A diagram that is higher does not fit on a screen. */
const MOST_PIXELS = 700;

/** The summaries of which the documentation has a picture. */
const documented = new Set([
  "summary-preflight",
  "summary-offline",
  "summary-routing",
  "summary-rehearse-cpo",
  "summary-rehearse-emsp",
]);

/** GitHub leaves a summary about this many pixels. */
const WIDTH = 1012;

const withoutClientInfo = (endpoints: readonly PlatformEndpoint[]): readonly PlatformEndpoint[] =>
  endpoints.filter(({ identifier }) => identifier !== "hubclientinfo");

/** A platform that gives away its chargers, and is found at no URL. */
const faulty: Partial<PlatformSwitches> = {
  openReceivers: ["commands"],
  echoes: "never",
  lists: withoutClientInfo,
  versionUrl: () => "/ocpi/2.2.1",
};

describe("step summaries as GitHub shows them", () => {
  let browser: Browser;
  let profile: string;
  let scenario: Scenario;

  before(async () => {
    mkdirSync(screenshots, { recursive: true });
    profile = mkdtempSync(join(tmpdir(), "ocpi-summaries-"));
    browser = await Browser.start(profile, "http://127.0.0.1", { width: WIDTH, height: 800, scale: 1.5 });
  });

  after(async () => {
    await browser.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  afterEach(() => scenario.end());

  const preflight = { command: "preflight", "initial-token": undefined, "github-token": undefined };

  it("preflight of a platform with faults", async () => {
    scenario = await Scenario.inProcess({}, faulty);
    await look("summary-preflight", await scenario.run(preflight));
  });

  it("preflight of a platform that is ready, with the message that asks for onboarding", async () => {
    scenario = await Scenario.inProcess();
    await look("summary-ready", await scenario.run(preflight));
  });

  it("verify of a party that is OFFLINE, which the platform explains", async () => {
    scenario = await Scenario.inProcess({ activation: "by-desk", offlineAfterMs: 200, probeEveryMs: 100 });
    await scenario.register();
    const { hub, party, platform } = scenario.sandbox;
    platform.tokenInstalled = false;
    while (hub.statusOf(party) !== "OFFLINE") await wait(20);
    const verify = { command: "verify", "hub-token": scenario.hubToken, "wait-for-connected": "0s" };
    await look("summary-offline", await scenario.run(verify));
  });

  it("verify of an eMSP for which a routing rule is missing", async () => {
    scenario = await Scenario.inProcess({}, { role: "EMSP" });
    await scenario.run();
    const { hub, party } = scenario.sandbox;
    hub.addPartner(cpo("SUN"), { status: "CONNECTED", locations: 107 });
    hub.addPartner(cpo("MON"), { status: "CONNECTED", locations: 4 });
    hub.enableRouting(party, cpo("SUN"));
    await look("summary-routing", await verifyPartners(scenario, ["SUN", "MON"]));
  });

  it("a dry run", async () => {
    scenario = await Scenario.inProcess();
    const step = await scenario.run({ "dry-run": "true", "expose-hub-token": "true" });
    scenario.isSecret((step.outputs["hub-token"] ?? "").slice(-32));
    await look("summary-dry-run", step);
  });

  it("a first exchange", async () => {
    scenario = await Scenario.inProcess();
    await look("summary-exchange", await scenario.run());
  });

  it("receivers that are all guarded, with the message that asks to record them", async () => {
    scenario = await Scenario.inProcess();
    const step = await scenario.run({ command: "receivers", "platform-token": undefined });
    await look("summary-receivers-right", step);
    assert.match(
      step.summary,
      /<summary>Message for the account team \(as the account team of a real hub would get it\)/,
    );
  });

  it("receivers, one of which is open", async () => {
    scenario = await Scenario.inProcess({}, { openReceivers: ["commands"] });
    await look("summary-receivers", await scenario.run({ command: "receivers", "platform-token": undefined }));
  });

  for (const [role, party, two] of [
    ["CPO", "ABC", { authorize: "accepts everything", commands: "no timeout" }],
    ["EMSP", "XYZ", { cdrLocation: "absent", outOfOrder: "takes older" }],
  ] as const) {
    describe(`rehearse of ${role === "CPO" ? "a CPO" : "an eMSP"}`, () => {
      quickClock();
      const rehearse = async (faults: Partial<PlatformSwitches>): Promise<StepResult> => {
        scenario = await Scenario.inProcess({}, { role });
        await scenario.run();
        const { hubToken, sandbox } = scenario;
        // The Hub's health check comes by the time of this machine, which the run's clock is ahead of.
        while (sandbox.hub.statusOf(sandbox.party) !== "CONNECTED") await wait(50);
        const own = { role, "country-code": "IN", "party-id": party };
        Object.assign(sandbox.platform.switches, faults);
        return scenario.run({ ...given, ...own, ...consent, "hub-token": hubToken });
      };

      it("that is right", async () => look(`summary-rehearse-${role.toLowerCase()}-right`, await rehearse({})));

      it("with two faults", async () => look(`summary-rehearse-${role.toLowerCase()}`, await rehearse(two)));
    });
  }

  /** Shows a step's summary in both appearances, holds what a machine can hold of it, and takes a picture folded and one open. */
  async function look(name: string, step: StepResult): Promise<void> {
    assert.notEqual(step.summary, "", step.raw);
    for (const appearance of ["light", "dark"] as const) {
      await showOnGitHub(browser.page, step.summary, appearance);
      await picture(name, appearance);
      hold(step.summary, await seenOn(browser.page));
    }
    assert.deepEqual(browser.strayRequests, []);
  }

  async function picture(name: string, appearance: Appearance): Promise<void> {
    const { page } = browser;
    const path = join(screenshots, `${name}-${appearance}.png`);
    await page.screenshot({ path, fullPage: true });
    await fold(page, true);
    await page.screenshot({ path: join(screenshots, `${name}-open-${appearance}.png`), fullPage: true });
    await fold(page, false);
    if (!updating || appearance !== "light" || !documented.has(name)) return;
    const image = join(images, `${name}.png`);
    const whole = await page.screenshot({ fullPage: true, scale: "css" });
    // The signs keep their colours as long as the picture stays small.
    for (const colours of ["16", "12", "10"]) {
      writeFileSync(image, whole);
      const quantized = ["--force", "--ext", ".png", "--speed", "1", "--strip", "--nofs", colours, image];
      execFileSync(installation.pngquant, quantized);
      if (statSync(image).size <= MOST_BYTES) return;
    }
    assert.fail(`${image} has ${statSync(image).size} bytes`);
  }
});

/** What is to be true of every summary. */
function hold(markdown: string, { overflow, tables, diagrams, tornNumbers, emptyHeadings, prose }: Seen): void {
  const lines = markdown.split("\n");
  assert.equal(overflow, 0, "the page is wider than its window");
  assert.equal(tables.length, lines.filter((line) => /^\|(?: --- \|)+$/.test(line)).length);
  for (const { head, cells } of tables) {
    assert.ok(cells.length > 1, `no row under ${head}`);
    assert.deepEqual([...new Set(cells)], [cells[0]], `cells of the rows under ${head}`);
  }
  assert.deepEqual(
    tables.filter((table) => table.overflow > 0),
    [],
  );
  assert.deepEqual(
    diagrams.map(({ kind }) => kind),
    lines.filter((line) => line === "```mermaid").map(() => "sequence"),
  );
  for (const { text, height } of diagrams) {
    assert.doesNotMatch(text, /Syntax error/);
    assert.ok(height > 100 && height < MOST_PIXELS, `a diagram of ${height} pixels`);
  }
  assert.deepEqual(tornNumbers, []);
  assert.deepEqual(emptyHeadings, []);
  assert.doesNotMatch(prose, /\*\*|\|\s*---|&#?\w+;|```|<\/?\w|\]\(|^#+ /m);
}
