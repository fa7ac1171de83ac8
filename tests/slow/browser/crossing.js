// What a page can try against another origin without its leave. Given where, and what to ask, it answers with
// every attempt and the text that it could read of the answer; null where the browser, or the server, let it read none.
async ({ site, mutation, query }) => {
  const body = JSON.stringify({ query: mutation });
  const attempts = [];

  const attempt = async (what, run) => {
    let read = null;
    try {
      read = await Promise.race([run(), new Promise((done) => setTimeout(done, 10000, null))]);
    } catch {
      read = null;
    }
    attempts.push({ what, read: read || null });
  };

  const bodies = {
    "text/plain": () => body,
    "application/x-www-form-urlencoded": () => new URLSearchParams({ query: mutation }),
    "multipart/form-data": () => {
      const form = new FormData();
      form.set("query", mutation);
      form.set("operations", body);
      form.set("map", "{}");
      return form;
    },
    none: () => new Blob([body]),
    "application/json in no-cors": () => body,
  };
  const fetched = async (address, options) => (await fetch(address, options)).text();

  for (const credentials of ["include", "omit"]) {
    for (const mode of ["cors", "no-cors"]) {
      for (const [kind, make] of Object.entries(bodies)) {
        const asJson = kind.startsWith("application/json");
        if (asJson && mode === "cors") continue;
        const headers = kind === "text/plain" || asJson ? { "content-type": kind.split(" ")[0] } : {};
        await attempt(`POST ${kind} ${mode} ${credentials}`, () =>
          fetched(`${site}/graphql`, { method: "POST", mode, credentials, headers, body: make() }),
        );
      }
      for (const text of [mutation, query]) {
        await attempt(`GET ${mode} ${credentials}`, () =>
          fetched(`${site}/graphql?query=${encodeURIComponent(text)}`, { mode, credentials }),
        );
      }
    }
    const headers = { "content-type": "application/json" };
    for (const text of [mutation, query]) {
      await attempt(`POST application/json ${credentials}`, () =>
        fetched(`${site}/graphql`, { method: "POST", credentials, headers, body: JSON.stringify({ query: text }) }),
      );
    }
  }

  await attempt("beacon", async () => {
    navigator.sendBeacon(`${site}/graphql`, new Blob([body], { type: "text/plain" }));
    return null;
  });

  for (const protocols of [["graphql-transport-ws"], ["graphql-ws"], []]) {
    for (const text of [mutation, query]) {
      await attempt(`socket ${protocols}`, () => new Promise((done, failed) => {
        const socket = new WebSocket(`${site.replace("http", "ws")}/graphql`, protocols);
        socket.onopen = () => {
          socket.send(JSON.stringify({ type: "connection_init" }));
        };
        socket.onmessage = ({ data }) => {
          const message = JSON.parse(data);
          if (message.type === "connection_ack") {
            socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: text } }));
          } else if (message.type !== "ping") {
            done(data);
            socket.close();
          }
        };
        socket.onclose = failed;
        socket.onerror = failed;
      }));
    }
  }
  return attempts;
}
