// Asks the edge as Apollo Client and urql do with their links for persisted queries, and prints what came as JSON.
import { createHash } from "node:crypto";
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { Client, fetchExchange, subscriptionExchange } from "@urql/core";
import { persistedExchange } from "@urql/exchange-persisted";
import { createClient } from "graphql-ws";
import WebSocket from "ws";

const [http, ws] = process.argv.slice(2);
const QUERY = "query Greet($name: String!) { hello(name: $name) }";
const MUTATION = "mutation Sell { sell(name: \"Fern\") }";
const STREAM = "subscription Count { count(to: 2) }";

let requests = 0;
const counting = (...given) => {
  requests += 1;
  return fetch(...given);
};
const socket = createClient({ url: ws, webSocketImpl: WebSocket, retryAttempts: 0 });

async function apollo(options) {
  const sha256 = (text) => createHash("sha256").update(text).digest("hex");
  const persisted = new PersistedQueryLink({ sha256, ...options });
  const over = (link) => new ApolloClient({ cache: new InMemoryCache(), link: ApolloLink.from([persisted, link]) });
  const client = over(new HttpLink({ uri: http, fetch: counting }));
  const values = [];
  requests = 0;
  const asked = async (name) => (await client.query({ query: gql(QUERY), variables: { name } })).data;
  const query = [await asked("Ida"), await asked("Max")];
  const made = requests;
  const { data: mutation } = await client.mutate({ mutation: gql(MUTATION) });
  const overSocket = over(new GraphQLWsLink(socket));
  await new Promise((complete, error) =>
    overSocket.subscribe({ query: gql(STREAM) }).subscribe({ next: ({ data }) => values.push(data), complete, error }),
  );
  return { query, requests: made, mutation, stream: values };
}

async function urql(options) {
  const client = new Client({
    url: http,
    fetch: counting,
    exchanges: [
      persistedExchange({ enableForMutation: true, enableForSubscriptions: true, ...options }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (request) => ({
          subscribe: (sink) => ({ unsubscribe: socket.subscribe(request, sink) }),
        }),
      }),
    ],
  });
  const values = [];
  requests = 0;
  const asked = async (name) => (await client.query(QUERY, { name })).data;
  const query = [await asked("Ida"), await asked("Max")].map((data) => ({ hello: data?.hello }));
  const made = requests;
  const { data: mutation } = await client.mutation(MUTATION, {});
  await new Promise((done, fail) => {
    const { unsubscribe } = client.subscription(STREAM, {}).subscribe((result) => {
      if (result.error) fail(result.error);
      if (result.data) values.push(result.data);
      if (values.length === 2) {
        unsubscribe?.();
        done();
      }
    });
  });
  return { query, requests: made, mutation: { sell: mutation?.sell }, stream: values };
}

const found = {
  apollo: await apollo({}),
  "apollo by GET": await apollo({ useGETForHashedQueries: true }),
  urql: await urql({}),
  "urql by POST": await urql({ preferGetForPersistedQueries: false }),
};
await socket.dispose();
console.log(JSON.stringify(found));
process.exit(0);
