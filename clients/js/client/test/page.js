// A page that follows one group; the driver reads `screen.current`, and compares it with what a fresh page would load.
import { Client, groupChanges } from "@usher-graph/client";
import { sse } from "@usher-graph/client/sse";

globalThis.follow = ({ url, token, query, id, isSse }) => {
  const client = new Client({ url, token: () => token, ...(isSse && { transport: sse }) });
  globalThis.screen = client.live(query, { variables: { id }, streams: [groupChanges(id)] });
};
