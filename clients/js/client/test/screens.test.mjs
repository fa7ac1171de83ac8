import assert from "node:assert/strict";
import { test } from "node:test";
import { groupChanges, viewerChanges } from "@usher-graph/client";
import {
  ACCEPT,
  BELL,
  bell,
  CANCEL,
  clientOf,
  CREATE_GROUP,
  equalsDatabase,
  groupScreen,
  HOME,
  INVITE,
  invite,
  JOIN,
  Line,
  live,
  SCREEN,
  SET_ROLE,
  until,
  UPDATE_GROUP,
  world,
} from "./support.mjs";

test("a screen shows each change, and equals the database after it", async () => {
  const [watching, acting] = [clientOf("administrator"), clientOf("facilitator")];
  const screen = groupScreen(watching);
  await live(screen);
  const [first] = await invite(acting, 2);
  await equalsDatabase(screen, SCREEN, { id: world.group });
  await acting.mutate(CANCEL, { input: { invitationId: first } });
  await equalsDatabase(screen, SCREEN, { id: world.group });
  await acting.mutate(UPDATE_GROUP, { input: { groupId: world.group, name: "Thursday" } });
  await until(() => assert.equal(screen.current.data.group.name, "Thursday"));
  await watching.mutate(SET_ROLE, { input: { memberId: world.members.other_member, role: "ADMINISTRATOR" } });
  await equalsDatabase(screen, SCREEN, { id: world.group });
  await watching.close();
  await acting.close();
});

test("what has not changed stays the same object", async () => {
  const client = clientOf("administrator");
  const screen = groupScreen(client);
  await live(screen);
  const before = screen.current.data.group.members;
  const name = `Friday ${Math.random()}`;
  const { promise, resolve } = withResolvers();
  screen.subscribe((shown) => shown.data.group.name === name && resolve(shown));
  await client.mutate(UPDATE_GROUP, { input: { groupId: world.group, name } });
  assert.equal((await promise).data.group.members, before);
  await client.close();
});

test("a mutation's answer is shown before anything else comes", async () => {
  const line = await Line.open();
  const client = clientOf("administrator", { url: line.url });
  const screen = groupScreen(client);
  await live(screen);
  const name = `Saturday ${Math.random()}`;
  await client.mutate(UPDATE_GROUP, { input: { groupId: world.group, name } });
  assert.equal(screen.current.data.group.name, name);
  await client.close();
  line.close();
});

test("a burst of changes reads a page at most twice a second, over one socket", async () => {
  const line = await Line.open();
  const watching = clientOf("administrator", { url: line.url });
  const screens = [groupScreen(watching), groupScreen(watching, { first: 2 }), bell(watching)];
  await Promise.all(screens.map(live));
  await new Promise((done) => setTimeout(done, 1_000));
  const [before, began] = [line.requests, Date.now()];
  const acting = clientOf("facilitator");
  for (let count = 0; count < 15; count += 1) await invite(acting, 4);
  await equalsDatabase(screens[0], SCREEN, { id: world.group });
  await equalsDatabase(screens[1], SCREEN, { id: world.group, first: 2 });
  const seconds = (Date.now() - began) / 1000;
  assert.ok(line.requests - before <= 2 * (2 * seconds + 1), `${line.requests - before} requests in ${seconds} s`);
  assert.equal(line.streams, world.isSse ? screens.length : 1);
  await watching.close();
  await acting.close();
  line.close();
});

test("another page is shown, and followed", async () => {
  const [watching, acting] = [clientOf("administrator"), clientOf("facilitator")];
  const screen = groupScreen(watching, { first: 2 });
  await live(screen);
  screen.show({ id: world.group, first: 3 });
  await until(() => assert.equal(screen.current.data.group.members.nodes.length, 3));
  await invite(acting);
  await equalsDatabase(screen, SCREEN, { id: world.group, first: 3 });
  await watching.close();
  await acting.close();
});

test("a page that is asked for before the first has come takes its place", async () => {
  const client = clientOf("administrator");
  const screen = groupScreen(client, { first: 2 });
  screen.show({ id: world.group, first: 3 });
  await live(screen);
  assert.equal(screen.current.data.group.members.nodes.length, 3);
  await client.close();
});

test("a bell shows what is one's own", async () => {
  const [invitee, stranger] = [clientOf("invitee"), clientOf("stranger")];
  const screen = bell(invitee);
  await live(screen);
  const { data } = await stranger.mutate(CREATE_GROUP, { input: { name: "Sunday" } });
  const input = { groupId: data.createGroup.group.id, addresses: world.emails.invitee, sendMail: false };
  await stranger.mutate(INVITE, { input });
  await until(() =>
    assert.ok(screen.current.data.viewer.invitations.nodes.some(({ group }) => group.name === "Sunday")),
  );
  await equalsDatabase(screen, BELL, {}, "invitee");
  const mine = screen.current.data.viewer.invitations.nodes.find(({ group }) => group.name === "Sunday");
  await invitee.mutate(ACCEPT, { input: { invitationId: mine.id } });
  await equalsDatabase(screen, BELL, {}, "invitee");
  await invitee.close();
  await stranger.close();
});

test("a row's own stream is followed while the row is shown", async () => {
  const [watching, acting, other] = [clientOf("stranger"), clientOf("stranger"), clientOf("administrator")];
  const streams = ({ viewer }) => [
    viewerChanges(),
    ...viewer.memberships.nodes.map(({ group }) => groupChanges(group.id)),
  ];
  const screen = watching.live(HOME, { variables: {}, streams });
  await live(screen);
  const { data } = await acting.mutate(CREATE_GROUP, { input: { name: "Monday" } });
  const groupId = data.createGroup.group.id;
  await equalsDatabase(screen, HOME, {}, "stranger");
  await acting.mutate(UPDATE_GROUP, { input: { groupId, name: "Tuesday", joinPolicy: "OPEN" } });
  await until(() => assert.ok(shownOn(screen, groupId, { name: "Tuesday" })));
  await other.mutate(JOIN, { input: { groupId } });
  await until(() => assert.ok(shownOn(screen, groupId, { memberCount: 2 })));
  await equalsDatabase(screen, HOME, {}, "stranger");
  for (const client of [watching, acting, other]) await client.close();
});

function shownOn(screen, groupId, expected) {
  const { group } = screen.current.data.viewer.memberships.nodes.find(({ group }) => group.id === groupId);
  return Object.entries(expected).every(([name, value]) => group[name] === value);
}

test("two screens converge while ten people write at once", async () => {
  const watching = [clientOf("administrator"), clientOf("facilitator")];
  const screens = watching.map((client) => groupScreen(client));
  await Promise.all(screens.map(live));
  const acting = clientOf("other_administrator");
  const names = Array.from({ length: 20 }, (_, place) => `Name ${place}`);
  const roles = ["MEMBER", "FACILITATOR", "ADMINISTRATOR"];
  await Promise.all([
    ...names.map((name) => acting.mutate(UPDATE_GROUP, { input: { groupId: world.group, name } })),
    ...names.map((_, place) =>
      acting.mutate(SET_ROLE, { input: { memberId: world.members.other_member, role: roles[place % 3] } }),
    ),
    ...names.map(() => invite(acting)),
  ]);
  for (const [place, person] of ["administrator", "facilitator"].entries()) {
    await equalsDatabase(screens[place], SCREEN, { id: world.group }, person);
  }
  for (const client of [...watching, acting]) await client.close();
});

function withResolvers() {
  let resolve;
  return { promise: new Promise((done) => (resolve = done)), resolve: (value) => resolve(value) };
}
