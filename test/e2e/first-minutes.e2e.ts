import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { Editor } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { assertNoTokenLogged, connectionsView, vsix } from "./support/ocpi.ts";
import type { View } from "./support/view.ts";

describe("the first minutes of a person with an e-mail", () => {
  let sandbox: Sandbox;
  let editor: Editor;
  let view: View;
  let mail: string;

  before(async () => {
    sandbox = await startSandbox();
    mail = `Dear Marigold Charging,

Hub URL: ${sandbox.hub.origin}
Role: CPO
Country code: IN
Party ID: ABC

Initial token:
${sandbox.initialToken}
The token works once.

Kind regards, the account team`;
    editor = await Editor.start({ vsix, folders: { acme: {} } });
    view = await connectionsView(editor);
  });

  after(async () => {
    await editor.stop();
    await sandbox.stop();
  });

  it("are told what this is, with one thing to begin with, and where the steps are", async () => {
    await eventually(
      () => view.welcome(),
      ({ text, buttons }) => {
        assert.match(text, /^Register your charging platform at an OCPI hub, such as ChargeIndia Hub/);
        assert.deepEqual(buttons, ["Paste the E-mail"]);
      },
    );
    assert.deepEqual(await editor.accessibility(view.part), []);
    await inBothThemes("welcome");
    await view.part.getByText("See the five steps").click();
    await eventually(
      () => walkthrough().innerText(),
      (text) => assert.match(text, /Connect your platform to an OCPI hub[^]*Describe your connection/),
    );
  });

  it("show a picture for each step of the walkthrough, in the colours of the theme", async () => {
    // VS Code shows a picture beside a step where there is room for it.
    await editor.press("Control+B");
    for (const [step, said] of [
      ["Try it on this computer", "Sandbox Hub"],
      ["Describe your connection", "ocpi.yml"],
      ["Store the tokens that you have", "platform token"],
      ["Exchange credentials", "PLANNED"],
      ["Have a pipeline watch it", "GitHub workflow"],
    ] as const) {
      await walkthrough().getByText(step, { exact: true }).first().click();
      // A policy of VS Code's may leave a picture without its colours: black in every theme.
      const [dark, light] = await inBothThemes(`walkthrough-${step.split(" ")[0]?.toLowerCase()}`, async () =>
        colourIn(said),
      );
      assert.deepEqual([dark, light], ["rgb(204, 204, 204)", "rgb(59, 59, 59)"], step);
    }
    assert.deepEqual(await done(), []);
    await editor.press("Control+B");
  });

  it("paste the whole mail into a box that hides it, and see what was found, but not the token", async () => {
    await editor.page.evaluate(async (text) => navigator.clipboard.writeText(text), mail);
    await editor.chooseTheme("Light Modern");
    await view.welcomeButton("Paste the E-mail");
    const box = await editor.inputBox(/^Paste the E-mail/);
    await box.assertPassword();
    await box.fill("Lunch at 12?");
    await eventually(
      () => box.message(),
      (message) => assert.match(message, /^No hub, party or initial token was found in it/),
    );
    await box.fill("");
    await editor.press("Control+V");
    await eventually(
      () => box.message(),
      (message) => assert.match(message, /^Copy the account team's e-mail/),
    );
    // Another theme would be chosen from a list, which closes this box.
    await editor.screenshot("first-paste-box-light");
    await box.accept();
    const found = await editor.quickPick(/^Paste the E-mail: what was found/);
    const lines = (await found.items()).map(({ label, description }) => `${label}: ${description}`);
    assert.deepEqual(lines, [
      "Use This: then asks for what is not in it, such as your URL",
      `Hub: ${sandbox.hub.origin}`,
      "Role: CPO",
      "Country code: IN",
      "Party id: ABC",
      "Initial token: found",
    ]);
    await editor.screenshot("first-paste-found-light");
    // The first line has the focus, so that Enter takes it.
    await editor.press("Enter");
  });

  it("answer what the mail does not say, and everything is where it belongs", async () => {
    await (await editor.inputBox(/^Your platform's OCPI URL/)).accept(sandbox.platform.url);
    await (await editor.inputBox(/^Your company's name/)).accept("Your CPO Ltd");
    const toast = await editor.notification("sandbox is in ocpi.yml now, and its initial token is in Secret Storage.");
    assert.match(editor.read("acme/ocpi.yml"), /role: CPO\n +country_code: IN\n +party_id: ABC\n/);
    await toast.choose("Exchange Credentials");
    // The token was read with its line, though the box joins lines: the exchange asks for the other one alone.
    await (await editor.inputBox(/^sandbox: platform token/)).accept(sandbox.platform.token);
    await view.row("sandbox").shows({ description: /CONNECTED/ });
    assertNoTokenLogged(editor, sandbox);
    editor.assertNotLogged("Marigold Charging", "Kind regards, the account team");
  });

  it("find the steps ticked that they have done", async () => {
    await editor.run("OCPI: Create GitHub Workflow");
    await (await editor.notification(/^No workflow was written: the hub of sandbox is on this computer/)).dismiss();
    await editor.run("Help: Welcome");
    await eventually(done, (titles) =>
      assert.deepEqual(titles, ["Describe your connection", "Store the tokens that you have", "Exchange credentials"]),
    );
    await inBothThemes("walkthrough-done");
  });

  describe("at the account team's desk of the sandbox", () => {
    const desk = (label: string): ReturnType<View["row"]> => view.row("Account team's desk", label);

    before(async () => {
      await editor.run("OCPI: Start Sandbox Hub");
      await (await editor.notification(/^A sandbox Hub and a platform run on this computer/)).dismiss();
      await view.row("Account team's desk").shows({ description: "not registered yet", expanded: true });
    });

    it("tick a switch, and the connection follows without a click", async () => {
      const row = view.row("Sandbox on this computer", "sandbox");
      await row.action("Exchange Credentials");
      await row.shows({ description: /CONNECTED/ }, 30_000);
      await inBothThemes("desk-connected");
      await tick("Platform down");
      await row.shows({ description: /OFFLINE/ }, 20_000);
      await view.row("Account team's desk").shows({ description: "OFFLINE" });
      await inBothThemes("desk-offline");
      await tick("Platform down");
      await row.shows({ description: /CONNECTED/ }, 20_000);
      await tick("Hold at PLANNED");
      await row.shows({ description: /PLANNED|waiting/ }, 20_000);
      await tick("Hold at PLANNED");
      await row.shows({ description: /CONNECTED/ }, 20_000);
    });

    async function tick(label: string): Promise<void> {
      await desk(label).state();
      await view.part
        .locator(".monaco-list-row", { hasText: label })
        .locator(".custom-view-tree-node-item-checkbox")
        .click();
    }
  });

  const walkthrough = (): Locator => editor.page.locator(".gettingStartedContainer");

  /** The steps whose box is ticked. */
  async function done(): Promise<string[]> {
    return walkthrough()
      .locator(".getting-started-step")
      .evaluateAll((steps) =>
        steps
          .filter((step) => step.querySelector(".codicon.complete:not(.hidden)") !== null)
          .map((step) => step.querySelector(".step-title")?.textContent ?? ""),
      );
  }

  /** The colour of a text in the picture of the walkthrough, once that picture is there. */
  async function colourIn(text: string): Promise<string> {
    return eventually(
      async () => {
        const found = await Promise.all(
          editor.page.frames().map(async (frame) =>
            frame
              .locator("svg text", { hasText: text })
              .first()
              .evaluate((element) => getComputedStyle(element).fill, undefined, { timeout: 500 })
              .catch(() => ""),
          ),
        );
        return found.find((colour) => colour !== "") ?? "";
      },
      (colour) => assert.ok(colour !== "", `no picture with "${text}"`),
      20_000,
    );
  }

  /** Takes a picture in a dark and in a light theme. @returns what `look` says in each. */
  async function inBothThemes(name: string, look?: () => Promise<string>): Promise<string[]> {
    const dark = (await look?.()) ?? "";
    await editor.screenshot(`first-${name}-dark`);
    await editor.chooseTheme("Light Modern");
    const light = (await look?.()) ?? "";
    await editor.screenshot(`first-${name}-light`);
    await editor.chooseTheme("Dark Modern");
    return [dark, light];
  }
});
