// Plays all steps with one client for each person; after each, every screen in the cache must equal a fresh one.
import { readFileSync } from "node:fs";
import { buildSchema } from "graphql";
import { CLIENTS } from "./clients.mjs";
import { mutation, SDL, stream, text } from "./documents.mjs";
import { FOLLOWER, NOT_CACHED, screens, STEPS, STREAMS } from "./steps.mjs";

const [name, file, artifacts] = process.argv.slice(2);
const world = JSON.parse(readFileSync(file, "utf8"));
const url = `${world.url}/graphql`;
const headers = (role) => ({ authorization: `Bearer ${world.tokens[role]}` });
const warnings = [];
console.warn = console.error = (...said) => warnings.push(said.map(String).join(" ").slice(0, 300));

world.ask = async (role, query, variables = {}) => {
  const answer = await fetch(url, {
    method: "POST", headers: { ...headers(role), "content-type": "application/json" }, body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(JSON.stringify(errors).slice(0, 600));
  return data;
};

/** A value without what clients add of their own, with its keys in order. */
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  const names = Object.keys(value).filter((one) => !one.startsWith("__")).sort();
  return Object.fromEntries(names.map((one) => [one, plain(value[one])]));
}
const same = (one, other) => JSON.stringify(plain(one)) === JSON.stringify(plain(other));

const variablesOf = (document) => (document.head ? { g: world.group } : {});

/** A client that has all screens of a person open. */
async function opened(role) {
  const client = await CLIENTS[name](url, headers(role), artifacts);
  for (const one of screens(role)) await client.open(one, variablesOf(one));
  return client;
}

/** The screens of somebody that differ from the database. */
async function stale(client, role) {
  const found = [];
  for (const one of screens(role)) {
    const fresh = await world.ask(role, text(one), variablesOf(one));
    const cached = client.cached(one, variablesOf(one));
    if (!same(cached, fresh)) found.push({ screen: one.name, ...difference(plain(cached), plain(fresh)) });
  }
  return found;
}

/** Where two values differ first, for whoever reads the failure. */
function difference(cached, fresh, path = "") {
  const both = cached && fresh && typeof cached === "object" && typeof fresh === "object";
  if (both) {
    for (const key of new Set([...Object.keys(cached), ...Object.keys(fresh)]))
      if (!same(cached[key], fresh[key])) return difference(cached[key], fresh[key], `${path}.${key}`);
  }
  return { path, cached: JSON.stringify(cached)?.slice(0, 200), fresh: JSON.stringify(fresh)?.slice(0, 200) };
}

/** The follower's screens that no event has brought up to date. */
async function unheard() {
  const until = Date.now() + 20_000;
  let found = await stale(follower, FOLLOWER);
  while (found.length && Date.now() < until) {
    await new Promise((done) => setTimeout(done, 50));
    found = await stale(follower, FOLLOWER);
  }
  return found;
}

const problems = [];
const began = Date.now();
const follower = await opened(FOLLOWER);
const took = Date.now() - began;
for (const field of STREAMS) {
  const document = stream(field, FOLLOWER);
  await follower.follow(document, variablesOf(document), (error) => problems.push({ field, error: String(error) }));
}
// Until the streams have begun, of which they say nothing: on a slow machine longer than to read all screens.
await new Promise((done) => setTimeout(done, Math.max(500, took)));

for (const [role, field, input] of STEPS) {
  const client = await opened(role);
  try {
    const data = await client.change(mutation(field, role), { input: await input(world) });
    if (data[field].userErrors.length) problems.push({ role, field, userErrors: data[field].userErrors });
  } catch (error) {
    problems.push({ role, field, error: String(error).slice(0, 600) });
  }
  for (const one of await stale(client, role)) problems.push({ role, field, ...one });
  for (const one of await unheard()) problems.push({ follower: field, ...one });
}
const fields = Object.keys(buildSchema(SDL).getMutationType().getFields());
const played = new Set(STEPS.map(([, field]) => field));
const missing = fields.filter((field) => !played.has(field) && !NOT_CACHED.includes(field));
process.stdout.write(JSON.stringify({ problems, missing, warnings }), () => process.exit(0));
