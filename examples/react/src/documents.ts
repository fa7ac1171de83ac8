import type { TypedDocument } from "@usher-graph/client";

interface Groups {
  viewer: { memberships: { nodes: { id: string; group: { id: string; name: string } }[] } } | null;
}

export const GROUPS: TypedDocument<Groups, object> = `query Groups {
  viewer { id liveCursor memberships(first: 50) { nodes { id group { id name } } } }
}`;

interface Group {
  group: {
    id: string;
    name: string;
    viewerActions: string[];
    members: { totalCount: number; nodes: { id: string; account: { name: string } }[] };
  } | null;
}

export const GROUP: TypedDocument<Group, { id: string; first: number }> = `query Group($id: ID!, $first: Int!) {
  group(id: $id) { id liveCursor name viewerActions
    members(first: $first) { totalCount nodes { id account { name } } } }
}`;

interface Renamed {
  updateGroup: { group: { id: string; name: string } | null; userErrors: { message: string }[] };
}

export const RENAME: TypedDocument<Renamed, { id: string; name: string }> = `mutation Rename($id: ID!, $name: String!) {
  updateGroup(input: { groupId: $id, name: $name }) { group { id name } userErrors { message } }
}`;
