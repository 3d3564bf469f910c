import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { viewItemWords } from "../../src/extension/view/tree-node.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const codicons = import.meta.resolve("@vscode/codicons/src/template/mapping.json");
const read = (name: string): string => readFileSync(join(root, name), "utf8");

interface Contribution {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
  readonly icon?: string;
  readonly enablement?: string;
}
interface Clause {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}
interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly main: string;
  readonly icon: string;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly Contribution[];
    readonly submenus: readonly { readonly id: string; readonly label: string }[];
    readonly menus: Readonly<Record<string, readonly Clause[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly viewsWelcome: readonly (Clause & { readonly view: string })[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
    readonly yamlValidation: readonly { readonly url: string }[];
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly steps: readonly {
        readonly media: { readonly svg: string; readonly altText: string };
        readonly completionEvents: string[];
      }[];
    }[];
  };
}

const text = read("package.json");
const manifest = JSON.parse(text) as Manifest;
const { commands, menus, submenus, views, walkthroughs } = manifest.contributes;
const words = JSON.parse(read("package.nls.json")) as Readonly<Record<string, string>>;
const sources = readdirSync(join(root, "src", "extension"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({ name, text: read(join("src", "extension", name)) }));
const source = sources.map((file) => file.text).join("\n");

const all = (from: string, pattern: RegExp): string[] =>
  [...new Set([...from.matchAll(pattern)].map(([, found = ""]) => found))].toSorted();
const contributed = commands.map(({ command }) => command).toSorted();
const viewIds = new Set(
  Object.values(views)
    .flat()
    .map(({ id }) => id),
);
const clauses: readonly string[] = [
  ...Object.values(menus).flat(),
  ...manifest.contributes.viewsWelcome,
  ...commands.map(({ enablement }) => ({ when: enablement })),
].flatMap(({ when }) => (when === undefined ? [] : [when]));

describe("the manifest of the extension", () => {
  it("contributes the commands that are registered, and no others", () => {
    // Only the table of the commands uses an id as a key.
    const registered = all(read("src/extension/commands/all.ts"), /^\s+"(ocpi\.\w+)":/gm);
    assert.deepEqual(registered, contributed);
    assert.equal(new Set(contributed).size, commands.length);
  });

  it("says everything in package.nls.json, and has no unused text there", () => {
    assert.deepEqual(all(text, /"%([\w.]+)%"/g), Object.keys(words).toSorted());
    for (const { title, category, command } of commands) {
      assert.equal(title, `%command.${command.slice("ocpi.".length)}%`);
      assert.equal(category, "OCPI");
    }
  });

  it("asks only for context keys that are set", () => {
    const events = walkthroughs.flatMap(({ steps }) => steps.flatMap(({ completionEvents }) => completionEvents));
    const asked = [...clauses, ...events.filter((event) => event.startsWith("onContext:"))].join("\n");
    const keys = all(asked, /\b(ocpi\.\w+)/g).filter((key) => !viewIds.has(key) && key !== "ocpi.yml");
    assert.deepEqual(keys, all(read("src/extension/view/context-keys.ts"), /"(ocpi\.\w+)"/g));
  });

  it("matches only words that the tree says", () => {
    const matched = clauses.flatMap((when) => all(when, /viewItem =~ \/([^/]+)\//g));
    const said = new Set<string>(viewItemWords);
    assert.ok(matched.length > 10);
    const asked = matched.flatMap((pattern) => all(pattern.replaceAll("\\b", " "), /(\w+)/g));
    assert.deepEqual(
      [...new Set(asked)].filter((word) => !said.has(word)),
      [],
    );
  });

  it("puts only its own commands and submenus into menus, and views of its own into when-clauses", () => {
    const own = new Set([...contributed, ...submenus.map(({ id }) => id)]);
    for (const { command, submenu } of Object.values(menus).flat()) {
      assert.ok(own.has(command ?? submenu ?? ""), command ?? submenu);
    }
    for (const { id, label } of submenus) assert.ok(id in menus && label.startsWith("%submenu."), id);
    for (const id of all(clauses.join("\n"), /view == ([\w.]+)/g)) assert.ok(viewIds.has(id), id);
  });

  it("holds at most nine entries in a menu of the tree, whatever the state", () => {
    const kinds = new Map<string, number>();
    const places = new Set<string>();
    for (const { when = "", group = "" } of menus["view/item/context"] ?? []) {
      const kind = /viewItem =~ \/\^(\w+(?: \w+)?)/.exec(when)?.[1] ?? when;
      // What has the place of another one stands there instead of it, such as Stop Notifying.
      if (group.startsWith("inline") || places.has(`${kind} ${group}`)) continue;
      places.add(`${kind} ${group}`);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    for (const { id } of submenus) kinds.set(id, menus[id]?.length ?? 0);
    assert.ok((kinds.get("connection") ?? 0) > 5);
    for (const [kind, count] of kinds) assert.ok(count <= 9, `${kind}: ${count}`);
  });

  it("links only to commands that exist", () => {
    const own = all(JSON.stringify(words), /command:(ocpi\.\w+)/g);
    assert.ok(own.length > 3);
    const events = walkthroughs.flatMap(({ steps }) => steps.flatMap(({ completionEvents }) => completionEvents));
    for (const command of [...own, ...all(events.join("\n"), /onCommand:(\S+)/g)]) {
      assert.ok(contributed.includes(command), command);
    }
    for (const command of all(source, /"(ocpi\.\w+)"/g)) {
      const known = [...contributed, ...all(read("src/extension/view/context-keys.ts"), /"(ocpi\.\w+)"/g)];
      const other = /^ocpi\.(?:yml|connections|status|manageTrust|openProblems|open\w+Settings|reportIssue)$/.test(
        command,
      );
      assert.ok(other || known.includes(command), command);
    }
  });

  it("ticks a step of the walkthrough off once it is done, and not because a command was called", () => {
    const events = walkthroughs.flatMap(({ steps }) => steps.map(({ completionEvents }) => completionEvents));
    assert.deepEqual(events, [
      ["onContext:ocpi.sandboxRunning"],
      ["onContext:ocpi.configState == valid"],
      ["onContext:ocpi.hasTokens"],
      ["onContext:ocpi.hasConnected"],
      ["onContext:ocpi.hasWorkflow"],
    ]);
  });

  it("says in each empty view what to do first, with one button, and leads to the walkthrough who begins", () => {
    // VS Code makes a button of a link that stands alone on its line.
    const welcomes = Object.entries(words).filter(([key]) => key.startsWith("welcome."));
    assert.equal(welcomes.length, manifest.contributes.viewsWelcome.length);
    for (const [key, said] of welcomes) {
      const buttons = said.split("\n").filter((line) => /^\[[^\]]*\]\([^)]*\)$/.test(line));
      assert.equal(buttons.length, 1, key);
    }
    for (const key of ["noFolder", "noConfig", "empty"])
      assert.match(
        words[`welcome.${key}`] ?? "",
        /openWalkthrough\?%22ocpi-onboarding\.ocpi-onboarding%23start%22\)\.$/,
      );
    assert.equal(
      `${manifest.publisher}.${manifest.name}#${walkthroughs[0]?.id}`,
      "ocpi-onboarding.ocpi-onboarding#start",
    );
  });

  it("shows one welcome at a time, whatever the state", () => {
    const conditions = manifest.contributes.viewsWelcome.map(({ when = "" }) => when.split(" && "));
    for (const workbench of ["empty", "folder"]) {
      for (const trusted of [true, false]) {
        for (const config of ["missing", "invalid", "empty", "valid"]) {
          const holds = (part: string): boolean => {
            const [, key, operator, value] = /^(\S+) (==|!=) (\S+)$/.exec(part) ?? [];
            if (key === undefined) return part.startsWith("!") ? !trusted : trusted;
            return ((key === "workbenchState" ? workbench : config) === value) === (operator === "==");
          };
          const shown = conditions.filter((parts) => parts.every(holds)).length;
          const hasTree = workbench === "folder" && config === "valid";
          assert.equal(shown, hasTree ? 0 : 1, `${workbench}, ${trusted ? "" : "not "}trusted, ${config}`);
        }
      }
    }
  });

  it("illustrates the walkthrough with small pictures that take the colours of the theme", () => {
    for (const { media } of walkthroughs.flatMap(({ steps }) => steps)) {
      const picture = read(media.svg);
      assert.ok(Buffer.byteLength(picture) < 40_000, media.svg);
      assert.ok((words[media.altText.replaceAll("%", "")] ?? "").length > 20, media.altText);
      // Each colour is the theme's; the one behind it is for a viewer that has no themes.
      const colours = all(picture, /(?:fill|stroke)="([^"]+)"/g).filter((colour) => colour !== "none");
      assert.ok(colours.length > 3);
      for (const colour of colours) assert.match(colour, /^var\(--vscode-[\w-]+, #[0-9a-f]{6}\)$/, media.svg);
      // VS Code shows it with a policy that applies no style of its own.
      assert.ok(!/<image|<script|<style|href=|(?:style|class)="/.test(picture), media.svg);
    }
  });

  it("offers in the palette what fits the state, and before anything was done what one begins with", () => {
    const clauseOf = new Map((menus["commandPalette"] ?? []).map(({ command, when }) => [command, when]));
    assert.deepEqual(
      contributed.filter((command) => !clauseOf.has(command)),
      ["ocpi.addConnection", "ocpi.exchangeCredentials", "ocpi.pasteEmail", "ocpi.showLog"],
    );
    assert.equal(clauseOf.get("ocpi.startSandbox"), "!ocpi.sandboxRunning");
  });

  it("is written against the oldest VS Code that it runs in", () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies["@types/vscode"]}`);
  });

  it("uses icons that this VS Code has", () => {
    const known = new Set(Object.keys(JSON.parse(readFileSync(new URL(codicons), "utf8")) as object));
    const used = [
      ...all(text, /\$\(([\w-]+)\)/g),
      ...all(source, /ThemeIcon\("([\w-]+)/g),
      ...all(source, /icon: "([\w-]+)/g),
    ];
    const inText = all(source, /\$\(([a-z][\w-]*)(?:~spin)?\)/g);
    assert.ok(used.length > 20);
    assert.deepEqual(
      [...used, ...inText].filter((icon) => !known.has(icon)),
      [],
    );
  });

  it("names files that are there", () => {
    const { viewsContainers, yamlValidation } = manifest.contributes;
    const named = [
      manifest.icon,
      ...viewsContainers.activitybar.map(({ icon }) => icon),
      ...Object.values(views)
        .flat()
        .map(({ icon }) => icon),
      ...yamlValidation.map(({ url }) => url),
      ...walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg)),
    ];
    assert.deepEqual(
      named.filter((name) => !existsSync(join(root, name))),
      [],
    );
    assert.equal(manifest.main, "./dist/extension/index.cjs");
  });

  it("reads the settings that it contributes, and restricts only such settings in an untrusted workspace", () => {
    const settings = Object.keys(manifest.contributes.configuration.properties);
    for (const setting of settings) assert.ok(source.includes(`"${setting.slice("ocpi.".length)}"`), setting);
    for (const setting of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations) {
      assert.ok(settings.includes(setting), setting);
    }
  });

  it("starts nothing before a folder has an ocpi.yml or a report is open again, and brings no package of its own", () => {
    const [, viewType] = /viewType = "([\w-]+)"/.exec(read("src/extension/view/reports.ts")) ?? [];
    assert.deepEqual(manifest.activationEvents, [`onWebviewPanel:${viewType}`, "workspaceContains:ocpi.yml"]);
    // What is bundled is a devDependency: vsce would pack the others beside the bundle.
    assert.equal(manifest.dependencies, undefined);
  });
});

describe("what is written about the extension", () => {
  const titles = new Map(
    contributed.map((command) => [command, words[`command.${command.slice("ocpi.".length)}`] ?? ""]),
  );

  it("docs/vscode.md names every command that the palette has, and no others", () => {
    const hidden = new Set(
      (menus["commandPalette"] ?? []).flatMap(({ when, command }) => (when === "false" ? [command] : [])),
    );
    const named = all(read("docs/vscode.md"), /\*\*OCPI: ([^*]+)\*\*/g);
    const inPalette = [...titles].filter(([command]) => !hidden.has(command)).map(([, title]) => title);
    assert.deepEqual(named, inPalette.toSorted());
  });

  it("docs/vscode.md names every setting, with its default", () => {
    const settings = read("docs/vscode.md").matchAll(/^\| `(ocpi\.[\w.]+)` \| `?(\w+)`? \|/gm);
    const defaults = Object.entries(manifest.contributes.configuration.properties).map(
      ([name, setting]) => [name, String(setting.default)] as const,
    );
    assert.deepEqual(
      [...settings].map(([, name, standard]) => [name, standard]),
      defaults,
    );
  });

  const pages = ["README.md", "docs/marketplace.md", "docs/deliver-the-token.md", "docs/recover.md", "docs/rotate.md"];
  for (const file of pages) {
    it(`${file} names only commands that there are`, () => {
      for (const name of all(read(file), /\bOCPI: ([A-Z][\w ]+…?)\*\*/g))
        assert.ok([...titles.values()].includes(name), name);
    });
  }

  it("the walkthrough and the welcome name only commands that there are", () => {
    // There a command stands in bold, or as the words of a link, and nothing else that begins like one does.
    const verbs =
      /^(?:Start|Stop|Paste|Add|Set|Forget|Create|Send|Copy|Notify|Exchange|Verify|Open|Rotate|Show|Preflight|Rehearse|Mark)\b/;
    for (const [key, said] of Object.entries(words)) {
      if (!/^(?:walkthrough|welcome)\./.test(key)) continue;
      for (const name of all(said, /\*\*([A-Z][\w -]+…?)\*\*/g).filter((one) => verbs.test(one)))
        assert.ok([...titles.values()].includes(name), `${key}: ${name}`);
      for (const [, name = "", command = ""] of said.matchAll(/\[([^\]]+)\]\(command:(ocpi\.\w+)\)/g)) {
        if (verbs.test(name)) assert.equal(name, titles.get(command)?.replace("…", ""), key);
      }
    }
  });
});
