// Apollo Client, urql's graphcache and Relay as they come, behind one face: run a document, read a screen from the cache.
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache, Observable } from "@apollo/client";
import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { print } from "graphql";
import { createClient } from "graphql-sse";
import relay from "relay-runtime";
import { possibleTypes, text } from "./documents.mjs";

const sse = (url, headers) => createClient({ url, headers, retryAttempts: 0 });

function apollo(url, headers) {
  const events = sse(url, headers);
  const streams = new ApolloLink(
    (operation) =>
      new Observable((sink) =>
        events.subscribe({ query: print(operation.query), variables: operation.variables }, {
          next: (value) => sink.next(value), error: (error) => sink.error(error), complete: () => sink.complete(),
        })),
  );
  const link = ApolloLink.split(({ operationType }) => operationType === "subscription", streams, new HttpLink({ uri: url, headers }));
  const client = new ApolloClient({ link, cache: new InMemoryCache({ possibleTypes: possibleTypes() }) });
  return {
    open: async (document, variables) => (await client.query({ query: gql(text(document)), variables })).data,
    change: async (document, variables) => (await client.mutate({ mutation: gql(text(document)), variables })).data,
    cached: (document, variables) => client.readQuery({ query: gql(text(document)), variables }),
    follow: (document, variables, failed) =>
      client.subscribe({ query: gql(text(document)), variables }).subscribe({
        next: ({ error }) => error && failed(error), error: failed,
      }),
  };
}

function urql(url, headers) {
  const client = new Client({
    url, fetchOptions: { headers }, fetchSubscriptions: true, preferGetMethod: false,
    exchanges: [cacheExchange(), fetchExchange],
  });
  const done = async (result) => {
    if (result.error) throw result.error;
    return result.data;
  };
  return {
    open: async (document, variables) => done(await client.query(text(document), variables).toPromise()),
    change: async (document, variables) => done(await client.mutation(text(document), variables).toPromise()),
    cached: (document, variables) => client.readQuery(text(document), variables, { requestPolicy: "cache-only" })?.data ?? null,
    follow: (document, variables, failed) =>
      client.subscription(text(document), variables).subscribe(({ error }) => error && failed(error)),
  };
}

async function relayClient(url, headers, artifacts) {
  const { commitMutation, createOperationDescriptor, Environment, fetchQuery, Network, RecordSource, requestSubscription, Store } = relay;
  const events = sse(url, headers);
  const ask = async ({ text: query }, variables) =>
    (await fetch(url, { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify({ query, variables }) })).json();
  const subscribe = ({ text: query }, variables) =>
    relay.Observable.create((sink) =>
      events.subscribe({ query, variables }, { next: (value) => sink.next(value), error: (error) => sink.error(error), complete: () => sink.complete() }));
  const environment = new Environment({ network: Network.create(ask, subscribe), store: new Store(new RecordSource()) });
  const operation = async ({ name }) => (await import(`${artifacts}/${name}.graphql.js`)).default;
  const retained = new Map();
  return {
    open: async (document, variables) => {
      const query = await operation(document);
      const found = await fetchQuery(environment, query, variables).toPromise();
      const descriptor = createOperationDescriptor(query, variables);
      retained.set(document.name, [descriptor, environment.retain(descriptor)]);
      return found;
    },
    change: async (document, variables) => {
      const mutation = await operation(document);
      return new Promise((done, failed) =>
        commitMutation(environment, {
          mutation, variables, onError: failed, onCompleted: (data, errors) => (errors ? failed(new Error(JSON.stringify(errors))) : done(data)),
        }));
    },
    cached: (document) => {
      const read = environment.lookup(retained.get(document.name)[0].fragment);
      return read.isMissingData ? null : read.data;
    },
    follow: async (document, variables, failed) =>
      requestSubscription(environment, { subscription: await operation(document), variables, onError: failed }),
  };
}

export const CLIENTS = { apollo, urql, relay: relayClient };
