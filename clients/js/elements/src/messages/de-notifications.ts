/**
 * What the viewer is told, by kind, with the names that are in the server's message. `.nobody` is for messages that name no
 * person, and `notification.hidden` for what the viewer may no longer know. What has no text here is said as the server does.
 */
export const deNotifications = {
  "notification.INVITATION_RECEIVED": "{person} lädt Sie in {group} ein.",
  "notification.INVITATION_ACCEPTED": "{person} hat die Einladung in {group} angenommen.",
  "notification.INVITATION_DECLINED": "{person} hat die Einladung in {group} abgelehnt.",
  "notification.INVITATION_EMAIL_FAILED":
    "Die Einladung in {group} an {person} konnte nicht per E-Mail zugestellt werden.",
  "notification.MEMBER_JOINED": "{person} ist {group} beigetreten.",
  "notification.ADDED_TO_GROUP": "{person} hat Sie zu {group} hinzugefügt.",
  "notification.ADDED_TO_GROUP.nobody": "Sie gehören jetzt zur Administration von {group}.",
  "notification.REMOVED_FROM_GROUP": "{person} hat Sie aus {group} entfernt.",
  "notification.ROLE_CHANGED": "Ihre Rolle in {group} ist jetzt {role}.",
  "notification.SEAT_ALLOCATED": "Sie haben jetzt einen Platz in {group}.",
  "notification.SEAT_RELEASED": "Ihr Platz in {group} wurde zurückgenommen.",
  "notification.SEAT_PLAN_EXPIRING": "Das Abonnement von {group} läuft am {date} ab.",
  "notification.RESOURCE_SHARED": "{person} hat {resource} mit {group} geteilt.",
  "notification.RESOURCE_ASSIGNED": "Sie werden gebeten, {resource} in {group} durchzuarbeiten.",
  "notification.ASSIGNMENT_COMPLETED": "{person} hat {resource} in {group} durchgearbeitet.",
  "notification.CASELOAD_FULL": "{person} konnte nicht alle in {group} einladen: Die Patientenliste ist voll.",
  "notification.CASELOAD_FULL.nobody": "Jemand konnte {group} nicht beitreten: Die Patientenliste ist voll.",
  "notification.hidden": "Hier ging es um etwas in einer Gruppe, das Sie nicht mehr sehen dürfen.",
} as const;
