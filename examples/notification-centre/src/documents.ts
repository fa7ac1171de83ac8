import { graphql } from "./graphql";

const BADGE = graphql(`
  fragment BadgeParts on Badge @_unmask {
    id
    total
  }
`);
const NOTIFICATION = graphql(`
  fragment NotificationParts on Notification @_unmask {
    id
    message
    createdAt
    readAt
  }
`);
const INVITATION = graphql(`
  fragment InvitationParts on Invitation @_unmask {
    id
    status
    group {
      id
      name
    }
    invitedBy {
      id
      name
    }
  }
`);

/** All that the page shows, and the cursor at which it was so: both read in one snapshot. */
export const Centre = graphql(
  `
    query Centre {
      viewer {
        id
        liveCursor
        badge {
          ...BadgeParts
        }
        notifications(first: 50) {
          nodes {
            ...NotificationParts
          }
        }
        invitations(first: 50) {
          nodes {
            ...InvitationParts
          }
        }
      }
    }
  `,
  [BADGE, NOTIFICATION, INVITATION],
);

/** Each event carries what it is about as it is now, in the parts that the page shows. */
export const Changes = graphql(
  `
    subscription Changes($after: String) {
      viewerChanges(after: $after) {
        cursor
        kind
        subjectId
        viewer {
          id
          badge {
            ...BadgeParts
          }
        }
        notification {
          ...NotificationParts
        }
        invitation {
          ...InvitationParts
        }
      }
    }
  `,
  [BADGE, NOTIFICATION, INVITATION],
);

export const Accept = graphql(`
  mutation Accept($id: ID!) {
    done: acceptInvitation(input: { invitationId: $id }) {
      invitation {
        id
        status
      }
      userErrors {
        message
      }
    }
  }
`);

export const Decline = graphql(`
  mutation Decline($id: ID!) {
    done: declineInvitation(input: { invitationId: $id }) {
      invitation {
        id
        status
      }
      userErrors {
        message
      }
    }
  }
`);

export const MarkAllRead = graphql(`
  mutation MarkAllRead {
    done: markNotificationsRead(input: { all: true }) {
      badge {
        id
        total
      }
      userErrors {
        message
      }
    }
  }
`);
