// Runs the recipes of docs/clients.md as they stand there, against a server, and prints what each of them reads.
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";

const [url, token] = process.argv.slice(2);
const page = readFileSync(new URL("../../docs/clients.md", import.meta.url), "utf8");
const folder = mkdtempSync(`${tmpdir()}/recipes-`);
symlinkSync(new URL("node_modules", import.meta.url).pathname, `${folder}/node_modules`);

async function recipe(title, exported) {
  const code = page.split(`### ${title}\n`)[1].split("```ts\n")[1].split("```")[0];
  const file = `${folder}/${title.replace(" ", "-")}.mjs`;
  const here = code.replaceAll('"/graphql"', JSON.stringify(url));
  writeFileSync(file, `const token = ${JSON.stringify(token)};\n${here}\nexport { ${exported} };\n`);
  return (await import(file))[exported];
}

const QUERY = "query Me { viewer { id account { id email } } accounts(search: \"\") { totalCount } }";
const BADGE = "subscription { badge { id total } }";

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
process.stdout.write(JSON.stringify({ ...emails, badge }), () => process.exit(0));
