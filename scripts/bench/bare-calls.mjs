// The calls of a verification and nothing else: what the Action is measured beside. URLs as arguments, token in the environment.
// No TypeScript, whose types Node would have to take out first.
import { get } from "node:http";
import { argv, env } from "node:process";

await Promise.all(argv.slice(2).map(async (url) => called(url)));

async function called(url) {
  const answer = await new Promise((done, failed) => {
    get(url, { headers: { authorization: `Token ${env.TOKEN}` } }, done).on("error", failed);
  });
  let body = "";
  for await (const chunk of answer.setEncoding("utf8")) body += chunk;
  const { status_code: code } = JSON.parse(body);
  if (code !== 1000) throw new Error(`${url} answered ${code}`);
}
