// Opens as many sockets as an account may have, and one more, which retries as graphql-ws does; then one closes.
import { createClient } from "graphql-ws";
import WebSocket from "ws";

const [url, token, most] = process.argv.slice(2);
const closed = [];

function tab(onClosed) {
  return createClient({
    url,
    webSocketImpl: WebSocket,
    lazy: false,
    connectionParams: { Authorization: `Bearer ${token}` },
    on: { closed: (event) => onClosed?.(event.code) },
    retryWait: () => new Promise((again) => setTimeout(again, 200)),
    onNonLazyError: () => {},
  });
}

const opened = (client) => new Promise((done) => client.on("connected", done));

const tabs = [];
for (let number = 0; number < Number(most); number += 1) {
  tabs.push(tab());
  await opened(tabs.at(-1));
}
const late = tab((code) => {
  closed.push(code);
  tabs[0]?.dispose();
});
const data = await new Promise((done, error) =>
  late.subscribe({ query: "{ hello }" }, { next: (result) => done(result.data), error, complete: () => {} }),
);
console.log(JSON.stringify({ closed: closed.slice(0, 1), data }));
process.exit(0);
