import assert from "node:assert/strict";
import { actionWords } from "../../src/core/findings/action-words.ts";
import { catalogue } from "../../src/core/findings/catalogue.ts";
import { commandVaultWords } from "../../src/core/findings/command-vault-words.ts";
import { configFindings } from "../../src/core/findings/config.ts";
import { confirmationFindings } from "../../src/core/findings/confirmation.ts";
import { dryRunFindings } from "../../src/core/findings/dry-run.ts";
import { editorWords } from "../../src/core/findings/editor-words.ts";
import { exchangeFindings } from "../../src/core/findings/exchange.ts";
import { isToDo } from "../../src/core/findings/finding.ts";
import { hubTokenFindings } from "../../src/core/findings/hub-token.ts";
import { hubFindings } from "../../src/core/findings/hub.ts";
import { inputFindings } from "../../src/core/findings/inputs.ts";
import { partyFindings } from "../../src/core/findings/parties.ts";
import { partyListFindings } from "../../src/core/findings/party-list.ts";
import { payloadFindings } from "../../src/core/findings/payload.ts";
import { allConnectionsFindings } from "../../src/core/findings/all-connections.ts";
import { planFindings } from "../../src/core/findings/plan.ts";
import { platformFindings } from "../../src/core/findings/platform.ts";
import { platformDetailsFindings } from "../../src/core/findings/platform-details.ts";
import { preflightFindings } from "../../src/core/findings/preflight.ts";
import { receiverFindings } from "../../src/core/findings/receivers.ts";
import { rehearsalFindings } from "../../src/core/findings/rehearsal.ts";
import { recoveryFindings } from "../../src/core/findings/recovery.ts";
import { routingFindings } from "../../src/core/findings/routing.ts";
import { runFindings } from "../../src/core/findings/run.ts";
import { sampleFileFindings } from "../../src/core/findings/sample-files.ts";
import { sampleFindings } from "../../src/core/findings/samples.ts";
import { tokenFindings } from "../../src/core/findings/tokens.ts";
import { trackedIssueFindings } from "../../src/core/findings/tracked-issue.ts";
import { unregistrationFindings } from "../../src/core/findings/unregistration.ts";
import { vaultFindings } from "../../src/core/findings/vault.ts";
import { vaultCommandFindings } from "../../src/core/findings/vault-command.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import { ocpi221 } from "../../src/core/profiles/ocpi-2.2.1.ts";
import { findingOf } from "../support/finding-of.ts";
import { everyFinding } from "../support/every-finding.ts";

const areas = [
  inputFindings,
  configFindings,
  tokenFindings,
  payloadFindings,
  hubFindings,
  platformFindings,
  platformDetailsFindings,
  preflightFindings,
  receiverFindings,
  rehearsalFindings,
  vaultFindings,
  vaultCommandFindings,
  exchangeFindings,
  recoveryFindings,
  hubTokenFindings,
  confirmationFindings,
  unregistrationFindings,
  partyFindings,
  dryRunFindings,
  sampleFileFindings,
  sampleFindings,
  partyListFindings,
  routingFindings,
  runFindings,
  trackedIssueFindings,
  planFindings,
  allConnectionsFindings,
];

const faces = {
  workflow: actionWords,
  "workflow with a vault of its own": commandVaultWords(actionWords),
  editor: editorWords,
};

describe("the catalogue of findings", () => {
  it("has each code in one area, so that no entry takes the place of another", () => {
    const codes = areas.flatMap((area) => Object.keys(area));
    assert.equal(new Set(codes).size, codes.length);
    assert.deepEqual(Object.keys(catalogue).toSorted(), codes.toSorted());
  });

  it("names for each entry a check and where its rule comes from", () => {
    for (const [code, { check, source }] of Object.entries(catalogue)) {
      assert.match(check, /^(?:[A-Z]{3}-\d\d|INPUT|CONFIG|SAMPLE|VAULT|NET)$/, code);
      assert.notEqual(source, "", code);
    }
  });

  for (const [face, words] of Object.entries(faces)) {
    it(`gives each finding a headline of one sentence, in the words of the ${face}`, () => {
      for (const finding of everyFinding) {
        for (const profile of [chargeindia, ocpi221]) {
          const [headline] = findingOf(finding, { words, profile }).message;
          assert.match(headline, /^\S.*[.!?]$/, finding.code);
          assert.doesNotMatch(headline, /[.!?] [A-Z]/, finding.code);
        }
      }
    });
  }

  it("asks for something to do only where there is a fix", () => {
    const found = everyFinding.map((finding) => findingOf(finding, { words: actionWords, profile: chargeindia }));
    assert.ok(found.every((finding) => !isToDo(finding) || finding.fix !== undefined));
    assert.ok(found.some((finding) => !isToDo(finding) && finding.fix !== undefined));
  });
});
