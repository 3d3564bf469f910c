// The calls of many verifications and nothing else, eight at a time: what `connection: all` is measured beside. The hub's origin
// and how many connections as arguments. No TypeScript, whose types Node would have to take out first.
import { argv } from "node:process";
import { Agent, fetch } from "undici";

const [, , origin, count] = argv;
const dispatcher = new Agent({ connections: 8 });
const row = Array.from({ length: Number(count) }, (_none, index) => index).values();

await Promise.all(
  Array.from({ length: 8 }, async () => {
    for (const index of row) {
      const party = index.toString(36).toUpperCase().padStart(3, "0");
      const paths = ["versions", "2.2.1", "2.2.1/hubclientinfo", `2.2.1/hubclientinfo/IN/${party}`];
      await Promise.all(
        paths.map(async (path) => called(`${origin}/ocpi/${path}`, `hub-token-of-connection-${index}`)),
      );
    }
  }),
);

async function called(url, token) {
  const answer = await fetch(url, { dispatcher, headers: { authorization: `Token ${token}` } });
  const { status_code: code } = await answer.json();
  if (code !== 1000) throw new Error(`${url} answered ${code}`);
}
