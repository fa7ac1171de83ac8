import { graphql } from "./graphql";

const BADGE = graphql(`fragment BadgeParts on Badge @_unmask { total pendingInvitations unreadNotifications }`);
const NOTIFICATION = graphql(`fragment NotificationParts on Notification @_unmask { id message createdAt readAt }`);
const INVITATION = graphql(
  `fragment InvitationParts on Invitation @_unmask { id status role group { name } invitedBy { name } }`,
);

/** All that the page shows, and the cursor at which it was so: both read in one snapshot. */
export const Snapshot = graphql(
  `query Snapshot {
    viewer {
      liveCursor
      badge { ...BadgeParts }
      notifications(first: 50) { nodes { ...NotificationParts } }
      invitations(first: 50) { nodes { ...InvitationParts } }
    }
  }`,
  [BADGE, NOTIFICATION, INVITATION],
);

/** Each event carries the entry as it is (none when all were marked as read), and the cursor to go on from. */
export const Notifications = graphql(
  `subscription Notifications($after: String) {
    event: notifications(after: $after) { cursor notification { ...NotificationParts } }
  }`,
  [NOTIFICATION],
);

export const Invitations = graphql(
  `subscription Invitations($after: String) {
    event: viewerInvitations(after: $after) { cursor invitation { ...InvitationParts } }
  }`,
  [INVITATION],
);

/** The present value, now and after each change; latest wins, so there is no cursor. */
export const BadgeStream = graphql(`subscription Badge { event: badge { ...BadgeParts } }`, [BADGE]);

export const Accept = graphql(
  `mutation Accept($id: ID!) { done: acceptInvitation(input: { invitationId: $id }) { userErrors { message } } }`,
);

export const Decline = graphql(
  `mutation Decline($id: ID!) { done: declineInvitation(input: { invitationId: $id }) { userErrors { message } } }`,
);

export const MarkAllRead = graphql(
  `mutation MarkAllRead { done: markNotificationsRead(input: { all: true }) { userErrors { message } } }`,
);
