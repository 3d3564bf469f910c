import assert from "node:assert/strict";
import { HubToken } from "../../../src/core/ocpi/token.ts";
import { clock } from "../../../src/extension/platform/clock.ts";
import type { Choice, TextQuestion } from "../../../src/extension/platform/dialogs.ts";
import { gitHubApi } from "../../../src/extension/github/api.ts";
import { hostsOf, isSessionOf } from "../../../src/extension/github/enterprise.ts";
import { apiOf, repositoriesIn, repositoryOf } from "../../../src/extension/github/repository.ts";
import { sendHubToken, type HubTokenToSend, type Sent } from "../../../src/extension/github/send-hub-token.ts";
import type { FaultAct } from "../../../src/sandbox/faults.ts";
import { SandboxGitHub } from "../../../src/sandbox/github.ts";
import { ScriptedDialogs } from "../../support/editor-window.ts";

/** Answers by script; where `proposed` is typed, it takes what the box holds already. */
class Dialogs extends ScriptedDialogs {
  /** What Enter would have chosen in lists that do not propose their first entry. */
  readonly proposed: string[] = [];

  override async choose<T>(title: string, choices: readonly Choice<T>[]): Promise<T | undefined> {
    this.proposed.push(...choices.flatMap(({ label, proposed }) => (proposed === true ? [label] : [])));
    return super.choose(title, choices);
  }

  override async askText(question: TextQuestion): Promise<string | undefined> {
    const typed = await super.askText(question);
    return typed === "proposed" ? question.value : typed;
  }
}

const value = 'hub_1234567890abcdef*&<#"+/=|~%';
const own = { host: "github.com", owner: "your-company", name: "ocpi" };
const remote = { ...own, remotes: ["origin"] };

describe("Send Hub Token to GitHub Secrets…", () => {
  let github: SandboxGitHub;
  let dialogs: Dialogs;

  beforeEach(async () => {
    github = await SandboxGitHub.start();
    dialogs = new Dialogs();
  });

  afterEach(async () => {
    await github.stop();
    assert.ok(![...dialogs.shown, ...dialogs.copied].some((text) => text.includes(value.slice(0, 12))));
  });

  async function play(
    changes: Partial<HubTokenToSend> = {},
    { token = github.token, base = github.origin } = {},
  ): Promise<Sent | undefined> {
    return sendHubToken(
      { dialogs, clock, signIn: async () => ({ request: gitHubApi(base, token), account: "somebody" }) },
      {
        connection: "chargeindia-north",
        token: new HubToken(value),
        repositories: [remote],
        enterprises: [],
        ...changes,
      },
    );
  }

  function answer(path: string, act: Partial<Extract<FaultAct, { kind: "answer" }>>, method = "GET"): void {
    github.server.faults.add({
      method,
      path: `/repos/your-company/ocpi/${path}`,
      act: { kind: "answer", when: "before", status: 500, body: "", ...act },
    });
  }

  const said = (): string => dialogs.shown.at(-1) ?? "";
  const written = (): string[] =>
    github.server.requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);

  it("stores it as the repository's secret, and tells how a workflow reads it", async () => {
    dialogs.pressed.push(
      ["Send the hub token", "your-company/ocpi"],
      ["to the repository secret OCPI_HUB_TOKEN__CHARGEINDIA_NORTH of your-company/ocpi?", "Send"],
      ["is the repository secret", "Copy for Workflow"],
    );
    dialogs.typed.push(["The name of the secret", "proposed"]);
    assert.deepEqual(await play(), {
      repository: remote,
      place: "repository secret OCPI_HUB_TOKEN__CHARGEINDIA_NORTH",
    });
    assert.equal(github.secret("OCPI_HUB_TOKEN__CHARGEINDIA_NORTH"), value);
    assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN__CHARGEINDIA_NORTH"]);
    assert.deepEqual(dialogs.copied, ["hub-token: ${{ secrets.OCPI_HUB_TOKEN__CHARGEINDIA_NORTH }}"]);
    assert.match(said(), /repository secret OCPI_HUB_TOKEN__CHARGEINDIA_NORTH of your-company\/ocpi now/);
  });

  it("stores it in an environment, where the repository comes first in the list", async () => {
    github.addEnvironment("ocpi/prod");
    dialogs.pressed.push(
      ["Send the hub token", "your-company/ocpi"],
      ["Where in", "ocpi/prod"],
      ["to the environment secret OCPI_HUB_TOKEN of ocpi/prod of your-company/ocpi?", "Send"],
      ["is the environment secret", "Copy for Workflow"],
    );
    dialogs.typed.push(["The name of the secret", "proposed"]);
    // In an environment the names are the same for every connection.
    assert.equal((await play())?.place, "environment secret OCPI_HUB_TOKEN of ocpi/prod");
    assert.equal(github.secret("OCPI_HUB_TOKEN", "ocpi/prod"), value);
    assert.ok(dialogs.shown.indexOf("Repository") < dialogs.shown.indexOf("ocpi/prod"));
    assert.match(dialogs.copied[0] ?? "", /^environment: \{ name: "ocpi\/prod", deployment: false \}/);
  });

  it("finds the connection's own environment among hundreds, and proposes it", async () => {
    for (let index = 0; index < 250; index += 1) github.addEnvironment(`ocpi-c${index}`);
    github.addEnvironment("ocpi-chargeindia-north");
    dialogs.pressed.push(
      ["Send the hub token", "your-company/ocpi"],
      ["Where in", "ocpi-chargeindia-north"],
      ["to the environment secret", "Send"],
    );
    dialogs.typed.push(["The name of the secret", "proposed"]);
    assert.equal((await play())?.place, "environment secret OCPI_HUB_TOKEN of ocpi-chargeindia-north");
    assert.equal(github.secret("OCPI_HUB_TOKEN", "ocpi-chargeindia-north"), value);
    assert.deepEqual(dialogs.proposed, ["ocpi-chargeindia-north"]);
    assert.equal(dialogs.shown.filter((text) => text.startsWith("ocpi-c")).length, 251);
    const pages = github.server.requests.filter(({ path }) => path.endsWith("/environments"));
    assert.equal(pages.length, 3);
  });

  it("proposes a name that is the connection's own, and takes no name that GitHub would refuse", async () => {
    dialogs.pressed.push(["Send the hub token", "Another repository…"], ["to the repository secret", "Send"]);
    dialogs.typed.push(
      ["The repository with", "https://github.com/your-company/ocpi.git"],
      ["The name of the secret", "proposed"],
    );
    assert.equal((await play())?.place, "repository secret OCPI_HUB_TOKEN__CHARGEINDIA_NORTH");
    dialogs.typed.push(["The repository with", "your-company/ocpi"], ["The name of the secret", "GITHUB_TOKEN"]);
    assert.equal(await play({ repositories: [] }), undefined);
    assert.match(said(), /neither GITHUB_… nor …_PENDING/);
    dialogs.typed.push(
      ["The repository with", "your-company/ocpi"],
      ["The name of the secret", "OCPI_HUB_TOKEN_PENDING"],
    );
    assert.equal(await play({ repositories: [] }), undefined);
    assert.match(said(), /neither GITHUB_… nor …_PENDING/);
  });

  it("asks before it stores, naming repository, account and secret, and tells remotes apart", async () => {
    const upstream = { host: "github.com", owner: "another", name: "ocpi", remotes: ["upstream"] };
    dialogs.pressed.push(["Send the hub token", "your-company/ocpi"], ["to the repository secret", undefined]);
    dialogs.typed.push(["The name of the secret", "OCPI_HUB_TOKEN"]);
    assert.equal(await play({ repositories: [remote, upstream] }), undefined);
    assert.equal(
      said(),
      "Send the hub token of chargeindia-north to the repository secret OCPI_HUB_TOKEN of your-company/ocpi? You are signed in to github.com as somebody. Everybody who may change workflows there can use it. GitHub does not show it.",
    );
    for (const name of ["origin", "upstream"]) assert.ok(dialogs.shown.includes(`remote ${name} of this folder`));
    assert.deepEqual(written(), []);
  });

  it("replaces no secret that appeared while the user was deciding", async () => {
    dialogs.pressed.push(["Send the hub token", "your-company/ocpi"]);
    dialogs.typed.push(["The name of the secret", "OCPI_HUB_TOKEN"]);
    dialogs.confirm = async () => {
      github.setSecret("OCPI_HUB_TOKEN", "a pipeline's");
      return "Send";
    };
    assert.equal(await play(), undefined);
    assert.equal(github.secret("OCPI_HUB_TOKEN"), "a pipeline's");
    assert.match(said(), /Meanwhile a pipeline/);
  });

  it("sends nothing when the sign-in is for another GitHub", async () => {
    dialogs.pressed.push(["Send the hub token", "your-company/ocpi"]);
    const sending = {
      connection: "c",
      token: new HubToken(value),
      repositories: [remote],
      enterprises: [],
    };
    assert.equal(await sendHubToken({ dialogs, clock, signIn: async () => "another-host" }, sending), undefined);
    assert.match(said(), /^Nothing was sent: VS Code's sign-in is of another GitHub Enterprise than github\.com/);
    assert.deepEqual(github.server.requests, []);
  });

  describe("with a secret that exists", () => {
    beforeEach(() => {
      github.setSecret("OCPI_HUB_TOKEN", "another");
      dialogs.pressed.push(["Send the hub token", "your-company/ocpi"]);
      dialogs.typed.push(["The name of the secret", "OCPI_HUB_TOKEN"]);
    });

    it("replaces it when the user says so", async () => {
      dialogs.pressed.push(["Replace the", "Replace"]);
      assert.ok(await play());
      assert.equal(github.secret("OCPI_HUB_TOKEN"), value);
    });

    it("leaves it alone when the user does not say so", async () => {
      dialogs.pressed.push(["Replace the", undefined]);
      assert.equal(await play(), undefined);
      assert.equal(github.secret("OCPI_HUB_TOKEN"), "another");
      assert.deepEqual(written(), []);
    });

    it("leaves it alone when a pipeline began while the user was deciding", async () => {
      dialogs.confirm = async () => {
        github.setSecret("OCPI_HUB_TOKEN_PENDING", "marked");
        return "Replace";
      };
      assert.equal(await play(), undefined);
      assert.match(said(), /in the middle of an exchange/);
      assert.equal(github.secret("OCPI_HUB_TOKEN"), "another");
    });
  });

  it("sends nothing while a pipeline is in the middle of an exchange", async () => {
    github.setSecret("OCPI_HUB_TOKEN_PENDING", "marked");
    dialogs.pressed.push(["Send the hub token", "your-company/ocpi"]);
    dialogs.typed.push(["The name of the secret", "OCPI_HUB_TOKEN"]);
    assert.equal(await play(), undefined);
    assert.match(said(), /there is a repository secret OCPI_HUB_TOKEN_PENDING\. Nothing was sent\./);
    assert.deepEqual(written(), []);
  });

  describe("says in plain words why it did not work:", () => {
    beforeEach(() => {
      dialogs.pressed.push(["Send the hub token", "your-company/ocpi"]);
      dialogs.typed.push(["The name of the secret", "OCPI_HUB_TOKEN"]);
    });

    afterEach(() => assert.equal(github.secret("OCPI_HUB_TOKEN"), undefined));

    it("a sign-in that is not valid any more", async () => {
      await play({}, { token: "gho_old" });
      assert.match(said(), /^The hub token was not sent\. Your sign-in to GitHub is not valid any more/);
    });

    it("a user who may not write the secrets", async () => {
      const body = JSON.stringify({ message: "Must have admin rights to Repository." });
      answer("actions/secrets/public-key", { status: 403, body });
      await play();
      assert.match(said(), /in your-company\/ocpi: that needs the role Write\. GitHub said: "Must have admin rights/);
    });

    it("an environment that needs more rights than that", async () => {
      github.addEnvironment("production");
      answer("environments/production/secrets/public-key", { status: 403, body: "{}" });
      dialogs.pressed.push(["Where in", "production"]);
      await play();
      assert.match(said(), /in an environment of your-company\/ocpi: that needs the role Admin\.$/);
    });

    it("a repository that is not there", async () => {
      dialogs.pressed.length = 0;
      dialogs.pressed.push(["Send the hub token", "your-company/other"]);
      await play({ repositories: [{ ...remote, name: "other" }] });
      assert.match(said(), /There is no your-company\/other for the account with which you are signed in/);
    });

    it("an organization's single sign-on", async () => {
      const message = "Resource protected by organization SAML enforcement. You must grant your OAuth token access.";
      answer("environments", { status: 403, body: JSON.stringify({ message }) });
      await play();
      assert.match(said(), /asks for single sign-on/);
    });

    it("an organization that does not admit VS Code", async () => {
      const message = "the `x` organization has enabled OAuth App access restrictions";
      answer("environments", { status: 403, body: JSON.stringify({ message }) });
      await play();
      assert.match(said(), /An owner can approve it/);
    });

    it("a rate limit", async () => {
      answer("environments", { status: 403, headers: { "x-ratelimit-remaining": "0" }, body: "{}" });
      await play();
      assert.match(said(), /GitHub asks to slow down/);
    });

    it("a GitHub in trouble, which answers with a web page", async () => {
      answer("environments", { status: 502, headers: { "content-type": "text/html" }, body: "<h1>Unicorn!</h1>" });
      await play();
      assert.match(said(), /GitHub has trouble right now \(HTTP 502\)/);
    });

    it("no network", async () => {
      await play({}, { base: "http://127.0.0.1:1" });
      assert.match(said(), /GitHub could not be reached/);
    });
  });

  it("ends where the user cancels", async () => {
    assert.equal(await play(), undefined);
    dialogs.pressed.push(["Send the hub token", "your-company/ocpi"]);
    assert.equal(
      await sendHubToken(
        { dialogs, clock, signIn: async () => undefined },
        { connection: "c", token: new HubToken(value), repositories: [remote], enterprises: [] },
      ),
      undefined,
    );
    assert.deepEqual(github.server.requests, []);
  });
});

describe("a session of VS Code's one provider for all GitHub Enterprises", () => {
  const [one, two] = ["git.one.example", "git.two.example"];
  const session = (host: string): object => ({ authorizationServer: new URL(`https://${host}/login/oauth`) });

  it("belongs to the host that it names", () => {
    assert.ok(isSessionOf(session(one), one, [one, two]));
    assert.ok(!isSessionOf(session(two), one, [one, two]));
    // The setting names another one by now.
    assert.ok(!isSessionOf(session(two), one, [one]));
  });

  it("belongs to the only host when it names none, and to no host when there are several", () => {
    assert.ok(isSessionOf({}, one, [one]));
    assert.ok(!isSessionOf({}, one, [one, two]));
    assert.ok(!isSessionOf({}, one, [two]));
    assert.ok(!isSessionOf({}, one, []));
  });

  it("may belong to every host that a setting names", () => {
    assert.deepEqual(hostsOf([`https://${one}`, [`https://${two}/`, `https://${one}`, 7, "x"]]), [one, two]);
    assert.deepEqual(hostsOf([undefined, undefined]), []);
    assert.deepEqual(hostsOf(["", []]), []);
  });
});

describe("a repository at GitHub", () => {
  const config = `
[core]
	repositoryformatversion = 0
[remote "origin"]
	url = git@github.com:your-company/ocpi.git
	fetch = +refs/heads/*:refs/remotes/origin/*
[remote "upstream"]
	url = https://github.com/ocpi-onboarding/ocpi-onboarding
[remote "again"]
	url = https://x-access-token:ghp_secret@github.com/Your-Company/OCPI.git
[remote "elsewhere"]
	url = https://gitlab.com/your-company/ocpi.git
[remote "work"]
	url = ssh://git@git.example.com:22/team/ocpi.js.git
[remote "port"]
	url = ssh://git@ssh.github.com:443/your-company/second.git
`;
  const names = (text: string, ...enterprises: string[]): string[] =>
    repositoriesIn(text, enterprises).map(({ host, owner, name }) => `${host} ${owner} ${name}`);

  it("is found in git's config, each once and in its order", () => {
    const atGitHub = ["github.com your-company ocpi", "github.com ocpi-onboarding ocpi-onboarding"];
    assert.deepEqual(names(config), [...atGitHub, "github.com your-company second"]);
    assert.deepEqual(names(config, "git.example.com"), [
      ...atGitHub,
      "git.example.com team ocpi.js",
      "github.com your-company second",
    ]);
  });

  it("is found in what `git remote -v` prints", () => {
    const text = "origin\thttps://github.com/a/b.c.git (fetch)\norigin\thttps://github.com/a/b.c.git (push)\n";
    assert.deepEqual(names(text), ["github.com a b.c"]);
    assert.deepEqual(names("origin /srv/git/a.git (fetch)\nother ../b"), []);
  });

  it("can be written by hand", () => {
    assert.deepEqual(repositoryOf(" a/b "), { host: "github.com", owner: "a", name: "b" });
    assert.deepEqual(repositoryOf("https://github.com/a/b"), { host: "github.com", owner: "a", name: "b" });
    assert.deepEqual(repositoryOf("https://github.com/a/b/settings/secrets"), undefined);
    assert.equal(repositoryOf("a"), undefined);
  });

  it("is reached at its host's API", () => {
    assert.deepEqual(["github.com", "git.example.com", "octo.ghe.com"].map(apiOf), [
      "https://api.github.com",
      "https://git.example.com/api/v3",
      "https://api.octo.ghe.com",
    ]);
  });
});
