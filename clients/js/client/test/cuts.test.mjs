import assert from "node:assert/strict";
import { test } from "node:test";
import {
  BELL,
  bell,
  clientOf,
  equalsDatabase,
  groupScreen,
  invite,
  Line,
  live,
  LOG_OUT,
  REMOVE,
  SCREEN,
  server,
  SET_ROLE,
  until,
  UPDATE_GROUP,
  world,
} from "./support.mjs";

async function cutOff(person = "administrator") {
  const line = await Line.open();
  const client = clientOf(person, { url: line.url });
  const screen = groupScreen(client);
  await live(screen);
  return { line, screen, end: async () => (await client.close(), line.close()) };
}

test("20 cuts while things change cost nothing", async () => {
  const { line, screen, end } = await cutOff();
  const acting = clientOf("facilitator");
  const roles = ["MEMBER", "FACILITATOR"];
  for (let cut = 0; cut < 20; cut += 1) {
    if (cut % 4 === 3) line.down();
    else line.cut();
    await Promise.all([
      invite(acting, 2),
      acting.mutate(UPDATE_GROUP, { input: { groupId: world.group, name: `Cut ${cut}` } }),
      acting.mutate(SET_ROLE, { input: { memberId: world.members.other_member, role: roles[cut % 2] } }),
    ]);
    await new Promise((done) => setTimeout(done, Math.random() * 400));
    line.up();
  }
  await equalsDatabase(screen, SCREEN, { id: world.group });
  await live(screen);
  await end();
  await acting.close();
});

test("a line that says nothing any more is given up", async () => {
  const { line, screen, end } = await cutOff();
  line.silence();
  const acting = clientOf("facilitator");
  await invite(acting);
  await until(() => assert.equal(screen.current.status, "connecting"), 30);
  line.up();
  await equalsDatabase(screen, SCREEN, { id: world.group });
  await end();
  await acting.close();
});

test("a server that starts again is found again, and a mutation waits for it", async () => {
  const client = clientOf("administrator");
  const screen = groupScreen(client);
  await live(screen);
  const restarted = server("restart");
  await invite(client);
  await restarted;
  await equalsDatabase(screen, SCREEN, { id: world.group });
  await live(screen);
  await client.close();
});

test("a cursor that is no longer kept costs one reading", async () => {
  const { line, screen, end } = await cutOff();
  line.down();
  const acting = clientOf("facilitator");
  await invite(acting, 3);
  await server("expire");
  line.up();
  await equalsDatabase(screen, SCREEN, { id: world.group });
  await live(screen);
  await invite(acting);
  await equalsDatabase(screen, SCREEN, { id: world.group });
  await end();
  await acting.close();
});

test("a demotion leaves what a member may see, live", async () => {
  const { screen, end } = await cutOff("other_facilitator");
  assert.ok(screen.current.data.group.invitations);
  const acting = clientOf("administrator");
  await acting.mutate(SET_ROLE, { input: { memberId: world.members.other_facilitator, role: "MEMBER" } });
  await until(() => assert.equal(screen.current.data.group.invitations, null));
  assert.ok(screen.current.errors.some(({ extensions }) => extensions.code === "FORBIDDEN"));
  await acting.mutate(UPDATE_GROUP, { input: { groupId: world.group, name: "For members" } });
  await until(() => assert.equal(screen.current.data.group.name, "For members"));
  assert.equal(screen.current.status, "live");
  await end();
  await acting.close();
});

test("whoever is removed sees nothing of the group any more", async () => {
  const { screen, end } = await cutOff("member");
  const acting = clientOf("administrator");
  await acting.mutate(REMOVE, { input: { memberId: world.members.member } });
  await until(() => assert.equal(screen.current.status, "ended"));
  assert.equal(screen.current.error.code, "NOT_FOUND");
  assert.equal(screen.current.data?.group ?? null, null);
  await end();
  await acting.close();
});

test("a session that ends, ends the screen; signing in begins it anew", async () => {
  let token = world.tokens.stranger;
  const client = clientOf("stranger", { token: () => token });
  const screen = bell(client);
  await live(screen);
  await clientOf("stranger").mutate(LOG_OUT, {}, { idempotencyKey: false });
  await until(() => assert.equal(screen.current.status, "ended"));
  assert.ok(screen.current.error.isSignedOut);
  assert.equal(screen.current.data, undefined);
  token = world.tokens.invitee;
  await client.signInChanged();
  await live(screen);
  await equalsDatabase(screen, BELL, {}, "invitee");
  await client.close();
});

test("another token is asked for where one is refused", async () => {
  const asked = [];
  const token = (refused) => (asked.push(refused), refused ? world.tokens.invitee : "ush_s_" + "a".repeat(43));
  const client = clientOf("invitee", { token });
  const screen = bell(client);
  await live(screen);
  await equalsDatabase(screen, BELL, {}, "invitee");
  assert.equal(asked[0], undefined);
  assert.ok(asked.includes("ush_s_" + "a".repeat(43)));
  await client.close();
});
