// What people do one after another: who, which mutation, and with what. Each mutation of the schema is there once at least.
import { mutation, screen, SCREENS, stream } from "./documents.mjs";

export const FOLLOWER = "other_administrator";
const member = (w, role) => w.members[role];

async function invitation(w, search) {
  const { group } = await w.ask("administrator", "query($g: ID!, $s: String) { group(id: $g) { invitations(search: $s, first: 1) { nodes { id } } } }", { g: w.group, s: search });
  return group.invitations.nodes[0].id;
}
async function resource(w) {
  const { group } = await w.ask("administrator", "query($g: ID!) { group(id: $g) { resources(first: 20) { nodes { id title assignments(first: 5) { nodes { id } } } } } }", { g: w.group });
  return group.resources.nodes.find(({ title }) => title.startsWith("Sleep"));
}
const assigned = async (w) => {
  const { viewer } = await w.ask("member", "{ viewer { assignments(first: 1) { nodes { id } } } }");
  return viewer.assignments.nodes[0].id;
};
const invite = (w, more) => ({ groupId: w.group, sendMail: false, ...more });

export const STEPS = [
  ["administrator", "createGroup", () => ({ name: "Another" })],
  ["administrator", "updateGroup", (w) => ({ groupId: w.group, name: "Thursday", description: "At six", joinPolicy: "OPEN" })],
  ["facilitator", "inviteMembers", (w) => invite(w, { addresses: "one@caches.example two@caches.example",
    recipients: [{ email: { email: w.emails.stranger } }] })],
  ["facilitator", "cancelInvitation", async (w) => ({ invitationId: await invitation(w, "one@") })],
  ["administrator", "updateInvitation", async (w) => ({ invitationId: await invitation(w, "two@"), role: "FACILITATOR" })],
  ["administrator", "resendInvitation", async (w) => ({ invitationId: w.invitation })],
  ["stranger", "declineInvitation", async (w) => {
    const { viewer } = await w.ask("stranger", "{ viewer { invitations(first: 1) { nodes { id } } } }");
    return { invitationId: viewer.invitations.nodes[0].id };
  }],
  ["invitee", "acceptInvitation", (w) => ({ invitationId: w.invitation })],
  ["administrator", "setMemberRole", (w) => ({ memberId: member(w, "other_facilitator"), role: "MEMBER" })],
  ["facilitator", "removeMember", (w) => ({ memberId: member(w, "other_facilitator") })],
  ["administrator", "generateInviteCode", (w) => ({ groupId: w.group, maxUses: 9 })],
  ["stranger", "joinWithCode", async (w) => {
    const { group } = await w.ask("administrator", "query($g: ID!) { group(id: $g) { inviteCode { code } } }", { g: w.group });
    return { code: group.inviteCode.code };
  }],
  ["administrator", "deleteInviteCode", (w) => ({ groupId: w.group })],
  ["stranger", "leaveGroup", (w) => ({ groupId: w.group })],
  ["stranger", "joinGroup", (w) => ({ groupId: w.group })],
  ["staff", "setSeatPlan", (w) => ({ groupId: w.group, seatCount: 1, expiresAt: "2099-01-01T00:00:00Z" })],
  ["administrator", "setSeatPolicy", (w) => ({ groupId: w.group, policy: "MANUAL" })],
  ["administrator", "allocateSeat", (w) => ({ memberId: member(w, "member") })],
  ["member", "requestSeat", (w) => ({ groupId: w.group, waiting: false })],
  ["administrator", "releaseSeat", (w) => ({ memberId: member(w, "member") })],
  ["administrator", "shareResource", (w) => ({ groupId: w.group, kind: "WORKBOOK", title: "Sleep", body: "Well." })],
  ["facilitator", "updateResource", async (w) => ({ resourceId: (await resource(w)).id, title: "Sleep well" })],
  ["facilitator", "assignResource", async (w) => ({ resourceId: (await resource(w)).id })],
  ["member", "completeAssignment", async (w) => ({ assignmentId: await assigned(w) })],
  ["member", "reopenAssignment", async (w) => ({ assignmentId: await assigned(w) })],
  ["facilitator", "unassignResource", async (w) => ({ assignmentId: (await resource(w)).assignments.nodes[0].id })],
  ["administrator", "removeResource", async (w) => ({ resourceId: (await resource(w)).id })],
  ["staff", "assignAdministrator", (w) => ({ groupId: w.group, accountId: w.accounts.facilitator })],
  ["staff", "setCaseload", (w) => ({ accountId: w.accounts.administrator, limit: 40 })],
  ["administrator", "addExistingMembers", (w) => ({ groupId: w.group, accountIds: [w.accounts.patient] })],
  ["administrator", "removePatient", async (w) => {
    const { viewer } = await w.ask("administrator", "{ viewer { caseload { patients(first: 20) { nodes { id account { id } } } } } }");
    return { patientId: viewer.caseload.patients.nodes.find(({ account }) => account.id === w.accounts.former).id };
  }],
  ["member", "markNotificationsRead", () => ({ all: true })],
  ["member", "updateProfile", () => ({ name: "Renamed" })],
  ["member", "createAccessToken", () => ({ name: "a program", scopes: ["READ"] })],
  ["member", "revokeAccessToken", async (w) => {
    const { viewer } = await w.ask("member", "{ viewer { accessTokens { id } } }");
    return { id: viewer.accessTokens[0].id };
  }],
  ["member", "createAccessToken", () => ({ name: "another program", scopes: ["READ"] })],
  ["member", "setPassword", (w) => ({ currentPassword: w.password, password: "a sentence of my own" })],
];

/** Those that sign somebody in or out, so that a cache is begun anew. */
export const NOT_CACHED = ["register", "requestOneTimeLogin", "logInWithOneTimeLink", "logIn", "logOut"];

export const STREAMS = ["groupChanges", "viewerChanges"];

export const screens = (role) => [...SCREENS[role], "overview", ...(role === "administrator" ? ["patients"] : [])].map(screen);
export const documents = () => {
  const all = [
    ...Object.keys(SCREENS).flatMap(screens),
    ...STEPS.map(([role, field]) => mutation(field, role)),
    ...STREAMS.map((field) => stream(field, FOLLOWER)),
  ];
  return [...new Map(all.map((one) => [one.name, one])).values()];
};
