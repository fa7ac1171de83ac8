import { UsherGroupChanges, UsherViewerChanges } from "./documents.js";
import type { Stream } from "./following.js";

/**
 * Everything that happens in a group. It brings no objects, so each event has the shown page read again; a document of
 * one's own for `groupChanges` that selects the screen's fragments saves most of these readings.
 */
export function groupChanges(groupId: string): Stream {
  return { document: UsherGroupChanges, variables: { groupId } };
}

/** Everything that is the viewer's own: memberships, invitations, notifications, assignments, sessions. */
export function viewerChanges(): Stream {
  return { document: UsherViewerChanges };
}
