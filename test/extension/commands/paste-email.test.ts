import assert from "node:assert/strict";
import type { ModuleHooks } from "node:module";
import type { Services } from "../../../src/extension/services.ts";
import { EditorWindow, Profile } from "../../support/editor-window.ts";
import { serveEditor } from "../support/fake-vscode.ts";

const token = "a1B2c3D4e5F6g7H8i9J0kLmNoPqRsTuV";
const other = "z9Y8x7W6v5U4t3S2r1Q0pOnMlKjIhGfE";
const mail = `Dear Marigold Charging,

Hub URL: https://hub.chargeindia.com
Role: CPO
Country code: IN
Party ID: ABC
Initial token:
    ${token}

Kind regards`;

describe("Paste the E-mail…", () => {
  let hooks: ModuleHooks;
  let profile: Profile;
  let window: EditorWindow;
  let file: string | undefined;
  let clipboard: () => Promise<string>;
  let hidden: unknown[];
  let folders: unknown[];

  before(() => {
    hooks = serveEditor([]);
    const { Uri } = globalThis.editorForTest as { Uri: { file(path: string): unknown } };
    folders = [{ name: "acme", uri: Uri.file("/acme") }];
    const workspace = {
      textDocuments: [],
      get workspaceFolders() {
        return folders;
      },
      fs: {
        readFile: async () => {
          if (file === undefined) throw new Error("there is none");
          return Buffer.from(file);
        },
      },
      applyEdit: async ({ text }: { text?: string }) => {
        file = text ?? file ?? "";
        return true;
      },
      openTextDocument: async () => ({
        lineCount: 1,
        lineAt: () => ({ range: { end: undefined } }),
        save: async () => true,
      }),
    };
    const WorkspaceEdit = class {
      text: string | undefined;
      createFile(): void {
        // It is made when it is written.
      }
      replace(_file: unknown, _range: unknown, text: string): void {
        this.text = text;
      }
    };
    const env = { clipboard: { readText: async () => clipboard() } };
    globalThis.editorForTest = { ...globalThis.editorForTest, workspace, WorkspaceEdit, env };
  });

  after(() => hooks.deregister());

  beforeEach(() => {
    profile = new Profile();
    window = new EditorWindow(profile);
    file = undefined;
    clipboard = async () => "";
    hidden = [];
  });

  afterEach(() => {
    window.assertNoTokens([token, other]);
    // Of the mail nothing is shown, logged or kept but what it was read for.
    const sinks = [window.dialogs.shown, window.log, window.dialogs.copied, file ?? "", profile.files]
      .flat()
      .join("\n");
    assert.ok(!/Dear Marigold|Kind regards/.test(sinks));
    profile.end();
  });

  async function paste(typed: string): Promise<string> {
    const { pasteEmail } = await import("../../../src/extension/commands/paste-email.ts");
    const read = (): void => {
      if (file !== undefined) window.connections.setFile(EditorWindow.config, "acme", file);
    };
    read();
    window.dialogs.typed.unshift(["Paste the E-mail", typed]);
    const services = {
      ready: Promise.resolve(),
      connections: window.connections,
      flow: window.flow,
      log: { hide: (one: unknown) => hidden.push(one) },
      configs: { reload: async () => read() },
    };
    await pasteEmail(services as unknown as Services, undefined);
    return window.dialogs.shown.at(-1) ?? "";
  }

  async function stored(name = "chargeindia"): Promise<string | undefined> {
    const entry = window.connections.entry({ config: EditorWindow.config, name });
    const found = await entry?.tokens.read(entry.key, "initial-token", entry.hubOrigin);
    return found?.state === "stored" ? found.token.reveal() : undefined;
  }

  const use = ["what was found", "$(check) Use This"] as [string, string];
  const rest: [string, string][] = [
    ["Your platform's OCPI URL", "https://your-platform.com/ocpi/2.2.1"],
    ["Your company's name", "Your CPO Ltd"],
  ];

  it("puts each thing where it belongs, and asks only for what the mail does not say", async () => {
    window.dialogs.pressed.push(use, ["chargeindia is in ocpi.yml now", "Exchange Credentials"]);
    window.dialogs.typed.push(...rest);
    assert.equal(await paste(mail), "chargeindia is in ocpi.yml now, and its initial token is in Secret Storage.");
    assert.match(
      file ?? "",
      /url: https:\/\/hub\.chargeindia\.com\n[^]*role: CPO\n +country_code: IN\n +party_id: ABC\n/,
    );
    assert.equal(await stored(), token);
    assert.equal(String(hidden), "[initial token]");
    assert.deepEqual(window.executed, ["ocpi.exchangeCredentials chargeindia"]);
    assert.deepEqual([window.dialogs.typed, window.dialogs.pressed], [[], []]);
  });

  it("reads the mail with its line breaks, which a box takes out, as long as the clipboard holds it", async () => {
    // Joined as it is here, the token would run into the next line.
    const awkward = mail.replace(`${token}\n\nKind`, `${token}\nKind`);
    clipboard = async () => awkward;
    window.dialogs.pressed.push(use);
    window.dialogs.typed.push(...rest);
    await paste(awkward.replaceAll("\n", ""));
    assert.equal(await stored(), token);
  });

  it("takes what is in the box where a browser does not let it read the clipboard, or the clipboard has another text", async () => {
    for (const read of [async () => Promise.reject(new Error("denied")), async () => `Initial token: ${other}`]) {
      file = undefined;
      clipboard = read;
      window.dialogs.pressed.push(use);
      window.dialogs.typed.push(...rest);
      await paste(mail.replaceAll("\n", " "));
      assert.equal(await stored(), token);
    }
  });

  it("shows what was found, and of the token only that it was", async () => {
    window.dialogs.pressed.push(["what was found", undefined] as never);
    await paste(mail);
    const shown = window.dialogs.shown.join("\n");
    assert.match(
      shown,
      /Hub\nhttps:\/\/hub\.chargeindia\.com\n[^]*Role\nCPO\n[^]*Country code\nIN\n[^]*Party id\nABC\n/,
    );
    assert.match(shown, /Initial token\nfound\n/);
    assert.equal(file, undefined);
    assert.deepEqual(hidden, []);
  });

  it("lets each thing be corrected, the token too", async () => {
    window.dialogs.pressed.push(
      ["what was found", "Party id"],
      ["what was found", "Role"],
      ["What you are", "EMSP"],
      ["what was found", "Initial token"],
      use,
    );
    window.dialogs.typed.push(
      ["Paste the E-mail: Party id", "XYZ"],
      ["Paste the E-mail: Initial token", ` ${other} `],
      ...rest,
    );
    await paste(mail);
    assert.match(file ?? "", /role: EMSP\n +country_code: IN\n +party_id: XYZ\n/);
    assert.equal(await stored(), other);
  });

  it("asks which, where the mail has two, and shows no byte of either token", async () => {
    const two = `${mail}\n\nFor the test system:\nHub URL: https://hub.test.example\nParty ID: XYZ\nToken A: ${other}\n`;
    clipboard = async () => two;
    window.dialogs.pressed.push(
      ["Which hub?", "https://hub.chargeindia.com"],
      ["Which party is yours?", "IN*ABC"],
      ["Which initial token is yours?", "Token 1 of the e-mail"],
      use,
    );
    window.dialogs.typed.push(...rest);
    await paste(two);
    assert.equal(await stored(), token);
    assert.deepEqual(window.dialogs.pressed, []);
  });

  it("describes no second connection where there is one of this hub and party: a reset party gets its new token", async () => {
    window.dialogs.pressed.push(use);
    window.dialogs.typed.push(...rest);
    await paste(mail);
    const before = file;
    window.dialogs.pressed.push(use);
    assert.equal(
      await paste(mail.replace(token, other)),
      "chargeindia was in ocpi.yml already. Its initial token is in Secret Storage now.",
    );
    assert.equal(file, before);
    assert.equal(await stored(), other);
  });

  it("asks which connection a mail is about that has a token and nothing else", async () => {
    window.dialogs.pressed.push(use);
    window.dialogs.typed.push(...rest);
    await paste(mail);
    window.dialogs.pressed.push(use, ["which connection is it about?", "chargeindia"]);
    await paste(`Your new initial token: ${other}`);
    assert.equal(await stored(), other);
  });

  it("says so where there is nothing in the text, and stores no token that a hub would not take", async () => {
    assert.match(await paste("Lunch at 12?"), /^No hub, party or initial token was found in it\./);
    window.dialogs.pressed.push(use);
    window.dialogs.typed.push(...rest);
    const long = "a1".repeat(40);
    assert.match(
      await paste(mail.replace(token, long)),
      /^The initial token was not stored\. .*longer than the 64 characters/,
    );
    assert.equal(await stored(), undefined);
  });

  it("goes on without a token where the mail has none", async () => {
    window.dialogs.pressed.push(use, ["No initial token was in the e-mail", "Set Token…"]);
    window.dialogs.typed.push(...rest);
    await paste(mail.replace(token, "follows by telephone"));
    assert.deepEqual(window.executed, ["ocpi.setToken chargeindia"]);
  });

  it("asks for a folder before the mail, not after", async () => {
    const before = folders;
    folders = [];
    try {
      assert.match(await paste(mail), /open the folder it belongs to first\.$/);
      assert.equal(window.dialogs.typed.length, 1);
    } finally {
      folders = before;
    }
  });
});
