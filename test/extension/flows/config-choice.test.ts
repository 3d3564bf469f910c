import assert from "node:assert/strict";
import { chooseConfig } from "../../../src/extension/flows/config-choice.ts";
import type { ConnectionEntry } from "../../../src/extension/state/connection-entry.ts";
import { ScriptedDialogs } from "../../support/editor-window.ts";

const [north, south] = ["file:///north/ocpi.yml", "file:///south/ocpi.yml"] as const;

function entry(config: string, name: string): ConnectionEntry {
  const folder = new URL(config).pathname.split("/")[1];
  return { key: { config, name }, folder, source: "file" } as ConnectionEntry;
}

describe("a command that is about all connections of a file", () => {
  let dialogs: ScriptedDialogs;

  beforeEach(() => {
    dialogs = new ScriptedDialogs();
  });

  it("asks for nothing where one folder has all of them", async () => {
    assert.equal(await chooseConfig(dialogs, [entry(north, "a"), entry(north, "b")]), north);
    assert.equal(await chooseConfig(dialogs, []), undefined);
    assert.deepEqual(dialogs.shown, []);
  });

  it("asks which folder's where several have some, and for no connection", async () => {
    dialogs.pressed.push(["Which folder's ocpi.yml?", "south"]);
    assert.equal(await chooseConfig(dialogs, [entry(north, "a"), entry(north, "b"), entry(south, "c")]), south);
    assert.deepEqual(
      dialogs.shown.filter((text) => text !== ""),
      ["Which folder's ocpi.yml?", "north", "south"],
    );
  });
});
