import { createComponent, type EventName, type Options, type ReactWebComponent } from "@lit/react";
import {
  Account,
  Batch,
  Bell,
  Groups,
  GroupSettings,
  History,
  Invitations,
  Invite,
  Members,
  Notifications,
  Patients,
  Resources,
  SentInvitations,
  Seats,
  Share,
} from "@usher-graph/elements";
import * as react from "react";

const on = <Detail>(name: string) => name as EventName<CustomEvent<Detail>>;

/** What every element tells. */
const shared = {
  onDone: on<{ action: string; payload: unknown }>("usher-done"),
  onRefused: on<{ action: string; errors: readonly { code: string; message: string }[] }>("usher-refused"),
  onFailed: on<{ action: string; code: string }>("usher-failed"),
  onSignedOut: on<object>("usher-signed-out"),
};
const answered = {
  onAccepted: on<{ invitationId: string; groupId: string | undefined }>("usher-accepted"),
  onDeclined: on<{ invitationId: string }>("usher-declined"),
};

function wrap<Element extends HTMLElement, Events extends Record<string, EventName>>(
  tagName: string,
  elementClass: Options<Element>["elementClass"],
  events: Events,
): ReactWebComponent<Element, typeof shared & Events> {
  return createComponent({ react, tagName, elementClass, events: { ...shared, ...events } });
}

export const UsherBell = wrap("usher-bell", Bell, {
  ...answered,
  onCount: on<{ total: number; hasCaseload: boolean }>("usher-count"),
});
export const UsherInvitations = wrap("usher-invitations", Invitations, answered);
export const UsherNotifications = wrap("usher-notifications", Notifications, {});
export const UsherGroups = wrap("usher-groups", Groups, {
  onJoined: on<{ groupId: string | undefined }>("usher-joined"),
  onCreated: on<{ groupId: string }>("usher-created"),
});
export const UsherGroupSettings = wrap("usher-group-settings", GroupSettings, {
  onCreated: on<{ groupId: string }>("usher-created"),
  onUpdated: on<{ groupId: string }>("usher-updated"),
});
export const UsherMembers = wrap("usher-members", Members, {
  onRole: on<{ memberId: string; role: string }>("usher-role"),
  onRemoved: on<{ memberId: string }>("usher-removed"),
  onLeft: on<{ groupId: string }>("usher-left"),
  onInviteWanted: on<{ groupId: string }>("usher-invite-wanted"),
});
export const UsherInvite = wrap("usher-invite", Invite, {
  onInvited: on<{ groupId: string; count: number }>("usher-invited"),
  onAdded: on<{ groupId: string; memberIds: string[] }>("usher-added"),
});
export const UsherSentInvitations = wrap("usher-sent-invitations", SentInvitations, {});
export const UsherBatch = wrap("usher-batch", Batch, {});
export const UsherShare = wrap("usher-share", Share, {});
export const UsherSeats = wrap("usher-seats", Seats, {});
export const UsherResources = wrap("usher-resources", Resources, {});
export const UsherHistory = wrap("usher-history", History, {});
export const UsherPatients = wrap("usher-patients", Patients, {});
export const UsherAccount = wrap("usher-account", Account, {});
