import assert from "node:assert/strict";
import { foundInEmail } from "../../../src/extension/email/found-in-email.ts";

const hub = "https://hub.chargeindia.com";
const token = "a1B2c3D4e5F6g7H8i9J0kLmNoPqRsTuV";
const encoded = Buffer.from(token).toString("base64");

/** What was found, as a test writes it down: parties as `IN*ABC`, tokens as they are. */
function found(mail: string): { hubs: string[]; parties: string[]; roles: string[]; tokens: string[] } {
  const { hubUrls, parties, roles, tokens } = foundInEmail(mail);
  return {
    hubs: [...hubUrls],
    parties: parties.map(({ countryCode = "?", partyId = "?" }) => `${countryCode}*${partyId}`),
    roles: [...roles],
    tokens: tokens.map(({ token: one }) => one.reveal()),
  };
}

const everything = { hubs: [hub], parties: ["IN*ABC"], roles: ["CPO"], tokens: [token] };

const whole: Readonly<Record<string, string>> = {
  "lines with labels": `Dear Your CPO Ltd,

welcome to ChargeIndia Hub. Please find your onboarding details below.

Hub URL: ${hub}
Role: CPO
Country code: IN
Party ID: ABC
Initial token: ${token}

The token works once. Kind regards,
The account team`,
  "a table in Markdown": `| Field | Value |
| --- | --- |
| Hub URL | ${hub}/ |
| Role | CPO |
| Country code | IN |
| Party ID | ABC |
| Initial token | ${token} |`,
  "a table whose first row names the columns": `| Role | Country code | Party ID | Initial token | Hub URL |
|------|--------------|----------|---------------|---------|
| CPO | IN | ABC | ${token} | ${hub} |`,
  "a table that was copied with tabs": `Hub URL\t${hub}\nRole\tCPO\nCountry code\tIN\nParty ID\tABC\nInitial token\t${token}`,
  "a table that was copied cell by cell": `Hub URL\n\n${hub}\n\nRole\n\nCPO\n\nCountry code\n\nIN\n\nParty ID\n\nABC\n\nInitial token\n\n${token}\n`,
  "a mail in HTML": `<html><body><p>Hello,</p><table><tr><th>Hub&nbsp;URL</th><td><a href="${hub}">${hub}</a></td></tr>
<tr><th>Role</th><td>CPO</td></tr><tr><th>Country&nbsp;code</th><td>IN</td></tr><tr><th>Party ID</th><td><b>ABC</b></td></tr>
<tr><th>Initial token</th><td><code>${token}</code></td></tr></table></body></html>`,
  "a quoted mail": `Am 24.11.2026 um 09:12 schrieb Account Team:
> > Hub URL: <${hub}>
> > Role: CPO
> > Country code: IN
> > Party ID: ABC
> > Initial token: "${token}"`,
  "a mail in German": `Sehr geehrte Damen und Herren,

anbei Ihre Zugangsdaten für den Hub.

Hub-Adresse: ${hub}
Rolle: CPO
Länderkennung: IN
Betreiber-ID: ABC
Initiales Token: „${token}“

Mit freundlichen Grüßen`,
  "bold labels and code": `**Hub URL:** \`${hub}\`
- **Role:** CPO
- **Country code:** IN
- **Party ID:** ABC
- **Initial token:** \`${token}\``,
  sentences: `Your platform will connect to our hub at ${hub}. You are registered in the role CPO with country code IN and party ID ABC.
Your initial token is ${token}.`,
  "the party as OCPI writes it": `Hub: hub.chargeindia.com\nYour party: IN*ABC (CPO)\nCREDENTIALS_TOKEN_A: ${token}`,
  "one line, as a box leaves it": `Hello, here are your details. Hub URL: ${hub} Role: CPO Country code: IN Party ID: ABC Initial token: ${token} Regards, the account team`,
  "words between label and value": `Hub (versions endpoint): ${hub}/ocpi/versions
OCPI role = CPO
Country code (ISO 3166-1): IN
Party ID as assigned by us: ABC
Initial token for IN*ABC, use it once: ${token}`,
  "a country by its name": `OCPI hub: ${hub}\nCountry: India\nOperator ID: ABC\nRole: CPO\nToken A: ${token}`,
  "a link that Outlook has wrapped": `Hub URL: https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(`${hub}/`)}&data=05%7C02
Role: CPO, country code: IN, party ID: ABC
Initial token: ${token}`,
  "blanks that are none, and characters that cannot be seen": `Hub\u00A0URL:\u00A0${hub}\u200B\nRole:\u00A0CPO\nCountry\u00A0code:\u2007IN\nParty\u202FID:\u00A0ABC\nInitial\u00A0token:\u00A0${token.slice(0, 5)}\u200B${token.slice(5)}\u00AD\r\n`,
  "Base64, and it says so": `Hub URL: ${hub}\nRole: CPO\nCountry code: IN\nParty ID: ABC\nInitial token (Base64): ${encoded}`,
  "both forms of the token": `Hub URL: ${hub}\nRole: CPO\nParty ID: IN-ABC\nInitial token\n  plain: ${token}\n  Base64: ${encoded}`,
  JSON: `Here you are:\n{ "url": "${hub}/ocpi/versions", "role": "CPO", "country_code": "IN", "party_id": "ABC", "token": "${token}" }`,
  "columns made with many blanks": `Rolle:                       CPO\nLand:                        IN\nParty-ID (Betreiber):        ABC\nHub:                         ${hub}\nRegistrierungstoken:         ${token}`,
  "values below their labels": `Initial-Token (gilt einmalig!)\n${token}\n\nParty-ID\nABC\n\nLändercode\nIN\n\nRolle\nCPO\n\nHub\n${hub}`,
  "a mail with a heading, a signature and a disclaimer": `From: Onboarding Team <onboarding@chargeindia.com>
Sent: Tuesday, 24 November 2026 14:02
Subject: ChargeIndia Hub - OCPI credentials (Initial Token) - [Ticket #INC-20261124-0032]

Dear ma'am, please find below the OCPI 2.2.1 details for M/s Marigold Charging (GSTIN: 29ABCDE1234F1Z5):

1) Country Code - IN
2) Party ID - ABC
3) Role - CPO
4) Hub Versions Endpoint - ${hub}/ocpi/versions
5) CREDENTIALS_TOKEN_A - ${token}

Kindly share your versions URL (e.g. https://your-platform.com/ocpi/2.2.1) by EOD 30/11/2026.

Rahul | +91 98765 43210
https://www.chargeindia.com | https://www.linkedin.com/company/chargeindia
DISCLAIMER: This e-mail and any attachments are confidential.`,
  "the header as curl has it": `Hub: ${hub}\nrole: CPO\nparty_id: "ABC"\ncountry_code: "IN"\ncurl -H "Authorization: Token ${token}" ${hub}/ocpi/versions`,
};

describe("what is found in the account team's mail", () => {
  for (const [form, mail] of Object.entries(whole)) {
    it(`is everything, in ${form}`, () => {
      const { hubs, ...rest } = found(mail);
      assert.deepEqual({ hubs: hubs.map((url) => new URL(url).origin), ...rest }, everything);
    });
  }

  describe("of an initial token", () => {
    const tokensIn = (mail: string): string[] => found(mail).tokens;

    for (const awkward of [
      `initial_0123456789abcdef*&<#"+/=|~%`,
      "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
      "-_abc123-_DEF456_-",
      `${"aB3".repeat(21)}x`,
      "dG9rZW4tb2YtYW4taHVi==",
    ]) {
      it(`is every character: ${awkward.slice(0, 8)}… with ${awkward.length}`, () => {
        for (const mail of [
          `Initial token: ${awkward}`,
          `Initial token: ${awkward}\nRegards`,
          `Initial token:\n\n    ${awkward}\n\nRegards`,
          `| Initial token | ${awkward} |`,
          `Initial token: \`${awkward}\``,
          `Initial token: "${awkward}".`,
          `The initial token is ${awkward}.`,
          `Initial token\t${awkward}\nParty ID\tABC`,
        ])
          assert.deepEqual(tokensIn(mail), [awkward], mail.replace(awkward, "…"));
      });
    }

    it("is not a word of a sentence, a placeholder, an address, a date or a telephone number", () => {
      for (const mail of [
        "The initial token is provided in a separate e-mail.",
        "Your initial token: will follow by SMS",
        "Initial token: <your-initial-token>",
        "Initial token: YOUR_INITIAL_TOKEN_1",
        "Initial token: xxxxxxxxxxxxxxxx",
        "Initial token: ****************",
        "Initial token: ${INITIAL_TOKEN_1}",
        "Initial token: https://vault.example.com/s/1234567890",
        "Initial token: see 2026-11-24",
        "Initial token: ops1@chargeindia.com",
        "Initial token:\n\nRegistrierungsbestätigung folgt",
        "Initial token: 2026-11-24T10:00:00Z",
        `Initial token: ${"a1".repeat(200)}`,
        "Token encoding: base64",
        "Initial token: tök3n-with-ümläuts",
      ])
        assert.deepEqual(tokensIn(mail), [], mail);
    });

    it("is not the token of another one", () => {
      for (const label of [
        "Hub token",
        "Platform token",
        "Token B",
        "token_c",
        "CREDENTIALS_TOKEN_B",
        "Your token",
        "API token",
      ])
        assert.deepEqual(tokensIn(`${label}: ${token}`), [], label);
      assert.deepEqual(tokensIn(`Token A: ${token}\nToken B: made-by-you-123456\nToken C: issued-later-123456`), [
        token,
      ]);
      // What is called the initial one counts, and not what is only called a token.
      assert.deepEqual(tokensIn(`Ticket token: ABCDEF123456\nInitial token: ${token}`), [token]);
    });

    it("are two where a table has a column for each system", () => {
      const mail = `| | Test | Production |\n|---|---|---|\n| Hub URL | https://hub.one.example | https://hub.two.example |\n| Initial token | test_0123456789 | prod_0123456789 |`;
      assert.deepEqual(tokensIn(mail), ["test_0123456789", "prod_0123456789"]);
      assert.deepEqual(
        foundInEmail(mail).tokens.map(({ line }) => line),
        [4, 4],
      );
    });

    it("is decoded only where the mail says that it is Base64, and where it is", () => {
      assert.deepEqual(tokensIn(`Initial token: ${encoded}`), [encoded]);
      const { tokens } = foundInEmail(`Base64 of the initial token: ${encoded}`);
      assert.deepEqual([tokens[0]?.token.reveal(), tokens[0]?.decoded], [token, true]);
      assert.deepEqual(tokensIn("Initial token (Base64): not-base64-0123"), ["not-base64-0123"]);
    });

    it("are two where the mail has two, told apart by line and label and by nothing of theirs", () => {
      const mail = `For production\nInitial token: ${token}\nFor the test system\nToken A: second-0123456789`;
      const { tokens } = foundInEmail(mail);
      assert.deepEqual(
        tokens.map(({ label, line }) => [label, line]),
        [
          ["Initial token", 2],
          ["Token A", 4],
        ],
      );
      assert.ok(!JSON.stringify(tokens).includes("second-"));
      assert.deepEqual(tokensIn(`Initial token: ${token}\n> Initial token: ${token}`), [token]);
    });
  });

  describe("of a hub", () => {
    const hubsIn = (mail: string): string[] => found(mail).hubs;

    it("is its origin, or its versions URL, of all that are at one host", () => {
      assert.deepEqual(hubsIn(`Versions: ${hub}/ocpi/versions, credentials: ${hub}/ocpi/2.2.1/credentials`), [
        `${hub}/ocpi/versions`,
      ]);
      assert.deepEqual(
        hubsIn("Hub: https://roaming.example/api/2.2.1/credentials\nhttps://roaming.example/api/versions"),
        ["https://roaming.example/api/versions"],
      );
    });

    it("is no other address of the mail, and not the platform's own", () => {
      for (const mail of [
        "Website: https://www.chargeindia.com",
        "Documentation: https://docs.chargeindia.com/hub/ocpi",
        "Your platform: https://your-platform.com/ocpi/2.2.1",
        "We have noted your versions URL https://your-platform.com/ocpi/versions",
        "Ihre Plattform: https://your-platform.com/ocpi/2.2.1",
        "Hub support: support@hub.chargeindia.com",
        "https://www.linkedin.com/company/hub",
        "Hub: javascript:alert(1)",
        "Hub: https://hub.chargeindia.com@evil.example/ocpi/versions",
      ])
        assert.deepEqual(hubsIn(mail), [], mail);
    });

    it("are two where a link says another host than it leads to, or where there are two", () => {
      const mail = `<p>Hub: <a href="https://hub.evil.example/ocpi/versions">${hub}</a></p>`;
      assert.deepEqual(hubsIn(mail), ["https://hub.evil.example/ocpi/versions", hub]);
      assert.deepEqual(hubsIn("Production hub: https://hub.one.example\nSandbox hub: https://hub.two.example"), [
        "https://hub.one.example",
        "https://hub.two.example",
      ]);
    });

    it("shows letters of another script for what they are", () => {
      assert.deepEqual(hubsIn("Hub: https://hub.chargeindі\u0430.com"), ["https://hub.xn--chargeind-8yh13b.com"]);
    });
  });

  describe("of a party", () => {
    const partiesIn = (mail: string): string[] => found(mail).parties;

    const tables: readonly (readonly [mail: string, parties: readonly string[]])[] = [
      ["Party ID: in*abc", ["IN*ABC"]],
      ["Party ID: IN-ABC", ["IN*ABC"]],
      ["Party ID: INABC", ["IN*ABC"]],
      ["Party ID: abc\nCountry code: in", ["IN*ABC"]],
      ["Party ID: 007", ["?*007"]],
      ["Country code: IN", ["IN*?"]],
      ["country_code: IN, party_id: 1E5", ["IN*1E5"]],
      ["Your EVSE ids begin with IN*ABC*E", ["IN*ABC"]],
      ["The party id and the token follow", []],
      ["Party ID: see below", []],
      ["Party ID: tbd", ["?*TBD"]],
      ["Country code and party id as agreed", []],
      ["Country: In dia", []],
      ["The Hub's party is IN*CIH", []],
      ["Hub party: IN*CIH\nParty ID: ABC\nCountry code: IN", ["IN*ABC"]],
      ["Party ID: ABC\nCountry code: IN\nRouting is on with IN*XYZ and IN*DRV", ["IN*ABC"]],
      ["Party ID: ABC\nParty ID: XYZ\nCountry code: IN", ["IN*ABC", "IN*XYZ"]],
      ["Country code: IN\nParty ID: ABC\nCountry code: DE\nParty ID: XYZ", ["IN*ABC", "DE*XYZ"]],
      ["| Country code | Party ID |\n| --- | --- |\n| IN | ABC |\n| IN | XYZ |", ["IN*ABC", "IN*XYZ"]],
      ["Party ID: ABC\nParty: IN*ABC", ["IN*ABC"]],
      ["Role\tCountry code\tParty ID\nCPO\tIN\tABC\nEMSP\tIN\tXYZ", ["IN*ABC", "IN*XYZ"]],
      ["Partner ID: ABC, Land: Deutschland", ["DE*ABC"]],
    ];
    for (const [mail, parties] of tables)
      it(`${JSON.stringify(mail)} names ${parties.join(" and ") || "none"}`, () =>
        assert.deepEqual(partiesIn(mail), parties));
  });

  it("knows the role by its label, or by its word, and takes both where there are both", () => {
    assert.deepEqual(found("Role: eMSP\nThe hub connects every CPO").roles, ["EMSP"]);
    assert.deepEqual(found("You join as an eMSP").roles, ["EMSP"]);
    assert.deepEqual(found("The hub connects each CPO with each eMSP").roles, ["CPO", "EMSP"]);
    assert.deepEqual(found("Rolle: CPO").roles, ["CPO"]);
  });

  it("is nothing in a text that is no such mail", () => {
    const nothing = { hubs: [], parties: [], roles: [], tokens: [] };
    for (const text of [
      "",
      "   \n\t",
      "Lunch at 12?",
      "{}",
      "\u0000\u0001",
      "<",
      "<p",
      "|".repeat(50),
      '{"a": [1, 2, 3]}',
    ])
      assert.deepEqual(found(text), nothing, JSON.stringify(text));
  });

  it("takes no longer than a glance, whatever the mail is", () => {
    const seeds = [
      "token ",
      "token: ",
      "Initial token (",
      "party id ",
      "Hub: ",
      "> ",
      "<a href=",
      "<td>",
      "| ",
      "https://",
      "&#x41;",
      "base64 ",
      "IN*ABC ",
      "country code: \n",
      "hub hub ",
      "Token: a1b2c3d4e5f6 ",
      `Initial token: ${token}\n`,
      "your hub https://hub.x/ocpi ",
      `Token${" ".repeat(200)}`,
      `party id${" \n".repeat(40)}`,
      `Initial token ((${"(".repeat(80)}`,
      `country code ${"*-=> ".repeat(20)}`,
      `Token A ${'"'.repeat(300)}`,
      `<td ${"<td ".repeat(50)}`,
      `role\tparty id\t${"x\t".repeat(50)}\n`,
    ];
    for (const seed of seeds) {
      const mail = seed.repeat(Math.ceil(1_000_000 / seed.length));
      const { user } = process.cpuUsage();
      foundInEmail(mail);
      const ms = (process.cpuUsage().user - user) / 1000;
      assert.ok(ms < 1500, `${JSON.stringify(seed)} took ${ms} ms`);
    }
  });
});
