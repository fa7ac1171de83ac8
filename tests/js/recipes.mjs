// Runs the recipes of docs/clients.md as they stand there, against a server, and prints what each of them reads.
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { WebSocket } from "ws";

const [url, token, group] = process.argv.slice(2);
const page = readFileSync(new URL("../../docs/clients.md", import.meta.url), "utf8");
const folder = mkdtempSync(`${tmpdir()}/recipes-`);
symlinkSync(new URL("node_modules", import.meta.url).pathname, `${folder}/node_modules`);

async function recipe(title, exported) {
  const code = page.split(`# ${title}\n`)[1].split("```ts\n")[1].split("```")[0];
  const file = `${folder}/${title.replace(" ", "-")}.mjs`;
  const here = code.replaceAll('"/graphql"', JSON.stringify(url)).replaceAll("wss://usher.example.org/graphql", url.replace("http", "ws"));
  writeFileSync(file, `const token = ${JSON.stringify(token)};\n${here}\nexport { ${exported} };\n`);
  return (await import(file))[exported];
}

const QUERY = "query Me { viewer { id account { id email } } accounts(search: \"\") { totalCount } }";
const BADGE = "subscription { badge { id total } }";

globalThis.WebSocket ??= WebSocket; // as browsers have it
const { gql } = await import("@apollo/client");
const apollo = await recipe("Apollo Client", "client");
const urql = await recipe("urql", "client");
const relay = await recipe("Relay", "environment");
const emails = {
  apollo: (await apollo.query({ query: gql(QUERY) })).data.viewer.account.email,
  urql: (await urql.query(QUERY, {}).toPromise()).data.viewer.account.email,
  relay: (await relay.getNetwork().execute({ text: QUERY, id: null }, {}, {}).toPromise()).data.viewer.account.email,
};
const badge = await new Promise((done) => {
  const { unsubscribe } = urql.subscription(BADGE, {}).subscribe(({ data }) => {
    if (data) done(data.badge.total);
    if (data) setTimeout(() => unsubscribe());
  });
});

const documents = [...page.matchAll(/```graphql\n(.*?)```/gs)].map(([, text]) => text);
const ask = async (query, variables, authorization = `Bearer ${token}`) => {
  const headers = { "content-type": "application/json", authorization };
  return (await fetch(url, { method: "POST", headers, body: JSON.stringify({ query, variables }) })).json();
};

/** Copies a group and follows it with the documents of the page, until its session ends. */
async function copied() {
  const [first, changes] = ["First", "Changes"].map((name) => documents.find((text) => new RegExp(`^\\w+ ${name}\\b`).test(text)));
  const { data } = await ask(first, { group });
  const members = new Map(data.group.members.nodes.map((member) => [member.id, member.account.name]));
  const follow = await recipe("Following", "follow");
  const following = follow(changes, { group, after: data.group.liveCursor }, "groupChanges", ({ member, subjectId }) => {
    if (member) members.set(member.id, member.account.name);
    else members.delete(subjectId);
    ask("mutation { logOut { userErrors { code } } }");
  });
  await ask('mutation { updateProfile(input: { name: "Renamed" }) { userErrors { code } } }');
  const ended = await following.catch(({ code }) => code);
  return { members: [...members.values()], ended };
}

process.stdout.write(JSON.stringify({ ...emails, badge, ...(await copied()) }), () => process.exit(0));
