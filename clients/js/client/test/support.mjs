// What the tests share: the people whom the driver has made, a line that can be cut, and waiting for equality.
import assert from "node:assert/strict";
import { connect, createServer } from "node:net";
import { Client, viewerChanges } from "@usher-graph/client";
import { sse } from "@usher-graph/client/sse";
import WebSocket from "ws";

export const world = JSON.parse(process.env.USHER_TEST);

const transport = world.isSse ? { transport: sse } : { webSocket: WebSocket };

/** A client of one person, straight to the server unless over a line. */
export function clientOf(person, { url = world.url, ...options } = {}) {
  return new Client({ url: `${url}/graphql`, token: () => world.tokens[person], ...transport, ...options });
}

/** Asks the driver to do something to the server: /restart, /expire. */
export async function server(what) {
  const response = await fetch(`${world.control}/${what}`, { method: "POST" });
  assert.equal(response.status, 200, await response.text());
}

/** A line to the server that can be cut, held up, and that loses answers. */
export class Line {
  static async open() {
    const line = new Line();
    await new Promise((done) => line.listener.listen(0, "127.0.0.1", done));
    return line;
  }

  /** Websockets, or streams of server-sent events. */
  streams = 0;
  requests = 0;
  #open = new Set();
  #isDown = false;
  #isSilent = false;
  #answersToLose = 0;
  listener = createServer((near) => this.#carry(near));

  get url() {
    return `http://127.0.0.1:${this.listener.address().port}`;
  }

  /** Cuts everything that is open. */
  cut() {
    for (const connection of this.#open) connection.destroy();
  }

  down() {
    this.#isDown = true;
    this.cut();
  }

  up() {
    this.#isDown = false;
    this.#isSilent = false;
  }

  /** Nothing passes any more, and nobody is told. */
  silence() {
    this.#isSilent = true;
  }

  /** The next answers get lost on the way: the server has done what was asked. */
  lose(answers) {
    this.#answersToLose = answers;
  }

  close() {
    this.cut();
    this.listener.close();
  }

  #carry(near) {
    if (this.#isDown) return near.destroy();
    const far = connect(new URL(world.url).port, "127.0.0.1");
    const isSilent = () => this.#isSilent;
    const pair = { destroy: () => (near.destroy(), far.destroy()) };
    this.#open.add(pair);
    near.on("data", (bytes) => {
      const head = bytes.toString("latin1");
      if (/^upgrade: websocket|^accept: text\/event-stream/im.test(head)) this.streams += 1;
      else if (head.startsWith("POST")) this.requests += 1;
      if (!isSilent()) far.write(bytes);
    });
    far.on("data", (bytes) => {
      if (this.#answersToLose > 0) {
        this.#answersToLose -= 1;
        pair.destroy();
      } else if (!isSilent()) near.write(bytes);
    });
    for (const end of [near, far]) {
      end.on("error", () => {});
      end.on("close", () => (this.#open.delete(pair), pair.destroy()));
    }
  }
}

const GROUP = `fragment GroupParts on Group { id name description memberCount viewerActions
  invitationCounts { id pending accepted declined cancelled } }`;
const MEMBER = "fragment MemberParts on Member { id role viewerActions account { id name } }";
const INVITATION = "fragment InvitationParts on Invitation { id email role status delivery sentCount viewerActions }";

export const SCREEN = `query Screen($id: ID!, $first: Int = 50) { group(id: $id) { ...GroupParts liveCursor
  members(first: $first) { totalCount nodes { ...MemberParts } }
  invitations(first: $first, status: [PENDING]) { totalCount nodes { ...InvitationParts } } } } ${GROUP} ${MEMBER} ${INVITATION}`;
export const CHANGES = `subscription Changes($groupId: ID!, $after: String) { groupChanges(groupId: $groupId, after: $after) {
  cursor kind subjectId group { ...GroupParts } member { ...MemberParts } invitation { ...InvitationParts } } }
  ${GROUP} ${MEMBER} ${INVITATION}`;
export const BELL = `query Bell { viewer { id liveCursor badge { id total }
  notifications(first: 50) { nodes { id message readAt } } invitations(first: 50) { nodes { id status group { id name } } } } }`;
export const HOME = `query Home { viewer { id liveCursor memberships(first: 25) {
  nodes { id role group { id liveCursor name memberCount } } } } }`;

export function groupScreen(client, more = {}) {
  const streams = [{ document: CHANGES, variables: { groupId: world.group } }];
  return client.live(SCREEN, { variables: { id: world.group, ...more }, streams });
}

export function bell(client) {
  return client.live(BELL, { variables: {}, streams: [viewerChanges()] });
}

/** Waits until the test holds, or says what it saw last. */
export async function until(test, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await test();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((done) => setTimeout(done, 40));
  }
}

export function live(screen) {
  return until(() => {
    assert.equal(screen.current.status, "live", screen.current.error?.stack);
  });
}

/** Waits until a screen shows exactly what a fresh query answers. */
export async function equalsDatabase(screen, document, variables, person = "administrator", seconds = 20) {
  const fresh = clientOf(person);
  await until(async () => {
    const { data } = await fresh.query(document, variables);
    assert.deepEqual(withoutCursors(screen.current.data), withoutCursors(data));
  }, seconds);
  await fresh.close();
}

export function withoutCursors(value) {
  return JSON.parse(JSON.stringify(value ?? null, (name, child) => (name === "liveCursor" ? undefined : child)));
}

const mutation = (field, type, selection) =>
  `mutation Change($input: ${type}!) { ${field}(input: $input) { ${selection} userErrors { code message } } }`;
export const INVITE = mutation("inviteMembers", "InviteMembersInput", "invitedCount results { invitation { id } }");
export const CANCEL = mutation("cancelInvitation", "InvitationInput", "invitation { id status }");
export const SET_ROLE = mutation("setMemberRole", "SetMemberRoleInput", "member { id role }");
export const UPDATE_GROUP = mutation("updateGroup", "UpdateGroupInput", "group { id name }");
export const REMOVE = mutation("removeMember", "RemoveMemberInput", "removedId");
export const ACCEPT = mutation("acceptInvitation", "AnswerInvitationInput", "member { id }");
export const CREATE_GROUP = mutation("createGroup", "CreateGroupInput", "group { id }");
export const JOIN = mutation("joinGroup", "JoinGroupInput", "group { id }");
export const LOG_OUT = "mutation LogOut { logOut { userErrors { code } } }";

let invited = 0;
/** Invites people whom nobody knows, and gives the IDs of the invitations. */
export async function invite(client, count = 1) {
  const addresses = Array.from({ length: count }, () => `guest.${process.pid}.${++invited}@example.org`).join(", ");
  const input = { groupId: world.group, addresses, sendMail: false };
  const { data } = await client.mutate(INVITE, { input });
  return data.inviteMembers.results.map(({ invitation }) => invitation.id);
}
