import assert from "node:assert/strict";
import { SandboxHub, type DeskState } from "../../../src/extension/state/sandbox-hub.ts";

const built = new URL("../../../lib/sandbox/worker.js", import.meta.url);

describe("the sandbox Hub of the editor", () => {
  let sandbox: SandboxHub;
  let ended = 0;

  beforeEach(() => {
    ended = 0;
    sandbox = new SandboxHub(built, () => (ended += 1));
  });

  afterEach(() => sandbox.stop());

  async function statusOf(url: string, token: string): Promise<number | undefined> {
    const headers = { authorization: `Token ${token}` };
    return fetch(url, { headers }).then(
      ({ status }) => status,
      () => undefined,
    );
  }

  it("answers to the tokens that it hands over, and leaves this thread's globals alone", async () => {
    const before = [globalThis.Request, globalThis.Response];
    const { hubUrl, initialToken, platformUrl, platformToken, party } = await sandbox.start();
    assert.deepEqual(party, { role: "CPO", country_code: "IN", party_id: "ABC" });
    assert.equal(await statusOf(`${hubUrl}/ocpi/versions`, initialToken), 200);
    assert.equal(await statusOf(`${hubUrl}/ocpi/versions`, platformToken), 401);
    assert.equal(await statusOf(platformUrl, platformToken), 200);
    assert.deepEqual([globalThis.Request, globalThis.Response], before);
    assert.equal(sandbox.running, true);
  });

  it("turns the switches of its desk, and says how things are whenever that changes", async () => {
    const told: DeskState[] = [];
    let changed = Promise.withResolvers<DeskState>();
    const withDesk = new SandboxHub(built, undefined, (desk) => {
      told.push(desk);
      changed.resolve(desk);
    });
    const next = async (): Promise<DeskState> => {
      const desk = await changed.promise;
      changed = Promise.withResolvers<DeskState>();
      return desk;
    };
    try {
      const { hubUrl, initialToken, platformUrl, platformToken } = await withDesk.start();
      const { switches, on, status } = await next();
      assert.deepEqual([switches.length, on, status], [5, [], "NOT_REGISTERED"]);
      withDesk.press("token-refused", true);
      assert.deepEqual((await next()).on, ["token-refused"]);
      assert.equal(await statusOf(`${hubUrl}/ocpi/versions`, initialToken), 401);
      withDesk.press("token-refused", false);
      await next();
      assert.equal(await statusOf(`${hubUrl}/ocpi/versions`, initialToken), 200);
      withDesk.press("platform-token-wrong", true);
      await next();
      assert.equal(await statusOf(platformUrl, platformToken), 401);
      withDesk.press("platform-down", true);
      await next();
      assert.equal(await statusOf(platformUrl, platformToken), undefined);
      assert.ok(told.every((desk) => !JSON.stringify(desk).includes(initialToken)));
    } finally {
      await withDesk.stop();
    }
  });

  it("is gone when it is stopped, and a new one knows nothing of it", async () => {
    const first = await sandbox.start();
    const second = await sandbox.start();
    assert.equal(await statusOf(`${first.hubUrl}/ocpi/versions`, first.initialToken), undefined);
    assert.equal(await statusOf(`${second.hubUrl}/ocpi/versions`, first.initialToken), 401);
    await sandbox.stop();
    assert.equal(await statusOf(`${second.hubUrl}/ocpi/versions`, second.initialToken), undefined);
    assert.deepEqual([sandbox.running, ended], [false, 0]);
  });

  it("is one, however often it is started at once", async () => {
    const [first, second] = await Promise.all([sandbox.start(), sandbox.start()]);
    assert.equal(first, second);
    await sandbox.stop();
    assert.equal(await statusOf(`${first.hubUrl}/ocpi/versions`, first.initialToken), undefined);
  });

  it("says in a sentence why it did not start", async () => {
    const nowhere = new SandboxHub(new URL("nowhere.js", built));
    await assert.rejects(nowhere.start(), /^Error: The sandbox Hub did not start: Cannot find module/);
    const silent = new SandboxHub(new URL("data:text/javascript,1"));
    await assert.rejects(silent.start(), /it ended before it was ready\./);
    assert.equal(silent.running, false);
  });

  it("tells when it ends by itself", async () => {
    const text = `
      import { parentPort } from "node:worker_threads";
      const party = { role: "CPO", country_code: "IN", party_id: "ABC" };
      parentPort.postMessage({ hubUrl: "", initialToken: "", platformUrl: "", platformToken: "", party });
      setTimeout(() => { throw new Error("it broke"); }, 20);
      setInterval(() => undefined, 1000);`;
    const { promise, resolve } = Promise.withResolvers<void>();
    const short = new SandboxHub(new URL(`data:text/javascript,${encodeURIComponent(text)}`), resolve);
    await short.start();
    await promise;
    assert.equal(short.running, false);
  });
});
