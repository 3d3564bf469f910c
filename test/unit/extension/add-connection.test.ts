import assert from "node:assert/strict";
import { parseConfig } from "../../../src/core/config/config-file.ts";
import { addConnection } from "../../../src/extension/flows/add-connection.ts";
import {
  checkBusinessName,
  checkCountry,
  checkHubUrl,
  checkName,
  checkPartyId,
  checkPlatformUrl,
} from "../../../src/extension/flows/connection-checks.ts";
import { diagnosticsOf } from "../../../src/extension/language/diagnostics.ts";
import { withConnection } from "../../../src/extension/state/with-connection.ts";
import type { Choice, Dialogs, Place, TextQuestion } from "../../../src/extension/platform/dialogs.ts";

/**
 * A user who gives these answers, and otherwise takes what is proposed. The user cancels where the box takes neither,
 * and presses *Back* once at each step in `backAt`.
 */
class Person implements Dialogs {
  readonly asked: string[] = [];
  readonly #answers: Readonly<Record<string, string>>;
  readonly #backAt: string[];

  constructor(answers: Readonly<Record<string, string>>, backAt: readonly string[] = []) {
    this.#answers = answers;
    this.#backAt = [...backAt];
  }

  async askText<Back>({ prompt, value, check }: TextQuestion, place?: Place<Back>): Promise<string | Back | undefined> {
    this.asked.push(`${placed(place)} ${prompt} [${value}]`);
    if (this.#goesBack(prompt)) return place?.back;
    const answer = this.#answerTo(prompt) ?? value;
    return answer === undefined || check?.(answer) !== undefined ? undefined : answer;
  }

  async choose<T, Back>(
    title: string,
    choices: readonly Choice<T>[],
    place?: Place<Back>,
  ): Promise<T | Back | undefined> {
    const proposed = choices.find((choice) => choice.proposed) ?? choices[0];
    this.asked.push(`${placed(place)} ${title} [${proposed?.label}]`);
    if (this.#goesBack(title)) return place?.back;
    return (choices.find(({ label }) => label === this.#answerTo(title)) ?? proposed)?.value;
  }

  #goesBack(question: string): boolean {
    const [next] = this.#backAt;
    if (next === undefined || !question.includes(next)) return false;
    this.#backAt.shift();
    return true;
  }

  #answerTo(question: string): string | undefined {
    return Object.entries(this.#answers).find(([words]) => question.includes(words))?.[1];
  }

  askToken = async (): Promise<undefined> => undefined;
  confirm = async (): Promise<undefined> => undefined;
  show = async (): Promise<undefined> => undefined;
  copy = async (): Promise<boolean> => true;
  save = async (): Promise<void> => {};
}

function placed<Back>(place: Place<Back> | undefined): string {
  return `${place?.step.number}/${place?.step.of}${place?.back === undefined ? "" : " back"}`;
}

const own = {
  "platform's OCPI URL": " https://p.example.com/ocpi/2.2.1 ",
  "party id": "ABC",
  "company's name": "My CPO",
};

/** Its hosts are examples, of which the editor warns. */
function errorsIn(text: string): string[] {
  return diagnosticsOf(text, "ocpi.yml").flatMap(({ severity, message }) => (severity === "error" ? [message] : []));
}

describe("Add Connection", () => {
  it("asks a newcomer for six things, three of which are filled in", async () => {
    const person = new Person(own);
    assert.deepEqual(await addConnection(person, []), {
      name: "chargeindia",
      hubUrl: "https://hub.chargeindia.com",
      platformUrl: "https://p.example.com/ocpi/2.2.1",
      role: "CPO",
      countryCode: "IN",
      partyId: "ABC",
      businessName: "My CPO",
    });
    assert.deepEqual(
      person.asked.map((question) => /\d\/\d/.exec(question)?.[0]),
      ["1/6", "2/6", "3/6", "4/6", "5/6", "6/6"],
    );
  });

  it("goes back from any step but the first, to what was answered there", async () => {
    const answers = { ...own, "hub's address": "https://hub.example.com/ocpi/versions", "Which hub": "Another hub" };
    const person = new Person(answers, ["party id", "country code", "What you are", "platform's", "Which hub"]);
    const connection = await addConnection(person, []);
    assert.equal(connection?.profile, "ocpi-2.2.1");
    assert.equal(connection?.platformUrl, "https://p.example.com/ocpi/2.2.1");
    const short = person.asked.map((question) => question.replace(/ (?:Your|The hub's|Add Connection:) .*(?= \[)/, ""));
    assert.deepEqual(short, [
      "1/6 [https://hub.chargeindia.com]",
      "2/7 back [ChargeIndia Hub]",
      "3/7 back []",
      "4/7 back [CPO]",
      "5/7 back [IN]",
      "6/7 back []",
      "5/7 back [IN]",
      "4/7 back [CPO]",
      "3/7 back [https://p.example.com/ocpi/2.2.1]",
      "2/7 back [Another hub]",
      "1/7 [https://hub.example.com/ocpi/versions]",
      "2/7 back [Another hub]",
      "3/7 back [https://p.example.com/ocpi/2.2.1]",
      "4/7 back [CPO]",
      "5/7 back [IN]",
      "6/7 back []",
      "7/7 back []",
    ]);
  });

  it("asks for a platform's https again when the hub is another one after all", async () => {
    class Wavering extends Person {
      override async askText<Back>(question: TextQuestion, place?: Place<Back>): Promise<string | Back | undefined> {
        const isHub = question.prompt.includes("hub's address");
        if (isHub && question.value === "http://127.0.0.1:8") return "https://hub.chargeindia.com";
        return super.askText(question, place);
      }
    }
    const local = { ...own, "hub's address": "http://127.0.0.1:8", "platform's OCPI URL": "http://127.0.0.1:9/ocpi" };
    const person = new Wavering(local, ["What you are", "platform's OCPI URL"]);
    assert.equal(await addConnection(person, []), undefined);
    assert.match(person.asked.at(-1) ?? "", /^2\/6 back Your platform's OCPI URL.*\[http:\/\/127\.0\.0\.1:9\/ocpi\]$/);
  });

  it("makes a file without errors", async () => {
    const connection = (await addConnection(new Person(own), [])) ?? assert.fail();
    assert.deepEqual(errorsIn(withConnection(undefined, connection)), []);
  });

  it("asks for a name from the second on, and proposes a free one", async () => {
    const person = new Person(own);
    assert.equal((await addConnection(person, ["chargeindia"]))?.name, "chargeindia-abc");
    assert.match(person.asked.at(-1) ?? "", /^7\/7 back The name/);
    assert.equal((await addConnection(person, ["chargeindia", "chargeindia-abc"]))?.name, "chargeindia-2");
    assert.equal((await addConnection(person, ["other"]))?.name, "chargeindia");
    assert.equal(await addConnection(new Person({ ...own, "name of this": "other" }), ["other"]), undefined);
  });

  it("knows most hubs by their address, and asks where it does not", async () => {
    const hubs: readonly (readonly [url: string, hub: string, profile: string | undefined, name: string])[] = [
      ["https://hub.example.com", "", undefined, "example"],
      ["https://test.chargeindia.com/ocpi/versions", "", undefined, "chargeindia"],
      ["http://127.0.0.1:8080", "", undefined, "sandbox"],
      ["https://hub.example.com/2.2/versions", "", "ocpi-2.2.1", "example"],
      ["https://hub.example.com/ocpi/versions", "Another hub", "ocpi-2.2.1", "example"],
      ["https://hub.example.com/ocpi/versions", "ChargeIndia Hub", undefined, "example"],
      ["https://10.20.30.40", "", undefined, "hub"],
      ["https://all.com", "", undefined, "hub"],
    ];
    for (const [url, hub, profile, name] of hubs) {
      const person = new Person({ ...own, "hub's address": url, "Which hub": hub });
      const connection = await addConnection(person, []);
      assert.deepEqual([connection?.hubUrl, connection?.profile, connection?.name], [url, profile, name], url);
      assert.equal(
        person.asked.some((title) => title.includes("Which hub")),
        hub !== "",
      );
      const text = withConnection(undefined, connection ?? assert.fail());
      assert.ok("config" in parseConfig(text, "ocpi.yml"));
      assert.deepEqual(errorsIn(text), []);
    }
  });

  it("lets a platform at a sandbox do without https, and no other", async () => {
    const local = { ...own, "platform's OCPI URL": "http://127.0.0.1:9/ocpi/2.2.1" };
    assert.equal(await addConnection(new Person(local), []), undefined);
    assert.notEqual(
      await addConnection(new Person({ ...local, "hub's address": "http://localhost:8" }), []),
      undefined,
    );
  });

  it("ends wherever the user cancels", async () => {
    for (const [words] of Object.entries(own)) {
      const person = new Person(Object.fromEntries(Object.entries(own).filter(([other]) => other !== words)));
      assert.equal(await addConnection(person, []), undefined);
      assert.ok(person.asked.at(-1)?.includes(words));
    }
  });
});

describe("a box of Add Connection", () => {
  const faults: readonly (readonly [said: string | undefined, pattern: RegExp])[] = [
    [checkHubUrl("hub.chargeindia.com"), /^The hub's address is "hub\.chargeindia\.com", which is not a usable URL\./],
    [checkHubUrl("http://hub.chargeindia.com"), /^The hub's address begins with http:.*Use https:/],
    [checkHubUrl("https://hub.chargeindia.com/api"), /has a path that is not the versions URL's/],
    [checkHubUrl("https://u:p@hub.example.com"), /has a user name or password in it/],
    [checkHubUrl("https://hub.example.com?token=1"), /The hub's address is/],
    [checkPlatformUrl("http://p.example.com"), /^Your platform's URL begins with http:/],
    [checkPlatformUrl(`https://p.example.com/${"x".repeat(255)}`), /at most 255/],
    [checkCountry("XX"), /^The country code is "XX"; a country code has two letters/],
    [checkCountry("in"), /must be in upper case\. Write IN/],
    [checkPartyId("ABCD"), /^The party id is "ABCD"; a party id has exactly three letters or digits\./],
    [checkPartyId("CIH"), /IN\*CIH is the hub's own party/],
    [checkBusinessName(" "), /^The name is blank/],
    [checkBusinessName("x".repeat(101)), /longer than 100 characters/],
    [checkName("Charge India"), /^Use lower-case letters, digits and dashes\.$/],
    [checkName("all"), /^Use a name other than "all"\.$/],
    [checkName("a: {}\nb"), /lower-case letters/],
    [checkName("one", ["one"]), /a connection of this name already/],
  ];

  for (const [said, pattern] of faults) it(`says: ${said}`, () => assert.match(said ?? "", pattern));

  it("is content with what the exchange takes", () => {
    assert.deepEqual(
      [
        checkHubUrl("https://hub.chargeindia.com"),
        checkHubUrl("https://hub.example.com/anything/versions"),
        checkHubUrl("http://127.0.0.1:1234"),
        checkPlatformUrl("https://your-platform.com/ocpi/2.2.1"),
        checkPlatformUrl("http://127.0.0.1/ocpi", "http://127.0.0.1:1234"),
        // Only a warning, which the file's diagnostics tell.
        checkCountry("DE"),
        checkPartyId("CIH", "DE"),
        checkPartyId("1E5"),
        checkBusinessName("Your CPO Ltd"),
        checkName("chargeindia-2"),
      ].filter((fault) => fault !== undefined),
      [],
    );
  });
});
