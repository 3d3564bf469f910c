import assert from "node:assert/strict";
import { placeNamedBy } from "../../src/action/secret-location.ts";
import { actionInputs, type GivenInputs } from "../support/action-inputs.ts";

const repository = { owner: "your-company", repo: "ocpi" };
const place = { store: "command", command: "vault.sh", connection: "north", secretName: "OCPI_HUB_TOKEN" };

function found(state: unknown, given: GivenInputs = {}): unknown {
  const inputs = actionInputs({ store: "command", vaultCommand: "vault.sh", githubToken: "", ...given });
  return placeNamedBy(inputs, repository)(state);
}

describe("the place that a post step takes from its state", () => {
  it("is the command of the inputs, for the connection that they name", () => {
    assert.deepEqual(found(place, { connection: "north" }), place);
    assert.equal(found(place, { connection: "south" }), undefined);
  });

  it("may be of any connection where only the config names one", () => {
    assert.deepEqual(found(place), place);
    assert.equal(found({ ...place, connection: "../north" }), undefined);
  });

  it("is none where the state names another command, secret or vault", () => {
    assert.equal(found({ ...place, command: "other.sh" }), undefined);
    assert.equal(found({ ...place, secretName: "OTHER" }), undefined);
    assert.equal(found(place, { store: "repository" }), undefined);
    assert.equal(
      found({ store: "repository", ...repository, environment: "", secretName: "OCPI_HUB_TOKEN" }),
      undefined,
    );
    for (const state of [undefined, "", 1, [], { connection: 1 }]) assert.equal(found(state), undefined);
  });
});
