import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { Editor, type Clip, type ColorTheme } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { installation } from "./support/installation.ts";
import { connectionsView, repository, vsix } from "./support/ocpi.ts";
import type { TextFile } from "./support/text-file.ts";
import type { View } from "./support/view.ts";

/** UPDATE_IMAGES=1 takes the pictures of the documentation, too; what the test saw lies in `test/e2e/screenshots`. */
const updating = process.env["UPDATE_IMAGES"] === "1";
const images = join(repository, "docs", "images");
const screenshots = join(installation.root, "screenshots");

/** The pictures that a document shows. The others are taken to be looked at, and not kept. */
const documented = new Set([
  "connected-dark",
  "connected-light",
  "palette-dark",
  "planned-light",
  "quick-fix-light",
  "report-light",
  "token-dark",
]);

/** What a picture shows of the window, where that is not all of it. */
const clips: Readonly<Record<string, Clip>> = {
  palette: { x: 0, y: 0, width: 960, height: 360 },
  token: { x: 0, y: 0, width: 960, height: 200 },
  planned: { x: 0, y: 0, width: 760, height: 310 },
};

const themes: readonly (readonly [suffix: string, theme: ColorTheme])[] = [
  ["dark", "Dark Modern"],
  ["light", "Light Modern"],
  ["high-contrast", "Default High Contrast"],
];

const platformToken = /^chargeindia: platform token/;

/** Above this a page of pictures takes long to load. */
const MOST_BYTES = 200_000;

describe("pictures for the documentation", () => {
  let sandbox: Sandbox;
  let editor: Editor;
  let view: View;
  let file: TextFile;

  before(async () => {
    mkdirSync(screenshots, { recursive: true });
    // Addresses that look like nothing in particular, and the same ones each time.
    sandbox = await startSandbox({}, updating ? { hub: 8080, platform: 8090 } : {});
    hubLists("CONNECTED");
    editor = await Editor.start({
      vsix,
      folders: { "your-platform": { "ocpi.yml": configIn("in") } },
      settings: {
        "breadcrumbs.enabled": false,
        // What fits in begins at the top, also when a lens comes above it.
        "editor.scrollBeyondLastLine": false,
        "ocpi.waitForConnected": 0,
        "window.commandCenter": false,
        "workbench.layoutControl.enabled": false,
      },
      screen: { width: 1280, height: 800, scale: 2 },
    });
    view = await connectionsView(editor);
    await view.resize(500);
    file = await editor.openFile("your-platform/ocpi.yml");
  });

  after(async () => {
    await editor.stop();
    await sandbox.stop();
  });

  it("a mistake in ocpi.yml, with its quick fix", async () => {
    await eventually(
      () => file.squiggles(),
      (count) => assert.equal(count, 1),
    );
    await file.codeLenses();
    await editor.problems();
    await inEachTheme("quick-fix", async () => {
      await file.goTo(13, 27);
      await file.quickFixes();
    });
    await file.quickFix('Change to "IN"');
    await file.save();
    await editor.press("Control+J");
  });

  it("the palette", async () => {
    await view.row("chargeindia").shows({ description: /^token needed/ });
    await inEachTheme("palette", async () => {
      await editor.press("F1");
      const palette = await editor.quickPick();
      await palette.filter(">OCPI: ");
      const row = palette.row("OCPI: Exchange Credentials");
      await row.waitFor();
      while (!(await row.getAttribute("class"))?.includes("focused")) await editor.press("ArrowDown");
    });
  });

  it("the box for the platform token, which can make one", async () => {
    await editor.run("OCPI: Exchange Credentials");
    await (await editor.inputBox(/^chargeindia: initial token/)).accept(sandbox.initialToken);
    await (await editor.inputBox(platformToken)).cancel();
    await inEachTheme("token", async () => {
      await editor.run("OCPI: Exchange Credentials");
      await (await editor.inputBox(platformToken)).fill("*".repeat(32));
    });
  });

  it("the report", async () => {
    await editor.run("OCPI: Exchange Credentials");
    await (await editor.inputBox(platformToken)).accept(sandbox.platform.token);
    await (await editor.notification(/^chargeindia is registered/)).dismiss();
    await editor.press("Control+B");
    await editor.run("OCPI: Open Report");
    await eventually(
      () => editor.webPage.innerText(),
      (text) => assert.match(text, /CONNECTED/),
    );
    await inEachTheme("report", async () => {
      // A page may be made anew for a theme, while it is looked at, and then begins at its top; or it keeps its place.
      await eventually(async () => {
        await editor.webPage.evaluate(() => window.scrollTo(0, 0));
        assert.match(await editor.webPage.innerText(), /CONNECTED/);
      });
    });
    await editor.run("View: Close Editor");
    await view.open();
  });

  it("a connection with its endpoints and the parties of the Hub, beside ocpi.yml", async () => {
    await view.row("chargeindia").shows({ description: /^CONNECTED/ });
    await view.row("chargeindia").expand();
    await view.row("chargeindia", "Endpoints").expand();
    await view.row("chargeindia", "Parties of the Hub").expand();
    await view.row("chargeindia", "Parties of the Hub").shows({ description: "5" });
    await inEachTheme("connected", async () => {
      await editor.page.mouse.move(0, 0);
      await eventually(
        () => file.codeLenses(),
        ([first]) => assert.match(first ?? "", /^CONNECTED/),
      );
    });
  });

  it("the platform's receivers and the go-live checklist of a connection, after a preflight", async () => {
    await view.row("chargeindia", "Endpoints").collapse();
    await view.row("chargeindia", "Parties of the Hub").collapse();
    const menu = await view.row("chargeindia").contextMenu();
    await menu.choose("Preflight");
    await (await editor.notification(/^chargeindia: .* is ready for ChargeIndia Hub\.$/)).dismiss();
    await view.row("chargeindia", "Your platform").expand();
    await view.row("chargeindia", "Go-live").expand();
    await view.row("chargeindia", "Go-live", "Receivers sent").action("Mark as Done");
    await view.row("chargeindia", "Go-live", "Receivers sent").shows({ description: /^done/ });
    await inEachTheme("go-live", async () => {
      await editor.page.mouse.move(0, 0);
      await view.row("chargeindia", "Your platform").shows({ description: /^guarded/ });
    });
    await view.row("chargeindia", "Your platform").collapse();
    await view.row("chargeindia", "Go-live").collapse();
  });

  it("a connection that waits for the Hub, with its menu", async () => {
    hubLists("PLANNED");
    await view.row("chargeindia").action("Verify Connection");
    await view.row("chargeindia").shows({ icon: "issue-draft" });
    await view.row("chargeindia", "Endpoints").collapse();
    await inEachTheme("planned", async () => {
      // At the side bar's edge, so that the menu leaves the tree to be seen.
      const { x, y, width } = (await view.part.boundingBox()) ?? assert.fail("no side bar");
      await editor.page.mouse.click(x + width - 90, y + 48, { button: "right" });
      await editor.page.getByText("Notify Me When CONNECTED").waitFor();
    });
  });

  it("the question before a rehearsal on a platform elsewhere", async () => {
    const far = configIn("IN").replace(sandbox.platform.url, "https://your-platform.com/ocpi/2.2.1");
    writeFileSync(editor.pathOf("your-platform/ocpi.yml"), far);
    await view.row("chargeindia").shows({ icon: "shield" });
    // Until a person says so, no token counts for the new host, and the palette does not offer to rehearse with one.
    await view.row("chargeindia").action("Verify Connection");
    await (await editor.dialog(/^ocpi\.yml now points chargeindia to/)).choose("Use It at the New Host");
    await view.row("chargeindia").shows({ icon: "issue-draft" });
    const question = "Make the Hub's calls on your-platform.com?";
    await inEachTheme("rehearse", async () => {
      await editor.run("OCPI: Rehearse Traffic…");
      await editor.dialog(question);
    });
  });

  /** Sets the scene, takes the picture, and leaves the scene again, in each theme. */
  async function inEachTheme(name: string, scene: () => Promise<void>): Promise<void> {
    for (const [suffix, theme] of themes) {
      await editor.chooseTheme(theme);
      await scene();
      assert.deepEqual(await editor.notifications(), [], "a notification is in the picture");
      const isKept = updating && documented.has(`${name}-${suffix}`);
      const path = await editor.screenshot(`${name}-${suffix}`, isKept ? images : screenshots, clips[name]);
      if (isKept) execFileSync(installation.pngquant, ["--force", "--ext", ".png", "--speed", "1", "--strip", path]);
      const { size } = statSync(path);
      assert.ok(size > 10_000 && (size <= MOST_BYTES || !isKept), `${path} has ${size} bytes`);
      await editor.press("Escape");
    }
  }

  /** What the Hub says of the own party, and of some others. */
  function hubLists(status: string): void {
    const party = (party_id: string, role: string, its: string): object => ({
      country_code: "IN",
      party_id,
      role,
      status: its,
      last_updated: "2026-01-01T00:00:00Z",
    });
    const own = party("ABC", "CPO", status);
    const others = [
      party("DRV", "EMSP", "CONNECTED"),
      party("GOE", "EMSP", "CONNECTED"),
      party("PLG", "CPO", "OFFLINE"),
      party("WAY", "EMSP", "PLANNED"),
    ];
    const { faults } = sandbox.hub.server;
    faults.clear();
    for (const [path, data] of [
      ["/ocpi/2.2.1/hubclientinfo/IN/ABC", own],
      ["/ocpi/2.2.1/hubclientinfo", [own, ...others]],
    ] as const) {
      const body = JSON.stringify({ status_code: 1000, timestamp: "2026-01-01T00:00:00Z", data });
      const headers = { "content-type": "application/json" };
      faults.add({ method: "GET", path, act: { kind: "answer", when: "before", status: 200, headers, body } });
    }
  }

  function configIn(country: string): string {
    return `# Our connections to hubs. Tokens are kept elsewhere.
version: 1
connections:
  chargeindia:
    hub:
      profile: chargeindia
      url: ${sandbox.hub.origin}
    platform:
      url: ${sandbox.platform.url}
      roles:
        # As the account team assigned it.
        - role: CPO
          country_code: ${country}
          party_id: ABC
          business_details:
            name: Your CPO Ltd
            website: https://your-platform.com
    routing:
      - { role: EMSP, country_code: IN, party_id: DRV }
`;
  }
});
