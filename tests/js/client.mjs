// Talks to the socket given with the reference client of graphql-transport-ws, and prints what it heard as JSON.
import { createClient } from "graphql-ws";
import WebSocket from "ws";

const [url, token] = process.argv.slice(2);

function client(authorization) {
  return createClient({
    url,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: authorization ? { authorization } : undefined,
  });
}

async function all(from, request) {
  const heard = [];
  try {
    for await (const result of from.iterate(request)) heard.push(result.data ?? result.errors);
    return { heard, ended: "complete" };
  } catch (error) {
    const ended = Array.isArray(error) ? error.map((entry) => entry.extensions.code) : error.code;
    return { heard, ended };
  }
}

async function firstOf(from, request) {
  for await (const result of from.iterate(request)) return result.data;
}

const signedIn = client(`Bearer ${token}`);
const heard = {
  query: await all(signedIn, { query: "query($name: String!) { hello(name: $name) }", variables: { name: "Ida" } }),
  mutation: await all(signedIn, { query: 'mutation { sell(name: "Fern") }' }),
  stream: await all(signedIn, { query: "subscription { count(to: 3) }" }),
  several: await Promise.all([1, 2, 3].map((to) => all(signedIn, { query: `subscription { count(to: ${to}) }` }))),
  left: await firstOf(signedIn, { query: "subscription { news }" }),
  ending: await all(signedIn, { query: "subscription { ending }" }),
  failing: await all(signedIn, { query: "subscription { failing }" }),
  syntax: await all(signedIn, { query: "{" }),
  validation: await all(signedIn, { query: "{ nothing }" }),
  partial: await all(signedIn, { query: "{ hello broken }" }),
  forged: await all(client("Bearer forged"), { query: "{ hello }" }),
};
await signedIn.dispose();
console.log(JSON.stringify(heard));
