import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { Editor } from "./support/editor.ts";
import { connectionsView, configOf, repository, vsix } from "./support/ocpi.ts";
import type { View } from "./support/view.ts";

const updating = process.env["UPDATE_IMAGES"] === "1";

/** ImageMagick makes one animation of the frames. No other test needs it, so that no test installs it. */
const CONVERT = "/usr/bin/convert";

/** All committed pictures together are 6 MB at most. */
const MOST_BYTES = 900_000;

/** How long a frame is seen, in hundredths of a second. */
const TIME = 170;

const registered = /^chargeindia is registered/;

/**
 * The animations of the documentation, each a walk through the real editor. What they show is held by other tests, so they are
 * played with UPDATE_IMAGES=1 alone.
 */
if (updating) {
  describe("animations for the documentation", () => {
    let sandbox: Sandbox;
    let editor: Editor;
    let view: View;
    let frames: string[];
    let folder: string;

    before(() => assert.ok(existsSync(CONVERT), "Install ImageMagick first: apt-get install imagemagick"));

    beforeEach(async () => {
      frames = [];
      folder = mkdtempSync(join(tmpdir(), "ocpi-frames-"));
      sandbox = await startSandbox({}, { hub: 8080, platform: 8090 });
      editor = await Editor.start({
        vsix,
        folders: { "your-platform": { "ocpi.yml": configOf(sandbox) } },
        settings: {
          "breadcrumbs.enabled": false,
          "ocpi.waitForConnected": 5,
          "window.commandCenter": false,
          "workbench.layoutControl.enabled": false,
        },
        screen: { width: 960, height: 600 },
      });
      view = await connectionsView(editor);
      await editor.openFile("your-platform/ocpi.yml");
      await view.row("chargeindia").shows({ description: /^token needed/ });
    });

    afterEach(async () => {
      await editor.stop();
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    it("from the palette to CONNECTED", async () => {
      await frame();
      await fromPalette(sandbox.initialToken);
      await (await editor.notification(registered)).dismiss();
      await view.row("chargeindia").shows({ description: /^CONNECTED/ });
      await view.row("chargeindia").expand();
      await frame();
      animate("exchange");
    });

    it("a failure, and its fix", async () => {
      await fromPalette("a-mistyped-token-0123456789");
      const toast = await editor.notification(/does not accept the initial token/);
      await frame();
      await toast.choose("Set and Retry");
      const box = await editor.inputBox(/^chargeindia: initial token/);
      await box.fill(sandbox.initialToken);
      await frame();
      await box.accept();
      await (await editor.notification(registered)).dismiss();
      await view.row("chargeindia").shows({ description: /^CONNECTED/ });
      await frame();
      animate("fix");
    });

    /** Runs *Exchange Credentials* as a person does, with a frame before each key that leads on. */
    async function fromPalette(initialToken: string): Promise<void> {
      await editor.press("F1");
      const palette = await editor.quickPick();
      await palette.filter(">OCPI: Exchange");
      await palette.row("OCPI: Exchange Credentials").waitFor();
      await frame();
      await editor.press("Enter");
      for (const [title, token] of [
        ["initial token", initialToken],
        ["platform token", sandbox.platform.token],
      ] as const) {
        const box = await editor.inputBox(new RegExp(`^chargeindia: ${title}`));
        await box.fill(token);
        await frame();
        await box.accept();
      }
    }

    async function frame(): Promise<void> {
      frames.push(await editor.screenshot(String(frames.length), folder));
    }

    function animate(name: string): void {
      const path = join(repository, "docs", "images", `${name}.gif`);
      const shown = frames.slice(0, -1).flatMap((one) => ["-delay", String(TIME), one]);
      const last = ["-delay", String(TIME * 2), frames.at(-1) ?? ""];
      execFileSync(CONVERT, ["-loop", "0", ...shown, ...last, "-colors", "64", "-layers", "Optimize", path]);
      assert.ok(statSync(path).size <= MOST_BYTES, `${path} has ${statSync(path).size} bytes`);
    }
  });
}
