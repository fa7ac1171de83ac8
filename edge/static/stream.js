// One subscription on a socket of its own, in graphql-transport-ws.

/**
 * Opens a socket, asks, and tells what comes.
 * on: { began(), next(payload), error(errors), ended(why, bad) }; gives { stop() }.
 */
export function openStream(endpoint, authorization, request, on) {
  const address = new URL(endpoint, location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(address, "graphql-transport-ws");
  const say = (message) => socket.send(JSON.stringify(message));
  let outcome = null;

  socket.addEventListener("open", () => say({ type: "connection_init", payload: authorization ? { authorization } : {} }));
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(data);
    if (message.type === "connection_ack") {
      say({ id: "1", type: "subscribe", payload: request });
      on.began();
    } else if (message.type === "ping") {
      say({ type: "pong" });
    } else if (message.type === "next") {
      on.next(message.payload);
    } else if (message.type === "error") {
      on.error(message.payload);
      outcome = ["ended by an error", true];
      socket.close(1000);
    } else if (message.type === "complete") {
      outcome = ["complete", false];
      socket.close(1000);
    }
  });
  socket.addEventListener("close", ({ code, reason }) => on.ended(...(outcome ?? [`closed: ${code} ${reason}`, true])));

  return {
    stop() {
      outcome = ["stopped", false];
      if (socket.readyState === WebSocket.OPEN) say({ id: "1", type: "complete" });
      socket.close(1000);
    },
  };
}
