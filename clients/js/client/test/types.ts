// What a product writes, compiled with every check on: types come from the document alone.
import { Client, groupChanges, UsherError, type Live, type Shown, type TypedDocument } from "@usher-graph/client";

interface Screen {
  readonly group: { readonly id: string; readonly name: string } | null;
}
declare const Screen: TypedDocument<Screen, { id: string }>;
declare const Changes: TypedDocument<unknown, { groupId: string; after?: string | null }>;

const client = new Client({
  url: "https://usher.example.org/graphql",
  token: async (refused) => (refused ? null : "ush_s_…"),
});

export const screen: Live<Screen, { id: string }> = client.live(Screen, {
  variables: { id: "1" },
  streams: [{ document: Changes, variables: { groupId: "1" }, cursor: (data) => data.group?.id }],
});
export const rows = client.live(Screen, {
  variables: { id: "1" },
  streams: (data) => (data.group ? [groupChanges(data.group.id)] : []),
});
export const stop: () => void = screen.subscribe(({ status, data, error }: Shown<Screen>) => {
  const name: string | undefined = data?.group?.name;
  const state: "connecting" | "live" | "ended" = status;
  if (error instanceof UsherError && error.isSignedOut) console.log(state, name, error.code);
});
// @ts-expect-error: the document takes an ID
void client.query(Screen, { name: "1" });
// @ts-expect-error: there is no such field
void client.query(Screen, { id: "1" }).then(({ data }) => data.nothing);
